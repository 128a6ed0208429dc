"""The share of the variance of an outcome over draws that comes from parameters and measures, from a replicate.

Y and Y' share parameters and measures and have independent chance, so Cov(Y, Y') = Var(E[Y | parameters]), and the
correlation over the pairs is the share of that in the variance. The two have one distribution, so their mean and
variance are estimated from both together. The standard error is that of the jackknife over pairs, which asks no normal
distribution: outcomes have long tails, or are 0 or 1.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulate.engine.arrays import Array
from simulate.running.replicate import FEWEST

EQUAL = 1e-6
"""Numbers that differ less, relatively, are the same: the precision in which most outcomes are stored."""


def shares(values: NDArray[Any], replicate: NDArray[Any]) -> tuple[Array, Array]:
    """Estimate the share from parameters and its standard error, from a run and its replicate (…, pairs): (…), (…).

    The share is an estimate and can be a little below 0. NaN where it cannot be estimated: fewer than FEWEST pairs, no
    spread, or fewer than FEWEST pairs in which something else happens than the median. Pairs with a NaN do not count.
    """
    valid = ~(np.isnan(values) | np.isnan(replicate))
    x, y = (np.where(valid, run, np.nan).astype(np.float64) for run in (values, replicate))
    middle = _middle(np.concatenate([x, y], axis=-1))
    enough = (_differs(x, middle) | _differs(y, middle)).sum(axis=-1) >= FEWEST
    # Around the median, so that the sums keep their digits.
    x, y = (np.where(valid & enough[..., None], run - middle, 0.0) for run in (x, y))
    terms = np.stack([x + y, x * y, x * x + y * y])
    sums, pairs = terms.sum(axis=-1), valid.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = _correlation(pairs, sums)
        without = _correlation(pairs[..., None] - 1, sums[..., None] - terms)
        mean = np.where(valid, without, 0).sum(axis=-1) / pairs
        squares = np.where(valid, (without - mean[..., None]) ** 2, 0).sum(axis=-1)
        error = np.sqrt(squares * (pairs - 1) / pairs)
    return np.where(enough, share, np.nan), np.where(enough, error, np.nan)


def no_shares(values: NDArray[Any]) -> tuple[Array, Array]:
    """Return the shares when no parameter or measure differs between draws: exactly 0, NaN without spread."""
    enough = _differs(values, _middle(values)).sum(axis=-1) >= FEWEST
    return np.where(enough, 0.0, np.nan), np.where(enough, 0.0, np.nan)


def _middle(values: NDArray[Any]) -> Array:
    """Compute the median of the values that are not NaN, (…, 1); NaN where there is none."""
    ordered = np.sort(values, axis=-1)
    last = np.maximum((~np.isnan(ordered)).sum(axis=-1, keepdims=True) - 1, 0)
    low, high = (np.take_along_axis(ordered, index, axis=-1) for index in (last // 2, (last + 1) // 2))
    return np.asarray(low + (high - low) / 2)


def _differs(values: NDArray[Any], middle: Array) -> NDArray[np.bool_]:
    return np.asarray(np.abs(values - middle) > EQUAL * np.abs(middle))


def _correlation(pairs: NDArray[Any], sums: Array) -> Array:
    """Compute the correlation within pairs from their number and the sums of x + y, xy and x² + y² over them."""
    mean = sums[0] / (2 * pairs)
    return np.asarray((sums[1] / pairs - mean**2) / (sums[2] / (2 * pairs) - mean**2))
