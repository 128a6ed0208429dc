"""The year that an answer is about, and its outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulate.engine.arrays import Array
from simulate.results.opening import whole_years

if TYPE_CHECKING:
    import xarray as xr


def year_told(ds: xr.Dataset, place: int) -> int | None:
    """Return whole calendar year number `place` of a run, counted from 0, or its last; None where it has none."""
    _, whole = whole_years(ds["month"].values)
    return int(whole[min(place, whole.size - 1)]) if whole.size else None


def rows_of(ds: xr.Dataset, year: int) -> NDArray[np.intp]:
    """Return the places of the months of a calendar year, (months,)."""
    return np.flatnonzero(ds["month"].dt.year.to_numpy() == year)


def months_told(ds: xr.Dataset, name: str, year: int, **entry: str) -> Array:
    """Return an outcome, or an entry of it, in the months of a calendar year, (months, draws)."""
    chosen = ds[name].isel(month=rows_of(ds, year)).sel(entry)
    return np.asarray(chosen.transpose("month", "draw").to_numpy(), np.float64)
