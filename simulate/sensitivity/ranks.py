"""Ranks: those of `scipy.stats.rankdata`, whose import alone takes as long as the blocks of a short run."""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array


def ranks(values: Array) -> Array:
    """Rank the values of each row (…, draws), from 1; equal ones share the mean of theirs."""
    if values.ndim > 1:
        return np.stack([ranks(row) for row in values])
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    return np.asarray((count.cumsum() - (count - 1) / 2)[place])
