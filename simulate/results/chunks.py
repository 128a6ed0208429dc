"""Chunks of an outcome, a few calendar years each, so that memory does not grow with the number of draws."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from simulate.results.opening import MONTHS, whole_years, yearly

if TYPE_CHECKING:
    import xarray as xr

CHUNK_BYTES = 64_000_000
"""Bytes of an outcome that are read at a time; at least one year is."""


def chunks_of(outcome: xr.DataArray) -> Iterator[xr.DataArray]:
    """Yield the months of an outcome in order, each chunk in memory; whole calendar years are never cut."""
    for begin, end in cuts(outcome):
        yield outcome.isel(month=slice(begin, end)).load()


def cuts(outcome: xr.DataArray) -> Iterator[tuple[int, int]]:
    """List where the chunks of an outcome begin and end, in months."""
    first, _ = whole_years(outcome["month"].values)
    months = outcome.sizes["month"]
    year = outcome.dtype.itemsize * outcome.size // max(1, months) * MONTHS
    step = max(1, CHUNK_BYTES // max(1, year)) * MONTHS
    edges = sorted({0, min(first, months), *range(first, months, step), months})
    return pairwise(edges)


def years_of(chunk: xr.DataArray) -> Iterator[xr.DataArray]:
    """Yield the whole calendar years of a chunk one by one: dims (year, *axes, draw), one year long."""
    first, years = whole_years(chunk["month"].values)
    for number in range(years.size):
        yield yearly(chunk, first + number * MONTHS, 1)
