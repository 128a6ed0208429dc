"""`python -m benchmarks`: the table of ratios.

`python -m benchmarks wonen`: a random number of the housing model. `python -m benchmarks zorg`: a block of care.
"""

import os
import sys

# Before numpy is imported: a way of computing is timed on one core, or on two processes of one core each.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLOSC_NTHREADS"):
    os.environ[_name] = "1"

if __name__ == "__main__":
    if sys.argv[1:2] == ["wonen"]:
        from benchmarks.wonen import main

        main(sys.argv[2:])
    elif sys.argv[1:2] == ["zorg"]:
        from benchmarks.zorg import main

        main(sys.argv[2:])
    else:
        from benchmarks.run import main as ratios

        ratios()
