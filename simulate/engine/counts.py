"""Whole numbers of people: the exact quantiles of random counts, and divisions in which no chance is involved.

A random count is the *exact* quantile at `u`, so it is monotone in `u`, in the mean, in `n` and in `p`: two scenarios
that share their uniforms stay coupled, and a small change of a parameter is a small change of the count. Exact as far
as the distribution functions are, which have some thirteen digits.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike

from simulate.engine import kernels
from simulate.engine.arrays import Array


def poisson(u: Array, mean: Array | float) -> Array:
    """Compute the Poisson quantiles at `u`, to which `mean` broadcasts. ValueError for a mean below 0, or NaN."""
    count = np.empty(u.shape)
    means = np.broadcast_to(np.asarray(mean, np.float64), u.shape).ravel()
    if not kernels.poisson_quantile(u.ravel(), means, count.reshape(-1)):
        raise impossible_mean(mean)
    return count


def binomial(u: Array, n: Array | float, p: Array | float) -> Array:
    """Compute the binomial quantiles at `u`, to which `n` and `p` broadcast.

    ValueError when n < 0 or p is outside 0..1.
    """
    count = np.empty(u.shape)
    ns, ps = (np.broadcast_to(np.asarray(a, np.float64), u.shape).ravel() for a in (n, p))
    if not kernels.binomial_quantile(u.ravel(), ns, ps, count.reshape(-1)):
        raise impossible_binomial(n, p)
    return count


def impossible_mean(mean: ArrayLike) -> ValueError:
    """Say that a Poisson mean is below 0, infinite or NaN."""
    return ValueError(f"a Poisson mean must be 0 or more, not {np.min(mean)}")


def impossible_binomial(n: ArrayLike, p: ArrayLike) -> ValueError:
    """Say that an n is below 0 or a p outside 0..1."""
    return ValueError(f"a binomial needs n >= 0 and 0 <= p <= 1, not n {np.min(n)} and p {np.min(p)}..{np.max(p)}")


def proportional(total: Array, n: Array) -> Array:
    """Divide `total` (…, draws) over the K entries of `n` (K, …, draws) in proportion to them, in whole numbers.

    No entry gets more than its n. No chance is involved. Where `total` exceeds the sum of `n`, everything is taken.
    """
    divided = np.empty(n.shape)
    each = np.broadcast_to(np.asarray(total, np.float64), n.shape[1:]).ravel()
    kernels.proportional(each, np.ascontiguousarray(n).reshape(len(n), -1), divided.reshape(len(n), -1))
    return divided


def evenly(count: Array, months: Array | float) -> Iterator[Array]:
    """Divide `count` evenly over the coming `months` (one at least), in whole numbers: the share of each month in turn.

    The months may differ per element; where they are infinite nobody's turn comes.
    """
    months = np.maximum(np.asarray(months, np.float64), 1)
    before = np.zeros_like(count)
    for month in range(1, int(np.ceil(months[np.isfinite(months)].max(initial=0))) + 1):
        until = np.floor(np.minimum(count * month / months, count))
        yield until - before
        before = until
