"""The totals of an outcome over its axes that are shown, and the names of totals and entries."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
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


def entries_of(outcome: xr.DataArray, over: tuple[str, ...]) -> list[tuple[str, ...]]:
    """List the entries that are left, one for every axis, in the order of the values; `totaal` where it is summed."""
    axes = [str(dim) for dim in outcome.dims[1:-1]]
    return list(product(*([TOTAL] if axis in over else [str(one) for one in outcome[axis].values] for axis in axes)))


def named(entries: tuple[str, ...]) -> str:
    """Name the entries of a row: `kansarm · totaal`; `totaal` without axes."""
    return " · ".join(entries) or TOTAL


def entry_names(outcome: xr.DataArray, over: tuple[str, ...]) -> list[str]:
    """Name the entries that are left, in the order of the values."""
    return [named(entries) for entries in entries_of(outcome, over)]


def shown_entries(outcome: xr.DataArray, chosen: Sequence[str] = ()) -> list[str]:
    """Name the entries that were chosen; else the total where there is one, else all of them."""
    return list(chosen) or entry_names(outcome, axes_to_sum(outcome)[-1])


def entry_rows(outcome: xr.DataArray, entries: Sequence[str]) -> NDArray[Any]:
    """Read entries or totals of an outcome (times, *axes, draw) by their names: (times, entries, draws).

    KeyError when there is no such entry.
    """
    rows: dict[str, NDArray[Any]] = {}
    for over in axes_to_sum(outcome):
        names = entry_names(outcome, over)
        if set(names) & set(entries):
            values = summed(outcome, over)
            flat = values.reshape(len(values), len(names), values.shape[-1])
            rows |= {name: flat[:, place] for place, name in enumerate(names) if name in entries}
    return np.stack([rows[entry] for entry in entries], axis=1)
