"""Named, addressable random numbers.

Every stochastic place in a model is a *site* with a name. Its numbers are a pure function of (seed, name, block of
draws, date): a counter-based generator (Philox) is set to that address each time. They do not depend on what was drawn
before, on the scenario, on the worker, on the order of the blocks or on how many draws are computed, so two scenarios
share their numbers and a new process leaves those of the others alone.

Uniforms are made from the words of Philox; normals are their quantiles, and counts are the exact quantiles of their
distributions (`simulate.engine.kernels`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from hashlib import blake2b

import numpy as np
from numpy.typing import ArrayLike, NDArray

from simulate.engine import counts, kernels
from simulate.engine.arrays import Array, axes_of, flat, rows

BLOCK = kernels.BLOCK
"""Draws in a block, and numbers in a row of a stream. It is part of every address, so it is a constant."""

Address = tuple[np.uint64, np.uint64, np.uint64, np.uint64]


class AddressUsedTwice(RuntimeError):
    """The numbers of one address were asked for twice: they would be the same, and so wrongly dependent."""


class Stream:
    """The random numbers of one named site in one block of draws, addressed by an integer step."""

    def __init__(self, seed: int, name: str, block: int, size: int) -> None:
        digest = np.frombuffer(blake2b(f"{seed}/{name}".encode(), digest_size=16).digest(), np.uint64)
        self._keys, self._block = (digest[0], digest[1]), np.uint64(block)
        self.name, self.block, self.size = name, block, size

    def address(self, step: int) -> Address:
        return (*self._keys, np.uint64(step), self._block)

    def uniform(self, step: int, *axes: int) -> Array:
        """Draw uniforms strictly between 0 and 1, shape (*axes, draws)."""
        numbers = np.empty((*axes, self.size))
        kernels.uniform(*self.address(step), rows(numbers))
        return numbers


class Site:
    """A stream that takes its step from the clock: each date gives numbers once."""

    def __init__(self, stream: Stream, step: Callable[[], int]) -> None:
        self._stream, self._step, self._last, self._size = stream, step, -1, stream.size

    def _today(self) -> Address:
        """Take the address of today. AddressUsedTwice when its numbers were taken already."""
        step = self._step()
        if step == self._last:
            raise AddressUsedTwice(f"the numbers of '{self._stream.name}' at step {step} were asked for twice")
        self._last = step
        return self._stream.address(step)

    def uniform(self, *axes: int) -> Array:
        """Draw the uniforms of today, shape (*axes, draws), strictly between 0 and 1."""
        numbers = np.empty((*axes, self._size))
        kernels.uniform(*self._today(), rows(numbers))
        return numbers

    def normal(self, *axes: int) -> Array:
        """Draw the standard normals of today, shape (*axes, draws)."""
        numbers = np.empty((*axes, self._size))
        kernels.normal(*self._today(), rows(numbers))
        return numbers

    def poisson(self, mean: ArrayLike) -> Array:
        """Draw Poisson counts, shape of `mean` with the draws last. ValueError for a mean below 0, infinite or NaN."""
        count = np.empty((*np.shape(mean)[:-1], self._size))
        if not kernels.poisson(*self._today(), *flat(mean, count.shape), rows(count)):
            raise counts.impossible_mean(mean)
        return count

    def binomial(self, n: ArrayLike, p: ArrayLike) -> Array:
        """Draw binomial counts, the broadcast shape of `n` and `p`. ValueError when n < 0 or p is outside 0..1."""
        n, p = np.asarray(n, np.float64), np.asarray(p, np.float64)
        shape = (*axes_of(n, p), self._size)
        count = np.empty(shape)
        if not kernels.binomial(*self._today(), *flat(n, shape), *flat(p, shape), rows(count)):
            raise counts.impossible_binomial(n, p)
        return count

    def split(self, n: Array, weights: Array) -> Array:
        """Divide `n` (draws,) at random over the entries of `weights` (K,) or (K, draws): (K, draws), which sum to n.

        A binary tree of binomial splits. ValueError for a weight below 0, and when somebody is to be divided where
        all weights are 0.
        """
        count = np.empty((len(weights), self._size))
        table = np.ascontiguousarray(weights, np.float64).reshape(len(weights), -1)
        people = np.ascontiguousarray(n, np.float64)
        if not kernels.split(*self._today(), people, table, _tree(len(weights)), count):
            raise ValueError("people are divided over weights of 0 or more, of which one at least is above 0")
        return count


@cache
def _tree(entries: int) -> NDArray[np.int64]:
    """List the splits of a binary tree over this many entries, by level: where a segment begins, is cut and ends."""
    segments, splits = [(0, entries)], []
    while wide := [(low, high) for low, high in segments if high - low > 1]:
        cuts = [(low, (low + high) // 2, high) for low, high in wide]
        splits += cuts
        segments = [half for low, middle, high in cuts for half in ((low, middle), (middle, high))]
    return np.array(splits, np.int64).reshape(-1, 3)
