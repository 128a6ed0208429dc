"""The totals of an outcome over its axes that are shown, and the names of totals and entries."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simulate.results.statistics import additive
from simulate.vocabulary import TOTAL

if TYPE_CHECKING:
    import xarray as xr


def is_total(entry: str) -> bool:
    """Return whether an entry is the whole: the total over every axis, or an outcome without axes."""
    return set(entry.split(" · ")) == {TOTAL}


def axes_to_sum(outcome: xr.DataArray) -> list[tuple[str, ...]]:
    """List the sets of axes to sum over: none and, where a sum is meaningful, every combination."""
    axes = [str(dim) for dim in outcome.dims[1:-1]]
    if not additive(outcome):
        return [()]
    return [
        tuple(a for a, taken in zip(axes, taken, strict=True) if taken) for taken in product((0, 1), repeat=len(axes))
    ]


def summed(outcome: xr.DataArray, over: tuple[str, ...]) -> NDArray[Any]:
    """Sum the values of an outcome (times, *axes, draw) over some of its axes."""
    values = outcome.values
    if not over:
        return values
    wide = np.float64 if values.dtype.kind == "f" else np.int64
    return np.asarray(values.sum(axis=tuple(outcome.dims.index(axis) for axis in over), dtype=wide))


def entry_names(outcome: xr.DataArray, over: tuple[str, ...]) -> list[str]:
    """Name the entries that are left, in the order of the values: `kansarm · totaal`; `totaal` without axes."""
    axes = [str(dim) for dim in outcome.dims[1:-1]]
    entries = [[TOTAL] if axis in over else [str(entry) for entry in outcome[axis].values] for axis in axes]
    return [" · ".join(entry) or TOTAL for entry in product(*entries)]
