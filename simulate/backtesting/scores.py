"""Scores of a probabilistic forecast: an ensemble (times, draws) against observations (times,).

Only arrays: nothing here knows of models, series or files. A count without a number, or a draw that is NaN, is refused
with a ValueError, since a score that leaves some out is another score.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest
from scipy.stats import t as student

from simulate.engine.arrays import Array
from simulate.results.statistics import quantiles

CENTRAL = (0.50, 0.90)
"""The central intervals of which the coverage is computed."""
SURE = 0.95
"""The confidence of the interval of every score."""
ENOUGH = 10
"""Counts below which a skill has no interval."""
BINS = 5
"""Bars of the histogram of ranks: a window has few counts."""


@dataclass(frozen=True)
class Coverage:
    """The number of observations inside the central interval with probability `nominal`."""

    nominal: float
    inside: int
    counts: int
    interval: tuple[float, float]
    """Exact (Clopper-Pearson) for the probability that a count lies inside, were the counts independent."""

    @property
    def share(self) -> float:
        return self.inside / self.counts

    @property
    def compatible(self) -> bool:
        """Return whether the nominal probability lies in the interval around the observed share."""
        return self.interval[0] <= self.nominal <= self.interval[1]


@dataclass(frozen=True)
class Bias:
    """The mean of the ensembles minus the observations, on average; above 0 is too high."""

    mean: float
    """In the unit of the outcome."""
    share: float
    """Of all that was observed; NaN where that adds up to 0."""


@dataclass(frozen=True)
class Skill:
    """Skill score 1 - CRPS / CRPS of a baseline: 1 is perfect, 0 no better than the baseline, below 0 worse."""

    value: float
    """NaN where the baseline made no error at all."""
    counts: int
    interval: tuple[float, float] | None
    """Over times, as if these were independent: those in a row are not, so it is rather too narrow. None: too few."""


def crps(ensemble: NDArray[Any], observed: Array, *, fair: bool = False) -> Array:
    """Compute the continuous ranked probability score, (times,), in the unit of the outcome; lower is better.

    E|X - y| - E|X - X'| / 2, exact for the ensemble as a distribution: X and X' are any two of its draws, the same one
    among them. With `fair`, two different ones: unbiased for the distribution that the draws came from, and below 0 at
    times; it needs two draws. Of one draw it is the absolute error.
    """
    ensemble, observed = _checked(ensemble, observed)
    draws = ensemble.shape[1]
    if fair and draws < 2:
        raise ValueError("the fair CRPS needs two draws or more")
    # From the count, so that large numbers that are close together keep their digits.
    ordered = np.sort(ensemble - observed[:, None], axis=1)
    # The sum of |x - x'| over all pairs: of ordered draws, number i is the larger in i - 1 and the smaller in n - i.
    weights = 2.0 * np.arange(1, draws + 1) - draws - 1
    pairs = draws * (draws - 1) if fair else draws**2
    scores: Array = np.abs(ordered).mean(axis=1) - (ordered @ weights) / pairs
    return scores if fair else np.maximum(scores, 0)


def coverage(ensemble: NDArray[Any], observed: Array, nominal: float) -> Coverage:
    """Count the observations inside the central interval of the ensemble, its ends included."""
    ensemble, observed = _checked(ensemble, observed)
    low, high = quantiles(ensemble, ((1 - nominal) / 2, (1 + nominal) / 2))
    inside = int(((low <= observed) & (observed <= high)).sum())
    ends = binomtest(inside, observed.size).proportion_ci(SURE, "exact")
    return Coverage(nominal, inside, observed.size, (float(ends.low), float(ends.high)))


def bias(ensemble: NDArray[Any], observed: Array) -> Bias:
    """Compute the mean error of the ensemble mean, and that as a share of the mean observation."""
    ensemble, observed = _checked(ensemble, observed)
    errors = ensemble.mean(axis=1) - observed
    total = observed.sum()
    return Bias(float(errors.mean()), float(errors.sum() / total) if total else float("nan"))


def ranks(ensemble: NDArray[Any], observed: Array, bins: int = BINS) -> Array:
    """Count the rank of each observation among the draws: a histogram (bins,) that sums to the observations.

    Even is calibrated, hollow is too narrow, heaped is too wide, to one side is biased. A count has 1 + ties of the
    draws + 1 places, and is spread evenly over those: nothing is drawn by lot.
    """
    ensemble, observed = _checked(ensemble, observed)
    number = ensemble.shape[1] + 1
    low = (ensemble < observed[:, None]).sum(axis=1)[:, None] / number
    high = ((ensemble <= observed[:, None]).sum(axis=1)[:, None] + 1) / number
    edges = np.linspace(0, 1, bins + 1)
    inside = np.clip(np.minimum(high, edges[1:]) - np.maximum(low, edges[:-1]), 0, None)
    return np.asarray((inside / (high - low)).sum(axis=0))


def skill(scores: Array, baseline: Array) -> Skill:
    """Compute the skill of `scores` (times,) against those of a baseline at the same times, pooled over all times.

    The interval leaves out each time in turn (jackknife), so that a time at which both were wrong counts for both.
    """
    if scores.shape != baseline.shape or not scores.size:
        raise ValueError("a skill needs two scores of each time")
    total, ours = float(baseline.sum()), float(scores.sum())
    if total <= 0:
        return Skill(float("nan"), scores.size, None)
    value, counts = 1 - ours / total, scores.size
    others = total - baseline
    if counts < ENOUGH or (others <= 0).any():
        return Skill(value, counts, None)
    without = 1 - (ours - scores) / others
    error = float(np.sqrt((counts - 1) / counts * ((without - without.mean()) ** 2).sum()))
    reach = float(student.ppf((1 + SURE) / 2, counts - 1)) * error
    return Skill(value, counts, (value - reach, value + reach))


def _checked(ensemble: NDArray[Any], observed: Array) -> tuple[Array, Array]:
    # In one layout: the last bit of a sum depends on it.
    ensemble, observed = np.ascontiguousarray(ensemble, float), np.asarray(observed, float)
    if ensemble.ndim != 2 or not ensemble.size or observed.shape != ensemble.shape[:1]:
        raise ValueError(f"an ensemble {ensemble.shape} is no (times, draws) for counts {observed.shape}")
    if not (np.isfinite(ensemble).all() and np.isfinite(observed).all()):
        raise ValueError("a draw or a count is not a number")
    return ensemble, observed
