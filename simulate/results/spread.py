"""spread.csv: what the spread of the headline outcomes over the draws comes from, by calendar year.

The share of the variance that comes from uncertain parameters and measures, and the share of chance within the model;
both add up to 1. Entries and totals are named as in summary.csv. Empty where it cannot be estimated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from simulate.csv_text import fixed, render
from simulate.engine.arrays import Array
from simulate.engine.recorder import Series
from simulate.files import write_whole
from simulate.results.opening import whole_years, yearly
from simulate.results.shares import no_shares, shares
from simulate.results.totals import axes_to_sum, entry_names, summed
from simulate.running import replicate
from simulate.running.replicate_seal import read_sealed
from simulate.running.store import record
from simulate.vocabulary import Language

if TYPE_CHECKING:
    import xarray as xr

COLUMNS = ("outcome", "label", "axis", "entry", "period", "share_parameters", "share_chance", "standard_error")


def write_spread(ds: xr.Dataset, folder: Path, outcomes: Iterable[str], language: Language, uncertain: bool) -> Path:
    """Write spread.csv from the outcomes and the replicate in `folder`; without `uncertain`, all variance is chance."""
    repeated = read_sealed(folder) or {} if uncertain else {}
    rows = (
        row
        for name, outcome in _first(ds, folder, outcomes)
        for row in _rows(outcome, repeated.get(name), uncertain, language)
    )
    path = folder / record.SPREAD
    write_whole(path, render(COLUMNS, rows, fixed(4)))
    return path


def _first(ds: xr.Dataset, folder: Path, outcomes: Iterable[str]) -> Iterator[tuple[str, xr.DataArray]]:
    """Yield outcomes with the first draws, which the replicate repeats; of statistics those that were kept for this."""
    first = None if record.read(folder).keep == "draws" else read_sealed(folder, record.FIRST) or {}
    for name in outcomes:
        outcome = ds[name].isel(draw=slice(replicate.SIZE))
        if first is None:
            yield name, outcome.load()
        elif name in first:
            yield name, _like(outcome, first[name])


def _rows(outcome: xr.DataArray, other: Series | None, uncertain: bool, language: Language) -> Iterator[list[object]]:
    label = outcome.attrs["long_name_nl" if language == "nl" else "long_name"]
    axis = " · ".join(str(dim) for dim in outcome.dims[1:-1])
    first, years = whole_years(outcome["month"].values)
    values = yearly(outcome, first, years.size)
    repeated = None if other is None else yearly(_like(outcome, other), first, years.size)
    for over in axes_to_sum(values):
        share, error = _split(values, repeated, over, uncertain)
        for number, entry in enumerate(entry_names(values, over)):
            for position, year in enumerate(years):
                numbers = _numbers(float(share[position, number]), float(error[position, number]))
                yield [str(outcome.name), label, axis, entry, str(year), *numbers]


def _like(outcome: xr.DataArray, values: Series) -> xr.DataArray:
    return outcome.copy(data=values[..., : outcome.sizes["draw"]])


def _split(
    values: xr.DataArray, repeated: xr.DataArray | None, over: tuple[str, ...], uncertain: bool
) -> tuple[Array, Array]:
    """Compute the shares from parameters and their standard errors, (years, entries)."""
    mine = summed(values, over)
    if repeated is not None:
        estimated = shares(mine, summed(repeated, over))
    elif not uncertain:
        estimated = no_shares(mine)
    else:
        estimated = (np.full(mine.shape[:-1], np.nan),) * 2
    share, error = (array.reshape(len(mine), int(np.prod(mine.shape[1:-1]))) for array in estimated)
    return share, error


def _numbers(share: float, error: float) -> tuple[float, float, float]:
    """Limit shares to 0 and 1 for the file; NaN where they cannot be estimated."""
    if np.isnan(share):
        return (np.nan,) * 3
    within = min(max(share, 0.0), 1.0)
    return within, 1 - within, error
