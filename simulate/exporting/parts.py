"""An outcome by month or by year, a few years at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from simulate.exporting.choice import Choice
from simulate.results.chunks import pieces, years_of

if TYPE_CHECKING:
    import xarray as xr


def parts(outcome: xr.DataArray, choice: Choice) -> Iterator[xr.DataArray]:
    """Pieces in order, each in memory: dims (month, *axes, draw) of some months, or (year, *axes, draw) of one year."""
    for piece in pieces(outcome):
        if choice.by == "year":
            yield from years_of(piece)
        else:
            yield piece
