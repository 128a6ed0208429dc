"""figures/: one fan chart for every headline outcome of the model, as svg and png.

The median is a dark line in two bands: half of the draws are in the inner one, nine in ten in the outer one. One hue,
told apart by lightness, so that it also reads in grey print and for every kind of colour vision.
"""

from __future__ import annotations

from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simulate import models
from simulate.results.opening import MONTHS
from simulate.results.pieces import pieces, years_of
from simulate.results.statistics import additive, quantiles
from simulate.results.words import CHANCE, PER_MONTH, PER_YEAR, number, over_time, scaled
from simulate.running.record import FIGURES
from simulate.vocabulary import AXES, Label, Language

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes

PROBABILITIES = (0.05, 0.25, 0.50, 0.75, 0.95)
OUTER, INNER, LINE, GREY = "#bcd3ea", "#6f9fd0", "#0b2545", "#5a5a5a"
# Without a fixed salt and date no two svg files of the same numbers are the same.
STYLE: Any = {"svg.hashsalt": "simulate", "svg.fonttype": "none", "font.size": 9, "font.family": "DejaVu Sans"}
COLUMNS, PANELS = 4, 8
"""So many panels side by side; more entries than `PANELS` are not drawn."""
BY_YEAR = ("EUR", "woningen", CHANCE)
"""Units that are read by the calendar year: budgets, and goals for homes."""

BANDS = Label(
    "Lijn: mediaan. Banden: in de helft en in negen van de tien trekkingen.",
    "Line: median. Bands: in half and in nine out of ten draws.",
)
CHANCES = Label("Aandeel van de trekkingen waarin het gebeurt.", "Share of the draws in which it happens.")
SOURCE = Label("Scenario {0} · {1} trekkingen · seed {2} · {3}", "Scenario {0} · {1} draws · seed {2} · {3}")


