"""The posterior of the factors: points of the prior, weighted by the emulated likelihood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from simulate.calibrating.emulator import Emulator
from simulate.calibrating.prior import WEIGHED, Prior, factors_at, standard
from simulate.engine.arrays import Array

POINTS = 2**14
LEVELS = (0.1, 0.5, 0.9)


@dataclass(frozen=True, eq=False)
class Posterior:
    """Points of the prior with their weights."""

    factors: Mapping[str, Array]
    """By group, (points,)."""
    weights: Array
    """(points,), adding up to 1."""

    @property
    def effective(self) -> float:
        """Return the effective sample size of the weights."""
        return float(1 / (self.weights**2).sum())

    def quantiles(self, group: str) -> tuple[float, float, float]:
        """Return p10, p50 and p90 of the factor of a group, to three significant digits."""
        low, middle, high = (rounded(float(one)) for one in weighted(self.factors[group], self.weights, LEVELS))
        return low, middle, high


def weigh(emulator: Emulator, priors: Mapping[str, Prior], seed: int) -> Posterior:
    """Weigh points of the prior by exp(-loss), the likelihood of the observations."""
    z = standard(POINTS, len(priors), seed, WEIGHED)
    likelihood = -emulator(z)
    weights = np.exp(likelihood - likelihood.max())
    factors = factors_at(priors, z)
    return Posterior(dict(zip(priors, factors.T, strict=True)), weights / weights.sum())


def weighted(values: Array, weights: Array, levels: tuple[float, ...]) -> Array:
    """Compute quantiles of values (points,) with these weights, (levels,)."""
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order])
    return np.asarray(values[order][np.searchsorted(reached, np.array(levels) * reached[-1])])


def rounded(value: float) -> float:
    """Round to three significant digits, as in the file, so that what is checked is what is used later."""
    return float(f"{value:.3g}")
