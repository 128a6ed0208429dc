"""The summary of an outcome as exported: the rows of summary.csv, with all the digits of their statistics."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simulate.exporting.labels import Choice
from simulate.results.opening import whole_years
from simulate.results.summary import about
from simulate.results.table import tabulate
from simulate.results.totals import entries_of

if TYPE_CHECKING:
    import xarray as xr


@dataclass(frozen=True)
class Summary:
    """The statistics of an outcome, summed over some of its axes."""

    over: tuple[str, ...]
    """The axes that are summed over."""
    entries: tuple[tuple[str, ...], ...]
    """Those that are left, or `totaal`, one for every axis."""
    about: tuple[tuple[str, ...], ...]
    """What stands before the period in the rows of every entry."""
    periods: NDArray[Any]
    """First days of months, or years."""
    values: NDArray[np.float64]
    """(statistics, periods, entries)."""


def summaries(outcome: xr.DataArray, choice: Choice, scenario: str) -> Iterator[Summary]:
    """Summarise the outcome itself, and then its totals where they are meaningful; of both only what was named."""
    months = outcome["month"].values.astype("datetime64[D]")
    by_year = choice.by == "year"
    periods = whole_years(months)[1].astype(np.int32) if by_year else months
    for over, numbers in tabulate(outcome, months=not by_year, years=by_year).by_summed.items():
        values = numbers.reshape(len(numbers), len(periods), -1)
        rows, named = about(outcome, scenario, over, choice.by, choice.labels), choice.parts[str(outcome.name)]
        left = entries_of(outcome, over)
        kept = [place for place, entry in enumerate(left) if not named or " · ".join(entry) in named]
        if kept:
            told = choice.in_years(periods)
            entries, told_of = (tuple(each[place] for place in kept) for each in (left, rows))
            yield Summary(over, entries, told_of, periods[told], values[:, told][..., kept])
