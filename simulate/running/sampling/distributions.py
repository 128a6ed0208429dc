"""Quantile functions of the distributions that a parameter can have."""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.maths import exp, expit, log, logit, ndtri
from simulate.scenario import Distribution, Numbers

_Z90 = 1.2815515655446004  # the normal quantile of 0.9


def quantile(distribution: Distribution, u: Array, added: Array | float = 0.0) -> Array:
    """Compute the quantiles at `u` (draws,): (draws,), or (entries, draws) for a distribution with numbers per entry.

    `added` (draws,) comes on top where the distribution is normal: of the value, its logarithm or its log odds.
    """
    at = {name: column(value) for name, value in distribution.at.items()}
    match distribution.dist:
        case "normal":
            return _between(at["p10"], at["p90"], u) + added
        case "lognormal":
            return exp(_between(log(at["p10"]), log(at["p90"]), u) + added)
        case "logitnormal":
            return expit(_between(logit(at["p10"]), logit(at["p90"]), u) + added)
        case "uniform":
            return np.asarray(at["min"] + (at["max"] - at["min"]) * u)
        case "triangular":
            return _triangular(at["min"], at["mode"], at["max"], u)


def column(value: Numbers) -> Array:
    """Shape a number as (), numbers per entry as (entries, 1): broadcasts against (draws,)."""
    return np.asarray(value, np.float64).reshape((-1, 1) if isinstance(value, tuple) else ())


def _between(p10: Array, p90: Array, u: Array) -> Array:
    """Compute the quantiles at `u` of a normal with these tenth and ninetieth percentiles."""
    return np.asarray((p10 + p90) / 2 + (p90 - p10) / (2 * _Z90) * ndtri(u))


def _triangular(low: Array, mode: Array, high: Array, u: Array) -> Array:
    width = np.maximum(high - low, np.finfo(float).tiny)
    left = (mode - low) / width
    rising = low + np.sqrt(u * width * (mode - low))
    falling = high - np.sqrt((1 - u) * width * (high - mode))
    return np.asarray(np.where(u < left, rising, falling))
