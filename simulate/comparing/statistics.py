"""Summary statistics over draws, of values and of paired differences. Draws that are NaN do not count anywhere."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulate.engine.arrays import Array
from simulate.results.statistics import quantiles
from simulate.running.statistics.layout import nan_mean

PROBABILITIES = {"p5": 0.05, "p25": 0.25, "p50": 0.50, "p75": 0.75, "p95": 0.95}
"""The median, and the ends of the intervals that hold half and nine tenths of the draws."""
STATISTICS = ("mean", *PROBABILITIES)
"""The mean, and the quantiles."""
INDEX = {name: number for number, name in enumerate(STATISTICS)}
"""Where each of them stands along the first axis of a summary."""


class Difference(NamedTuple):
    """The paired difference of two runs, each field (…) without draws; `statistics` is (len(STATISTICS), …)."""

    statistics: Array
    lower: Array
    """Share of the draws in which the other run is lower."""
    higher: Array
    gain: Array
    """The variance that the difference would have between independent runs, over the variance it has.

    inf where the difference is the same in every draw; NaN where there is none, or nothing varies.
    """
    error: Array
    """The standard error of the mean of the difference."""


def summarise(values: NDArray[Any]) -> Array:
    """Compute mean and quantiles over the last axis: (len(STATISTICS), …)."""
    return np.concatenate(
        [nan_mean(values.astype(np.float64), -1)[None], quantiles(values, tuple(PROBABILITIES.values()))]
    )


def difference(base: NDArray[Any], other: NDArray[Any]) -> Difference:
    """Summarise `other - base`, both (…, draws) in the same order."""
    by = other.astype(np.float64) - base.astype(np.float64)
    valid = ~np.isnan(by)
    apart = _variance(np.where(valid, base, np.nan)) + _variance(np.where(valid, other, np.nan))
    together = _variance(by)
    same = np.where((apart > 0) & (np.nan_to_num(by) != 0).any(axis=-1), np.inf, np.nan)
    gain = np.divide(apart, together, out=same, where=together > 0)
    return Difference(summarise(by), share(by < 0, valid), share(by > 0, valid), gain, error_of_mean(by))


def spread(values: NDArray[Any]) -> Array:
    """Compute the standard deviation over the last axis."""
    return np.sqrt(_variance(np.asarray(values, np.float64)))


def error_of_mean(values: NDArray[Any]) -> Array:
    """Compute the standard error of the mean over the last axis; NaN where fewer than two draws have a value."""
    counts = (~np.isnan(values)).sum(axis=-1)
    return np.asarray(spread(values) / np.sqrt(np.where(counts > 1, counts - 1.0, np.nan)))


def share(happens: NDArray[np.bool_], valid: NDArray[np.bool_]) -> Array:
    """Compute the share of draws in which it happens, over draws with a value; NaN where there is none."""
    counts = valid.sum(axis=-1)
    return np.asarray(np.divide(happens.sum(axis=-1), counts, out=np.full(counts.shape, np.nan), where=counts > 0))


def regret(values: NDArray[Any], better: str) -> Array:
    """Compute the loss of each run against the best run in the same draw: mean and 90th percentile, (2, runs, …).

    `values` is (runs, …, draws); `better` is `lower` or `higher`. A draw that is not known in every run does not count.
    """
    best = values.min(axis=0) if better == "lower" else values.max(axis=0)
    worse = np.where(np.isnan(best), np.nan, np.abs(values.astype(np.float64) - best))
    return np.stack([nan_mean(worse, -1), quantiles(worse, (0.90,))[0]])


def _variance(values: Array) -> Array:
    mean = nan_mean(values, -1)
    return nan_mean((values - mean[..., None]) ** 2, -1)
