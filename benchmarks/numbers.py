"""Two sources of random numbers with one face, so that the same numpy loop can be timed with either."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np

from benchmarks import counts
from benchmarks.law import Floats
from simulate.engine.streams import Site, Stream


class Source(Protocol):
    """The random numbers of one place in the law."""

    def normal(self, *rows: int) -> Floats: ...
    def poisson(self, mean: Floats) -> Floats: ...
    def binomial(self, n: Floats, p: Floats | float) -> Floats: ...
    def split(self, n: Floats, weights: Floats) -> Floats: ...


Sources = Callable[[str], Source]
"""Gives the source of a place by its name."""


class Fast:
    """One SFC64 generator for all places, and counts by the expansions of `benchmarks.counts`: the quickest in numpy.

    What comes out depends on everything drawn before.
    """

    def __init__(self, generator: np.random.Generator, size: int) -> None:
        self.generator, self.size = generator, size

    def normal(self, *rows: int) -> Floats:
        return self.generator.standard_normal((*rows, self.size))

    def poisson(self, mean: Floats) -> Floats:
        return counts.poisson(self.normal(*mean.shape[:-1]), mean)

    def binomial(self, n: Floats, p: Floats | float) -> Floats:
        return counts.binomial(self.normal(*n.shape[:-1]), n, p)

    def split(self, n: Floats, weights: Floats) -> Floats:
        return counts.split(self.normal(len(weights) - 1), n, weights)


def fast(seed: int, block: int, size: int) -> Sources:
    """The same fast source for every place."""
    source = Fast(np.random.Generator(np.random.SFC64([seed, block])), size)
    return lambda name: source


def addressed(seed: int, block: int, size: int) -> Sources:
    """The engine's own numbers: addressed by name and month, counts as exact quantiles."""

    def source(name: str) -> Source:
        month = -1

        def step() -> int:
            nonlocal month
            month += 1
            return month

        return Site(Stream(seed, name, block, size), step)

    return source
