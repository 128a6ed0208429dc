"""Access to a result folder: its outcomes as an xarray Dataset, and their calendar years."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from simulate.errors import CannotAnswer
from simulate.running.statistics.layout import MONTHS as MONTHS
from simulate.running.statistics.layout import by_year
from simulate.running.statistics.layout import whole_years as whole_years
from simulate.running.store import record
from simulate.running.store.record import OUTCOMES, SUMMARY

if TYPE_CHECKING:
    import xarray as xr

READING = {"async.concurrency": 4, "threading.max_workers": 2}
"""Chunks that are unpacked at a time. More is not faster, and every thread keeps memory of its own."""
KEPT = "statistics"
"""In the encoding of an outcome of which no draws were kept: the folder of its statistics."""
YEAR = {"long_name": "calendar year", "long_name_nl": "kalenderjaar"}


def open_results(folder: str | Path) -> xr.Dataset:
    """Open the outcomes of a result folder, dims (month, *axes, draw); values are read when they are used.

    CannotAnswer where the run kept statistics only. See `open_outcomes`.
    """
    folder = Path(folder)
    if record.read(folder).keep == "statistics":
        raise CannotAnswer(
            f"{folder} keeps statistics and no draws: a comparison, an explanation, a report, what drives an outcome "
            f"and an export of draws cannot be told from it. {SUMMARY}, the figures and `export --summary` have what "
            "can; for the rest run it into another folder without --keep statistics"
        )
    return open_outcomes(folder)


def open_outcomes(folder: Path) -> xr.Dataset:
    """Open the outcomes of a result folder for `simulate.results.table.tabulate`, also without their draws.

    Of a run that kept statistics only they have no numbers of their own: reading them gives none.

    Only draws that were computed are there: `ds.draw` says which. The attribute `status` is `complete`, or says that
    draws are missing (then `missing_draws` is their number). CannotAnswer when it is not a result folder, or when a
    file of a finished run is gone: zarr would read what is not there as if it were empty.
    """
    import xarray as xr

    run_record = record.read(folder)
    if not (folder / OUTCOMES).is_dir():
        raise CannotAnswer(f"{folder} holds no outcomes yet: the run was stopped before its first block")
    written = (
        [name for name in run_record.files if name.startswith(OUTCOMES)] if run_record.status == "complete" else []
    )
    if gone := [name for name in written if not (folder / name).is_file()]:
        raise damaged(folder, f"{gone[0]} is missing")
    # A store that is still being written has no consolidated metadata yet.
    ds: xr.Dataset = xr.open_zarr(
        folder / OUTCOMES, chunks=None, consolidated=None if run_record.status == "complete" else False
    )
    # On disk the outcomes are folders, in no order; here they stand as the model declares them.
    ds = ds[list(run_record.outcomes)]
    ds = ds.assign_coords({axis: _words(ds[axis]) for axis in ds.coords if axis not in ("month", "draw")})
    ds.attrs["status"] = run_record.status
    if run_record.keep == "statistics":
        for name in ds.data_vars:
            ds[name].encoding[KEPT] = str(folder / record.STATISTICS)
        return ds
    return ds if run_record.status == "complete" else _computed_only(ds, folder, run_record)


@lru_cache(maxsize=1)
def opened(folder: Path, reading: str) -> xr.Dataset:
    """Open the outcomes of a folder once for all jobs of one `reading`: for the next there may be more draws."""
    return open_outcomes(folder)


def damaged(folder: Path, what: str) -> CannotAnswer:
    """Build the error for a folder that differs from what its run wrote."""
    return CannotAnswer(f"{folder} is damaged: {what}. `simulate verify` lists all that is wrong with it.")


@contextmanager
def checked(folder: Path) -> Iterator[None]:
    """Raise CannotAnswer for a chunk that is read inside this context and does not match its checksum."""
    try:
        yield
    except ValueError as error:
        if "checksum" not in str(error):
            raise
        raise damaged(folder, "its outcomes cannot be read") from None


def _words(coordinate: xr.DataArray) -> xr.DataArray:
    """Return entries as NumPy strings of fixed width, which every other library understands."""
    return coordinate.copy(data=np.array([str(word) for word in coordinate.values]))


def _computed_only(ds: xr.Dataset, folder: Path, run_record: record.Record) -> xr.Dataset:
    from simulate.running.store.outcomes import widths

    block, place = np.divmod(np.arange(ds.sizes["draw"]), run_record.block)
    there = np.flatnonzero(place < widths(folder / OUTCOMES, ds.sizes["draw"])[block])
    there = there[there < run_record.draws]
    ds.attrs["missing_draws"] = int(run_record.draws - there.size)
    if there.size == ds.sizes["draw"]:
        return ds
    ds = ds.assign_coords(draw=("draw", np.arange(ds.sizes["draw"]), ds["draw"].attrs))
    return ds.isel(draw=there)


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
