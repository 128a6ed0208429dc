"""Random counts by the quantile function: Poisson, binomial and multinomial numbers out of uniforms.

A count is the *exact* quantile at `u`, so it is monotone in `u`, in the mean, in `n` and in `p`: two scenarios that
share their uniforms stay coupled, and a small change of a parameter is a small change of the count.
(Exact as far as the distribution functions of SciPy are: beyond 4.5 standard deviations of means over 100,000 those are
not, and a count there may be one off.)

How it is fast: a Cornish-Fisher expansion in the normal quantile `z` gives the answer before rounding with an error
below (0.03 + 0.0125 z^4) / variance (checked over the range of the parameters in the tests, from a variance of 1). Only
where that error could change the rounding, about one number in a hundred at a variance of ten, the distribution
function itself is asked. Variances below 1 are searched upwards from zero.

Shapes: `u` and `z` have the shape of the result; the parameters broadcast to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, pdtr

from simulate.engine.arrays import Array

SMALL = 1.0
"""Variance below which a count is searched from zero; the error bound of the expansion holds from there on."""

Cdf = Callable[[Array, NDArray[np.intp]], Array]
"""P(X <= k) for the elements at these flat positions. A k that cannot occur is judged as the nearest that can."""


def poisson(u: Array, z: Array, mean: Array | float) -> Array:
    """Compute Poisson counts: the quantile at `u` (`z` is its normal quantile).

    ValueError for a mean below 0, or NaN.
    """
    mean = np.asarray(mean, np.float64)
    lowest = _lowest(mean)
    if not lowest >= 0:
        raise ValueError(f"a Poisson mean must be 0 or more, not {lowest}")
    variance = mean if lowest >= SMALL else np.maximum(mean, SMALL)
    sd = np.sqrt(variance)
    z2 = z * z
    real = z2 + 2
    real /= -72 * sd
    real += sd
    real *= z
    real += mean
    real += z2 / 6
    real -= 1 / 6

    def cdf(k: Array, at: NDArray[np.intp]) -> Array:
        return pdtr(np.maximum(k, 0), _pick(mean, z.shape, at))

    small = None if lowest >= SMALL else np.broadcast_to(mean < SMALL, z.shape)
    count = _round(real, z2, variance, u, small, cdf)
    np.maximum(count, 0, out=count)
    if small is not None:
        at = np.flatnonzero(small)
        m = np.broadcast_to(_pick(mean, z.shape, at), at.shape)
        count.flat[at] = _search(u.flat[at], np.exp(-m), lambda j, rest: m[rest] / j)
    return count


def binomial(u: Array, z: Array, n: Array | float, p: Array | float) -> Array:
    """Compute binomial counts out of `n` (whole numbers): the quantile at `u` (`z` is its normal quantile).

    ValueError when n < 0 or p is outside 0..1.
    """
    n, p = np.asarray(n, np.float64), np.asarray(p, np.float64)
    if not (_lowest(n) >= 0 and _lowest(p) >= 0 and _lowest(1 - p) >= 0):
        raise ValueError(f"a binomial needs n >= 0 and 0 <= p <= 1, not n {n.min()} and p {p.min()}..{p.max()}")
    q = 1 - p
    pq = p * q
    true_variance = n * pq
    lowest = _lowest(true_variance)
    variance = true_variance if lowest >= SMALL else np.maximum(true_variance, SMALL)
    sd = np.sqrt(variance)
    z2 = z * z
    real = z2 * ((-1 - 2 * pq) / 72)
    real += (7 * pq - 1) / 36
    real /= sd
    real += sd
    real *= z
    real += n * p
    skew = z2 - 1
    skew *= (q - p) / 6
    real += skew

    def cdf(k: Array, at: NDArray[np.intp]) -> Array:
        return _binomial_cdf(k, _pick(n, z.shape, at), _pick(p, z.shape, at))

    small = None if lowest >= SMALL else np.broadcast_to(true_variance < SMALL, z.shape)
    count = _round(real, z2, variance, u, small, cdf)
    np.maximum(count, 0, out=count)
    np.minimum(count, n, out=count)
    if small is not None:
        at = np.flatnonzero(small)
        ns, ps = (np.broadcast_to(_pick(a, z.shape, at), at.shape) for a in (n, p))
        count.flat[at] = _small_binomial(u.flat[at], ns, ps)
    return count


def split(u: Array, z: Array, n: Array, weights: Array) -> Array:
    """Divide `n` (draws,) over the K entries of `weights` (K,) or (K, draws): multinomial counts (K, draws).

    They sum to n. A binary tree of binomial splits, a level at a time. `u` and `z` are (K - 1, draws). ValueError for
    a weight below 0, and when somebody is to be divided where all weights are 0.
    """
    weights = weights.reshape(len(weights), -1)
    cumulated = np.concatenate([np.zeros((1, weights.shape[1])), np.cumsum(weights, axis=0)])
    if not (weights >= 0).all() or ((cumulated[-1] == 0) & (n > 0)).any():
        raise ValueError("people are divided over weights of 0 or more, of which one at least is above 0")
    # The people of a segment stand at its first entry until it is split.
    counts = np.empty((len(weights), *n.shape))
    counts[0] = n
    used = 0
    for low, middle, high in _tree(len(weights)):
        whole = cumulated[high] - cumulated[low]
        left = np.divide(cumulated[middle] - cumulated[low], whole, out=np.zeros_like(whole), where=whole > 0)
        rows = slice(used, used + len(low))
        used += len(low)
        before = counts[low]
        first = binomial(u[rows], z[rows], before, np.minimum(np.maximum(left, 0), 1))
        counts[low] = first
        before -= first
        counts[middle] = before
    return counts


@cache
def _tree(entries: int) -> list[tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]]:
    """List the splits of a binary tree over this many entries, by level: where a segment begins, is cut, and ends."""
    segments, levels = [(0, entries)], []
    while wide := [(low, high) for low, high in segments if high - low > 1]:
        low, high = np.array(wide, np.intp).T
        levels.append((low, (low + high) // 2, high))
        segments = [half for low, high in wide for half in ((low, (low + high) // 2), ((low + high) // 2, high))]
    return levels


def proportional(total: Array, n: Array) -> Array:
    """Divide `total` (draws,) over the entries of `n` (K, draws) in proportion to them, in whole numbers.

    No entry gets more than its n. No chance is involved. Where `total` exceeds the sum of `n`, everything is taken.
    """
    cumulated = np.cumsum(n, axis=0)
    share = np.minimum(total, cumulated[-1]) / np.maximum(cumulated[-1], 1)
    # Nudged up, so that a share of exactly one does not lose the last person to rounding.
    cumulated *= share
    cumulated += 1e-6
    reached = np.floor(cumulated, out=cumulated)
    divided = reached.copy()
    divided[1:] -= reached[:-1]
    return divided


def evenly(count: Array, months: Array | float) -> Iterator[Array]:
    """Divide `count` evenly over the coming `months` (one at least), in whole numbers: the share of each month in turn.

    The months may differ per element; where they are infinite nobody's turn comes.
    """
    months = np.maximum(np.asarray(months, np.float64), 1)
    before = np.zeros_like(count)
    for month in range(1, int(np.ceil(months[np.isfinite(months)].max(initial=0))) + 1):
        until = np.floor(np.minimum(count * month / months, count))
        yield until - before
        before = until


def _lowest(numbers: Array) -> float:
    """Return the minimum, NaN when a number is NaN; infinite when there is none."""
    return float(np.minimum.reduce(numbers, axis=None, initial=np.inf))


def _pick(numbers: Array, shape: tuple[int, ...], at: NDArray[np.intp]) -> Array:
    """Select the elements at flat positions of `shape`, to which `numbers` broadcasts."""
    if numbers.size == 1:
        return numbers.reshape(())
    if numbers.shape == shape:
        return np.asarray(numbers.reshape(-1)[at])
    if numbers.shape == (*shape[:-1], 1):
        return np.asarray(numbers.reshape(-1)[at // shape[-1]])
    return np.asarray(np.broadcast_to(numbers, shape)[np.unravel_index(at, shape)])


def _round(real: Array, z2: Array, variance: Array, u: Array, small: NDArray[np.bool_] | None, cdf: Cdf) -> Array:
    """Round `real` to the count that it stands for, with `cdf` as the judge wherever its error could matter.

    What is `small` is left alone: it is searched afterwards.
    """
    count: Array = np.rint(real)
    error = z2 * z2
    error += 2.4
    error /= 80 * variance
    if small is not None:
        error[small] = 0
    distance = real - count
    np.abs(distance, out=distance)
    distance += error
    at = (distance.reshape(-1) > 0.5).nonzero()[0]
    if at.size == 0:
        return count
    us = u.reshape(-1)[at]
    if error.reshape(-1)[at].max() < 0.5:
        # The quantile is one of the two neighbours: one question decides.
        below = np.floor(real.reshape(-1)[at])
        count.reshape(-1)[at] = below + (cdf(below, at) < us)
    else:
        count.reshape(-1)[at] = _walk(count.reshape(-1)[at], us, at, cdf)
    return count


def _walk(k: Array, u: Array, at: NDArray[np.intp], cdf: Cdf) -> Array:
    """Move each guess to the smallest k >= 0 with P(X <= k) >= u, a step at a time, all elements together."""
    np.maximum(k, 0, out=k)
    low = cdf(k, at) < u
    rising = np.flatnonzero(low)
    while rising.size:
        k[rising] += 1
        rising = rising[cdf(k[rising], at[rising]) < u[rising]]
    falling = np.flatnonzero(~low & (k > 0))
    while falling.size:
        falling = falling[cdf(k[falling] - 1, at[falling]) >= u[falling]]
        k[falling] -= 1
        falling = falling[k[falling] > 0]
    return k


def _binomial_cdf(k: Array, n: Array, p: Array) -> Array:
    """Compute P(X <= k); a k of n or more is certain, a k below 0 counts as 0."""
    inside = np.minimum(np.maximum(k, 0), np.maximum(n - 1, 0))
    # Of p itself: 1 - p has lost the digits of a small p. (betaincc is five times slower.)
    return np.where(k < n, 1 - betainc(inside + 1, np.maximum(n, 1) - inside, p), 1.0)


def _small_binomial(u: Array, n: Array, p: Array) -> Array:
    """Compute binomial counts where n p q < 1: search successes from zero, or failures where those are the fewer."""
    mirrored = p > 0.5
    odds_p = np.where(mirrored, 1 - p, p)
    odds = odds_p / (1 - odds_p)
    found = _search(
        np.where(mirrored, 1 - u, u),
        np.exp(n * np.log1p(-odds_p)),
        lambda j, rest: (n[rest] - j + 1) / j * odds[rest],
    )
    np.minimum(found, n, out=found)
    return np.where(mirrored, n - found, found)


def _search(u: Array, mass: Array, ratio: Callable[[int, NDArray[np.intp]], Array]) -> Array:
    """Find the smallest j with P(X <= j) >= u: `mass` is P(X = 0), `ratio(j, rest)` is P(X = j) / P(X = j - 1)."""
    count = np.zeros_like(u)
    rest = np.flatnonzero(u > mass)
    total, mass, j = mass[rest], mass[rest], 0
    while rest.size:
        j += 1
        mass = mass * ratio(j, rest)
        before, total = total, total + mass
        count[rest] = j
        # A mass that no longer moves the sum: the rounding of the sum stays below u for ever.
        more = (u[rest] > total) & (total > before)
        rest, total, mass = rest[more], total[more], mass[more]
    return count
