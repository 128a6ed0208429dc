"""The mathematics of what decides numbers: on arrays, and the same bits on every processor.

NumPy and SciPy choose another path for exp, log and powers on another processor, and with it other last digits. So what
decides numbers takes these functions instead (a lint sees to it), which are compiled from arithmetic that is written
down in `simulate.engine.kernels`. Arithmetic, square roots and comparisons are exact everywhere and may be NumPy's.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from simulate.engine import kernels
from simulate.engine.arrays import Array

FEW = 16
"""Numbers for which a kernel that is not compiled yet is interpreted: the same bits, sooner than numba is imported."""


def exp(x: ArrayLike) -> Array:
    """Compute the exponential of each number, in the shape of `x`."""
    return _each(kernels.exp, x)


def log(x: ArrayLike) -> Array:
    """Compute the natural logarithm of each number; minus infinity at 0, NaN below."""
    return _each(kernels.log, x)


def log1p(x: ArrayLike) -> Array:
    """Compute log(1 + x) of each number, also where x is small."""
    return _each(kernels.log1p, x)


def power(x: ArrayLike, y: ArrayLike) -> Array:
    """Compute x to the power y for x of 0 or more, in the broadcast shape of both; NaN for a negative x.

    The relative error is 2.2e-16 times (1 + |y log x|) at most.
    """
    base, exponent = np.asarray(x, np.float64), np.asarray(y, np.float64)
    shape = np.broadcast_shapes(base.shape, exponent.shape)
    found = np.empty(shape)
    each = int(exponent.size > 1)
    exponents = np.broadcast_to(exponent, shape) if each else exponent
    kernels.power(np.broadcast_to(base, shape).ravel(), exponents.ravel(), each, found.reshape(-1))
    return found


def expit(x: ArrayLike) -> Array:
    """Compute the share that belongs to these log odds: 1 / (1 + exp(-x))."""
    return _each(kernels.expit, x)


def logit(p: ArrayLike) -> Array:
    """Compute the log odds of each share: log(p / (1 - p))."""
    return _each(kernels.logit, p)


def ndtr(x: ArrayLike) -> Array:
    """Compute the chance that a standard normal number is below x."""
    return _each(kernels.ndtr, x)


def ndtri(p: ArrayLike) -> Array:
    """Compute the normal quantile of each chance p; NaN outside 0..1."""
    return _each(kernels.ndtri, p)


def interp(x: ArrayLike, at: ArrayLike, values: ArrayLike) -> Array:
    """Interpolate linearly between the points (at, values), of which `at` rises; beyond them the outermost values."""
    points, heights = (np.ascontiguousarray(numbers, np.float64) for numbers in (at, values))
    return _each(lambda flat, out: kernels.interp(flat, points, heights, out), x)


def _each(kernel: Callable[[Array, Array], None], x: ArrayLike) -> Array:
    given = np.asarray(x, np.float64)
    found = np.empty(given.shape)
    if isinstance(kernel, kernels.Kernel) and given.size <= FEW:
        kernel = kernel.interpret
    kernel(given.ravel(), found.reshape(-1))
    return found
