"""Waterfall charts of an explanation: for every outcome from the mean of the base to that of the other run.

Changes that raise the outcome are solid, changes that lower it light and hatched, so that grey print tells them apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, product
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING

from simulate.comparing.statistics import INDEX
from simulate.engine.arrays import Array
from simulate.explaining.contributions import Contributions, contributions, together
from simulate.explaining.explanation import Explained, Explanation, Question
from simulate.render.chart import (
    GREY,
    GRID,
    INNER,
    LINE,
    OUTER,
    PANELS,
    STYLE,
    WIDTH,
    caption,
    caption_height,
    head,
    head_height,
    save,
    settle,
    true_ticks,
)
from simulate.render.numbers import Scale, number
from simulate.running.store.record import FIGURES
from simulate.views.compare.text import AGAINST
from simulate.views.explain import text
from simulate.views.explain.rows import contribution_rows, split
from simulate.vocabulary import Label, Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SHOWN = 10
"""Changes in a figure; the others are taken together."""
WORDS = 40
"""Characters on a line of the name of a change."""

BARS = Label(
    "Balken: gemiddelde bijdrage over de trekkingen; effen omhoog, gearceerd omlaag. Zij tellen op van {base} tot "
    "{other}.",
    "Bars: mean contribution over the draws; solid up, hatched down. They add up from {base} to {other}.",
)
EXACT = Label(
    "Streepjes: waartussen de bijdrage in negen van de tien trekkingen ligt, vanaf het begin van de balk; onderaan het "
    "hele verschil, vanaf {base}.",
    "Whiskers: where the contribution lies in nine out of ten draws, from the start of the bar; at the bottom the "
    "whole difference, from {base}.",
)
SAMPLED = Label(
    "Streepjes: waartussen de bijdrage in negen van de tien trekkingen ligt, vanaf het begin van de balk, met het "
    "toeval van de {orders} volgordes per trekking erin, dus te breed; onderaan het hele verschil, vanaf {base}.",
    "Whiskers: where the contribution lies in nine out of ten draws, from the start of the bar, with the chance of the "
    "{orders} orders in each draw, so too wide; at the bottom the whole difference, from {base}.",
)
CHANCES = Label("Een kans heeft geen spreiding over de trekkingen.", "A chance has no spread over the draws.")
UNIT = Label("Eenheid: {unit}.", "Unit: {unit}.")
ONE_IDLE = Label("1 verandering doet hier niets en staat er niet bij.",
                 "1 change does nothing here and is left out.")  # fmt: skip
IDLE = Label("{0} veranderingen doen hier niets en staan er niet bij.",
             "{0} changes do nothing here and are left out.")  # fmt: skip
SOURCE = Label(
    "{0} tegenover {1} · {2} · {3} trekkingen · seed {4} · {5}",
    "{0} against {1} · {2} · {3} draws · seed {4} · {5}",
)


@dataclass(frozen=True)
class Bar:
    """One change, or several combined: statistics in the unit of the figure."""

    label: str
    statistics: Array
    text: str


def draw(explanation: Explanation, folder: Path, language: Language) -> dict[tuple[str, str, int], str]:
    """Draw into figures/ of `folder`; returns the names by outcome, entry and year.

    Not drawn: where no change does anything, and outcomes with too many entries.
    """
    out, question = folder / FIGURES, explanation.question
    out.mkdir()
    names = [outcome.name for outcome in explanation.outcomes]
    drawn = {}
    for outcome, year in product(explanation.outcomes, question.told):
        found = contributions(outcome, question.years.index(year))
        if names.count(outcome.name) > PANELS or found.nothing:
            continue
        alone = names.count(outcome.name) == 1
        name = outcome.name if alone else f"{outcome.name}-{outcome.entry.replace(' · ', '-')}"
        name += f"-{year}" if len(question.told) > 1 else ""
        save(figure_of(question, outcome, year, found, language), out / name, question.base.outcomes.attrs["source"])
        drawn[outcome.name, outcome.entry, year] = name
    return drawn


def figure_of(question: Question, outcome: Explained, year: int, found: Contributions, language: Language) -> Figure:
    """Draw the waterfall of one outcome in the year of `found`."""
    from simulate.render.drawing import Figure, styled

    scaled = text.scale_of(outcome, found, language)
    bars = _bars(question, outcome, year, found, scaled)
    lines = _caption(question, found, scaled)
    title = f"{text.outcome(outcome, language)}, {year}"
    with styled(STYLE):
        high = head_height(title) + 0.33 * (len(bars) + 2) + 0.5 + caption_height(lines)
        figure = Figure(figsize=(WIDTH, high), layout="constrained")
        ax = figure.subplots()
        _waterfall(ax, bars, found, question, scaled)
        base, other = (run.label.in_(language) for run in (question.base, question.other))
        head(figure, title, AGAINST.in_(language).format(base=base, other=other))
        caption(figure, lines)
        return settle(figure)


def _bars(question: Question, outcome: Explained, year: int, found: Contributions, scaled: Scale) -> list[Bar]:
    language, place = scaled.language, question.years.index(year)
    shown, rest = split(found, SHOWN)
    rows = contribution_rows(question, outcome, place, SHOWN, language).rows
    statistics = [found.contributions[one] for one in shown]
    if rest:
        statistics.append(together(outcome, place, rest))
    return [
        Bar(fill(row.label, WORDS), one / scaled.divisor, f"{row.mean}  ({row.share})" if row.share else row.mean)
        for row, one in zip(rows, statistics, strict=False)
    ]


def _waterfall(ax: Axes, bars: list[Bar], found: Contributions, question: Question, scaled: Scale) -> None:
    base, other = float(found.base[0]) / scaled.divisor, float(found.other[0]) / scaled.divisor
    means = [float(bar.statistics[0]) for bar in bars]
    begins = list(accumulate(means, initial=base))
    for row, (bar, begin) in enumerate(zip(bars, begins, strict=False), start=1):
        mean = float(bar.statistics[0])
        up = mean >= 0
        style = {"color": INNER} if up else {"facecolor": OUTER, "edgecolor": INNER, "hatch": "////"}
        ax.barh(row, mean, left=begin, height=0.56, linewidth=0.6, zorder=2, **style)  # type: ignore[arg-type]
        ax.vlines(begin, row - 1, row + 0.28, color=GREY, linewidth=0.7, zorder=1)
        if not scaled.chance:
            _whisker(ax, row, begin, bar.statistics)
    last = len(bars) + 1
    ax.vlines(begins[-1], last - 1.28, last, color=GREY, linewidth=0.7, zorder=1)
    if not scaled.chance:
        _whisker(ax, last, base, found.difference / scaled.divisor)
    ax.plot([base, other], [0, last], "D", color=LINE, markersize=6, zorder=4, linestyle="none")
    names = [question.base.name, *(bar.label for bar in bars), question.other.name]
    ends = [scaled.value(float(statistics[0])) for statistics in (found.base, found.other)]
    texts = [ends[0], *(bar.text for bar in bars), f"{ends[1]}  ({scaled.signed(float(found.difference[0]))})"]
    _dress(ax, names, texts, scaled)


def _whisker(ax: Axes, row: int, begin: float, statistics: Array) -> None:
    low, high = (begin + float(statistics[INDEX[name]]) for name in ("p5", "p95"))
    ax.hlines(row, low, high, color=LINE, linewidth=1.2, zorder=3)
    ax.vlines([low, high], row - 0.12, row + 0.12, color=LINE, linewidth=1.2, zorder=3)


def _dress(ax: Axes, names: list[str], texts: list[str], scaled: Scale) -> None:
    from matplotlib.ticker import MaxNLocator

    ax.set_yticks(range(len(names)), names, fontsize=8)
    for row in (0, len(names) - 1):
        ax.get_yticklabels()[row].set_fontweight("bold")
        ax.axhspan(row - 0.5, row + 0.5, color="#f4f4f4", linewidth=0, zorder=0)
    ax.set_ylim(len(names) - 0.5, -0.5)
    ax.use_sticky_edges = False
    ax.margins(x=0.04)
    for row, beside in enumerate(texts):
        ax.annotate(beside, (1.01, row), xycoords=ax.get_yaxis_transform(), va="center", fontsize=8, color=LINE)
    ax.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    true_ticks(ax.xaxis, scaled.language, scaled.percent)
    ax.grid(axis="x", color=GRID, linewidth=0.7)
    ax.set_axisbelow(True)
    for edge in ("top", "right", "left"):
        ax.spines[edge].set_visible(False)
    ax.tick_params(axis="y", length=0)


def _caption(question: Question, found: Contributions, scaled: Scale) -> list[str]:
    language, idle = scaled.language, len(found.idle)
    names = {"base": question.base.name, "other": question.other.name}
    reading = CHANCES if scaled.chance else SAMPLED if question.pairs else EXACT
    made = (text.counted(len(question.causes), language), number(question.draws, language), question.base.record.seed)
    source = question.base.outcomes.attrs["source"]
    left_out = (ONE_IDLE if idle == 1 else IDLE).in_(language).format(idle)
    return [
        UNIT.in_(language).format(unit=scaled.unit),
        BARS.in_(language).format(**names),
        reading.in_(language).format(orders=2 * question.pairs, **names),
        *([left_out] if idle else []),
        SOURCE.in_(language).format(names["other"], names["base"], *made, source),
    ]
