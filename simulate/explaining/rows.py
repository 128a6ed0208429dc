"""The rows of an outcome to explain: its calendar years, of the entries that are told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.recorder import Series
from simulate.results.opening import whole_years, yearly
from simulate.results.totals import entry_rows

if TYPE_CHECKING:
    import xarray as xr


def rows_of(like: xr.DataArray, entries: Sequence[str], series: Series) -> Array:
    """Return the rows of a series (months, *axes, draws): (years · entries, draws), by year and then by entry.

    `like` is the outcome as a result folder has it, without draws.
    """
    import xarray as xr

    # In the storage type: what would have been read from a result folder.
    stored = np.asarray(series, like.dtype)
    coords = {name: coord for name, coord in like.coords.items() if "draw" not in coord.dims}
    outcome = xr.DataArray(stored, coords, like.dims, attrs=like.attrs)
    first, years = whole_years(like["month"].values)
    rows = entry_rows(yearly(outcome, first, years.size), entries)
    return np.asarray(rows.reshape(-1, rows.shape[-1]), np.float64)
