"""The loss of a point: minus the synthetic log likelihood of the observations, over all pairs of window and series.

The draws of a window say how the counts of a series go up and down together. Of that only the main patterns are used
(principal components of the draws as chosen): at most two a pair, which is what a run of counts in a row has to say. At
every point the likelihood of the counts is that of a Student distribution with the mean and the covariance that the
draws have there. So fifteen counts of one upward run weigh as one or two, and a width is rewarded when the counts lie
as far out as it says, no further and no nearer.

After S. N. Wood, "Statistical inference for noisy nonlinear ecological dynamic systems" (2010), and L. F. Price and
others, "Bayesian synthetic likelihood" (2018). CRPS would be proper as well, but hardly tells widths apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.stats import multivariate_t

from simulate.calibrating.scoring import Score, Scores
from simulate.engine.arrays import Array

SHARE, MOST = 0.9, 2
"""Patterns are taken until they hold this share of the variance, and no more than so many: mostly how high a series
lies and whether it rises. What a single quarter did (a border that closed) is no measure of a width."""
FREEDOM = 8
"""Degrees of freedom of the Student distribution: models have thicker tails than normal ones, though not by much."""
LEAST = 0.01
"""Nothing is scored more sharply than this, in logs: counts are not that sharp themselves."""

Pair = tuple[str, str]
"""A window and a series."""
Point = Mapping[str, Scores]
"""By window, what came out at one point."""


def pairs_of(points: Sequence[Point]) -> tuple[Pair, ...]:
    """List the pairs of window and series that every point has."""
    return tuple(
        (window, series)
        for window, scores in points[0].items()
        for series in scores
        if all(series in point[window] for point in points)
    )


def losses(points: Sequence[Point], pairs: Sequence[Pair]) -> Array:
    """Compute the loss of every point, (points,). The first point is the prior, whose patterns are used for all."""
    main = {pair: patterns(points[0][pair[0]][pair[1]]) for pair in pairs}
    return np.array([sum(_loss(point[window][of], main[window, of]) for window, of in pairs) for point in points])


def patterns(chosen: Score) -> Array:
    """Compute the leading patterns of variation of the draws at the prior, (patterns, counts)."""
    variances, vectors = np.linalg.eigh(chosen.covariance)
    variances, vectors = variances[::-1], vectors[:, ::-1]
    reached = np.cumsum(np.maximum(variances, 0)) / max(float(variances.sum()), np.finfo(float).tiny)
    kept = min(MOST, int(np.searchsorted(reached, SHARE)) + 1, len(variances))
    return np.asarray(vectors[:, :kept].T)


def _loss(score: Score, main: Array) -> float:
    covariance = main @ score.covariance @ main.T + LEAST**2 * np.eye(len(main))
    shape = covariance * (FREEDOM - 2) / FREEDOM
    return -float(multivariate_t.logpdf(main @ score.observed, main @ score.mean, shape, df=FREEDOM))
