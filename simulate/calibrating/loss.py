"""What a point lost: one number from the scores of all windows and series.

The CRPS of a pair of window and series is divided by what it would be on average were the distribution *as chosen* the
right one, and the mean over pairs is taken. What it is divided by depends on no count and on no factor, so that every
pair is a proper score and so is their mean: the right width is the best one.

The mean of the logarithms would not be. Where the counts of a series go up and down together, a pair is as good as one
count, and the logarithm rewards a narrow distribution that happens to hit more than it punishes the ones that miss: of
normals it finds 0.46 times the right width from one count a pair, 0.72 times from two that are independent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from simulate.calibrating.scoring import Score, Scores
from simulate.engine.arrays import Array

LEAST = 0.01
"""A distribution that is narrower, as a share of what was counted, counts as this wide: else one that is nearly exact
would outweigh all others."""

Pair = tuple[str, str]
"""A window and a series."""
Point = Mapping[str, Scores]
"""By window, what came out at one point."""


def pairs_of(points: Sequence[Point]) -> tuple[Pair, ...]:
    """The pairs that every point tells of, and whose CRPS has a unit."""
    chosen = points[0]
    return tuple(
        (window, series)
        for window, scores in chosen.items()
        for series, score in scores.items()
        if unit(score) > 0 and all(series in point[window] for point in points)
    )


def unit(chosen: Score) -> float:
    """What the CRPS of a pair is divided by, from its score as chosen."""
    return max(chosen.width, LEAST * chosen.size)


def losses(points: Sequence[Point], pairs: Sequence[Pair]) -> Array:
    """The loss of every point, (points,); the first point is the one as chosen."""
    units = np.array([unit(points[0][window][series]) for window, series in pairs])
    found = np.array([[point[window][series].crps for window, series in pairs] for point in points])
    return np.asarray(np.log((found / units).mean(axis=1)))
