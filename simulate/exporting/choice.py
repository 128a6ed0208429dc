"""The outcomes of a result folder to export, and their labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simulate.errors import CannotAnswer
from simulate.exporting.labels import Choice, Labels
from simulate.results.asked import Wanted
from simulate.results.asked import choose as chosen_of
from simulate.results.opening import chosen_years, whole_years
from simulate.results.summary import By

if TYPE_CHECKING:
    import xarray as xr


def axes_of(outcome: xr.DataArray) -> list[str]:
    """List the axes of an outcome (month, *axes, draw)."""
    return [str(dim) for dim in outcome.dims[1:-1]]


def choose(ds: xr.Dataset, wanted: Wanted, by: By, summary: bool, labels: Labels) -> Choice:
    """Choose what to write of a result. CannotAnswer when there is nothing to write."""
    parts = chosen_of(ds, wanted.outcomes, wanted.entries)
    if ds.sizes["draw"] == 0:
        raise CannotAnswer("this result has no draws yet: run its scenario first")
    whole = whole_years(ds["month"].values)[1].tolist()
    if by == "year" and not whole:
        raise CannotAnswer("this result has no whole calendar year: export it --by month")
    if by == "year":
        return Choice(parts, by, summary, labels, tuple(chosen_years(whole, wanted.years)))
    there = np.unique(ds["month"].values.astype("datetime64[Y]").astype(int) + 1970).tolist()
    return Choice(parts, by, summary, labels, tuple(chosen_years(there, wanted.years, "year of this result")))


def periods(ds: xr.Dataset, choice: Choice) -> NDArray[Any]:
    """List the months or calendar years that are written."""
    months = ds["month"].values
    every = whole_years(months)[1] if choice.by == "year" else months
    return np.asarray(every[choice.in_years(every)])
