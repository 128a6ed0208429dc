"""Figures of a run: a fan chart for every headline outcome, and its provinces on a map, as svg and png.

The median is a dark line in two bands: half of the draws are in the inner one, nine in ten in the outer one. The
measures of the scenario are marked on the dates they start, and what was counted in reality is drawn beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from simulate.render.chart import (
    COLUMNS,
    STYLE,
    WIDTH,
    caption,
    caption_height,
    dress,
    head,
    head_height,
    label_of,
    save,
    settle,
    source_line,
)
from simulate.render.numbers import decimals, in_two_digits, number, percent
from simulate.running.store.record import FIGURES, NAME
from simulate.running.store.sealed import Sealed
from simulate.scenario import Scenario
from simulate.views.charts.annotations import Annotation, annotations_of, draw_annotations, key
from simulate.views.charts.fan import HIGH, LOW, MEDIAN, Fan, fan_of
from simulate.views.charts.fan_chart import draw_fan, fan_caption, fit_height, time_ticks
from simulate.views.charts.observations import Drawn, draw_history, history_caption, history_of
from simulate.views.charts.provinces import province_figures
from simulate.vocabulary import CHANCE, Label, Language

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ALT = Label(
    "{title}, {unit}, {first} t/m {last}: mediaan en 90 %-interval over {draws} trekkingen van {scenario}.",
    "{title}, {unit}, {first} to {last}: median and 90 % interval over {draws} draws of {scenario}.",
)
CHANGES = Label("Van {before} in {first} naar {after} in {last}.", "From {before} in {first} to {after} in {last}.")
BAND = Label("{median} ({low} tot {high})", "{median} ({low} to {high})")


def write_figures(
    ds: xr.Dataset, folder: Path, headline: Sequence[str], by_province: Sequence[Sequence[str]], language: Language
) -> list[Path]:
    """Draw outcomes of `ds`, the result in `folder`, into its figures/; returns the files.

    `headline`: a fan chart of each; `by_province`: those that `province_figures` shows.
    """
    scenario = Sealed(folder).scenario() if (folder / NAME).exists() else None
    out = folder / FIGURES
    out.mkdir(exist_ok=True)
    paths = []
    for name in headline:
        paths += save(figure_of(ds, name, language, scenario=scenario), out / name, ds.attrs["source"])
    for drawn in province_figures(ds, by_province, language):
        paths += save(drawn.figure, out / drawn.name, ds.attrs["source"])
    return paths


def figure_of(
    ds: xr.Dataset, name: str, language: Language, *, scenario: Scenario | None = None, fan: Fan | None = None
) -> Figure:
    """Draw the fan chart of one outcome of `ds`.

    Save it with `save`. With a `scenario` its measures are marked. `fan`: what `fan_of(ds, name)` gave, where it is at
    hand already.
    """
    from simulate.render.drawing import Figure, styled

    fan = fan or fan_of(ds, name)
    annotations, history = annotations_of(scenario), history_of(ds, fan)
    title, lines = fan.title.in_(language), _caption(ds, fan, annotations, history, language)
    panels = max(1, len(fan.labels))
    rows = -(-panels // COLUMNS)
    columns = -(-panels // rows)
    with styled(STYLE):
        height = 2.75 + 0.9 * (rows - 1) + head_height(title) + 0.1 + caption_height(lines)
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        axes = list(figure.subplots(rows, columns, sharex=True, sharey=True, squeeze=False).flat)
        for spare in axes[panels:]:
            spare.set_axis_off()
        _draw(axes[:panels], fan, history, annotations, columns, language)
        head(figure, title, label_of(ds.attrs, "title", language))
        caption(figure, lines)
        return settle(figure)


def _draw(
    axes: Sequence[Axes],
    fan: Fan,
    history: Sequence[Drawn],
    annotations: Sequence[Annotation],
    columns: int,
    language: Language,
) -> None:
    divisor, unit = fan.scale(language)
    for panel, ax in enumerate(axes):
        draw_fan(ax, fan, fan.bands[panel] / divisor)
        draw_history(ax, [drawn for drawn in history if drawn.panel == panel], divisor)
    values = [fan.bands, *(drawn.values for drawn in history)]
    top, least = (float(of([of(some, initial=0) for some in values])) for of in (np.nanmax, np.nanmin))
    fit_height(axes, least, top, divisor)
    if fan.units == CHANCE:
        axes[0].set_ylim(0, 1 / divisor)
    for panel, ax in enumerate(axes):
        label = fan.labels[panel].in_(language) if fan.labels else ""
        dress(
            ax,
            label,
            language,
            width=96 // columns if columns > 1 else 60,
            pad=14 if annotations else 6,
        )
    # The panels share their axes: what is set on one is set on all.
    _ticks(axes[0], fan, history, 12 // columns)
    for ax in axes:
        draw_annotations(ax, annotations, fan.by_year, 6.3 / columns)
    axes[0].set_ylabel("" if fan.units == CHANCE else unit)


def _ticks(ax: Axes, fan: Fan, history: Sequence[Drawn], most: int) -> None:
    time_ticks(ax, fan, min([fan.times[0], *(drawn.begins.min() for drawn in history)]), most)


def _caption(
    ds: xr.Dataset, fan: Fan, annotations: Sequence[Annotation], history: Sequence[Drawn], language: Language
) -> list[str]:
    return [
        fan_caption(fan, fan.scale(language)[1], language),
        *history_caption(history, language),
        *key(annotations, language),
        source_line(ds, language, ds.sizes["draw"]),
    ]


def alt_text(ds: xr.Dataset, name: str, language: Language, *, fan: Fan | None = None) -> str:
    """Describe the figure in two sentences: what it shows, and the first and last median with 90 % interval."""
    fan = fan or fan_of(ds, name)
    divisor, unit = fan.scale(language)
    first, last = (str(fan.times[time])[: 4 if fan.by_year else 7] for time in (0, -1))
    shown = ALT.in_(language).format(
        title=fan.title.in_(language),
        unit=unit,
        first=first,
        last=last,
        draws=number(ds.sizes["draw"], language),
        scenario=label_of(ds.attrs, "title", language),
    )
    changes = []
    for panel in range(max(1, len(fan.labels))):
        before, after = (_interval(fan, panel, time, divisor, language) for time in (0, -1))
        sentence = CHANGES.in_(language).format(before=before, first=first, after=after, last=last)
        changes.append(
            f"{fan.labels[panel].in_(language)}: {sentence[0].lower()}{sentence[1:-1]}" if fan.labels else sentence[:-1]
        )
    joined = "; ".join(changes)
    return f"{shown} {joined[0].upper()}{joined[1:]}."


def _interval(fan: Fan, panel: int, time: int, divisor: float, language: Language) -> str:
    """Write a median and its interval in two digits: enough for who cannot see the figure, and certain enough."""
    if fan.units == CHANCE:
        return percent(float(fan.bands[panel, MEDIAN, time]), language)
    shown = [float(fan.bands[panel, q, time]) / divisor for q in (LOW, MEDIAN, HIGH)]
    most = decimals(fan.largest / divisor)
    low, median, high = (in_two_digits(one, language, most) for one in shown)
    return BAND.in_(language).format(median=median, low=low, high=high)