def write_figures(ds: xr.Dataset, folder: Path, language: Language) -> list[Path]:
    """Draw the headline outcomes of the model of `ds` into figures/, in the given language."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    model = models.model(ds.attrs["model"])
    out = folder / FIGURES
    out.mkdir(exist_ok=True)
    paths = []
    with mpl.rc_context(STYLE):
        for name in getattr(model, "headline", ()):
            figure = Figure(figsize=(7.2, 4.2), layout="constrained")
            _fill(figure, ds, name, language)
            for kind, metadata in (("svg", {"Date": None}), ("png", {"Software": ds.attrs["source"]})):
                paths.append(out / f"{name}.{kind}")
                figure.savefig(paths[-1], dpi=150, metadata=metadata)
    return paths


def _fill(figure: Any, ds: xr.Dataset, name: str, language: Language) -> None:
    outcome = ds[name]
    labels = _labels(outcome, language)
    kind = outcome.attrs["kind"]
    units = outcome.attrs["units"]
    by_year = kind in ("flow", "total") and units.startswith(BY_YEAR) and ds.sizes["month"] >= 2 * MONTHS
    times, bands = _bands(outcome, by_year)
    largest = float(np.nanmax(np.abs(bands), initial=0))
    divisor, unit = scaled(units, largest, language)
    rows = -(-len(labels) // COLUMNS)
    axes = figure.subplots(rows, -(-len(labels) // rows), sharey=True, squeeze=False).ravel()
    for spare in axes[len(labels) :]:
        spare.set_axis_off()
    for ax, band in zip(axes, bands, strict=False):
        _fan(ax, times, band / divisor)
    # Once all are drawn: the panels share their scale, and the first alone does not know how far it goes.
    smallest = float(np.nanmin(bands, initial=0))
    for ax, label in zip(axes, labels, strict=False):
        _dress(ax, label, largest / divisor, smallest, language)
        _ticks(ax, times, 12 // min(len(labels), COLUMNS))
    if units == CHANCE:
        axes[0].set_ylim(0, 1)
    per = PER_YEAR if by_year else PER_MONTH
    axes[0].set_ylabel("" if units == CHANCE else over_time(unit, kind, per, language))
    title = outcome.attrs["long_name_nl" if language == "nl" else "long_name"]
    scenario = ds.attrs["title_nl" if language == "nl" else "title"]
    figure.suptitle(f"{title}\n", x=0.01, ha="left", fontsize=12, fontweight="bold", color=LINE)
    figure.text(0.01, 0.915, scenario, fontsize=9.5, color=GREY)
    figure.supxlabel(_caption(ds, units, language), x=0.01, ha="left", fontsize=7.5, color=GREY)


def _caption(ds: xr.Dataset, units: str, language: Language) -> str:
    source = source_line(ds, language, ds.sizes["draw"])
    return f"{(CHANCES if units == CHANCE else BANDS).in_(language)}\n{source}"


def source_line(ds: xr.Dataset, language: Language, draws: int) -> str:
    """What a figure of so many draws of `ds` was made from."""
    shown = number(draws, language)
    return SOURCE.in_(language).format(ds.attrs["scenario"], shown, ds.attrs["seed"], ds.attrs["source"])


def _totals(outcome: xr.DataArray) -> bool:
    """Whether the total over its axes is drawn, not every entry."""
    return additive(outcome) or outcome.ndim == 2


def _labels(outcome: xr.DataArray, language: Language) -> list[str]:
    """One label a panel."""
    if _totals(outcome):
        return [""]
    axes = [str(dim) for dim in outcome.dims[1:-1]]
    if len(axes) > 1 or outcome.sizes[axes[0]] > PANELS:
        raise ValueError(f"{outcome.name} cannot be a headline: it has no total and too many entries to draw")
    return [label.in_(language) for label in AXES[axes[0]].labels]


def _bands(outcome: xr.DataArray, by_year: bool) -> tuple[NDArray[Any], NDArray[np.float64]]:
    """Months or years, and the quantiles of what is drawn: (panels, quantiles, times)."""
    parts, times = [], []
    for piece in pieces(outcome):
        for part in years_of(piece) if by_year else [piece]:
            values = part.values
            if _totals(outcome):
                values = values.sum(axis=tuple(range(1, values.ndim - 1)), dtype=np.float64)[:, None]
            parts.append(np.moveaxis(_told(values, outcome.attrs["units"]), -1, 0))
            times.append(part["year" if by_year else "month"].values)
    return np.concatenate(times), np.concatenate(parts, axis=-1)


def _told(values: NDArray[Any], units: str) -> NDArray[np.float64]:
    """The quantiles over the draws; of what happens or not, the share of the draws in their place."""
    if units == CHANCE:
        return np.stack([values.mean(axis=-1)] * len(PROBABILITIES))
    return quantiles(values, PROBABILITIES)


def _fan(ax: Axes, times: NDArray[Any], band: NDArray[np.float64]) -> None:
    if np.issubdtype(times.dtype, np.datetime64):
        ax.fill_between(times, band[0], band[4], color=OUTER, linewidth=0)
        ax.fill_between(times, band[1], band[3], color=INNER, linewidth=0)
        ax.plot(times, band[2], color=LINE, linewidth=1.8)
        ax.margins(x=0)
        return
    ax.bar(times, band[4] - band[0], bottom=band[0], width=0.62, color=OUTER)
    ax.bar(times, band[3] - band[1], bottom=band[1], width=0.62, color=INNER)
    ax.hlines(band[2], times - 0.31, times + 0.31, color=LINE, linewidth=1.8)


def _ticks(ax: Axes, times: NDArray[Any], most: int) -> None:
    """At most so many ticks: years, in a short run months, where the axis has months."""
    if not np.issubdtype(times.dtype, np.datetime64):
        ax.set_xticks(times[:: -(-times.size // most)])
        return
    months = times.astype("datetime64[M]")
    januaries = months[months.astype(int) % MONTHS == 0]
    shown = januaries if januaries.size >= 3 else months
    shown = shown[:: -(-shown.size // most)]
    ax.set_xticks(shown.astype("datetime64[D]"), [str(month)[: 4 if januaries.size >= 3 else 7] for month in shown])


def _dress(ax: Axes, label: str, largest: float, smallest: float, language: Language) -> None:
    from matplotlib.ticker import FuncFormatter

    if smallest >= 0:
        ax.set_ylim(bottom=0)
    shown = 0 if largest >= 5 else 1 if largest >= 2 else 2
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value, language, shown)))
    ax.grid(axis="y", color="#dddddd", linewidth=0.7)
    ax.set_axisbelow(True)
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)
    ax.tick_params(axis="y", length=0)
    ax.set_title(fill(label, 24), fontsize=9, loc="left", color=GREY)
