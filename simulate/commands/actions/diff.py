"""Two sets of result folders, given or made by two interpreters, and the file that tells what moved."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from simulate.commands.actions.document import Destination
from simulate.differing.difference import Difference, difference
from simulate.differing.interpreters import Asked, Said, interpreter, run_both
from simulate.errors import CannotAnswer
from simulate.files import short
from simulate.inputs.paths import results


def between_folders(
    names: Sequence[str], year: int | None, called: tuple[str, str] | None, *, only_with_python: bool
) -> Difference:
    """Compare what is in two folders. CannotAnswer where there are not two, or an option asks for a run."""
    if only_with_python:
        raise CannotAnswer("--draws and --analyses say what is run: name two interpreters with --python")
    if len(names) != 2:
        raise CannotAnswer(f"{len(names)} folders are given: name two, the old one first")
    old, new = map(Path, names)
    return difference(old, new, year=year, called=called)


def between_interpreters(
    pythons: Sequence[str], asked: Asked, year: int | None, called: tuple[str, str] | None, said: Said
) -> Difference:
    """Run scenarios under two interpreters and compare the results. CannotAnswer where there are not two."""
    if len(pythons) != 2:
        raise CannotAnswer(f"--python is given {len(pythons)} times: give it twice, the old one first")
    old, new = map(interpreter, pythons)
    with tempfile.TemporaryDirectory(prefix="simulate-diff-") as folder:
        before, after = run_both((old, new), asked, Path(folder), said)
        return difference(before, after, year=year, called=called or (old.called, new.called))


def destination(form: str | None, out: Path | None, names: Sequence[str], overwrite: bool) -> Destination | None:
    """Choose the file of the document; None where none is asked. CannotAnswer where it cannot be written."""
    if form is None:
        if out is not None or overwrite:
            raise CannotAnswer("--out and --overwrite are about a document: say which with --to")
        return None
    called = "-".join(Path(name).name or "here" for name in names)
    found = Destination(out or results() / "diff" / short(called, f".{form}"), form)
    found.refuse(overwrite)
    return found
