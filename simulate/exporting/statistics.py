"""The summary of an outcome as exported: the statistics of summary.csv, with all their digits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simulate.exporting.choice import axes_of
from simulate.exporting.labels import Choice
from simulate.results.opening import whole_years
from simulate.results.table import tabulate
from simulate.vocabulary import TOTAL

if TYPE_CHECKING:
    import xarray as xr


@dataclass(frozen=True)
class Summary:
    """The statistics of an outcome, summed over some of its axes."""

    over: tuple[str, ...]
    """The axes that are summed over."""
    entries: tuple[tuple[str, ...], ...]
    """One entry for every axis of the outcome, `totaal` where it is summed over."""
    periods: NDArray[Any]
    """First days of months, or years."""
    values: NDArray[np.float64]
    """(statistics, periods, entries)."""


def summaries(outcome: xr.DataArray, choice: Choice) -> Iterator[Summary]:
    """Summarise the outcome itself, and then its totals where they are meaningful."""
    months = outcome["month"].values.astype("datetime64[D]")
    by_year = choice.by == "year"
    periods = whole_years(months)[1].astype(np.int32) if by_year else months
    for over, numbers in tabulate(outcome, months=not by_year, years=by_year).by_summed.items():
        values = numbers.reshape(len(numbers), len(periods), -1)
        entries = ([TOTAL] if axis in over else map(str, outcome[axis].values) for axis in axes_of(outcome))
        yield Summary(over, tuple(product(*entries)), periods, values)
