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

from simulate.engine import kernels
from simulate.engine.arrays import Array


def column(seed: int, name: str, draws: NDArray[np.integer]) -> Array:
    """Return the quantiles, strictly between 0 and 1, of the draws with these numbers (0, 1, …, below 2**32)."""
    keys = np.frombuffer(blake2b(f"{seed}/{name}".encode(), digest_size=16).digest(), np.uint64)
    numbers = np.ascontiguousarray(draws, np.int64)
    quantiles = np.empty(numbers.shape)
    kernels.column(keys[0], keys[1], numbers, quantiles)
    return quantiles
