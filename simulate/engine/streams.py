"""Named, addressable random numbers.

Every stochastic place in a model is a *site* with a name. Its numbers are a pure function of (seed, name, block of
draws, date): a counter-based generator (Philox) is set to that address each time. They do not depend on what was drawn
before, on the scenario, on the worker or on the order of the blocks, so two scenarios share their numbers and a new
process leaves those of the others alone.

Uniforms are made from the raw words of Philox, whose stream NumPy guarantees for ever; normals are their quantiles.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b

import numpy as np
from scipy.special import ndtri

from simulate.engine import counts
from simulate.engine.arrays import Array

BLOCK = 1000
"""Draws in a block, and numbers in a row of a stream. It is part of every address, so it is a constant."""

_ONE = np.float64(1).view(np.uint64)


class AddressUsedTwice(RuntimeError):
    """The numbers of one address were asked for twice: they would be the same, and so wrongly dependent."""


class Stream:
    """The random numbers of one named site in one block of draws, addressed by an integer step."""

    def __init__(self, seed: int, name: str, block: int, size: int) -> None:
        key = np.frombuffer(blake2b(f"{seed}/{name}".encode(), digest_size=16).digest(), np.uint64)
        self._bits = np.random.Philox(key=key)
        self._state = self._bits.state
        self.name, self.block, self.size = name, block, size

    def uniform(self, step: int, *rows: int) -> Array:
        """Draw uniforms strictly between 0 and 1, shape (*rows, draws)."""
        self._state["state"]["counter"][:] = 0, step, self.block, 0
        self._bits.state = self._state
        # A row begins where it would begin in a whole block: few draws have the numbers of the first ones of many.
        count, row = int(np.prod(rows, dtype=int)), max(self.size, BLOCK)
        words = np.ascontiguousarray(self._bits.random_raw(count * row).reshape(count, row)[:, : self.size])
        # 52 bits as the fraction of a double from 1 to 2, less almost 1: every value is exact, 0 and 1 cannot come out.
        words >>= np.uint64(12)
        words |= _ONE
        numbers = words.view(np.float64)
        numbers -= 1 - 2.0**-53
        return numbers.reshape(*rows, self.size)


class Site:
    """A stream that takes its step from the clock: each date gives numbers once."""

    def __init__(self, stream: Stream, step: Callable[[], int]) -> None:
        self._stream, self._step, self._last = stream, step, -1

    def uniform(self, *rows: int) -> Array:
        """Draw the uniforms of today, shape (*rows, draws). AddressUsedTwice when today's were taken already."""
        step = self._step()
        if step == self._last:
            raise AddressUsedTwice(f"the numbers of '{self._stream.name}' at step {step} were asked for twice")
        self._last = step
        return self._stream.uniform(step, *rows)

    def normal(self, *rows: int) -> Array:
        """Draw the standard normals of today, shape (*rows, draws)."""
        return np.asarray(ndtri(self.uniform(*rows)))

    def poisson(self, mean: Array | float) -> Array:
        """Draw Poisson counts, shape of `mean` with the draws last."""
        u = self.uniform(*np.shape(mean)[:-1])
        return counts.poisson(u, ndtri(u), mean)

    def binomial(self, n: Array, p: Array | float) -> Array:
        """Draw binomial counts, the broadcast shape of `n` and `p`."""
        u = self.uniform(*np.broadcast_shapes(np.shape(n), np.shape(p))[:-1])
        return counts.binomial(u, ndtri(u), n, p)

    def split(self, n: Array, weights: Array) -> Array:
        """Divide `n` (draws,) at random over the entries of `weights` (K,) or (K, draws): (K, draws)."""
        u = self.uniform(len(weights) - 1)
        return counts.split(u, ndtri(u), n, weights)
