"""The one array type of the engine: a number per draw, with the draws on the last axis."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array: TypeAlias = NDArray[np.float64]
"""float64, shape (*axes, draws). Counts are whole numbers in it, exact up to 2**53."""


def flat(values: ArrayLike, shape: tuple[int, ...]) -> tuple[Array, int, int]:
    """Return values that broadcast to `shape` (*axes, draws) as the kernels take them: flat, with two strides.

    The number of row r and draw j is values[r * row + j * each]; nothing is copied where that can be avoided.
    ValueError when they do not broadcast to it.
    """
    array = np.asarray(values, np.float64)
    if array.shape == shape:
        return array.ravel(), shape[-1], 1
    if array.size == 1:
        return array.ravel(), 0, 0
    if array.shape == shape[-1:]:
        return array.ravel(), 0, 1
    if array.shape == (*shape[:-1], 1):
        return array.ravel(), 1, 0
    return np.broadcast_to(array, shape).ravel(), shape[-1], 1


def axes_of(one: Array, other: Array) -> tuple[int, ...]:
    """Return the axes of two parameters together, without the draws. ValueError when they do not broadcast."""
    if one.shape == other.shape or not other.shape:
        return one.shape[:-1]
    # Slower by far, and seldom needed.
    return np.broadcast_shapes(one.shape, other.shape)[:-1] if one.shape else other.shape[:-1]


def rows(values: Array) -> Array:
    """Return an array (*axes, draws) as (rows, draws), without a copy of what the engine made."""
    return values.reshape(-1, values.shape[-1])


def table(values: Array, draws: int) -> Array:
    """Return an array (*axes, draws or 1) as (rows, draws), with a number per draw: what kernels only read."""
    return np.ascontiguousarray(np.broadcast_to(values, (*values.shape[:-1], draws))).reshape(-1, draws)
