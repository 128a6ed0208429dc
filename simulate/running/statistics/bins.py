"""Counts of draws in bins, from which quantiles are read without keeping the draws.

The edges of the bins of a row (one entry, or total, in one month or year) are taken from the first block: BINS bins
that held equally many of its draws. A value that many of those draws share has a bin of its own. Whole counts and
extremes add up in any order; sums are added in the order of the blocks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulate.engine.arrays import Array
from simulate.running.statistics.layout import nan_count
from simulate.running.statistics.sorting import sort_draws

BINS = 256
WIDEST, FEW = 0.02, 20
"""Share of the draws, and their number, that a bin may hold for a quantile to be read in it; as chosen, 0.004."""

Edges = NDArray[Any]
"""(rows, BINS - 1), in the type of the values. A bin holds what is above its lower edge, up to its upper edge."""


@dataclass(frozen=True)
class Tally:
    """What is known of the draws of some rows. Draws that are NaN do not count."""

    counts: NDArray[Any]
    """(rows, BINS)."""
    sums: Array
    low: NDArray[Any]
    high: NDArray[Any]

    def __add__(self, later: Tally) -> Tally:
        """Add the draws of a later block."""
        return Tally(
            np.add(self.counts, later.counts, dtype=np.uint32),
            self.sums + later.sums,
            np.fmin(self.low, later.low),
            np.fmax(self.high, later.high),
        )


@dataclass(frozen=True)
class Binned:
    """A tally and the edges of its bins."""

    edges: Edges
    tally: Tally

    def added(self, values: NDArray[Any]) -> Binned:
        """Add a later block, (…, draws)."""
        return Binned(self.edges, self.tally + tally(*ordered(values), self.edges))


def first_of(values: NDArray[Any]) -> Binned:
    """Choose the edges by the first block, (…, draws), and count it."""
    rows, there = ordered(values)
    edges = edges_of(rows, there)
    return Binned(edges, tally(rows, there, edges))


def ordered(values: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.int_]]:
    """Sort the draws of every row, NaN at the end: (rows, draws); and count those that are not NaN."""
    rows = sort_draws(values.reshape(-1, values.shape[-1]))
    return rows, rows.shape[-1] - nan_count(rows)


def edges_of(rows: NDArray[Any], there: NDArray[np.int_]) -> Edges:
    """Choose the edges of sorted rows, of which so many draws are there; 0 where none is."""
    last = -(-np.arange(1, BINS) * there[:, None] // BINS) - 1
    edges = np.take_along_axis(rows, np.maximum(last, 0), axis=-1)
    edges[there == 0] = 0
    # Of equal edges the first becomes the number just below: between the two lies that value alone.
    repeated = edges[:, 1:] == edges[:, :-1]
    first = np.zeros(edges.shape, bool)
    first[:, :-1] = repeated
    first[:, 1:] &= ~repeated
    edges[first] = just_below(edges[first])
    return edges


def just_below(values: NDArray[Any]) -> NDArray[Any]:
    """Return the largest number of their type below each of the values."""
    return np.asarray(np.nextafter(values, -np.inf, dtype=values.dtype) if values.dtype.kind == "f" else values - 1)


def tally(rows: NDArray[Any], there: NDArray[np.int_], edges: Edges) -> Tally:
    """Count sorted rows, of which so many draws are there, between the edges."""
    below = np.empty((len(rows), BINS + 1), np.int64)
    below[:, 0], below[:, -1] = 0, there
    for row, count, own, found in zip(rows, there.tolist(), edges, below, strict=True):
        # Both are sorted, which makes this fast.
        found[1:-1] = row[:count].searchsorted(own, side="right")
    last = np.maximum(there - 1, 0)[:, None]
    sums = np.where(np.isnan(rows), 0, rows) if rows.dtype.kind == "f" else rows
    return Tally(
        np.diff(below, axis=-1).astype(np.uint16),
        sums.sum(axis=-1, dtype=np.float64),
        rows[:, 0],
        np.take_along_axis(rows, last, axis=-1)[:, 0],
    )


def quantile(binned: Binned, probability: Array | float) -> Array:
    """Compute a quantile of every row, in proportion within its bin; NaN where there are no draws.

    Of whole numbers it is a whole number. NaN too where the bin holds more than one value and too many of the draws:
    that is so where (nearly) none of the draws that the edges were chosen by had a number.
    """
    edges, tallied = binned.edges, binned.tally
    counts = tallied.counts.astype(np.int64)
    upto = np.cumsum(counts, axis=-1)
    there = upto[:, -1]
    rank = np.maximum(there - 1, 0) * probability + 0.5
    number = np.minimum((upto < rank[:, None]).sum(axis=-1), BINS - 1)[:, None]
    count, end = (np.take_along_axis(of, number, axis=-1)[:, 0] for of in (counts, upto))
    whole = edges.dtype.kind != "f"
    lower = np.column_stack([tallied.low - 1 if whole else tallied.low, edges])
    upper = np.column_stack([edges, tallied.high])
    low = np.clip(np.take_along_axis(lower, number, axis=-1)[:, 0], lower[:, 0], tallied.high)
    high = np.clip(np.take_along_axis(upper, number, axis=-1)[:, 0], tallied.low, tallied.high)
    share = (rank - (end - count)) / np.maximum(count, 1)
    if whole:
        alone = high - low <= 1
        found = low + np.ceil(share * (high - low))
    else:
        alone = np.nextafter(low, np.inf, dtype=low.dtype) >= high
        found = np.where(alone, high, low + share * (high.astype(np.float64) - low))
    return np.where((there > 0) & (alone | (count <= np.maximum(WIDEST * there, FEW))), found, np.nan)
