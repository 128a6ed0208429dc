"""The prior of the factors, lognormal and independent, and points that fill it evenly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri
from scipy.stats import qmc

from simulate.engine.arrays import Array
from simulate.inputs.calibration import PriorForm

_Z90 = float(ndtri(0.9))
DESIGN, WEIGHED = 0, 1
"""What points are for: they are scrambled differently, so that no weighed point lies on one of the design."""


@dataclass(frozen=True)
class Prior:
    """A lognormal prior of a factor."""

    middle: float
    """Of the logarithm."""
    spread: float
    """Standard deviation of the logarithm."""

    def at(self, z: Array) -> Array:
        """Return the factor this many standard deviations from the median."""
        return np.asarray(np.exp(self.middle + self.spread * z))

    @property
    def quantiles(self) -> tuple[float, float, float]:
        """Return p10, p50 and p90."""
        low, middle, high = self.at(np.array([-_Z90, 0.0, _Z90]))
        return float(low), float(middle), float(high)


def prior_of(form: PriorForm) -> Prior:
    """Build the prior with these p10 and p90."""
    low, high = np.log(form.p10), np.log(form.p90)
    return Prior(float(low + high) / 2, float(high - low) / (2 * _Z90))


def standard(points: int, groups: int, seed: int, purpose: int) -> Array:
    """Draw scrambled Sobol points of standard normals, (points, groups); fewer points are a prefix of more."""
    random = qmc.Sobol(groups, scramble=True, seed=np.random.default_rng([seed, purpose]))
    # All of a power of two, so that no warning is needed; the first of these fill the space as well as they can.
    uniform = random.random_base2(max(0, int(points - 1).bit_length()))[:points]
    tiny = np.finfo(float).eps
    return np.asarray(ndtri(np.clip(uniform, tiny, 1 - tiny)))


def factors_at(priors: Mapping[str, Prior], z: Array) -> Array:
    """Transform points (points, groups) of standard normals to factors, (points, groups)."""
    return np.column_stack([prior.at(z[:, column]) for column, prior in enumerate(priors.values())])
