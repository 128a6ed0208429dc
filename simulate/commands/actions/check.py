"""The action of `simulate check`: the inputs of runs, and the registers of what was counted and forecast."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from simulate.backtesting.vintages import VINTAGES, vintage_problems
from simulate.errors import InputError, Problem
from simulate.inputs.checking import Report, check
from simulate.inputs.library import Library
from simulate.inputs.paths import find, roots
from simulate.series import REGISTER, series_problems

_CHECKS: Mapping[str, Callable[[Path, Library], list[Problem]]] = {
    REGISTER: series_problems,
    VINTAGES: vintage_problems,
}


def check_all(files: Sequence[str]) -> Report:
    """Check the files named; without files everything in the project (or in the packages)."""
    mine = [file for file in files if Path(file).name in _CHECKS]
    others = [file for file in files if file not in mine]
    report = check(others) if others or not files else Report(0, ())
    problems, registers = list(report.problems), list[Path]()
    for file in mine:
        try:
            registers.append(find(file))
        except InputError as error:
            problems += error.problems
    if not files:
        found = roots()
        folder = (found.own or found.packaged).path / "data"
        registers = [folder / name for name in _CHECKS if (folder / name).is_file()]
    library = Library(roots())
    for path in registers:
        problems += _CHECKS[path.name](path, library)
    return Report(report.files + len(registers), InputError(problems).problems, report.remarks)
