"""`simulate report`: result folders as one document for a reader who did not run them."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Literal

import click

from simulate.errors import CannotAnswer
from simulate.files import write_whole, writing
from simulate.inputs.places import results, shown
from simulate.render.document import Renderer
from simulate.reporting.content import report
from simulate.vocabulary import Language

Form = Literal["html", "docx", "md"]
RENDERERS: dict[Form, str] = {
    "html": "simulate.render.html",
    "docx": "simulate.render.docx",
    "md": "simulate.render.markdown",
}


def report_folders(
    folders: Sequence[Path], form: Form, out: Path | None, language: Language, title: str | None, overwrite: bool
) -> None:
    """Make the report and say where it is. CannotAnswer says in one sentence why that cannot be done."""
    out = out or file_of(folders, form)
    _refuse(out, overwrite)
    renderer: Renderer = import_module(RENDERERS[form]).render
    made = renderer(report(folders, language, title))
    _write(out, made)
    click.echo(f"{shown(out)}: {len(made) / 1e6:,.1f} MB")


def file_of(folders: Sequence[Path], form: Form) -> Path:
    """results/report/A-B.html of the project around: beside the results that `simulate run` makes."""
    name = "-".join(folder.resolve().name for folder in folders)
    return results() / "report" / f"{name}.{form}"


def _refuse(out: Path, overwrite: bool) -> None:
    if out.is_dir():
        raise CannotAnswer(f"{shown(out)} is a folder: name a file with --out")
    if out.exists() and not overwrite:
        raise CannotAnswer(f"{shown(out)} is there already: choose another file with --out, or add --overwrite")


def _write(out: Path, made: bytes) -> None:
    with writing(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        write_whole(out, made)
