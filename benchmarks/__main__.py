"""`python -m benchmarks`: the table of ratios."""

import os

# Before numpy is imported: a way of computing is timed on one core, or on two processes of one core each.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLOSC_NTHREADS"):
    os.environ[_name] = "1"

if __name__ == "__main__":
    from benchmarks.run import main

    main()
