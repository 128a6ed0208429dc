"""The sampling design: which quantile of each uncertain quantity a draw gets.

A column belongs to a quantity *by its name*: a van der Corput sequence, shuffled and scrambled (Owen) with keys made of
the seed and the name. Every column has the quality of a Latin hypercube, columns of different names are independent,
draw i stays draw i when more draws are asked for, and a new parameter leaves all other columns alone. (A scrambled
Sobol sequence would change every column when one is added.)

After A. B. Owen, "Randomly permuted (t,m,s)-nets and (t,s)-sequences" (1995); the bits are mixed with the finaliser of
SplitMix64 (Steele, Lea and Flood, 2014).
"""

from __future__ import annotations

from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from simulate.engine.arrays import Array

Bits = NDArray[np.uint64]
_DEPTH = 32
"""Bits of a number: room for four thousand million draws."""


def column(seed: int, name: str, draws: NDArray[np.integer]) -> Array:
    """Return the quantiles, strictly between 0 and 1, of the draws with these numbers (0, 1, …)."""
    keys = np.frombuffer(blake2b(f"{seed}/{name}".encode(), digest_size=16).digest(), np.uint64)
    shuffled = _scramble(np.asarray(draws, np.uint64), keys[0])
    bits = _scramble(_reverse(shuffled), keys[1])
    return np.asarray((bits + 0.5) * 2.0**-_DEPTH)


def _scramble(numbers: Bits, key: np.uint64) -> Bits:
    """Apply a nested uniform (Owen) scramble: each bit is flipped by a coin that depends on the bits above it."""
    out = np.zeros_like(numbers)
    for depth in range(_DEPTH):
        shift = np.uint64(_DEPTH - 1 - depth)
        above = numbers >> (shift + np.uint64(1))
        step = np.uint64((depth + 1) * 0x9E3779B97F4A7C15 % 2**64)
        coin = _mix(_mix(above ^ key) + step) >> np.uint64(63)
        out |= (((numbers >> shift) & np.uint64(1)) ^ coin) << shift
    return out


def _reverse(numbers: Bits) -> Bits:
    reversed_bits = np.zeros_like(numbers)
    for depth in range(_DEPTH):
        reversed_bits = (reversed_bits << np.uint64(1)) | ((numbers >> np.uint64(depth)) & np.uint64(1))
    return reversed_bits


def _mix(x: Bits) -> Bits:
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(x ^ (x >> np.uint64(31)))
