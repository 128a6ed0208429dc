"""The law as a scalar loop compiled by numba: one draw after the other, counts in the same expansions as `plain`.

The quickest way known to write the law in Python: nothing declared or checked, counts rounded and not exact, numbers
that depend on all drawn before. It records all series of the law in the form of the engine, with the draws last.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np

from benchmarks import law
from benchmarks.counts import SMALL
from benchmarks.law import Figures, Floats, Series

Function = TypeVar("Function", bound=Callable[..., Any])


def _compiled(function: Function) -> Function:
    """Compile without the liberties of fastmath, keep the code on disk."""
    return cast(Function, numba.njit(cache=True, error_model="numpy")(function))


@_compiled
def _poisson(z: float, mean: float) -> float:
    if mean < SMALL:
        return float(_search(z, mean, np.exp(-mean), mean, 0.0, np.inf))
    s = np.sqrt(mean)
    k = mean + z * s + (z * z - 1) / 6 - (z * z + 2) * z / (72 * s)
    return float(max(np.rint(k), 0.0))


@_compiled
def _binomial(z: float, n: float, p: float) -> float:
    q = 1 - p
    mean = n * p
    if min(mean, n - mean) < SMALL:
        if p > 0.5:
            return float(n - _search(-z, n * q, p**n, (n + 1) * q / p, q / p, n))
        return float(_search(z, mean, q**n, (n + 1) * p / q, p / q, n))
    pq = p * q
    s = np.sqrt(n * pq)
    square = z * z
    tail = (-square * (1 + 2 * pq) / 72 - (1 - 7 * pq) / 36) * z / s
    return float(min(max(np.rint(mean + z * s + (square - 1) * (q - p) / 6 + tail), 0.0), n))


@_compiled
def _search(z: float, mean: float, mass: float, a: float, b: float, most: float) -> float:
    """Search from nought: the mass of k is that of k - 1 times (a / k - b), which is a Poisson or a binomial."""
    if mean == 0.0:
        return 0.0
    u, total, k = 0.5 * _erfc(-z * np.sqrt(0.5)), mass, 0.0
    while u > total and k < most and k < 100:
        k += 1
        mass *= a / k - b
        total += mass
    return k


@_compiled
def _erfc(x: float) -> float:
    """The complementary error function by a rational approximation, right to 1e-7."""
    t = 1 / (1 + 0.5 * abs(x))
    p = t * (-0.18628806 + t * (0.27886807 + t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223 + t * 0.17087277)))))
    value = t * np.exp(-x * x - 1.26551223 + t * (1.00002368 + t * (0.37409196 + t * (0.09678418 + p))))
    return float(value if x >= 0 else 2 - value)


# The order of the national series in one array: `law.NATIONAL`.
_QUEUE, _REJECTED, _FAMILY, _APPLIED, _WITHDRAWN, _DECIDED, _GRANTED, _REFUSED = range(8)
_ASKED, _ARRIVED, _LEFT, _WAIT, _OCCUPIED, _EMERGENCY = range(8, 14)


@_compiled
def _loop(
    rng: np.random.Generator,
    figures: tuple[Floats, ...],
    weights: Floats,
    opening: Floats,
    days: Floats,
    season: Floats,
    counts: Series,
    means: Series,
    rows: Series,
) -> None:
    """Fill `counts` (11, months, draws), `means` (3, months, draws) and `rows` (3, months, provinces, draws)."""
    base, a, c, h, t0 = figures
    provinces, cohorts = len(weights), law.OPENING_COHORTS
    came, status, chances = np.empty(len(days)), np.empty(provinces), np.empty(provinces)
    left_over = 1.0
    for r in range(provinces):
        chances[r] = min(weights[r] / left_over, 1.0)
        left_over -= weights[r]
    for draw in range(len(base)):
        came[:cohorts] = law.IN_PROCEDURE / cohorts
        status[:] = opening
        head, alive, level = 0, 1.0, 0.0
        queue, rejected, family = float(law.IN_PROCEDURE), float(law.REJECTED), float(law.FAMILY)
        for month in range(counts.shape[1]):
            level = law.PERSISTENCE * level + law.SHOCK * rng.standard_normal()
            applied = _poisson(rng.standard_normal(), base[draw] * season[month % 12] / 12 * np.exp(level))
            queue += applied
            withdrawn = _binomial(rng.standard_normal(), queue, law.WITHDRAWS)
            last = cohorts + month
            came[last] = applied / alive
            alive *= 1 - withdrawn / max(queue, 1.0)
            queue -= withdrawn

            faster = law.FASTER if month >= t0[draw] else 1.0
            decided = min(queue, _poisson(rng.standard_normal(), c[draw] * faster))
            queue -= decided
            rest, waited = decided / alive, 0.0
            while rest > 1e-9 and head <= last:
                taken = min(came[head], rest)
                waited += taken * (days[last] - days[head])
                rest -= taken
                came[head] -= taken
                if came[head] <= 0:
                    head += 1
            granted = _binomial(rng.standard_normal(), decided, a[draw])
            rejected += decided - granted

            arrived = _binomial(rng.standard_normal(), family, law.ARRIVES)
            asked = _poisson(rng.standard_normal(), law.REQUESTS * granted)
            family += asked - arrived

            to_place, in_reception = granted + arrived, 0.0
            for r in range(provinces):
                placed = to_place
                if r < provinces - 1:
                    placed = _binomial(rng.standard_normal(), to_place, chances[r])
                to_place -= placed
                housed = min(status[r] + placed, _poisson(rng.standard_normal(), h[draw] * weights[r]))
                status[r] += placed - housed
                in_reception += status[r]
                rows[0, month, r, draw] = status[r]
                rows[1, month, r, draw] = placed
                rows[2, month, r, draw] = housed

            left = _binomial(rng.standard_normal(), rejected, law.LEAVES)
            rejected -= left
            occupied = queue + rejected + in_reception
            out = counts[:, month, draw]
            out[_QUEUE], out[_REJECTED], out[_FAMILY] = queue, rejected, family
            out[_APPLIED], out[_WITHDRAWN], out[_DECIDED], out[_GRANTED] = applied, withdrawn, decided, granted
            out[_REFUSED], out[_ASKED], out[_ARRIVED], out[_LEFT] = decided - granted, asked, arrived, left
            means[0, month, draw] = waited * alive / decided / 7 if decided else np.nan
            means[1, month, draw] = occupied
            means[2, month, draw] = max(occupied - law.PLACES, 0.0)


def run(figures: Figures, seed: int, generator: type[np.random.BitGenerator] = np.random.SFC64) -> dict[str, Series]:
    """The series of a block: (months, draws) or (months, provinces, draws)."""
    size = len(figures.base)
    counts = np.empty((_WAIT, law.MONTHS, size), np.int32)
    means = np.empty((len(law.RECORDED), law.MONTHS, size), np.float32)
    rows = np.empty((len(law.PROVINCIAL), law.MONTHS, law.PROVINCES, size), np.int32)
    days = np.array([*law.OPENING_DAYS, *law.DAYS], np.float64)
    rng = np.random.Generator(generator(seed))
    _loop(rng, tuple(figures), law.WEIGHTS, law.HOUSED_FROM, days, law.SEASON, counts, means, rows)
    return dict(zip((*law.NATIONAL, *law.PROVINCIAL), (*counts, *means, *rows), strict=True))
