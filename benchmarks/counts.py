"""Whole numbers as quantiles of standard normals: what a good numpy programmer writes without the engine.

Cornish-Fisher expansions; where fewer than ten people are expected on either side, the exact quantile by search.
"""

from __future__ import annotations

import numpy as np
from scipy.special import ndtr

from benchmarks.law import Floats

SMALL = 10.0


def poisson(z: Floats, mean: Floats) -> Floats:
    """The Poisson quantile at Phi(z), of the shape of z; `mean` broadcasts to it."""
    mean = np.broadcast_to(mean, z.shape)
    s = np.sqrt(mean)
    square = z * z
    small = mean < SMALL
    if small.any():
        s = np.maximum(s, 1e-3)
    k = mean + z * s
    k += (square - 1) * (1 / 6)
    square += 2
    square *= z
    s *= 72
    square /= s
    k -= square
    np.rint(k, out=k)
    np.maximum(k, 0, out=k)
    if small.any():
        k[small] = _search_poisson(ndtr(z[small]), mean[small])
    return k


def binomial(z: Floats, n: Floats, p: Floats | float) -> Floats:
    """The binomial quantile at Phi(z), of the shape of z; n has that shape, p is one number or broadcasts to it."""
    q = 1 - p
    pq = p * q
    mean = n * p
    s = np.sqrt(n * pq)
    least = np.minimum(mean, n - mean)
    small = least < SMALL
    some = bool(small.any())
    if some:
        s = np.maximum(s, 1e-3)
    square = z * z
    mean += z * s
    # Third and fourth cumulant, with the correction of Cornish and Fisher for a distribution on whole numbers.
    tail = square * (-(1 + 2 * pq) / 72)
    tail -= (1 - 7 * pq) / 36
    tail *= z
    tail /= s
    square -= 1
    square *= (q - p) / 6
    mean += square
    mean += tail
    k = np.rint(mean, out=mean)
    np.maximum(k, 0, out=k)
    np.minimum(k, n, out=k)
    if some:
        chance = np.broadcast_to(p, z.shape)[small]
        k[small] = _search_binomial(z[small], n[small], chance)
    return k


def split(z: Floats, n: Floats, weights: Floats) -> Floats:
    """Divide n (draws,) over K weights, a multinomial (K, draws), by a chain of binomials; z is (K - 1, draws)."""
    out = np.empty((len(weights), *n.shape))
    rest, left = n, 1.0
    for row, weight in enumerate(weights[:-1]):
        out[row] = binomial(z[row], rest, weight / left)
        rest = rest - out[row]
        left -= weight
    out[-1] = rest
    return out


def _search_poisson(u: Floats, mean: Floats) -> Floats:
    mass = np.exp(-mean)
    total, found = mass.copy(), np.zeros_like(mass)
    for j in range(1, 100):
        more = u > total
        if not more.any():
            break
        found += more
        mass = mass * mean / j
        total += mass
    return found


def _search_binomial(z: Floats, n: Floats, p: Floats) -> Floats:
    """From the side on which few are expected."""
    mirrored = p > 0.5
    q = np.where(mirrored, 1 - p, p)
    u = ndtr(np.where(mirrored, -z, z))
    mass = (1 - q) ** n
    odds = q / (1 - q)
    total, found = mass.copy(), np.zeros_like(mass)
    for j in range(1, 100):
        more = (u > total) & (found < n)
        if not more.any():
            break
        found += more
        mass = mass * (n - j + 1) / j * odds
        total += mass
    return np.where(mirrored, n - found, found)
