"""An emulator of the loss: a smooth function of the factors, from the points at which it was computed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import RBFInterpolator

from simulate.engine.arrays import Array

FOLDS = 16
CEILING = 20.0
"""Above the lowest loss: what is higher has a weight of nothing."""
SMOOTHINGS = (0.0, *(10.0**power for power in range(-4, 4)))
"""From through every point to hardly more than a polynomial."""


@dataclass(frozen=True, eq=False)
class Emulator:
    """A thin plate spline emulator; outside the box of the points it is evaluated at the nearest edge."""

    spline: RBFInterpolator
    low: Array
    high: Array
    error: float
    """Root mean square at points that were left out."""
    explained: float
    """R² at points that were left out: 1 is all of what differs between points, 0 or less is nothing."""

    def __call__(self, z: Array) -> Array:
        """Evaluate the loss at points (points, groups): (points,)."""
        return np.asarray(self.spline(np.clip(z, self.low, self.high)))


def fewest(groups: int) -> int:
    """Return the number of points that an emulator needs: in every fold enough must remain for a plane."""
    return max(8, 3 * (groups + 1))


def fit(z: Array, loss: Array) -> Emulator:
    """Fit the emulator to `loss` (points,) at `z` (points, groups), in standard deviations of the prior.

    How smooth it is, and whether it bends around a plane or a parabola, is what points that are left out say is best.
    What is far above the lowest point does not matter, nor how far.
    """
    loss = np.minimum(loss, loss.min() + CEILING)
    tried = [(_left_out(z, loss, *way), way) for way in _ways(*z.shape)]
    squared, (degree, smoothing) = min(tried, key=lambda one: one[0])
    spline = RBFInterpolator(z, loss, smoothing=smoothing, kernel="thin_plate_spline", degree=degree)
    varied = float(np.var(loss))
    explained = 1 - squared / varied if varied > 0 else 0.0
    return Emulator(spline, z.min(axis=0), z.max(axis=0), float(np.sqrt(squared)), explained)


def _ways(points: int, groups: int) -> Iterator[tuple[int, float]]:
    # A parabola only where there are twice as many points as it has terms.
    degrees = (1, 2) if points >= (groups + 1) * (groups + 2) else (1,)
    yield from product(degrees, SMOOTHINGS)


def _left_out(z: Array, loss: Array, degree: int, smoothing: float) -> float:
    """Compute the mean squared error at held-out points, one fold at a time."""
    fold: NDArray[np.int64] = np.arange(loss.size) % min(FOLDS, loss.size)
    squared = np.empty(loss.size)
    for number in range(int(fold.max()) + 1):
        out = fold == number
        spline = RBFInterpolator(z[~out], loss[~out], smoothing=smoothing, kernel="thin_plate_spline", degree=degree)
        squared[out] = (spline(z[out]) - loss[out]) ** 2
    return float(squared.mean())
