"""The scores of windows with the prior and with the posterior median, fitted and held-out windows apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from simulate.calibrating.loss import Point
from simulate.calibrating.scoring import Score

Subset = Literal["fit", "check"]


@dataclass(frozen=True)
class PooledScore:
    """The pooled score of several pairs of window and series."""

    inside: tuple[int, ...]
    """Counts in the central 50 and 90 %."""
    counts: int
    relative: float
    """The mean CRPS as a share of what was observed, mean over the pairs."""


def pooled(scores: Sequence[Score]) -> PooledScore:
    """Pool scores."""
    inside = tuple(sum(one.inside[level] for one in scores) for level in range(2))
    shares = [score.relative for score in scores]
    return PooledScore(
        inside, sum(score.counts for score in scores), float(np.mean(shares)) if shares else float("nan")
    )


@dataclass(frozen=True)
class Checked:
    """All windows of a calibration, run twice with the same random numbers."""

    windows: dict[Subset, tuple[str, ...]]
    """The names of the windows."""
    chosen: Point
    calibrated: Point

    def scores(self, point: Point, *windows: str) -> list[Score]:
        """List the scores of the series that both runs have."""
        return [
            score
            for window in windows
            for series, score in point[window].items()
            if series in self.chosen[window] and series in self.calibrated[window]
        ]
