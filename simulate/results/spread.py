"""spread.csv: what the spread of the headline outcomes over the draws comes from, by calendar year.

The share of the variance that comes from uncertain parameters and measures, and the share of chance within the model;
both add up to 1. Entries and totals are called as in summary.csv. Empty where it cannot be told.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.recorder import Series
from simulate.files import write_whole
from simulate.results.opening import whole_years, yearly
from simulate.results.shares import no_shares, shares
from simulate.results.totals import called, choices, summed
from simulate.running import replicate as twin
from simulate.running.store import record
from simulate.vocabulary import Language

if TYPE_CHECKING:
    import xarray as xr

COLUMNS = ("outcome", "label", "axis", "entry", "period", "share_parameters", "share_chance", "standard_error")


def write_spread(ds: xr.Dataset, folder: Path, outcomes: Iterable[str], language: Language, uncertain: bool) -> Path:
    """Write spread.csv of these outcomes and the twin in `folder`; without `uncertain` parameters all is chance."""
    twins = twin.read(folder) or {} if uncertain else {}
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for name in outcomes:
        # The twin is that of the first draws.
        outcome = ds[name].isel(draw=slice(twin.SIZE)).load()
        writer.writerows(_rows(outcome, twins.get(name), uncertain, language))
    path = folder / record.SPREAD
    write_whole(path, text.getvalue())
    return path


def _rows(outcome: xr.DataArray, other: Series | None, uncertain: bool, language: Language) -> Iterator[list[str]]:
    label = outcome.attrs["long_name_nl" if language == "nl" else "long_name"]
    axis = " · ".join(str(dim) for dim in outcome.dims[1:-1])
    first, years = whole_years(outcome["month"].values)
    values = yearly(outcome, first, years.size)
    twins = None if other is None else yearly(_like(outcome, other), first, years.size)
    for over in choices(values):
        share, error = _split(values, twins, over, uncertain)
        for number, entry in enumerate(called(values, over)):
            for place, year in enumerate(years):
                numbers = _shown(share[place, number], error[place, number])
                yield [str(outcome.name), label, axis, entry, str(year), *numbers]


def _like(outcome: xr.DataArray, values: Series) -> xr.DataArray:
    return outcome.copy(data=values[..., : outcome.sizes["draw"]])


def _split(
    values: xr.DataArray, twins: xr.DataArray | None, over: tuple[str, ...], uncertain: bool
) -> tuple[Array, Array]:
    """Shares from parameters and their standard errors, (years, entries)."""
    mine = summed(values, over)
    if twins is not None:
        told = shares(mine, summed(twins, over))
    elif not uncertain:
        told = no_shares(mine)
    else:
        told = (np.full(mine.shape[:-1], np.nan),) * 2
    share, error = (part.reshape(len(mine), int(np.prod(mine.shape[1:-1]))) for part in told)
    return share, error


def _shown(share: float, error: float) -> tuple[str, str, str]:
    """As in the file: shares within 0 and 1, nothing for what cannot be told."""
    if np.isnan(share):
        return "", "", ""
    within = min(max(share, 0.0), 1.0)
    return f"{within:.4f}", f"{1 - within:.4f}", f"{error:.4f}"
