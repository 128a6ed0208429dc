"""Chunks of an outcome by month or by year, a few years at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from simulate.exporting.labels import Choice
from simulate.results.chunks import chunks_of, years_of

if TYPE_CHECKING:
    import xarray as xr


def chunks(outcome: xr.DataArray, choice: Choice) -> Iterator[xr.DataArray]:
    """Yield chunks in order, each in memory: (month, *axes, draw) of some months or (year, *axes, draw) of a year."""
    for chunk in chunks_of(outcome):
        if choice.by == "year":
            yield from (year for year in years_of(chunk) if choice.in_years(year["year"].values).any())
            continue
        told = choice.in_years(chunk["month"].values)
        if told.any():
            yield chunk if told.all() else chunk.isel(month=told)
