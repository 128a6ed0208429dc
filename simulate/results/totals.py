"""The totals of an outcome over its axes that are shown, and the names of totals and entries."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from numpy.typing import NDArray

from simulate.running.statistics.layout import Layout, layout
from simulate.vocabulary import TOTAL

if TYPE_CHECKING:
    import xarray as xr


def is_total(entry: str) -> bool:
    """Return whether an entry is the whole: the total over every axis, or an outcome without axes."""
    return set(entry.split(" · ")) == {TOTAL}


def layout_of(outcome: xr.DataArray) -> Layout:
    """Describe an outcome (months, *axes, draws), or years of it, without its numbers."""
    attrs, axes = outcome.attrs, tuple(str(dim) for dim in outcome.dims[1:-1])
    if outcome.dims[0] != "month":
        return Layout(attrs["kind"], attrs["units"], axes, 0, 0)
    return layout(attrs["kind"], attrs["units"], axes, outcome["month"].values)


def axes_to_sum(outcome: xr.DataArray) -> list[tuple[str, ...]]:
    """List the sets of axes to sum over: none and, where a sum is meaningful, every combination."""
    return layout_of(outcome).totals()


def summed(outcome: xr.DataArray, over: tuple[str, ...]) -> NDArray[Any]:
    """Sum the values of an outcome (times, *axes, draw) over some of its axes."""
    return layout_of(outcome).summed(outcome.values, over)


def entry_names(outcome: xr.DataArray, over: tuple[str, ...]) -> list[str]:
    """Name the entries that are left, in the order of the values: `kansarm · totaal`; `totaal` without axes."""
    axes = [str(dim) for dim in outcome.dims[1:-1]]
    entries = [[TOTAL] if axis in over else [str(entry) for entry in outcome[axis].values] for axis in axes]
    return [" · ".join(entry) or TOTAL for entry in product(*entries)]
