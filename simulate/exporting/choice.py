"""The outcomes of a result folder to export, and their labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulate.errors import CannotAnswer
from simulate.exporting.labels import By, Choice, Labels
from simulate.inputs.problems import did_you_mean, listed
from simulate.results.opening import whole_years

if TYPE_CHECKING:
    import xarray as xr


def axes_of(outcome: xr.DataArray) -> list[str]:
    """List the axes of an outcome (month, *axes, draw)."""
    return [str(dim) for dim in outcome.dims[1:-1]]


def choose(ds: xr.Dataset, outcomes: tuple[str, ...], by: By, summary: bool, labels: Labels) -> Choice:
    """Choose `outcomes` (all when empty) of a result. CannotAnswer when there is nothing to write."""
    names = [str(name) for name in ds.data_vars]
    for name in outcomes:
        if name not in names:
            hint = did_you_mean(name, names)
            raise CannotAnswer(f"there is no outcome '{name}' in this result: {hint or 'it has ' + listed(names)}")
    if ds.sizes["draw"] == 0:
        raise CannotAnswer("this result has no draws yet: run its scenario first")
    if by == "year" and whole_years(ds["month"].values)[1].size == 0:
        raise CannotAnswer("this result has no whole calendar year: export it --by month")
    return Choice(tuple(dict.fromkeys(outcomes)) or tuple(names), by, summary, labels)
