"""One panel of a fan chart, and its caption."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from simulate.engine.arrays import Array
from simulate.render.chart import GREY, INNER, LINE, OUTER, month_ticks, year_ticks
from simulate.views.charts.fan import HIGH, LOW, MEDIAN, Fan
from simulate.vocabulary import CHANCE, Label, Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HALF = 0.31
"""Half the width of a bar, in years."""

BANDS = Label(
    "Lijn: mediaan. Banden: in de helft en in negen van de tien trekkingen.",
    "Line: median. Bands: in half and in nine out of ten draws.",
)
CHANCES = Label("Aandeel van de trekkingen waarin het gebeurt.", "Share of the draws in which it happens.")
UNIT = Label("Eenheid: {unit}.", "Unit: {unit}.")


def draw_fan(ax: Axes, fan: Fan, band: Array) -> None:
    """Draw bands over days, or a bar for every calendar year; `band` is (probabilities, times).

    The caller sets the limits of the y axis, because panels share them.
    """
    if not fan.by_year:
        ax.fill_between(fan.positions, band[LOW], band[HIGH], color=OUTER, linewidth=0)
        ax.fill_between(fan.positions, band[1], band[3], color=INNER, linewidth=0)
        ax.plot(fan.positions, band[MEDIAN], color=LINE, linewidth=1.8, zorder=2.1)
        return
    years, none = fan.positions, np.zeros_like(band[MEDIAN])
    if fan.units == CHANCE:
        _bars(ax, years, none, band[MEDIAN], INNER)
    else:
        _bars(ax, years, band[LOW], band[HIGH], OUTER)
        _bars(ax, years, band[1], band[3], INNER)
    ax.hlines(band[MEDIAN], years - HALF, years + HALF, color=LINE, linewidth=1.8, zorder=2.1)


def _bars(ax: Axes, years: Array, low: Array, high: Array, colour: str) -> None:
    """Draw a bar for every year as one collection: a patch for each takes several times as long."""
    from matplotlib.collections import PolyCollection

    left, right = years - HALF, years + HALF
    corners = np.stack([np.stack(corner, -1) for corner in ((left, low), (right, low), (right, high), (left, high))], 1)
    finite = np.isfinite(corners).all(axis=(1, 2))
    bars = PolyCollection(list(corners[finite]), facecolors=colour, linewidths=0, zorder=1)
    ax.add_collection(bars, autolim=False)


def fit_height(axes: Sequence[Axes], least: float, top: float, divisor: float) -> None:
    """Let panels that share their axes reach from nought, or below it with a line there, to the top."""
    room = 0.05 * (top - least) or 1.0
    axes[0].set_ylim((least - room) / divisor if least < 0 else 0, (top + room) / divisor)
    if least < 0:
        for ax in axes:
            ax.axhline(0, color=GREY, linewidth=0.8, zorder=1.8)


def time_ticks(ax: Axes, fan: Fan, first: Any, most: int) -> None:
    """Set the ticks from `first`, a year or a day as in the times of the fan, to its last; at most so many."""
    if fan.by_year:
        year_ticks(ax, int(first), int(fan.times[-1]), most)
    else:
        month_ticks(ax, first, fan.times[-1], most)


def fan_caption(fan: Fan, unit: str, language: Language) -> str:
    """Describe the line, the bands and their unit."""
    what = CHANCES if fan.units == CHANCE else BANDS
    return f"{what.in_(language)} {UNIT.in_(language).format(unit=unit)}"
