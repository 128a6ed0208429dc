"""The mathematics of what decides numbers: on arrays, and the same bits on every processor.

NumPy and SciPy choose another path for exp, log and powers on another processor, and with it other last digits. So what
decides numbers takes these functions instead (a lint sees to it). Arithmetic, square roots and comparisons are exact
everywhere and may be NumPy's.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from simulate.engine.arrays import Array


def exp(x: ArrayLike) -> Array:
    """Compute the exponential of each number, in the shape of `x`."""
    return np.asarray(np.exp(np.asarray(x, np.float64)))


def log(x: ArrayLike) -> Array:
    """Compute the natural logarithm of each number; minus infinity at 0, NaN below."""
    return np.asarray(np.log(np.asarray(x, np.float64)))


def power(x: ArrayLike, y: ArrayLike) -> Array:
    """Compute x to the power y for x of 0 or more, in the broadcast shape of both; NaN for a negative x."""
    return np.asarray(np.power(np.asarray(x, np.float64), np.asarray(y, np.float64)))


def expit(x: ArrayLike) -> Array:
    """Compute the share that belongs to these log odds: 1 / (1 + exp(-x))."""
    return np.asarray(special.expit(np.asarray(x, np.float64)))


def logit(p: ArrayLike) -> Array:
    """Compute the log odds of each share: log(p / (1 - p))."""
    return np.asarray(special.logit(np.asarray(p, np.float64)))


def ndtr(x: ArrayLike) -> Array:
    """Compute the chance that a standard normal number is below x."""
    return np.asarray(special.ndtr(np.asarray(x, np.float64)))


def ndtri(p: ArrayLike) -> Array:
    """Compute the normal quantile of each chance p."""
    return np.asarray(special.ndtri(np.asarray(p, np.float64)))


def interp(x: ArrayLike, xp: ArrayLike, fp: ArrayLike) -> Array:
    """Interpolate linearly between the points (xp, fp), of which xp rises; beyond them the outermost fp."""
    return np.interp(np.asarray(x, np.float64), np.asarray(xp, np.float64), np.asarray(fp, np.float64))
