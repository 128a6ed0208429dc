"""Summary statistics over draws: mean, seven quantiles, and the Monte Carlo error of the median."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simulate.engine import kernels
from simulate.engine.arrays import Array
from simulate.running.statistics.bins import Binned, quantile
from simulate.running.statistics.layout import nan_count, nan_mean
from simulate.running.statistics.sorting import sort_draws
from simulate.vocabulary import adds_up

if TYPE_CHECKING:
    import xarray as xr

QUANTILES = {"p5": 0.05, "p10": 0.10, "p25": 0.25, "p50": 0.50, "p75": 0.75, "p90": 0.90, "p95": 0.95}
ERROR = "p50_se"
STATISTICS = ("mean", *QUANTILES, ERROR)
FEWEST = 30
"""Draws needed to estimate the error."""
OF_A_BELL = float(np.sqrt(np.pi / 2))
"""The standard error of the median of a normal distribution, that of its mean = 1."""
MANY = 2000
"""Draws from which finding the few numbers of a row that count is faster than sorting it."""
FOUND = 1_000_000
"""Bytes of which those are found at a time."""

SLICE = 8_000_000
"""Bytes that are sorted at a time."""


def additive(outcome: xr.DataArray) -> bool:
    """Return whether the entries of an outcome (month, *axes, draw) add up to a meaningful total."""
    return adds_up(outcome.attrs["kind"], outcome.attrs["units"], [str(axis) for axis in outcome.dims[1:-1]])


def quantiles(values: NDArray[Any], probabilities: tuple[float, ...]) -> NDArray[np.float64]:
    """Compute quantiles over the last axis, (len(probabilities), *other axes), interpolated as `np.quantile` does.

    Draws that are NaN do not count; NaN where no draw does. Sorting is several times faster than `np.quantile`.
    """
    return _sliced(values, lambda chunk: _quantiles(*_ordered(chunk), probabilities))


def _sliced(values: NDArray[Any], statistic: Callable[[NDArray[Any]], NDArray[np.float64]]) -> NDArray[np.float64]:
    step = max(1, SLICE // max(1, values[:1].nbytes))
    return np.concatenate([statistic(values[begin : begin + step]) for begin in range(0, len(values), step)], axis=1)


def _ordered(values: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.int_]]:
    """Sort the values with NaN at the end, and give the index of the last number (-1: there is none)."""
    ordered = sort_draws(values)
    return ordered, np.asarray(values.shape[-1] - 1 - nan_count(ordered))


def _quantiles(ordered: NDArray[Any], last: NDArray[np.int_], probabilities: Iterable[float]) -> NDArray[np.float64]:
    return np.stack([_between(ordered, last, probability) for probability in probabilities])


def _error(ordered: NDArray[Any], last: NDArray[np.int_]) -> NDArray[np.float64]:
    """Compute the standard error of the median of independent draws, from order statistics.

    So many draws below the median is binomial, with standard deviation √n / 2. The draws two of those below and above
    it are four standard errors apart.
    """
    reach = 1 / np.sqrt(np.maximum(last + 1, FEWEST))
    low, high = (_between(ordered, last, 0.5 + sign * reach) for sign in (-1, 1))
    return np.where(last + 1 >= FEWEST, (high - low) / 4, np.nan)


def error_of_median(values: NDArray[Any]) -> float:
    """Compute the standard error of the median over (draws,), NaN of fewer than two.

    Of too few draws to see it, it is that of a bell as wide as they are: enough to tell how many digits mean something.
    """
    known = values[~np.isnan(values)]
    if 2 <= known.size < FEWEST:
        return float(OF_A_BELL * known.std(ddof=1) / np.sqrt(known.size))
    return float(_error(*_ordered(values[None]))[0])


def error_of_quantile(values: NDArray[Any], probability: float) -> float:
    """Compute the standard error of a quantile over (draws,) as that of the median; NaN where there are too few."""
    ordered, last = _ordered(values[None])
    reach = np.sqrt(probability * (1 - probability) / np.maximum(last + 1, FEWEST))
    low, high = (_between(ordered, last, np.clip(probability + sign * reach, 0, 1)) for sign in (-1, 1))
    return float(np.where(last + 1 >= FEWEST, (high - low) / 2, np.nan)[0])


def _between(ordered: NDArray[Any], last: NDArray[np.int_], probability: float | Array) -> NDArray[np.float64]:
    below, share = _position(last, probability)
    low = np.take_along_axis(ordered, below[..., None], -1)[..., 0].astype(float)
    high = np.take_along_axis(ordered, np.minimum(below + 1, np.maximum(last, 0))[..., None], -1)[..., 0].astype(float)
    return np.where(last >= 0, _interpolated(low, high, share), np.nan)


def _position(last: NDArray[np.int_], probability: float | Array) -> tuple[NDArray[np.int_], NDArray[np.float64]]:
    """Find between which number in order, and the next, a quantile is, and how far beyond it."""
    position = np.maximum(last, 0) * probability
    below = np.floor(position).astype(int)
    return below, position - below


def _interpolated(low: Array, high: Array, share: Array) -> Array:
    # The same two-sided interpolation as NumPy's, so that the result is never outside [low, high].
    return np.where(share < 0.5, low + (high - low) * share, high - (high - low) * (1 - share))


def statistics(values: NDArray[Any]) -> NDArray[np.float64]:
    """Compute mean, quantiles and the error of the median over the last axis: (len(STATISTICS), *other axes)."""
    return _sliced(values, _by_sorting if values.shape[-1] < MANY else _by_ranks)


def _by_sorting(values: NDArray[Any]) -> NDArray[np.float64]:
    mean = nan_mean(values, -1) if values.dtype.kind == "f" else values.mean(axis=-1, dtype=np.float64)
    ordered, last = _ordered(values)
    return np.stack([mean, *_quantiles(ordered, last, QUANTILES.values()), _error(ordered, last)])


def _by_ranks(values: NDArray[Any]) -> NDArray[np.float64]:
    """Compute the same of many draws by finding the numbers that count; rows where that cannot be are sorted."""
    rows = values.reshape(-1, values.shape[-1])
    draws, last = rows.shape[-1], np.array(rows.shape[-1] - 1)
    reach = 1 / np.sqrt(draws)
    places = [_position(last, probability) for probability in (*QUANTILES.values(), 0.5 - reach, 0.5 + reach)]
    ranks = np.unique([[below, below + 1] for below, _ in places])
    mean, found = np.empty(len(rows)), np.empty((len(rows), len(ranks)))
    step = max(1, FOUND // (8 * draws))
    room = np.empty((step, draws))
    for begin in range(0, len(rows), step):
        here = slice(begin, begin + step)
        some = room[: len(rows[here])]
        some[:] = rows[here]
        mean[here] = some.mean(axis=-1)
        kernels.at_ranks(some, some.min(axis=-1), some.max(axis=-1), ranks, found[here])
    at = {rank: found[:, place] for place, rank in enumerate(ranks.tolist())}
    *shown, low, high = (_interpolated(at[int(below)], at[int(below) + 1], share) for below, share in places)
    told = np.stack([mean, *shown, (high - low) / 4])
    left = np.isnan(found).any(axis=1)
    told[:, left] = _by_sorting(rows[left])
    return told.reshape(-1, *values.shape[:-1])


def binned_statistics(binned: Binned) -> NDArray[np.float64]:
    """Compute the same statistics from counts in bins: (len(STATISTICS), rows)."""
    there = binned.tally.counts.sum(axis=-1)
    mean = np.divide(binned.tally.sums, there, out=np.full(there.shape, np.nan), where=there > 0)
    reach = 1 / np.sqrt(np.maximum(there, FEWEST))
    low, high = (quantile(binned, 0.5 + sign * reach) for sign in (-1, 1))
    error = np.where(there >= FEWEST, (high - low) / 4, np.nan)
    return np.stack([mean, *(quantile(binned, probability) for probability in QUANTILES.values()), error])
