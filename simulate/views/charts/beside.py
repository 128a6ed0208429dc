"""One part of an outcome in several runs: a panel each, on the same axes, so that they can be read together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from simulate.inputs.parts import Part
from simulate.render.chart import (
    GREY,
    STYLE,
    WIDTH,
    caption,
    caption_height,
    dress,
    head,
    head_height,
    month_ticks,
    settle,
    year_ticks,
)
from simulate.render.numbers import decimals, minus
from simulate.views.charts.fan import MEDIAN, Fan, fan_of
from simulate.views.charts.fan_chart import draw_fan, fan_caption
from simulate.vocabulary import CHANCE, Language

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.figure import Figure

MOST = 6
"""Runs that fit in a figure."""
SIDE_BY_SIDE = 3


def panels(ds: xr.Dataset, part: Part) -> Fan:
    """Compute the bands of one part of an outcome.

    ValueError where there is nothing to draw: an outcome without a total, or with several axes.
    """
    if part.entry is None:
        return fan_of(ds, part.outcome)
    fan = fan_of(ds, part.outcome, entries=True)
    place = fan.entries.index(part.entry)
    label = fan.labels[place]
    title = replace(fan.title, nl=f"{fan.title.nl}, {label.nl}", en=f"{fan.title.en}, {label.en}")
    return replace(fan, bands=fan.bands[place : place + 1], entries=(), labels=(), title=title)


def figure_of_runs(runs: Sequence[tuple[str, xr.Dataset]], part: Part, language: Language) -> Figure:
    """Draw a part of an outcome in each of the runs, which are named; at most `MOST` of them.

    ValueError as `panels`.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure

    fans = [(label, panels(ds, part)) for label, ds in runs[:MOST]]
    first = max((fan for _, fan in fans), key=lambda fan: fan.largest)
    divisor, unit = first.scale(language)
    columns = min(len(fans), SIDE_BY_SIDE)
    rows = -(-len(fans) // columns)
    lines = [fan_caption(first, unit, language)]
    title = first.title.in_(language)
    with mpl.rc_context(STYLE):
        height = 2.0 * rows + head_height(title) + 0.4 + caption_height(lines)
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        axes = list(figure.subplots(rows, columns, sharex=True, sharey=True, squeeze=False).flat)
        for spare in axes[len(fans) :]:
            spare.set_axis_off()
        for ax, (label, fan) in zip(axes, fans, strict=False):
            draw_fan(ax, fan, fan.bands[0] / divisor)
            dress(ax, label, language, width=84 // columns)
        low = min(fan.smallest for _, fan in fans)
        room = 0.05 * (first.largest - low) or 1.0
        axes[0].set_ylim((low - room) / divisor if low < 0 else 0, (first.largest + room) / divisor)
        if low < 0:
            for ax in axes[: len(fans)]:
                ax.axhline(0, color=GREY, linewidth=0.8, zorder=1.8)
        if first.by_year:
            year_ticks(axes[0], int(first.times[0]), int(first.times[-1]), 12 // columns)
        else:
            month_ticks(axes[0], first.times[0], first.times[-1], 12 // columns)
        axes[0].set_ylabel("" if first.units == CHANCE else unit)
        head(figure, title, "")
        caption(figure, lines)
        return settle(figure)


def in_words(runs: Sequence[tuple[str, xr.Dataset]], part: Part, language: Language) -> str:
    """Say what the figure shows to who cannot see it: the last median of each run."""
    said = []
    for label, ds in runs[:MOST]:
        fan = panels(ds, part)
        divisor, unit = fan.scale(language)
        last = float(fan.bands[0][MEDIAN][-1]) / divisor
        said.append(f"{label}: {minus(last, language, decimals(last))} {unit}")
    return "; ".join(said)
