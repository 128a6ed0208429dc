"""The figure of a ranking: rank correlation beside PAWN, with intervals and the noise floor, as svg and png."""

from __future__ import annotations

from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Any

from simulate.render.chart import GREY, LINE, OUTER, STYLE, save, settle, source_line
from simulate.render.numbers import number
from simulate.results.totals import is_total
from simulate.sensitivity.ranking import Driver, Ranking
from simulate.views.sensitivity import text
from simulate.vocabulary import Label, Language

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes

SHOWN = 12
"""Quantities in a figure."""
WORDS = 46
"""Characters on a line of the name of a quantity."""

TITLE = Label("Wat bepaalt: {label}, {year}", "What drives: {label}, {year}")
CORRELATION = Label("Rangcorrelatie\n← lager      hoger →", "Rank correlation\n← lower      higher →")
PAWN = Label("PAWN: hoe ver de hele\nverdeling verschuift", "PAWN: how far the whole\ndistribution moves")
READING = Label(
    "Streepjes: 90 %-interval. Grijze band: wat honderd grootheden die niets doen bij toeval halen; open rondjes komen "
    "daar niet bovenuit.\n{rest} van de {all} onzekere grootheden staan hier niet.",
    "Whiskers: 90 % interval. Grey band: what a hundred quantities that do nothing reach by accident; open circles do "
    "not rise above it.\n{rest} of the {all} uncertain quantities are not shown.",
)


def write_figure(ranking: Ranking, ds: xr.Dataset, folder: Path, language: Language) -> list[Path]:
    """Draw one ranking of the outcomes `ds`; returns the files."""
    from simulate.render.drawing import Figure, styled

    drivers = ranking.drivers[:SHOWN]
    with styled(STYLE):
        figure = Figure(figsize=(7.2, 1.9 + 0.36 * len(drivers)), layout="constrained")
        _fill(figure, ranking, drivers, ds, language)
        return save(
            settle(figure), folder / file_name(ranking.outcome, ranking.entry, ranking.year), ds.attrs["source"]
        )


def file_name(outcome: str, entry: str, year: int) -> str:
    """Name the file `bezetting-2034`, or `doorlooptijd-kansrijk-2034` where there is no total."""
    of_entry = "" if is_total(entry) else "-" + entry.replace(" · ", "-")
    return f"{outcome}{of_entry}-{year}"


def _fill(figure: Any, ranking: Ranking, drivers: tuple[Driver, ...], ds: xr.Dataset, language: Language) -> None:
    left, right = figure.subplots(1, 2, sharey=True, width_ratios=(1.35, 1))
    _panel(left, [driver.correlation for driver in drivers], ranking.correlation_floor)
    _panel(right, [driver.pawn for driver in drivers], ranking.pawn_floor)
    left.axvline(0, color=GREY, linewidth=0.8)
    reach = max(ranking.correlation_floor, *(max(-d.correlation[1], d.correlation[2]) for d in drivers)) * 1.06
    left.set_xlim(-reach, reach)
    right.set_xlim(left=0)
    names = [fill(text.quantity(driver.quantity, language), WORDS) for driver in drivers]
    left.set_yticks(range(len(drivers)), names, fontsize=7.5)
    left.invert_yaxis()
    for ax, words in ((left, CORRELATION), (right, PAWN)):
        dress(ax, words.in_(language), language)
    title = TITLE.in_(language).format(label=text.outcome(ranking, language), year=ranking.year)
    figure.suptitle(fill(title, 78), x=0.01, ha="left", fontsize=11, fontweight="bold", color=LINE)
    rest = len(ranking.drivers) - len(drivers)
    reading = READING.in_(language).format(rest=rest, all=len(ranking.drivers))
    caption = f"{fill(reading, 128)}\n{source_line(ds, language, ranking.draws)}"
    figure.supxlabel(caption, x=0.01, ha="left", fontsize=7.5, color=GREY)


def _panel(ax: Axes, values: list[tuple[float, float, float]], floor: float) -> None:
    ax.axvspan(-floor, floor, color="#e4e4e4", linewidth=0)
    for row, (index, low, high) in enumerate(values):
        ax.hlines(row, 0, index, color=OUTER, linewidth=6)
        ax.hlines(row, low, high, color=LINE, linewidth=1.2)
        face = LINE if abs(index) > floor else "white"
        ax.plot(index, row, "o", color=LINE, markerfacecolor=face, markersize=5)


def dress(ax: Axes, title: str, language: Language) -> None:
    """Style a panel: numbers in the notation of the language, a light grid, and no frame."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    ax.set_title(title, fontsize=8.5, loc="center", color=GREY)
    ax.xaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value, language, 2)))
    ax.grid(axis="x", color="#dddddd", linewidth=0.7)
    ax.set_axisbelow(True)
    for edge in ("top", "right", "left"):
        ax.spines[edge].set_visible(False)
    ax.tick_params(axis="y", length=0)
