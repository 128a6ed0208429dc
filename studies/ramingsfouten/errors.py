"""What a few errors say: bias, spread and persistence, each with the number of pairs; too few say nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from statistics import fmean, stdev

import numpy as np
from scipy.stats import t

from simulate.backtesting.scores import crps
from studies.ramingsfouten.pairs import Pair

ENOUGH = 8
"""Pairs that it takes to estimate a persistence, or a difference between horizons; with fewer it is an assumption."""
_RANKS = (np.arange(999) + 0.5) / 999


@dataclass(frozen=True)
class Errors:
    """The errors of one kind of forecast at one horizon, in percentage points."""

    n: int
    bias: float
    standard_error: float
    """Of the bias, as if the errors were independent."""
    spread: float
    steps: int
    """Pairs of years on end."""
    persistence: float | None
    """Correlation of an error with that of the year before; None with fewer than ENOUGH pairs of years on end."""


def errors(found: Sequence[Pair]) -> Errors:
    """Estimate bias, spread and persistence of the errors of different years. ValueError with fewer than two."""
    values = [pair.error for pair in found]
    if len(values) < 2:
        raise ValueError(f"a spread takes two errors or more, and there are {len(values)}")
    spread, by_year = stdev(values), {pair.year: pair.error for pair in found}
    ends = [(by_year[year - 1], by_year[year]) for year in sorted(by_year) if year - 1 in by_year]
    persistence = correlation(ends, fmean(values), spread) if len(ends) >= ENOUGH else None
    return Errors(len(values), fmean(values), spread / sqrt(len(values)), spread, len(ends), persistence)


def correlation(ends: Sequence[tuple[float, float]], bias: float, spread: float) -> float:
    """Estimate the correlation of an error with the one before it, around the bias of all."""
    return sum((a - bias) * (b - bias) for a, b in ends) / (len(ends) * spread**2)


@dataclass(frozen=True)
class LeftOut:
    """Each year judged by the others: how many are in the 90 percent interval, and the mean CRPS of three forecasts."""

    n: int
    inside: int
    score: float
    """Of the distribution that the other years give."""
    zero: float
    """Of no error at all."""
    last: float
    """Of the error of the year before that has one, over the years that have one before them; so is `score_of_last`."""
    score_of_last: float
    lasts: int


def left_out(found: Sequence[Pair]) -> LeftOut:
    """Leave out each year in turn. ValueError with fewer than three, as two give no spread of what is left."""
    if len(found) < 3:
        raise ValueError(f"leaving one out takes three errors or more, and there are {len(found)}")
    values = [pair.error for pair in found]
    inside, scores = 0, []
    for place, value in enumerate(values):
        others = values[:place] + values[place + 1 :]
        low, high, draws = predictive(others)
        inside += low <= value <= high
        scores.append(float(crps(draws[None], np.array([value]))[0]))
    last = [abs(after - before) for before, after in pairwise(values)]
    return LeftOut(
        len(values), inside, fmean(scores), fmean(abs(v) for v in values), fmean(last), fmean(scores[1:]), len(last)
    )


def predictive(others: Sequence[float]) -> tuple[float, float, np.ndarray[tuple[int], np.dtype[np.float64]]]:
    """Give the 90 percent interval and 999 quantiles of the next error, Student, from the others."""
    n, wide = len(others), stdev(others) * sqrt(1 + 1 / len(others))
    low, high = (fmean(others) + wide * float(t.ppf(p, n - 1)) for p in (0.05, 0.95))
    return low, high, fmean(others) + wide * np.asarray(t.ppf(_RANKS, n - 1))
