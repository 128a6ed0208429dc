"""Sensitivity indices from existing draws: rank correlation and PAWN.

Rank correlation (Spearman) tells how far an outcome rises or falls with a parameter. PAWN (Pianosi and Wagener, 2015,
2018) tells how far the whole distribution of the outcome moves when the parameter is known to a tenth of its range,
whatever the form of the relation: the Kolmogorov-Smirnov distance between the outcome in a slice and in all draws,
averaged over the slices by their number of draws. Both see a parameter alone, and its interactions only through it.

Both are never exactly zero in a finite number of draws. How large they are by accident is the noise floor:
the largest of `DUMMIES` quantities that do nothing. So of those that do nothing one in a hundred comes above it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulate.engine.arrays import Array
from simulate.sensitivity.ranks import ranks

SLICES = 10
BINS = 100
"""Points at which distributions are compared: the distance is then too small by a hundredth at most."""
DUMMIES = 100
RESAMPLES = 60
WIDTH = 1.645
"""Standard errors on either side that hold nine tenths."""


@dataclass(frozen=True)
class Indices:
    """For every quantity, (quantities,) each: the index and the bounds of its 90 % interval; and the noise floors."""

    correlation: Array
    correlation_low: Array
    correlation_high: Array
    pawn: Array
    pawn_low: Array
    pawn_high: Array
    correlation_floor: float
    pawn_floor: float


def indices(x: Array, y: Array, nothing: Array, seed: int) -> Indices:
    """Compute the indices of `x` (quantities, draws) on `y` (draws,); `nothing` (dummies, draws) gives the floors.

    Intervals are a bootstrap over draws; ranks are those of all draws. With the same `seed` the same numbers.
    """
    counts = _resampled(y.size, seed)
    whole = np.ones((1, y.size))
    scores = [_scores(columns) for columns in (x, nothing)]
    outcome = _scores(y[None])[0]
    correlation = _correlations(scores[0], outcome, whole)[0]
    slices = np.stack([sliced(row) for row in x])
    bins = sliced(y, BINS)
    pawn = _distances(slices, bins, whole)[0]
    correlation_error = _correlations(scores[0], outcome, counts).std(axis=0)
    pawn_error = _distances(slices, bins, counts).std(axis=0)
    return Indices(
        correlation,
        np.maximum(correlation - WIDTH * correlation_error, -1),
        np.minimum(correlation + WIDTH * correlation_error, 1),
        pawn,
        np.maximum(pawn - WIDTH * pawn_error, 0),
        np.minimum(pawn + WIDTH * pawn_error, 1),
        float(np.abs(_correlations(scores[1], outcome, whole)).max()),
        float(_distances(np.stack([sliced(row) for row in nothing]), bins, whole).max()),
    )


def sliced(values: Array, most: int = SLICES) -> NDArray[np.int64]:
    """Assign each draw to a slice, (draws,): one per value where values are few, else of equal size but for ties."""
    distinct, position = np.unique(values, return_inverse=True)
    if distinct.size <= most:
        return np.asarray(position, np.int64)
    return np.asarray((ranks(values) - 0.5) / values.size * most, np.int64)


def _resampled(draws: int, seed: int) -> Array:
    """Count how often each draw is in each resample: (RESAMPLES, draws)."""
    numbers = np.random.Generator(np.random.Philox(key=[seed, RESAMPLES]))
    taken = [np.bincount(numbers.integers(0, draws, draws), minlength=draws) for _ in range(RESAMPLES)]
    return np.stack(taken).astype(np.float64)


def _scores(values: Array) -> Array:
    """Standardise ranks to mean 0 and variance 1, (rows, draws); 0 where all values are equal."""
    ranked = ranks(values)
    centred = ranked - ranked.mean(axis=-1, keepdims=True)
    spread = centred.std(axis=-1, keepdims=True)
    return np.asarray(np.divide(centred, spread, out=np.zeros_like(centred), where=spread > 0))


def _correlations(x: Array, y: Array, counts: Array) -> Array:
    """Compute rank correlations, (resamples, quantities), weighing each draw by its count."""
    size = counts.sum(axis=1, keepdims=True)
    mean_x, mean_y = counts @ x.T / size, counts @ y[:, None] / size
    covariance = counts @ (x * y).T / size - mean_x * mean_y
    variance = (counts @ (x * x).T / size - mean_x**2) * (counts @ (y * y)[:, None] / size - mean_y**2)
    return np.asarray(np.divide(covariance, np.sqrt(variance), out=np.zeros_like(variance), where=variance > 1e-12))


def _distances(slices: NDArray[np.int64], bins: NDArray[np.int64], counts: Array) -> Array:
    """Compute PAWN, (resamples, quantities), weighing each draw by its count."""
    width = int(bins.max()) + 1
    found = np.zeros((len(counts), len(slices)))
    for position, mine in enumerate(slices):
        height = int(mine.max()) + 1
        cells = np.arange(len(counts))[:, None] * (height * width) + (mine * width + bins)
        tables = np.bincount(cells.ravel(), counts.ravel(), len(counts) * height * width)
        tables = tables.reshape(len(counts), height, width)
        sizes = tables.sum(axis=2)
        inside = np.cumsum(tables, axis=2) / np.maximum(sizes, 1)[..., None]
        whole = np.cumsum(tables.sum(axis=1, keepdims=True), axis=2) / sizes.sum(axis=1)[:, None, None]
        found[:, position] = (np.abs(inside - whole).max(axis=2) * sizes).sum(axis=1) / sizes.sum(axis=1)
    return found
