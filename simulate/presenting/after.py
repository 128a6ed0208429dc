"""What the commands do and say that read a finished result folder: `export` and `sensitivity`."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from simulate.errors import RunError, cannot_write
from simulate.exporting.choice import By
from simulate.exporting.export import Form, export
from simulate.inputs.paths import shown
from simulate.render.numbers import number
from simulate.results.opening import checked, open_results
from simulate.sensitivity.ranking import Ranking, rank
from simulate.sensitivity.table import FOLDER, write_table
from simulate.views.card import headline
from simulate.vocabulary import Label, Language

DONE = Label("De rangorde en de figuren staan in {0}", "The ranking and its figures are in {0}")

WRONG = 2
"""The exit code where nothing could be made of what was asked."""

FEW, MANY = 5, 15
"""Quantities told of one outcome among several, and of the only one."""
HEAD = Label("{label}, {year}", "{label}, {year}")
NONE = Label("niets komt boven de ruis uit", "nothing rises above the noise")
CORRELATION = Label("rang-\ncorrelatie", "rank\ncorrelation")
TIMES = Label("× ruis", "× noise")
READING = Label(
    "Rangcorrelatie (met 90 %-interval): hoe een uitkomst met een parameter stijgt (+) of daalt (-). PAWN: hoe ver de "
    "hele verdeling verschuift. × ruis: hoe ver de grootste van beide uitkomt boven wat honderd grootheden die niets "
    "doen bij toeval halen; tot 1 wordt niet getoond, en één op de honderd die niets doen komt er net boven. Elke "
    "parameter is alleen bekeken; Sobol-indices zijn niet berekend (dat doet --sobol N).",
    "Rank correlation (with its 90 % interval): how an outcome rises (+) or falls (-) with a parameter. PAWN: how far "
    "its whole distribution moves. × noise: how far the larger of the two is above what a hundred quantities that do "
    "nothing reach by accident; up to 1 is not shown, and one in a hundred that do nothing comes just above. Every "
    "parameter is looked at alone; Sobol indices were not computed (--sobol N does so).",
)


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


def rank_folder(folder: Path, outcomes: tuple[str, ...], year: int | None, out: Path | None, language: Language) -> int:
    """Print what drives the outcomes in a result folder, and write sensitivity.csv and the figures. The exit code."""
    from simulate.sensitivity.figure import write_figure

    try:
        with checked(folder):
            rankings = list(rank(folder, outcomes or headline(folder), year, language))
        if not rankings:
            click.echo("nothing to rank: these outcomes are the same in all draws of that year", err=True)
            return WRONG
        out = out or folder / FOLDER
        ds = open_results(folder)
        try:
            out.mkdir(parents=True, exist_ok=True)
            write_table(rankings, out, language)
            for ranking in rankings:
                write_figure(ranking, ds, out, language)
        except OSError as error:
            raise cannot_write(out, error) from error
    except RunError as error:
        click.echo(str(error), err=True)
        return WRONG
    console = Console()
    for ranking in rankings:
        _show(ranking, MANY if len(rankings) == 1 else FEW, console, language)
    console.print(READING.in_(language), style="dim", highlight=False)
    click.echo("\n" + DONE.in_(language).format(shown(out)))
    return 0


def _show(ranking: Ranking, most: int, console: Console, language: Language) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=False)
    table.add_column(HEAD.in_(language).format(label=ranking.label, year=ranking.year), overflow="fold")
    table.add_column(CORRELATION.in_(language), justify="right", no_wrap=True)
    table.add_column("PAWN", justify="right", no_wrap=True)
    table.add_column(TIMES.in_(language), justify="right", no_wrap=True)
    for driver in ranking.found[:most]:
        index, low, high = (f"{'+' * (value >= 0)}{number(value, language, 2)}" for value in driver.correlation)
        table.add_row(
            f"{driver.label.in_(language)}\n[dim]{driver.name}[/dim]",
            f"{index}\n[dim]{low} – {high}[/dim]",
            number(driver.pawn[0], language, 2),
            number(driver.times, language, 1),
        )
    if not ranking.found:
        table.add_row(NONE.in_(language), "", "", "")
    console.print(table)
