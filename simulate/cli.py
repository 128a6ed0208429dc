"""The planner's door: commands, nothing else. What a command needs is imported inside it, so that `--help` is quick."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from simulate.errors import InputError, SimulateError


class Door(click.Group):
    """A group whose commands answer bad input with its place and exit code 2, never with a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):
            # A terminal that cannot write an é gets a question mark, not a traceback.
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure is not None:
                reconfigure(errors="replace")
        try:
            return super().invoke(ctx)
        except SimulateError as error:
            click.echo(str(error), err=True)
            ctx.exit(error.exit_code)


language = click.option(
    "--language", type=click.Choice(["nl", "en"]), default="en", show_default=True, help="Language of labels."
)


@click.group(cls=Door, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120})
@click.version_option(package_name="simulate-nl")
def main() -> None:
    """Policy scenarios for the Netherlands: what a measure does, with what chance, at what cost."""


@main.command()
@click.argument("files", nargs=-1, metavar="[FILE]...")
def check(files: tuple[str, ...]) -> None:
    """Find everything that is wrong in scenarios, measures, parameters and sources.

    A scenario is checked with all it uses; without FILE everything in the project is.
    """
    from simulate.inputs.checking import check as check_files

    report = check_files(files)
    if report.problems:
        raise InputError(report.problems)
    click.echo(report.summary)


@main.command()
@click.option("--out", type=click.Path(path_type=Path), help="Folder to write to [default: schemas/ of the project].")
def schema(out: Path | None) -> None:
    """Write the JSON Schemas with which an editor completes and checks the YAML files."""
    from simulate.inputs.schemas import write

    for path in write(out):
        click.echo(path)


@main.command("list")
@language
def list_(language: str) -> None:
    """The models, scenarios and measures there are."""
    from simulate.commands.list import list_all

    list_all("nl" if language == "nl" else "en")


@main.command()
@click.argument("name")
@language
def show(name: str, language: str) -> None:
    """All that is known of NAME: a parameter, measure, scenario or outcome."""
    from simulate.commands.show import show_name

    show_name(name, "nl" if language == "nl" else "en")


# run, verify and what else acts on result folders


class Whole(click.IntRange):
    """A whole number, and called so when it is not one."""

    name = "whole number"


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--draws", type=Whole(1, 10_000_000), help="Number of draws [default: that of the scenario].")
@click.option("--seed", type=Whole(0, 2**63 - 1), help="Seed [default: that of the scenario].")
@click.option("--workers", type=Whole(1, 1024), help="Processes that compute [default: all cores].")
@click.option("--out", type=click.Path(path_type=Path), help="Result folder; with several FILEs the folder of their "
              "folders [default: results/NAME of the project].")  # fmt: skip
@click.option("--set", "values", multiple=True, metavar="NAME=VALUE", help="Give a parameter another value: a number, "
              "or DATE:NUMBER from a date on. Can be repeated.")  # fmt: skip
@click.option("--until", "precision", metavar="PRECISION", help="Add draws, --draws at most, until the standard error "
              "of an outcome in the last year is small enough: 1%, or a number in its unit.")  # fmt: skip
@click.option("--for", "outcome", metavar="OUTCOME", help="The outcome of --until [default: the first headline].")
@click.option("--scheduler", metavar="ADDRESS", help="Compute on a dask cluster: tcp://host:port of its scheduler.")
@click.option("--overwrite", is_flag=True, help="Throw away what an earlier run left in the folder.")
@click.option("--no-figures", is_flag=True, help="Do not draw the figures.")
@language
def run(
    files: tuple[str, ...],
    draws: int | None,
    seed: int | None,
    workers: int | None,
    out: Path | None,
    values: tuple[str, ...],
    precision: str | None,
    outcome: str | None,
    scheduler: str | None,
    overwrite: bool,
    no_figures: bool,
    language: str,
) -> None:
    """Run scenarios and keep what comes out in a result folder.

    Stopped with Ctrl-C, the same command goes on where it was. More draws compute only what is new.
    """
    from simulate.presenting.precise import until
    from simulate.presenting.runs import resolve_all, run_all

    wanted = until(precision, outcome, draws)
    scenarios = resolve_all(files, values, draws, seed)
    code = run_all(
        scenarios,
        out,
        workers=workers,
        scheduler=scheduler,
        overwrite=overwrite,
        figures=not no_figures,
        language="nl" if language == "nl" else "en",
        until=wanted,
    )
    sys.exit(code)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--blocks", default="1", show_default=True, metavar="N|all", help="Blocks to compute again and compare.")
