"""The contributions to one outcome in one year: summary statistics, errors and shares."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulate.comparing.outcomes import goes_one_way
from simulate.comparing.statistics import error_of_mean, share, summarise
from simulate.engine.arrays import Array
from simulate.explaining.explanation import Explained

CENT = 0.01
"""Sums of thousands of millions of euros are not known to the cent: what is less is rounding, and no contribution."""
AGAINST = 0.1
"""Of the difference: where more works against it, shares mean nothing."""
ABOVE = 1.005
"""Nor where one of them would be more than a hundred percent."""


@dataclass(frozen=True)
class Contributions:
    """The contributions in one year. Statistics are those of `simulate.comparing.statistics`, over the draws."""

    base: Array
    other: Array
    difference: Array
    contributions: Array
    """(changes, statistics)"""
    errors: Array
    """Standard error of the mean contribution, (changes,)."""
    error: float
    """Of the mean difference."""
    acts: NDArray[np.bool_]
    """Whether a change does anything in any draw, (changes,)."""
    draws: int
    """Those that are known."""
    one_way: bool
    """Whether far more of them go one way than the other."""

    @property
    def largest_first(self) -> list[int]:
        """List the changes that have an effect, by their mean contribution."""
        return [
            int(index) for index in np.argsort(-np.abs(self.contributions[:, 0]), kind="stable") if self.acts[index]
        ]

    @property
    def idle(self) -> list[int]:
        """List the changes that have no effect in any draw."""
        return [int(index) for index in np.flatnonzero(~self.acts)]

    @property
    def shares(self) -> Array | None:
        """Return the shares of the mean difference; None where contributions cancel and shares mean nothing."""
        total, against = float(self.difference[0]), min(self.up, -self.down)
        if not abs(total) > 0 or against > AGAINST * abs(total):
            return None
        shares = np.asarray(self.contributions[:, 0] / total)
        return shares if shares.max() < ABOVE else None

    @property
    def up(self) -> float:
        """Return the sum of the contributions that raise the outcome."""
        return float(np.maximum(self.contributions[:, 0], 0).sum())

    @property
    def down(self) -> float:
        """Return the sum of the contributions that lower it, 0 or less."""
        return float(np.minimum(self.contributions[:, 0], 0).sum())

    @property
    def nothing(self) -> bool:
        """Return whether no change has an effect in any draw."""
        return not self.acts.any()


def contributions(outcome: Explained, year: int) -> Contributions:
    """Summarise the contributions of the year with this index."""
    base, other, contributions = outcome.base[year], outcome.other[year], outcome.contributions[:, year]
    difference = other - base
    valid = int((~np.isnan(difference)).sum())
    a, b, by, *each = summarise(np.stack([base, other, difference, *contributions])).T
    errors = error_of_mean(np.stack([difference, *contributions]))
    least = CENT if outcome.units.startswith("EUR") else 0.0
    acts = np.asarray((np.abs(np.nan_to_num(contributions)) > least).any(axis=-1), bool)
    known = ~np.isnan(difference)
    one_way = bool(goes_one_way(share(difference < -least, known), share(difference > least, known), valid))
    return Contributions(a, b, by, np.stack(each), errors[1:], float(errors[0]), acts, valid, one_way)


def together(outcome: Explained, year: int, changes: list[int]) -> Array:
    """Summarise the joint contribution of some changes, (statistics,)."""
    return summarise(outcome.contributions[changes, year].sum(axis=0, keepdims=True))[:, 0]
