"""Zorgtoeslag: what the law's formula gives at an income.

The allowance is the standard premium, twice for a couple, less what a household is thought able to pay: a share of the
threshold income, and a larger share of what it has above that.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.maths import exp, ndtri


def zorgtoeslag(
    standard_premium: Array, income: Array, threshold: Array, share: Array, phase_out: Array, adults: int
) -> Array:
    """Compute the allowance a year, in euros, for a household of one or two `adults`.

    Arguments and result broadcast.
    """
    norm = share * threshold + phase_out * np.maximum(income - threshold, 0)
    return np.asarray(np.maximum(adults * standard_premium - norm, 0))


def within(income: Array, spread: Array) -> Array:
    """Return incomes of a class around its mean (incomes, draws), lognormal: (6, incomes, draws)."""
    # A class is represented by its sixths.
    score = ndtri((np.arange(6) + 0.5) / 6)[:, None, None]
    return np.asarray(income * exp(score * spread - np.square(spread) / 2))