def verify(folder: Path, blocks: str) -> None:
    """Check that a result folder is what its run wrote, and that the run gives it again."""
    from simulate.errors import RunError
    from simulate.presenting.runs import verify_folder

    if blocks != "all" and not blocks.isdecimal():
        raise click.BadParameter(f"'{blocks}' is not a number or the word all", param_hint="--blocks")
    try:
        sys.exit(verify_folder(folder, None if blocks == "all" else int(blocks)))
    except RunError as error:
        click.echo(str(error), err=True)
        sys.exit(error.exit_code)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--to", "form", required=True, type=click.Choice(["netcdf", "csv", "parquet", "xlsx"]), help="Kind of "
              "file: netCDF is the whole dataset, CSV and Parquet one long table, Excel a summary only.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), help="File to write [default: beside FOLDER, of its name].")
@click.option("--summary", is_flag=True, help="Mean and quantiles over the draws, instead of every draw.")
@click.option("--outcome", "outcomes", multiple=True, metavar="NAME", help="Only this outcome. Can be repeated.")
@click.option("--by", type=click.Choice(["month", "year"]), default="month", show_default=True, help="Months, or whole "
              "calendar years.")  # fmt: skip
@click.option("--decimal", type=click.Choice(["point", "comma"]), default="point", show_default=True, help="Of a CSV. "
              "With commas it is the one that a Dutch Excel opens, with semicolons (in R read.csv2).")  # fmt: skip
@click.option("--overwrite", is_flag=True, help="Replace a file that is there.")
@language
def export(
    folder: Path,
    form: Any,
    out: Path | None,
    summary: bool,
    outcomes: tuple[str, ...],
    by: Any,
    decimal: str,
    overwrite: bool,
    language: Any,
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


@main.command()
@click.argument("folders", nargs=-1, required=True, metavar="BASE OTHER...", type=click.Path(path_type=Path))
@click.option("--outcome", "outcomes", multiple=True, metavar="NAME", help="Only this outcome. Can be repeated "
              "[default: the headline of the model].")  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="All outcomes of the model.")
@click.option("--better", type=click.Choice(["lower", "higher"]), help="Which is better of the outcomes named with "
              "--outcome, for their regret [default: as targets have it].")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), help="Folder to write to [default: results/compare/A-vs-B of "
              "the project].")  # fmt: skip
@click.option("--no-figures", is_flag=True, help="Do not draw the figures.")
@language
def compare(
    folders: tuple[Path, ...],
    outcomes: tuple[str, ...],
    everything: bool,
    better: Any,
    out: Path | None,
    no_figures: bool,
    language: Any,
) -> None:
    """Compare result folders with the first: what went in, and what came out of the same draws."""
    from simulate.commands.compare import compare_folders
    from simulate.comparing.comparison import CompareOptions

    compare_folders(folders, CompareOptions(outcomes, everything, better), out, language, figures=not no_figures)


@main.command()
@click.argument("base", type=click.Path(path_type=Path), metavar="A")
@click.argument("other", type=click.Path(path_type=Path), metavar="B")
@click.option("--outcome", "outcomes", multiple=True, metavar="NAME", help="Only this outcome. Can be repeated "
              "[default: the headline of the model].")  # fmt: skip
@click.option("--year", type=int, help="Calendar year that is told; the table has all [default: the last whole one].")
@click.option("--draws", type=Whole(1, 1_000_000), default=1000, show_default=True, help="Number of draws.")
@click.option("--orders", "pairs", type=Whole(1, 1000), default=2, show_default=True, help="Pairs of random orders in "
              "every draw, where more than 6 changes are too many for every combination.")  # fmt: skip
@click.option("--workers", type=Whole(1, 1024), help="Processes that compute [default: all cores].")
@click.option("--out", type=click.Path(path_type=Path), help="Folder to write to [default: results/explain/A-vs-B of "
              "the project].")  # fmt: skip
@click.option("--no-figures", is_flag=True, help="Do not draw the figures.")
@language
def explain(
    base: Path,
    other: Path,
    outcomes: tuple[str, ...],
    year: int | None,
    draws: int,
    pairs: int,
    workers: int | None,
    out: Path | None,
    no_figures: bool,
    language: Any,
) -> None:
    """What of the difference between the result folders A and B comes from which measure or parameter.

    The model is run again with a part of the changes, with the same random numbers.
    """
    from simulate.commands.explain import explain_folders
    from simulate.explaining.explanation import ExplainOptions

    options = ExplainOptions(outcomes, year=year, draws=draws, pairs=pairs)
    explain_folders(base, other, options, out, language, workers=workers, figures=not no_figures)


@main.command()
@click.argument("folders", nargs=-1, required=True, metavar="FOLDER...", type=click.Path(path_type=Path))
@click.option("--to", "form", default="html", show_default=True, type=click.Choice(["html", "docx", "md"]), help="Kind "
              "of document: a page for a browser, Word, or Markdown.")  # fmt: skip
