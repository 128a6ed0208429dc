"""Verdeling: how the cost of care in a year is spread over the people of one age and sex, and what they know of it.

A person's cost is the level at the normal score `z = sqrt(known) * health + sqrt(1 - known) * luck`: the health is
known at the beginning of the year, the luck is not. People are represented by strata of both, so nothing loops over
persons.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import numpy as np

from simulate.engine import kernels
from simulate.engine.arrays import Array, rows, table
from simulate.engine.maths import exp, log, ndtr, ndtri

# Where the strata end: finer at the top, where most of the money is.
_HEALTH = (0, 0.2, 0.45, 0.7, 0.9, 0.98, 1)
_LUCK = (0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.88, 0.96, 0.99, 1)
_TENTHS = (0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85)
_WITHIN_TOP = (0.1, 0.3, 0.5, 0.7, 0.9, 0.98)
_NEARLY_ONE = 1 - 1e-9
_LEAST = 1e-4
"""Lowest relative cost: nobody, on a log scale."""
_LOWEST, _STEP, _SCORES = -4.0, 0.02, 401
"""Normal scores over which costs are averaged."""


class Strata(NamedTuple):
    """The mean normal score and the share of people of each stratum, (K,) and (K,)."""

    score: Array
    share: Array


def strata(ends: tuple[float, ...]) -> Strata:
    """Compute the strata between these shares of people."""
    edges = np.asarray(ends, np.float64)
    share = np.diff(edges)
    density = exp(-np.square(ndtri(edges)) / 2) / np.sqrt(2 * np.pi)
    return Strata(-np.diff(density) / share, share)


@cache
def health() -> Strata:
    """Compute the strata of what people know beforehand."""
    return strata(_HEALTH)


@cache
def luck() -> Strata:
    """Compute the strata of what nobody knows beforehand."""
    return strata(_LUCK)


@dataclass(frozen=True)
class Kostencurve:
    """Log cost relative to the mean, as a rising piecewise linear function of the normal score.

    `values` has shape (ages, sexes, knots, draws or 1), knots at the scores `at` (knots,).
    """

    at: Array
    values: Array
    _by_strata: list[Array] = field(default_factory=list, init=False, repr=False, compare=False)

    def by_strata(self, known: Array) -> Array:
        """Compute the cost of all strata at known shares (draws,): (ages, sexes, health, luck, draws).

        What was worked out last is kept: the shares are mostly those of the year before.
        """
        if not self._by_strata or not np.array_equal(self._by_strata[0], known):
            self._by_strata[:] = known, self.cost(scores(known))
        return self._by_strata[1]

    def cost(self, score: Array) -> Array:
        """Compute the cost relative to the mean at scores (…, draws or 1): (ages, sexes, …, draws).

        Outside the knots it is that of the last.
        """
        draws = max(self.values.shape[-1], score.shape[-1])
        found = np.empty((*self.values.shape[:2], *score.shape[:-1], draws))
        kernels.curve_costs(self.at, table(self.values, draws), table(score, draws), rows(found))
        return found


def kostencurve(tenths: Array, spread: Array, top_spread: Array) -> Kostencurve:
    """Build the curve of relative costs from the means of tenths of the people.

    `tenths` (ages, 10, draws or 1): mean cost of each tenth relative to the mean of all. `spread` (ages, sexes, draws
    or 1): by how much all log costs are stretched. `top_spread`: the log spread within the highest tenth, () or
    (draws,).
    """
    within = ndtri(np.asarray(_WITHIN_TOP))[:, None] * top_spread
    # A lognormal with mean 1 within the highest tenth.
    top = log(np.maximum(tenths[:, 9:], _LEAST)) + within - np.square(top_spread) / 2
    body = np.broadcast_to(log(np.maximum(tenths[:, :9], _LEAST)), (*tenths[:, :9].shape[:2], top.shape[-1]))
    values = np.maximum.accumulate(np.concatenate([body, top], axis=1), axis=1)
    at = ndtri(np.asarray((*_TENTHS, *(0.9 + 0.1 * w for w in _WITHIN_TOP))))
    curve = Kostencurve(at, values[:, None] * spread[:, :, None])
    return Kostencurve(at, curve.values - log(_mean(curve))[:, :, None])


def _mean(curve: Kostencurve) -> Array:
    """Compute the mean cost of all people, (ages, sexes, draws or 1): a sum over normal scores, the lowest first."""
    fine = _LOWEST + _STEP * np.arange(_SCORES)
    weight = exp(-np.square(fine) / 2)
    ages, sexes, _, draws = curve.values.shape
    found = np.empty((ages, sexes, draws))
    values = table(curve.values, draws)
    kernels.curve_means(curve.at, values, _LOWEST, _STEP, weight / weight.sum(), rows(found))
    return found


def scores(known: Array) -> Array:
    """Compute the normal scores of all strata of health and luck, (health, luck, draws), at known shares (draws,)."""
    return np.asarray(np.sqrt(known) * health().score[:, None, None] + np.sqrt(1 - known) * luck().score[:, None])


def choosing(share: Array, selection: Array) -> Array:
    """Compute the chance of a voluntary deductible by known health, (health, draws).

    It is `share` on the whole, and more for the healthy. `selection` is the correlation between poor health and
    the wish to be without.
    """
    selection = np.minimum(selection, _NEARLY_ONE)
    chance = ndtr((ndtri(share) - selection * health().score[:, None]) / np.sqrt(1 - np.square(selection)))
    mean = (chance * health().share[:, None]).sum(axis=0)
    return np.minimum(chance * share / np.where(mean > 0, mean, 1), 1)
