"""`simulate export`: a result folder as a file for another program."""

from __future__ import annotations

from pathlib import Path

import click

from simulate.exporting.export import ExportOptions, export
from simulate.inputs.places import shown
from simulate.results.opening import checked
from simulate.views.export.labels import ExportLabels
from simulate.vocabulary import Language


def export_folder(folder: Path, options: ExportOptions, out: Path | None, language: Language) -> None:
    """Write the file and say what is in it. CannotAnswer says in one sentence why that cannot be done."""
    with checked(folder):
        done = export(folder, options, ExportLabels(language), out)
    if done.missing:
        click.echo(f"the run is not complete: {done.missing:,} of its draws are missing here", err=True)
    what = "variables" if options.form == "netcdf" else "rows"
    size = done.path.stat().st_size / 1e6
    click.echo(f"{shown(done.path)}: {done.count:,} {what} of {done.draws:,} draws, {size:,.1f} MB")
