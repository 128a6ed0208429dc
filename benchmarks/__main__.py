"""`python -m benchmarks [PART...]` measures, keeps the numbers in benchmarks/results.json and writes docs/snelheid.md.

Parts that are not named keep the numbers that they have. `--rounds 1` is quick, and rough.
"""

import argparse
import os
import warnings
from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.timing import Rows

# Before numpy is imported: a way of computing is timed on one core, or on two processes of one core each.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLOSC_NTHREADS"):
    os.environ[_name] = "1"


def main() -> None:
    """Measure, and write what was measured."""
    from benchmarks import commands, linear, models, page, results, ways

    parts: dict[str, Callable[[int], Rows]] = {
        "ways": ways.measure,
        "models": models.measure,
        "linear": linear.measure,
        "starts": commands.starts,
        "runs": lambda rounds: commands.runs(),
    }
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(parts)}; all of them by default")
    parser.add_argument("--rounds", type=int, default=5, help="of every part but runs, which are measured once")
    asked = parser.parse_args()
    if unknown := set(asked.parts) - set(parts):
        parser.error(f"there is no part {', '.join(sorted(unknown))}: choose from {', '.join(parts)}")

    for name in asked.parts or parts:
        print(f"{name} …", flush=True)
        start = perf_counter()
        rows = parts[name](asked.rounds)
        results.write(name, rows, perf_counter() - start)
    for path in page.write():
        print(path)
    print(page.tables())


if __name__ == "__main__":
    # EMA Workbench tells at every start what it can do without.
    warnings.simplefilter("ignore")
    main()
