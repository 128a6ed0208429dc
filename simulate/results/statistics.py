"""What is told of a distribution over draws: its mean and five quantiles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simulate.results.opening import mean_of_known
from simulate.vocabulary import AXES

if TYPE_CHECKING:
    import xarray as xr

QUANTILES = {"p5": 0.05, "p10": 0.10, "p50": 0.50, "p90": 0.90, "p95": 0.95}
STATISTICS = ("mean", *QUANTILES)

ADDITIVE_UNITS = {
    "personen", "personen/maand", "personen/halfjaar", "personen/jaar", "zaken", "zaken/maand", "plekken",
    "plekken/maand", "plekdagen", "woningen", "woningen/maand", "woningen/jaar",
    "huishoudens", "huishoudens/jaar", "fte", "uren", "EUR", "EUR/jaar",
}  # fmt: skip
"""Units in which numbers of several groups or provinces add up. A share or a waiting time does not."""


SLICE = 8_000_000
"""Bytes that are sorted at a time."""


def additive(outcome: xr.DataArray) -> bool:
    """Whether the total over the axes of an outcome (month, *axes, draw) is told."""
    apart = any(AXES[str(axis)].apart for axis in outcome.dims[1:-1])
    return outcome.attrs["kind"] != "mean" and outcome.attrs["units"] in ADDITIVE_UNITS and not apart


def quantiles(values: NDArray[Any], probabilities: tuple[float, ...]) -> NDArray[np.float64]:
    """Quantiles over the last axis, (len(probabilities), *other axes), linear between draws as `np.quantile` has them.

    Draws that are NaN do not count; NaN where no draw does. Sorting is several times faster than `np.quantile`.
    """
    step = max(1, SLICE // max(1, values[:1].nbytes))
    parts = [_quantiles(values[begin : begin + step], probabilities) for begin in range(0, len(values), step)]
    return np.concatenate(parts, axis=1)


def _quantiles(values: NDArray[Any], probabilities: tuple[float, ...]) -> NDArray[np.float64]:
    ordered = np.sort(values, axis=-1)
    missing = np.isnan(ordered).sum(axis=-1) if values.dtype.kind == "f" else np.zeros(values.shape[:-1], int)
    last = values.shape[-1] - 1 - missing
    return np.stack([_between(ordered, last, probability) for probability in probabilities])


def _between(ordered: NDArray[Any], last: NDArray[np.int_], probability: float) -> NDArray[np.float64]:
    place = np.maximum(last, 0) * probability
    below = np.floor(place).astype(int)
    low = np.take_along_axis(ordered, below[..., None], -1)[..., 0].astype(float)
    high = np.take_along_axis(ordered, np.minimum(below + 1, np.maximum(last, 0))[..., None], -1)[..., 0].astype(float)
    # The same two-sided interpolation as NumPy's, so that the result is never outside [low, high].
    share = place - below
    between = np.where(share < 0.5, low + (high - low) * share, high - (high - low) * (1 - share))
    return np.where(last >= 0, between, np.nan)


def statistics(values: NDArray[Any]) -> NDArray[np.float64]:
    """Mean and quantiles over the last axis: (len(STATISTICS), *other axes)."""
    mean = mean_of_known(values, -1) if values.dtype.kind == "f" else values.mean(axis=-1, dtype=np.float64)
    return np.concatenate([mean[None], quantiles(values, tuple(QUANTILES.values()))])
