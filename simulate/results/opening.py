"""Access to a result folder: its outcomes as an xarray Dataset, and their calendar years."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simulate import registry
from simulate.errors import CannotAnswer
from simulate.running.statistics.layout import MONTHS as MONTHS
from simulate.running.statistics.layout import by_year
from simulate.running.statistics.layout import whole_years as whole_years
from simulate.running.store import seals
from simulate.running.store.record import OUTCOMES, SUMMARY
from simulate.running.store.record import damaged as damaged
from simulate.running.store.sealed import Sealed, need_seal
from simulate.vocabulary import AXES

if TYPE_CHECKING:
    import xarray as xr

READING = {"async.concurrency": 4, "threading.max_workers": 2}
"""Chunks that are unpacked at a time. More is not faster, and every thread keeps memory of its own."""
KEPT = "statistics"
"""In the encoding of an outcome of which no draws were kept: the folder that keeps statistics (`Sealed`)."""
YEAR = {"long_name": "calendar year", "long_name_nl": "kalenderjaar"}


def open_results(folder: str | Path) -> xr.Dataset:
    """Open the outcomes of a result folder, dims (month, *axes, draw); values are read when they are used.

    CannotAnswer where the run kept statistics only. See `open_outcomes`.
    """
    return outcomes_of(Sealed(Path(folder)))


def outcomes_of(sealed: Sealed) -> xr.Dataset:
    """Open the outcomes of a folder whose record was read; see `open_results`."""
    if sealed.record.keep == "statistics":
        raise CannotAnswer(
            f"{sealed.folder} keeps statistics and no draws: a comparison, an explanation, a report, what drives an "
            f"outcome and an export of draws cannot be told from it. {SUMMARY}, the figures and `export --summary` "
            "have what can; for the rest run it into another folder without --keep statistics"
        )
    return open_outcomes(sealed.folder, sealed)


def open_outcomes(folder: Path, sealed: Sealed | None = None) -> xr.Dataset:
    """Open the outcomes of a result folder for `simulate.results.table.tabulate`, also without their draws.

    Of a run that kept statistics only they have no numbers of their own: reading them gives none.

    Only draws that were computed are there: `ds.draw` says which. The attribute `status` is `complete`, or says that
    draws are missing (then `missing_draws` is their number). CannotAnswer when it is not a result folder, when nothing
    is sealed yet, or when a file that is read is not what the run wrote.
    """
    from simulate.results.stored import dataset

    sealed = sealed or Sealed(folder)
    run_record = sealed.record
    if not (folder / OUTCOMES).is_dir() and not run_record.sealed:
        raise CannotAnswer(f"{folder} holds no outcomes yet: the run was stopped before its first block")
    need_seal(sealed)
    ds = dataset(sealed)
    _need_axes(ds, sealed)
    ds.attrs["status"] = run_record.status
    if run_record.keep == "statistics":
        for name in ds.data_vars:
            ds[name].encoding[KEPT] = sealed
        if run_record.status != "complete":
            ds.attrs["missing_draws"] = int(run_record.draws - _widths(sealed).sum())
        return ds
    return ds if len(run_record.blocks_done) * run_record.block >= run_record.draws else _computed_only(ds, sealed)


def _need_axes(ds: xr.Dataset, sealed: Sealed) -> None:
    """Check that every axis is known here: one of another package is when that is installed. CannotAnswer when not."""
    registry.introduce(sealed.record.model)
    if unknown := [str(name) for name in ds.dims if name not in (*AXES, "month", "draw")]:
        raise CannotAnswer(
            f"{sealed.folder} has the axis '{unknown[0]}', which comes with the model {sealed.record.model}: install "
            "its package beside simulate"
        )


@lru_cache(maxsize=1)
def opened(folder: Path, reading: str) -> xr.Dataset:
    """Open the outcomes of a folder once for all jobs of one `reading`: for the next there may be more draws."""
    return open_outcomes(folder)


def _computed_only(ds: xr.Dataset, sealed: Sealed) -> xr.Dataset:
    run_record = sealed.record
    block, place = np.divmod(np.arange(ds.sizes["draw"]), run_record.block)
    there = np.flatnonzero(place < _widths(sealed)[block])
    ds.attrs["missing_draws"] = int(run_record.draws - there.size)
    if there.size == ds.sizes["draw"]:
        return ds
    ds = ds.assign_coords(draw=("draw", np.arange(ds.sizes["draw"]), ds["draw"].attrs))
    return ds.isel(draw=there)


def _widths(sealed: Sealed) -> NDArray[np.int64]:
    """Count the draws that are there of every block, by the seals of the blocks. CannotAnswer where these changed."""
    if sealed.record.format == 1:
        raise CannotAnswer(
            f"{sealed.folder} is not complete, and an older version did not seal its blocks: run the same command "
            "again, which computes them anew"
        )
    for name in sealed.record.files:
        if name.startswith(f"{OUTCOMES}/{seals.FOLDER}/"):
            sealed.check(name)
    return seals.widths(sealed.folder / OUTCOMES, sealed.record.draws, sealed.record.block)


def chosen_years(there: Sequence[int], years: Sequence[int], what: str = "whole year of this result") -> list[int]:
    """Return `years`, each once and in order, of the calendar years `there`. CannotAnswer names one outside."""
    for year in years:
        if year not in there:
            raise CannotAnswer(f"{year} is not a {what}: choose --year {there[0]} up to {there[-1]}")
    return sorted(set(years))


def annual(ds: xr.Dataset, *, end: bool = False) -> xr.Dataset:
    """Aggregate to whole calendar years, dims (year, *axes, draw): sums of flows and totals, means of all else.

    With `end`, stocks and levels are those of the end of December instead of the mean over the year. Parts of years at
    either side of the run are left out: their sums would look like years. Months in which nothing happened (NaN) do
    not count in a mean.
    """
    import xarray as xr

    first, years = whole_years(ds["month"].values)
    outcomes: dict[Any, xr.DataArray] = {name: yearly(ds[name], first, years.size, end) for name in ds.data_vars}
    return xr.Dataset(outcomes, attrs=ds.attrs)


def yearly(outcome: xr.DataArray, first: int, years: int, end: bool = False) -> xr.DataArray:
    """Aggregate `years` calendar years of an outcome; the first January is at index `first`."""
    import xarray as xr

    months = outcome.variable[first : first + years * MONTHS].values
    values, method = by_year(months, outcome.attrs["kind"], years, end)
    dims = ("year", *outcome.dims[1:])
    coords = {name: coord for name, coord in outcome.coords.items() if "month" not in coord.dims}
    januaries = outcome["month"].values.astype("datetime64[Y]").astype(int)[first::MONTHS][:years] + 1970
    coords["year"] = xr.DataArray(januaries, dims="year", attrs=YEAR)
    return xr.DataArray(values, coords, dims, attrs=outcome.attrs | {"cell_methods": f"year: {method}"})
