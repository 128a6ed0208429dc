"""One part of an outcome in several runs: a panel each, on the same axes, so that they can be read together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from simulate.inputs.parts import Part
from simulate.render.chart import (
    STYLE,
    WIDTH,
    caption,
    caption_height,
    dress,
    head,
    head_height,
    settle,
)
from simulate.render.numbers import decimals, in_two_digits, percent
from simulate.views.charts.fan import MEDIAN, Fan, fan_of
from simulate.views.charts.fan_chart import draw_fan, fan_caption, fit_height, time_ticks
from simulate.vocabulary import CHANCE, Language

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.figure import Figure

MOST = 6
"""Runs that fit in a figure."""
SIDE_BY_SIDE = 3
PANEL = 1.5
"""Inches of height of the panel of a run: low, since it stands on the two pages of a memo."""


def fan_of_part(ds: xr.Dataset, part: Part) -> Fan:
    """Compute the bands of one part of an outcome.

    ValueError where there is nothing to draw: an outcome without a total, or with several axes.
    """
    if part.entry is None:
        whole = fan_of(ds, part.outcome)
        if whole.entries:
            raise ValueError(f"{part.outcome} has no total: its entries are drawn apart")
        return whole
    fan = fan_of(ds, part.outcome, entries=True)
    place = fan.entries.index(part.entry)
    label = fan.labels[place]
    title = replace(fan.title, nl=f"{fan.title.nl}, {label.nl}", en=f"{fan.title.en}, {label.en}")
    return replace(fan, bands=fan.bands[place : place + 1], entries=(), labels=(), title=title)


def figure_of_runs(fans: Sequence[tuple[str, Fan]], language: Language) -> Figure:
    """Draw the fans of one part of an outcome in several runs, which are named; at most `MOST` of them."""
    from simulate.render.drawing import Figure, styled

    first = max((fan for _, fan in fans), key=lambda fan: fan.largest)
    divisor, unit = first.scale(language)
    columns = min(len(fans), SIDE_BY_SIDE)
    rows = -(-len(fans) // columns)
    lines = [fan_caption(first, unit, language)]
    title = first.title.in_(language)
    with styled(STYLE):
        height = PANEL * rows + head_height(title) + 0.4 + caption_height(lines)
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        axes = list(figure.subplots(rows, columns, sharex=True, sharey=True, squeeze=False).flat)
        for spare in axes[len(fans) :]:
            spare.set_axis_off()
        for ax, (label, fan) in zip(axes, fans, strict=False):
            draw_fan(ax, fan, fan.bands[0] / divisor)
            dress(ax, label, language, width=84 // columns)
        least, top = min(fan.smallest for _, fan in fans), max(fan.top for _, fan in fans)
        fit_height(axes[: len(fans)], least, top, divisor)
        time_ticks(axes[0], first, first.times[0], 12 // columns)
        axes[0].set_ylabel("" if first.units == CHANCE else unit)
        head(figure, title, "")
        caption(figure, lines)
        return settle(figure)


def in_words(fans: Sequence[tuple[str, Fan]], language: Language) -> str:
    """Say what the figure shows to who cannot see it: the last median of each run, in two digits, and of when it is."""
    said = []
    for label, fan in fans:
        divisor, unit = fan.scale(language)
        last = float(fan.bands[0][MEDIAN][-1])
        shown = in_two_digits(last / divisor, language, decimals(last / divisor))
        told = percent(last, language) if fan.units == CHANCE else f"{shown} {unit}"
        said.append(f"{label}: {told} ({fan.last})")
    return "; ".join(said)
