"""A map of the Netherlands by province: an outcome in the last year, with a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from simulate.engine.arrays import Array
from simulate.render.chart import (
    GREY,
    GRID,
    INNER,
    LINE,
    STYLE,
    WIDTH,
    caption,
    caption_height,
    head,
    head_height,
    label_of,
    source_line,
)
from simulate.render.numbers import decimals, in_two_digits
from simulate.views.charts.fan import HIGH, LOW, MEDIAN, Fan
from simulate.views.charts.geography import EAST_WEST, PROVINCES, centre, outlines
from simulate.vocabulary import Label, Language

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PALE, EDGE = "#e3edf7", "#8a97a8"
HEIGHT = 4.3
"""Inches of the map."""
BESIDE = {"zeeland": (3.44, 51.70), "limburg": (6.46, 51.14)}
INSIDE = {"noord_holland": (4.84, 52.58)}
"""Degrees east and north of numbers that are not in the middle: beside a province too narrow to hold one, or in it."""
WHITE = 0.72
"""From this depth of colour on a number is white."""

MAP = Label(
    "Op de kaart: {unit}, mediaan, {year}. Hoe donkerder, hoe meer.",
    "On the map: {unit}, median, {year}. The darker, the more.",
)
COUNTED = Label("Inwoners: CBS, 1 januari 2024.", "Inhabitants: CBS, 1 January 2024.")
TABLE = Label(
    "In de tabel: {unit}; tussen de grenzen liggen negen van de tien trekkingen. Kaart: Natural Earth.",
    "In the table: {unit}; nine out of ten draws lie within the limits. Map: Natural Earth.",
)
ALIGN: tuple[Literal["left", "right"], ...] = ("left", "right", "right")
COLUMNS = (Label("provincie", "province"), Label("mediaan", "median"), Label("90 %-interval", "90 % interval"))


def map_figure(ds: xr.Dataset, fan: Fan, shown: Fan, unit: str, note: str, language: Language) -> Figure:
    """Draw the last time of `fan` with its interval in the table; the median of `shown`, in `unit`, on the map."""
    from simulate.render.drawing import Figure, styled

    title = fan.title.in_(language)
    year = str(fan.times[-1])[: 4 if fan.by_year else 7]
    divisor, whole = fan.scale(language)
    first = MAP.in_(language).format(unit=unit, year=year)
    if shown is not fan:
        first += f" {COUNTED.in_(language)}"
    table = TABLE.in_(language).format(unit=whole)
    lines = [first, *([note] if note else []), table, source_line(ds, language, ds.sizes["draw"])]
    above, below = head_height(title), caption_height(lines) + 0.1
    height = above + HEIGHT + below
    with styled(STYLE):
        figure = Figure(figsize=(WIDTH, height))
        left = figure.add_axes((0.0, below / height, 0.56, HEIGHT / height))
        right = figure.add_axes((0.58, below / height, 0.42, HEIGHT / height))
        _map(left, shown.bands[:, MEDIAN, -1] / divisor, language)
        _table(right, fan, divisor, language)
        head(figure, title, f"{label_of(ds.attrs, 'title', language)} · {year}")
        caption(figure, lines)
        return figure


def _map(ax: Axes, shown: Array, language: Language) -> None:
    from matplotlib.colors import LinearSegmentedColormap
    from matplotlib.patches import Polygon

    colours = LinearSegmentedColormap.from_list("blues", [PALE, INNER, LINE])
    low, high = float(np.nanmin(shown)), float(np.nanmax(shown))
    # From zero where that is near, so that shades are in proportion; never so narrow that noise becomes contrast.
    low = min(low, 0.6 * high)
    digits = 2 if high < 1 else 1 if high < 100 else 0
    for name, value in zip(PROVINCES, shown, strict=True):
        depth = (value - low) / (high - low) if high > low else 0.0
        rings = outlines()[name]
        for ring in rings:
            ax.add_patch(Polygon(ring, facecolor=colours(0.9 * depth), edgecolor=EDGE, linewidth=0.7))
        degrees = BESIDE.get(name) or INSIDE.get(name)
        east, north = (degrees[0] * EAST_WEST, degrees[1]) if degrees else centre(rings[0])
        colour = "white" if depth > WHITE and name not in BESIDE else LINE
        text = in_two_digits(float(value), language, digits)
        ax.text(east, north, text, ha="center", va="center", fontsize=8, color=colour)
    ax.set_aspect("equal")
    ax.autoscale_view()
    ax.set_axis_off()


def _table(ax: Axes, fan: Fan, divisor: float, language: Language) -> None:
    """Draw a row per province, in the order of the map from north to south."""
    ax.set_axis_off()
    ax.set_xlim(0, 1)
    rows = len(PROVINCES) + 1
    ax.set_ylim(rows, -1)
    digits = 0 if fan.largest / divisor >= 10 else decimals(fan.largest / divisor)
    edges = (0.0, 0.60, 0.97)
    for edge, label, align in zip(edges, COLUMNS, ALIGN, strict=True):
        ax.text(edge, 0, label.in_(language), ha=align, va="center", fontsize=8, color=GREY)
    for row, name in enumerate(PROVINCES, start=1):
        band = fan.bands[fan.entries.index(name), :, -1] / divisor
        low, median, high = (in_two_digits(float(band[q]), language, digits) for q in (LOW, MEDIAN, HIGH))
        ax.axhline(row - 0.5, color=GRID, linewidth=0.6)
        name_of = fan.labels[fan.entries.index(name)].in_(language)
        cells = (name_of, median, f"{low} – {high}")
        for edge, text, align in zip(edges, cells, ALIGN, strict=True):
            ax.text(edge, row, text, ha=align, va="center", fontsize=8.5, color=LINE)
