"""Figures of a comparison: for every outcome the difference with the base by calendar year, as svg and png.

One row of panels for each run, one panel for each entry. The median is a dark line in two bars: half of the draws are
in the inner one, nine in ten in the outer one. Runs that are not paired stand side by side, the base hatched in grey.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from textwrap import fill, shorten
from typing import TYPE_CHECKING

import numpy as np

from simulate.comparing.comparison import Comparison
from simulate.comparing.outcomes import ComparedOutcome
from simulate.comparing.statistics import INDEX
from simulate.engine.arrays import Array
from simulate.render.chart import COLUMNS, GREY, INNER, LINE, OUTER, PANELS, STYLE, save, settle, true_ticks
from simulate.render.numbers import entry_label, number, scale
from simulate.running.store.record import FIGURES
from simulate.views.compare.text import AGAINST
from simulate.vocabulary import CHANCE, Label, Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PALE, MIDDLE = "#e4e4e4", "#b9b9b9"
BARS = Label(
    "Lijn: mediaan van het verschil in dezelfde trekking. Balken: in de helft en in negen van de tien trekkingen.",
    "Line: median of the difference in the same draw. Bars: in half and in nine out of ten draws.",
)
APART = Label(
    "Lijn: mediaan. Balken: in de helft en in negen van de tien trekkingen. Grijs gearceerd: {base}; blauw: {other}.",
    "Line: median. Bars: in half and in nine out of ten draws. Hatched grey: {base}; blue: {other}.",
)
MANY = Label("verschil met: {base}", "difference from: {base}")
CHANCES = Label("Verschil tussen de kansen.", "Difference between the chances.")
SOURCE = Label("{0} tegenover {1} · {2} trekkingen · seed {3} · {4}", "{0} against {1} · {2} draws · seed {3} · {4}")


def draw(comparison: Comparison, folder: Path, language: Language) -> set[str]:
    """Draw the outcomes into figures/ of `folder`; returns their names.

    Not drawn: outcomes with too many entries, and those in which nothing differs.
    """
    from simulate.render.drawing import Figure, styled

    out = folder / FIGURES
    out.mkdir()
    drawn = set()
    with styled(STYLE):
        for outcome in comparison.outcomes:
            if len(outcome.main) > PANELS or not _anything(comparison, outcome):
                continue
            drawn.add(outcome.name)
            rows = _rows(comparison, outcome)
            figure = Figure(figsize=(7.2, 1.6 + 2.6 * rows), layout="constrained")
            _fill(figure, comparison, outcome, language)
            save(settle(figure), out / outcome.name, comparison.base.outcomes.attrs["source"])
    return drawn


def _anything(comparison: Comparison, outcome: ComparedOutcome) -> bool:
    """Check whether there is anything to see: a figure of pure nought says less than a sentence."""
    drawn = (_drawn(comparison, outcome, run) for run in range(1, len(comparison.runs)))
    return any(float(np.nanmax(np.abs(one), initial=0)) > 0 for one in drawn)


def _rows(comparison: Comparison, outcome: ComparedOutcome) -> int:
    return (len(comparison.runs) - 1) * -(-len(outcome.main) // COLUMNS)


def _fill(figure: Figure, comparison: Comparison, outcome: ComparedOutcome, language: Language) -> None:
    panels = len(outcome.main)
    wide = min(panels, COLUMNS)
    each = -(-panels // COLUMNS)
    axes = figure.subplots(_rows(comparison, outcome), wide, sharex=True, squeeze=False)
    shown = [_drawn(comparison, outcome, run) for run in range(1, len(comparison.runs))]
    largest = max((float(np.nanmax(np.abs(one), initial=0)) for one in shown), default=0.0)
    scaled = scale(outcome.units, outcome.kind, largest, language)
    divisor, unit = scaled.divisor, scaled.unit
    for run in range(1, len(comparison.runs)):
        mine = axes[(run - 1) * each : run * each].ravel()
        for spare in mine[panels:]:
            spare.set_axis_off()
        for ax, entry in zip(mine, outcome.main, strict=False):
            _panel(ax, comparison, outcome, run, entry, divisor)
            label = _label(comparison, outcome, run, entry, language)
            _dress(ax, label, outcome.years, wide, language)
        mine[0].set_ylabel(unit)
    # Differences, and distributions that stand side by side, are on scales of their own.
    for paired in (True, False):
        runs = [run for run in range(1, len(comparison.runs)) if (run in comparison.paired) is paired]
        _share_height([ax for run in runs for ax in axes[(run - 1) * each : run * each].ravel()[:panels]])
    _head(figure, comparison, outcome, language)
    figure.supxlabel(_caption(comparison, outcome, language), x=0.01, ha="left", fontsize=7.5, color=GREY)


def _head(figure: Figure, comparison: Comparison, outcome: ComparedOutcome, language: Language) -> None:
    title = outcome.label_in(language)
    against = AGAINST if len(comparison.runs) == 2 else MANY
    base, other = (_run_label(comparison, run, language) for run in (0, 1))
    figure.suptitle(f"{title}\n", x=0.01, ha="left", fontsize=12, fontweight="bold", color=LINE)
    # One line below the title, however high the figure is.
    below = 1 - 0.355 / figure.get_figheight()
    text = against.in_(language).format(other=other, base=base)
    figure.text(0.01, below, shorten(text, 96, placeholder=" …"), fontsize=9, color=GREY, va="center")


def _drawn(comparison: Comparison, outcome: ComparedOutcome, run: int) -> Array:
    entries = outcome.main
    return outcome.difference[run][..., entries] if run in comparison.paired else outcome.each[[0, run]][..., entries]


def _panel(ax: Axes, comparison: Comparison, outcome: ComparedOutcome, run: int, entry: int, divisor: float) -> None:
    years = np.array(outcome.years, float)
    if run not in comparison.paired:
        _bars(ax, years - 0.2, outcome.each[0, :, :, entry] / divisor, 0.36, (PALE, MIDDLE), "////")
        _bars(ax, years + 0.2, outcome.each[run, :, :, entry] / divisor, 0.36, (OUTER, INNER))
        return
    by = outcome.difference[run, :, :, entry] / divisor
    if outcome.units == CHANCE:
        ax.bar(years, by[0], width=0.62, color=INNER)
    else:
        _bars(ax, years, by, 0.62, (OUTER, INNER))
    ax.axhline(0, color=GREY, linewidth=0.9)


def _bars(ax: Axes, at: Array, band: Array, width: float, colours: tuple[str, str], hatch: str | None = None) -> None:
    low, below, middle, above, high = (band[INDEX[name]] for name in ("p5", "p25", "p50", "p75", "p95"))
    edge = {"hatch": hatch, "edgecolor": "white", "linewidth": 0.0} if hatch else {}
    ax.bar(at, high - low, bottom=low, width=width, color=colours[0], **edge)  # type: ignore[arg-type]
    ax.bar(at, above - below, bottom=below, width=width, color=colours[1], **edge)  # type: ignore[arg-type]
    ax.hlines(middle, at - width / 2, at + width / 2, color=LINE, linewidth=1.8)


def _run_label(comparison: Comparison, run: int, language: Language) -> str:
    """Return the label of a run, or its name where another has the same label."""
    labels = [run.label.in_(language) for run in comparison.runs]
    return labels[run] if labels.count(labels[run]) == 1 else comparison.runs[run].name


def _label(comparison: Comparison, outcome: ComparedOutcome, run: int, entry: int, language: Language) -> str:
    entry_text = entry_label(outcome.axis, outcome.entries[entry], language).removeprefix(", ")
    run_label = _run_label(comparison, run, language)
    return entry_text if len(comparison.runs) == 2 else ": ".join(text for text in (run_label, entry_text) if text)


def _dress(ax: Axes, label: str, years: tuple[int, ...], wide: int, language: Language) -> None:
    true_ticks(ax.yaxis, language)
    ax.grid(axis="y", color="#dddddd", linewidth=0.7)
    ax.set_axisbelow(True)
    for edge in ("top", "right", "left"):
        ax.spines[edge].set_visible(False)
    ax.tick_params(axis="y", length=0)
    ax.set_xticks(years[:: -(-len(years) // (12 // wide))])
    ax.set_title(fill(label, 96 // wide), fontsize=9, loc="left", color=GREY)


def _share_height(axes: Sequence[Axes]) -> None:
    """Set one scale, so that runs and entries can be compared; nothing touches the edge."""
    if not axes:
        return
    low, high = min(ax.dataLim.y0 for ax in axes), max(ax.dataLim.y1 for ax in axes)
    low, high = min(low, 0.0), max(high, 0.0)
    room = 0.04 * (high - low) or 1.0
    for ax in axes:
        ax.set_ylim(low - room if low < 0 else 0, high + room)
        ax.label_outer()


def _caption(comparison: Comparison, outcome: ComparedOutcome, language: Language) -> str:
    lines = []
    if outcome.units == CHANCE:
        lines.append(CHANCES.in_(language))
    elif comparison.paired:
        lines.append(BARS.in_(language))
    for run, compared in enumerate(comparison.runs):
        if run > 0 and run not in comparison.paired:
            lines.append(APART.in_(language).format(base=comparison.base.name, other=compared.name))
    others = ", ".join(run.name for run in comparison.runs[1:])
    base = comparison.base
    draws = number(base.outcomes.sizes["draw"], language)
    source = base.outcomes.attrs["source"]
    lines.append(SOURCE.in_(language).format(others, base.name, draws, base.record.seed, source))
    return "\n".join(lines)
