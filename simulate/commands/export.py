"""`simulate export`: a result folder as a file for another program."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from simulate.commands.options import PATH, language
from simulate.vocabulary import Language


@click.command("export")
@click.argument("folder", type=PATH)
@click.option("--to", "form", required=True, type=click.Choice(["netcdf", "csv", "parquet", "xlsx"]), help="Kind of "
              "file: netCDF is the whole dataset, CSV and Parquet one long table, Excel a summary only.")  # fmt: skip
@click.option("--out", type=PATH, help="File to write [default: beside FOLDER, of its name].")
@click.option("--summary", is_flag=True, help="Mean and quantiles over the draws, instead of every draw.")
@click.option("--outcome", "outcomes", multiple=True, metavar="NAME", help="Only this outcome. Can be repeated.")
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
    by: Any,
    decimal: str,
    overwrite: bool,
    language: Language,
) -> None:
    """Write the outcomes in a result FOLDER as a file for R, Excel, pandas and others."""
    from simulate.presenting.after import export_folder

    code = export_folder(
        folder,
        form,
        out,
        summary=summary,
        outcomes=outcomes,
        by=by,
        language=language,
        overwrite=overwrite,
        comma=decimal == "comma",
    )
    sys.exit(code)
