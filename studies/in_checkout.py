"""Runs one thing with the code of one checkout: a command of `simulate`, or the digests of a result folder.

    PYTHONPATH=CHECKOUT python -P in_checkout.py CHECKOUT command MODULE:FUNCTION run asiel.yaml …
    PYTHONPATH=CHECKOUT python -P in_checkout.py CHECKOUT digests FOLDER

`same_figures.py` starts it. It knows nothing of `simulate` but its command line and `simulate.open_results`, so that it
works with the code of any commit, and it refuses to run when `simulate` would come from anywhere but CHECKOUT.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import sys
from pathlib import Path
from typing import Any


def require(checkout: Path) -> None:
    """Exit unless `simulate` is imported from this checkout."""
    found = Path(str(importlib.import_module("simulate").__file__)).resolve().parent
    if found != checkout.resolve() / "simulate":
        sys.exit(f"simulate is imported from {found} and not from {checkout}: nothing was run")


def command(entry_point: str, arguments: list[str]) -> None:
    """Run a command of `simulate` through its entry point, `module:function`."""
    module, _, function = entry_point.partition(":")
    main = getattr(importlib.import_module(module), function)
    sys.argv = ["simulate", *arguments]
    main()


def digests(folder: str) -> dict[str, str]:
    """Compute the sha256 of every outcome in a result folder, by the name of the outcome."""
    results = importlib.import_module("simulate").open_results(folder)
    return {str(name): digest(results[name]) for name in results.data_vars}


def digest(outcome: Any) -> str:
    """Compute the sha256 of an outcome (an xarray DataArray): dimensions, their entries, type, shape and all bits."""
    values = outcome.values
    entries = [outcome[dim].values.astype(str).tolist() for dim in outcome.dims]
    found = hashlib.sha256(json.dumps([outcome.dims, entries, values.dtype.str, values.shape]).encode())
    found.update(values.tobytes())
    return found.hexdigest()


def main() -> None:
    """Read the arguments and run what they ask for."""
    checkout, what, *arguments = sys.argv[1:]
    require(Path(checkout))
    if what == "digests":
        json.dump(digests(arguments[0]), sys.stdout, indent=1)
    else:
        command(arguments[0], arguments[1:])


if __name__ == "__main__":
    main()
