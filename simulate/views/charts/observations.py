"""Observations before and beside a fan: dark dots and lines, credited to their source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simulate.engine.arrays import Array
from simulate.results.opening import MONTHS
from simulate.series import Count, Kind, Series, series_of
from simulate.views.charts.fan import Fan
from simulate.vocabulary import Label, Language

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes

DARK = "#262626"
FEWEST, MOST = 3, 11
"""Years before the run that are drawn: as many as it lasts, within these."""

DOTS = Label("Stippen", "Dots")
DASHES = Label("Streepjes", "Dashes")
OBSERVED = Label("{what}: waargenomen ({credit}{spread}).", "{what}: observed ({credit}{spread}).")
SPREAD = Label("; gelijk over de maanden verdeeld", "; spread evenly over the months")


@dataclass(frozen=True)
class Drawn:
    """A series of observations in one panel, in the unit of the figure."""

    panel: int
    kind: Kind
    begins: NDArray[Any]
    """Days, or calendar years as numbers."""
    ends: NDArray[Any]
    """Of a flow or a mean: the day after the period. Else the same as `begins`."""
    values: Array
    credit: Label
    spread: bool = False
    """Whether a count of a longer period is drawn by month."""


def history_of(ds: xr.Dataset, fan: Fan) -> list[Drawn]:
    """Select the observations of the outcome of `fan`, from some years before the run in `ds` until its end."""
    months = ds["month"].values.astype("datetime64[M]")
    years = int(np.clip(months.size // MONTHS, FEWEST, MOST))
    first: date = (months[0] - np.timedelta64(years * MONTHS, "M")).astype("datetime64[D]").astype(object)
    after: date = (months[-1] + np.timedelta64(1, "M")).astype("datetime64[D]").astype(object)
    drawn = [_drawn(series, fan, first, after) for series in series_of(ds.attrs["model"], fan.name)]
    return [one for one in drawn if one is not None]


def _drawn(series: Series, fan: Fan, first: date, after: date) -> Drawn | None:
    form = series.form
    panels = fan.entries or (None,)
    counts = [count for count in series.counts if first <= count.last < after]
    if form.entry not in panels or not counts or form.unit != fan.units:
        return None
    panel, credit = panels.index(form.entry), Label(form.credit.nl, form.credit.en)
    if not fan.by_year:
        begins = [count.last if form.kind == "stock" else count.begin for count in counts]
        ends = [count.last if form.kind == "stock" else count.end for count in counts]
        lengths = [count.months if form.kind == "flow" else 1 for count in counts]
        values = [count.value / length for count, length in zip(counts, lengths, strict=True)]
        spread = any(length > 1 for length in lengths)
        days = [np.array(some, "datetime64[D]") for some in (begins, ends)]
        return Drawn(panel, form.kind, days[0], days[1], np.array(values), credit, spread)
    years = _whole_years(counts) if form.kind == "flow" else {}
    if not years:
        return None
    at = np.array(list(years), float)
    return Drawn(panel, "stock", at, at, np.array(list(years.values())), credit)


def _whole_years(counts: Sequence[Count]) -> dict[int, float]:
    """Sum the flow over the calendar years that are observed completely."""
    years = {year: list(same) for year, same in groupby(counts, key=lambda count: count.begin.year)}
    return {
        year: sum(count.value for count in same)
        for year, same in years.items()
        if sum(count.months for count in same) == MONTHS
    }


def draw_history(ax: Axes, history: Sequence[Drawn], divisor: float) -> None:
    """Draw a stock as dots joined by a thin line, and a flow or a mean as a dash over its period."""
    for drawn in history:
        values = drawn.values / divisor
        if drawn.kind == "stock":
            for run in _segments(drawn.begins):
                ax.plot(drawn.begins[run], values[run], color=DARK, linewidth=0.8, zorder=2.2)
            ax.plot(
                drawn.begins, values, "o", color=DARK, markersize=3.6, markeredgecolor="white", markeredgewidth=0.6,
                zorder=2.3, clip_on=False,
            )  # fmt: skip
        else:
            ax.hlines(values, drawn.begins, drawn.ends, color=DARK, linewidth=1.6, zorder=2.2)


def _segments(times: NDArray[Any]) -> list[slice]:
    """Split a series at gaps of more than a year and a half: a line across one would say too much."""
    gap = np.timedelta64(550, "D") if np.issubdtype(times.dtype, np.datetime64) else 1.5
    cuts = [0, *(np.flatnonzero(np.diff(times) > gap) + 1), times.size]
    return [slice(begin, end) for begin, end in pairwise(cuts)]


def history_caption(history: Sequence[Drawn], language: Language) -> list[str]:
    """Write the caption line that explains the dots and credits their sources; empty without observations."""
    sentences = []
    for stock in (True, False):
        some = [drawn for drawn in history if (drawn.kind == "stock") is stock]
        if some:
            credit = "; ".join(dict.fromkeys(drawn.credit.in_(language) for drawn in some))
            spread = SPREAD.in_(language) if any(drawn.spread for drawn in some) else ""
            what = (DOTS if stock else DASHES).in_(language)
            sentences.append(OBSERVED.in_(language).format(what=what, credit=credit, spread=spread))
    return [" ".join(sentences)] if sentences else []
