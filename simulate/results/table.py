"""The statistics of an outcome over the draws, by month and by calendar year, of its entries and its totals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from simulate.engine.arrays import Array
from simulate.results.chunks import cuts
from simulate.results.opening import whole_years
from simulate.results.statistics import statistics
from simulate.results.totals import layout_of
from simulate.running.statistics.layout import Layout, Over

if TYPE_CHECKING:
    import xarray as xr

Statistics = dict[Over, Array]
"""By the axes that are summed over: (statistics, periods, *other axes)."""


@dataclass(frozen=True)
class Table:
    """The statistics of one outcome, months first and then calendar years."""

    periods: tuple[str, ...]
    by_summed: Statistics


def tabulate(
    outcome: xr.DataArray, chosen: Iterable[Over] | None = None, *, months: bool = True, years: bool = True
) -> Table:
    """Compute the statistics of an outcome, or only of its sums over the `chosen` axes, of only months or years."""
    shape = layout_of(outcome)
    overs = shape.totals() if chosen is None else list(chosen)
    dates = outcome["month"].values.astype("datetime64[M]")
    periods = [*(str(date) for date in dates if months), *(str(year) for year in whole_years(dates)[1] if years)]
    return Table(tuple(periods), _exact(outcome, shape, overs, months, years))


def _exact(outcome: xr.DataArray, shape: Layout, overs: list[Over], months: bool, years: bool) -> Statistics:
    """Read a few years of all draws at a time."""
    by_month: dict[Over, list[Array]] = {over: [] for over in overs}
    by_year: dict[Over, list[Array]] = {over: [] for over in overs}
    for begin, end in cuts(outcome):
        values = outcome.variable[begin:end].values
        yearly = shape.yearly(values[shape.years_in(begin, end)]) if years else values[:0]
        for over in overs:
            if months:
                by_month[over].append(statistics(shape.summed(values, over)))
            if len(yearly):
                by_year[over].append(statistics(shape.summed(yearly, over)))
    return {over: np.concatenate(by_month[over] + by_year[over], axis=1) for over in overs}