@click.option("--title", metavar="TEXT", help="Title [default: what the scenarios are called].")
@click.option("--out", type=click.Path(path_type=Path), help="File to write [default: results/report/NAMES of the "
              "project].")  # fmt: skip
@click.option("--overwrite", is_flag=True, help="Replace the file when it is there already.")
@language
def report(
    folders: tuple[Path, ...], form: Any, title: str | None, out: Path | None, overwrite: bool, language: Any
) -> None:
    """Write a report of result FOLDERs for a reader who did not run them.

    The first folder of a model is what its others are held against.
    """
    from simulate.commands.report import report_folders

    report_folders(folders, form, out, language, title, overwrite)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--outcome", "outcomes", multiple=True, metavar="NAME", help="An outcome; can be repeated [default: the "
              "headlines of the model].")  # fmt: skip
@click.option("--year", type=int, help="Calendar year [default: the last whole one].")
@click.option("--out", type=click.Path(path_type=Path), help="Folder to write to [default: sensitivity/ in FOLDER].")
@click.option("--sobol", type=Whole(32, 100_000), metavar="N", help="Sobol indices, from new runs of N draws each: "
              "two, and one for every group of quantities. A power of two is best, such as 1024.")  # fmt: skip
@click.option("--top", type=Whole(1, 50), default=10, show_default=True, help="Quantities of --sobol that are looked "
              "at one by one: those that drive most; all others are one group.")  # fmt: skip
@click.option("--workers", type=Whole(1, 1024), help="Processes that compute for --sobol [default: all cores].")
@language
def sensitivity(
    folder: Path,
    outcomes: tuple[str, ...],
    year: int | None,
    out: Path | None,
    sobol: int | None,
    top: int,
    workers: int | None,
    language: Any,
) -> None:
    """Which parameters and measures drive the outcomes in a result FOLDER, from the draws that are there.

    With --sobol from new runs, which also tell what quantities do only together.
    """
    from simulate.presenting.after import rank_folder
    from simulate.presenting.decomposing import decompose_folder

    if sobol is None:
        sys.exit(rank_folder(folder, outcomes, year, out, language))
    sys.exit(decompose_folder(folder, outcomes, year, out, language, size=sobol, most=top, workers=workers))


@main.command()
@click.argument("model")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Only what was known on this day, and "
              "a run from then [default: all windows of the model].")  # fmt: skip
@click.option("--against", "series", multiple=True, metavar="SERIES", help="A series of data/series.yaml; can be "
              "repeated [default: all of the model].")  # fmt: skip
@click.option("--draws", type=click.IntRange(1, 10_000_000), metavar="WHOLE NUMBER", help="Number of draws [default: "
              "that of the window].")  # fmt: skip
@click.option("--workers", type=click.IntRange(1, 1024), metavar="WHOLE NUMBER", help="Processes [default: all cores].")
@click.option("--out", type=click.Path(path_type=Path), help="Folder to write to [default: results/backtest/MODEL of "
              "the project].")  # fmt: skip
@language
def backtest(
    model: str,
    as_of: datetime | None,
    series: tuple[str, ...],
    draws: int | None,
    workers: int | None,
    out: Path | None,
    language: Any,
) -> None:
    """Start MODEL in the past with what was known then, and score it against what happened."""
    from simulate.backtesting.command import backtest_model

    day = as_of.date() if as_of is not None else None
    sys.exit(backtest_model(model, day, series, draws=draws, workers=workers, out=out, language=language))


@main.command()
@click.argument("model")
@click.option("--points", type=Whole(1, 100_000), default=128, show_default=True, help="Points of the prior at which "
              "the fitting windows are run; a power of two is best.")  # fmt: skip
@click.option("--draws", type=Whole(20, 1000), default=200, show_default=True, help="Draws of each run.")
@click.option("--seed", type=Whole(0, 2**63 - 1), default=1, show_default=True, help="Seed of points and runs.")
@click.option("--workers", type=Whole(1, 1024), help="Processes that compute [default: all cores].")
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the points, the check and the figure [default: "
              "results/calibration/MODEL of the project].")  # fmt: skip
@language
def calibrate(
    model: str, points: int, draws: int, seed: int, workers: int | None, out: Path | None, language: Any
) -> None:
    """Fit how uncertain the parameters of MODEL are on windows of the past, and check that on other windows.

    What is fitted on which windows is in calibration/MODEL.yaml; the posterior is written beside it.
    """
    from simulate.calibrating.calibration import Asked
    from simulate.calibrating.command import calibrate_model

    sys.exit(calibrate_model(model, Asked(points, draws, seed), out, language, workers=workers))
