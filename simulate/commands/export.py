"""`simulate export`: a result folder as a file for another program."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from simulate.commands.language import say
from simulate.commands.options import PATH, entries, language, outcomes
from simulate.vocabulary import Language


@click.command("export")
@click.argument("folder", type=PATH)
@click.option("--to", "form", required=True, type=click.Choice(["netcdf", "csv", "parquet", "xlsx", "iamc",
              "package"]), help="Kind of file: netCDF is the whole dataset, CSV and Parquet one long table, Excel a "
              "summary only, iamc a table of years as scenario databases have it; package is a folder that others can "
              "cite, with tables, their meaning, sources and how they were made.")  # fmt: skip
@click.option("--out", type=PATH, help="File to write [default: beside FOLDER, of its name].")
@click.option("--summary", is_flag=True, help="Mean and quantiles over the draws, instead of every draw.")
@outcomes
@entries
@click.option("--year", "years", multiple=True, type=int, help="Only the months of this calendar year, or with --by "
              "year only this one. Can be repeated.")  # fmt: skip
@click.option("--by", type=click.Choice(["month", "year"]), default="month", show_default=True, help="Months, or whole "
              "calendar years.")  # fmt: skip
@click.option("--decimal", type=click.Choice(["point", "comma"]), default="point", show_default=True, help="Of a CSV. "
              "With commas it is the one that a Dutch Excel opens, with semicolons (in R read.csv2).")  # fmt: skip
@click.option("--overwrite", is_flag=True, help="Replace a file that is there.")
@language
def command(
    folder: Path,
    form: Any,
    out: Path | None,
    summary: bool,
    outcomes: tuple[str, ...],
    entries: tuple[str, ...],
    years: tuple[int, ...],
    by: Any,
    decimal: str,
    overwrite: bool,
    language: Language,
) -> None:
    """Write the outcomes in a result FOLDER as a file for R, Excel, pandas and others."""
    from simulate.exporting.export import ExportOptions, export
    from simulate.inputs.paths import shown
    from simulate.results.asked import Wanted
    from simulate.views.export.labels import ExportLabels

    wanted = Wanted(outcomes, entries, years)
    options = ExportOptions(form, wanted, by, summary, comma=decimal == "comma", overwrite=overwrite)
    done = export(folder, options, ExportLabels(language), out)
    if done.missing:
        say(f"the run is not complete: {done.missing:,} of its draws are missing here", language, err=True)
    what = "variables" if form == "netcdf" else "rows"
    size = sum(path.stat().st_size for path in (done.path, *done.path.glob("*"))) / 1e6
    say(f"{shown(done.path)}: {done.count:,} {what} of {done.draws:,} draws, {size:,.1f} MB", language)
