"""What the commands do and say that read a finished result folder: `export` and `sensitivity`."""

from __future__ import annotations

from pathlib import Path

import click

from simulate.errors import RunError
from simulate.exporting.choice import By
from simulate.exporting.export import Form, export
from simulate.inputs.places import shown
from simulate.results.opening import checked
from simulate.vocabulary import Language

WRONG = 2
"""The exit code where nothing could be made of what was asked."""


def export_folder(
    folder: Path,
    form: Form,
    out: Path | None,
    *,
    summary: bool,
    outcomes: tuple[str, ...],
    by: By,
    language: Language,
    overwrite: bool,
    comma: bool,
) -> int:
    """Write the file and say what is in it. The exit code."""
    try:
        with checked(folder):
            done = export(
                folder,
                form,
                out,
                summary=summary,
                outcomes=outcomes,
                by=by,
                language=language,
                overwrite=overwrite,
                comma=comma,
            )
    except RunError as error:
        click.echo(str(error), err=True)
        return WRONG
    if done.missing:
        click.echo(f"the run is not complete: {done.missing:,} of its draws are missing here", err=True)
    what = "variables" if form == "netcdf" else "rows"
    size = done.path.stat().st_size / 1e6
    click.echo(f"{shown(done.path)}: {done.count:,} {what} of {done.draws:,} draws, {size:,.1f} MB")
    return 0
