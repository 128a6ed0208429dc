"""What `simulate report` does and says."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Literal

import click

from simulate.inputs.places import results, shown
from simulate.render.document import Renderer
from simulate.reporting.content import report
from simulate.reporting.errors import CannotReport
from simulate.running.errors import RunError, cannot_write
from simulate.running.record import write_whole
from simulate.vocabulary import Language

Form = Literal["html", "docx", "md"]
RENDERERS: dict[Form, str] = {
    "html": "simulate.render.html",
    "docx": "simulate.render.docx",
    "md": "simulate.render.markdown",
}


def report_folders(
    folders: Sequence[Path], form: Form, out: Path | None, language: Language, title: str | None, overwrite: bool
) -> int:
    """Make the report and say where it is; the exit code. Where that cannot be one sentence says why."""
    try:
        out = out or file_of(folders, form)
        _refuse(out, overwrite)
        renderer: Renderer = import_module(RENDERERS[form]).render
        made = renderer(report(folders, language, title))
        _write(out, made)
    except RunError as error:
        click.echo(str(error), err=True)
        return 2
    click.echo(f"{shown(out)}: {len(made) / 1e6:,.1f} MB")
    return 0


def file_of(folders: Sequence[Path], form: Form) -> Path:
    """results/report/A-B.html of the project around: beside the results that `simulate run` makes."""
    name = "-".join(folder.resolve().name for folder in folders)
    return results() / "report" / f"{name}.{form}"


def _refuse(out: Path, overwrite: bool) -> None:
    if out.is_dir():
        raise CannotReport(f"{shown(out)} is a folder: name a file with --out")
    if out.exists() and not overwrite:
        raise CannotReport(f"{shown(out)} is there already: choose another file with --out, or add --overwrite")


def _write(out: Path, made: bytes) -> None:
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        write_whole(out, made)
    except OSError as error:
        raise CannotReport(str(cannot_write(out, error.errno, str(error))).partition(". ")[0]) from None
