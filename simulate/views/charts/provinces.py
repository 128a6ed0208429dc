"""Figures by province: a panel for each, in a grid that resembles the map, and a map with a table.

Provinces are compared per inhabitant. Where those alone decide (a model that divides by
inhabitants), numbers are shown and the caption says so: a map in one shade would show nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from simulate.render.chart import (
    LINE,
    STYLE,
    WIDTH,
    caption,
    caption_height,
    dress,
    head,
    head_height,
    label_of,
    month_ticks,
    source_line,
    year_ticks,
)
from simulate.render.numbers import decimals, in_two_digits, number
from simulate.views.charts.fan import HIGH, LOW, MEDIAN, Fan, fan_of
from simulate.views.charts.fan_chart import draw_fan, fan_caption
from simulate.views.charts.geography import LAYOUT, THOUSAND, inhabitants
from simulate.views.charts.map import map_figure
from simulate.vocabulary import ADDITIVE_UNITS, Label, Language

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PANELS, MAP = "provincies", "kaart"
ROW = 1.1
"""Inches of a row of panels."""
EVEN = 1.25
"""Where the most for every inhabitant is less than so many times the least, inhabitants alone decide."""

PER_HEAD = Label("{unit} per 1.000 inwoners", "{unit} per 1,000 inhabitants")
SAME = Label(
    "Voor elke 1.000 inwoners (CBS, 1 januari 2024) is het in {year} overal vrijwel evenveel: {value}.",
    "For every 1,000 inhabitants (CBS, 1 January 2024) it is nearly the same everywhere in {year}: {value}.",
)
BESIDE = Label("Stippellijn: mediaan van {label}.", "Dotted line: median of {label}.")
ALT = Label(
    "{title} in {year}, {unit}, elke provincie: mediaan en 90 %-interval. {ranges}.",
    "{title} in {year}, {unit}, every province: median and 90 % interval. {ranges}.",
)


@dataclass(frozen=True)
class ByProvince:
    """A figure by province, its file name and its alternative text."""

    name: str
    figure: Figure
    alt: str


def province_figures(ds: xr.Dataset, by_province: Iterable[Sequence[str]], language: Language) -> Iterator[ByProvince]:
    """Draw two figures for every outcome of `ds` named first in `by_province`, each with its companions."""
    for names in by_province:
        if all(name in ds for name in names):
            whole = [fan_of(ds, name, entries=True, by_year=True) for name in names]
            shown, unit, note = _per_inhabitant(whole, language)
            alt = province_alt(whole[0], language)
            panels = panels_figure(ds, shown, unit, note, language)
            yield ByProvince(f"{names[0]}-{PANELS}", panels, alt)
            yield ByProvince(f"{names[0]}-{MAP}", map_figure(ds, whole[0], shown[0], unit, note, language), alt)


def _per_inhabitant(whole: list[Fan], language: Language) -> tuple[list[Fan], str, str]:
    """Choose what to draw: per thousand inhabitants unless that is equal everywhere; with the unit and a note."""
    unit = whole[0].scale(language)[1]
    if whole[0].units not in ADDITIVE_UNITS:
        return whole, unit, ""
    heads = [_per_head(fan) for fan in whole]
    last = heads[0].bands[:, MEDIAN, -1]
    if last.max() >= EVEN * last.min():
        return heads, PER_HEAD.in_(language).format(unit=unit), ""
    middle = float(np.median(last)) / whole[0].scale(language)[0]
    value = f"{number(middle, language, min(2, decimals(middle)))} {unit}"
    return whole, unit, SAME.in_(language).format(year=whole[0].last, value=value)


def _per_head(fan: Fan) -> Fan:
    people = np.array([inhabitants()[name] for name in fan.entries])
    return replace(fan, bands=fan.bands * THOUSAND / people[:, None, None])


def province_alt(fan: Fan, language: Language) -> str:
    """Describe the figures of `fan` in words: every province in the last year."""
    divisor, unit = fan.scale(language)
    ranges = []
    for panel, label in enumerate(fan.labels):
        band = fan.bands[panel, :, -1] / divisor
        shown = [float(band[q]) for q in (LOW, MEDIAN, HIGH)]
        most = decimals(shown[1])
        low, median, high = (in_two_digits(one, language, most) for one in shown)
        ranges.append(f"{label.in_(language)} {median} ({low} – {high})")
    title = fan.title.in_(language)
    return ALT.in_(language).format(title=title, year=fan.last, unit=unit, ranges="; ".join(ranges))


def panels_figure(ds: xr.Dataset, fans: list[Fan], unit: str, note: str, language: Language) -> Figure:
    """Draw the first of `fans` in a panel for every province, on one scale, and the medians of the others."""
    from simulate.render.drawing import Figure, styled

    fan, *others = fans
    beside = [BESIDE.in_(language).format(label=_small(other.title.in_(language))) for other in others]
    lines = [
        fan_caption(fan, unit, language),
        *beside,
        *([note] if note else []),
        source_line(ds, language, ds.sizes["draw"]),
    ]
    title = fan.title.in_(language)
    above, below = head_height(title) + 0.25, caption_height(lines) + 0.4
    height = above + len(LAYOUT) * ROW + below
    with styled(STYLE):
        figure = Figure(figsize=(WIDTH, height))
        # Placed by hand: laying out twelve panels takes as long as drawing them.
        figure.subplots_adjust(
            left=0.095, right=0.985, top=1 - above / height, bottom=below / height, hspace=0.42, wspace=0.08
        )
        axes = figure.subplots(len(LAYOUT), len(LAYOUT[0]), sharex=True, sharey=True)
        _draw(list(axes.flat), fans, language)
        head(figure, title, f"{label_of(ds.attrs, 'title', language)} · {unit}")
        caption(figure, lines)
        return figure


def _small(text: str) -> str:
    return text[0].lower() + text[1:]


def _draw(axes: list[Axes], fans: list[Fan], language: Language) -> None:
    fan, *others = fans
    divisor = fan.scale(language)[0]
    drawn = [fan.bands, *(other.bands[:, MEDIAN] for other in others)]
    top = max(float(np.nanmax(bands, initial=0)) for bands in drawn) / divisor
    for ax, province in zip(axes, [name for row in LAYOUT for name in row], strict=True):
        panel = fan.entries.index(province)
        draw_fan(ax, fan, fan.bands[panel] / divisor)
        for other in others:
            median = other.bands[panel, MEDIAN] / divisor
            ax.plot(other.positions, median, color=LINE, linewidth=1.2, linestyle=(0, (1, 1.2)))
        dress(ax, fan.labels[panel].in_(language), language, pad=3)
        ax.tick_params(labelsize=7.5)
        ax.label_outer()
    # The panels share their axes: what is set on one is set on all.
    if fan.by_year:
        year_ticks(axes[0], int(fan.times[0]), int(fan.times[-1]), 4)
    else:
        month_ticks(axes[0], fan.times[0], fan.times[-1], 4)
    if fan.smallest >= 0:
        axes[0].set_ylim(0, top * 1.05 or 1)
