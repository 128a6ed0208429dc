"""Sorting the draws of many rows, which is most of the work of a summary."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

MANY = 1000
"""Draws from which counting digits is faster than comparing numbers."""
DIGITS = np.uint16


def sort_draws(values: NDArray[Any]) -> NDArray[Any]:
    """Sort along the last axis, NaN at the end.

    Whole numbers of a row mostly lie near each other. Above the least of them they then fit 16 bits, for which NumPy
    sorts by digits, four to ten times as fast.
    """
    if values.dtype.kind == "f" or values.shape[-1] < MANY:
        return np.sort(values, axis=-1)
    rows = values.reshape(-1, values.shape[-1])
    low = rows.min(axis=-1, keepdims=True)
    near = (rows.max(axis=-1, keepdims=True).astype(np.int64) - low <= np.iinfo(DIGITS).max)[:, 0]
    found = np.empty_like(rows)
    found[~near] = np.sort(rows[~near], axis=-1)
    found[near] = np.sort((rows[near] - low[near]).astype(DIGITS), axis=-1, kind="stable") + low[near]
    return found.reshape(values.shape)
