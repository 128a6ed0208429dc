"""The Shapley values of several changes: what each contributes to a difference, draw by draw.

The contribution of a change is what it adds when it is made, on average over all orders in which the changes can be
made (Shapley, 1953). Contributions add up to the difference, a change that does nothing has none, and two that do the
same have the same. Few changes: every subset is computed, and the average is exact in every draw. Many: every draw has
a few random orders of its own, each with its reverse, in which a change comes late where it came early (antithetic
sampling: Mitchell, Cooper, Frank and Holmes, 2022).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise
from math import comb
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from simulate.engine.arrays import Array
from simulate.engine.streams import BLOCK, Stream
from simulate.explaining.mixing import Mask

MOST = 6
"""So many changes at most are computed in every combination."""


class Plan(Protocol):
    """The combinations of the changes to compute, and the contributions that follow from them."""

    @property
    def runs(self) -> int:
        """Return the number of runs of the model for a block."""

    def masks(self, block: int) -> list[Mask]:
        """List the changes that are made in each run: none of them in the first, all of them in the last."""

    def contributions(self, block: int, values: Array) -> Array:
        """Compute the contributions (changes, rows, draws) from the values of the runs (runs, rows, draws)."""


def plan(changes: int, pairs: int, seed: int) -> Plan:
    """Choose the plan for a number of changes; `pairs` of orders where they are many."""
    return Subsets(changes) if changes <= MOST else Orders(changes, pairs, seed)


@dataclass(frozen=True)
class Subsets:
    """A plan with every combination of the changes: exact."""

    changes: int

    @property
    def runs(self) -> int:
        """Return 2 ** changes."""
        return 1 << self.changes

    def masks(self, block: int) -> list[Mask]:
        """List masks (changes, 1), the same in every draw. Bit i of the number of a run stands for change i."""
        bits = np.arange(self.changes)
        return [(np.array(number) >> bits & 1).astype(bool)[:, None] for number in range(self.runs)]

    def contributions(self, block: int, values: Array) -> Array:
        """Average over all orders, from all subsets."""
        everything, found = range(self.changes), np.zeros((self.changes, *values.shape[1:]))
        for change in everything:
            others = [other for other in everything if other != change]
            for size in range(self.changes):
                weight = 1 / (self.changes * comb(self.changes - 1, size))
                for before in combinations(others, size):
                    number = sum(1 << other for other in before)
                    found[change] += weight * (values[number | 1 << change] - values[number])
        return found


@dataclass(frozen=True)
class Orders:
    """A plan with random orders, different in every draw, in pairs of an order and its reverse."""

    changes: int
    pairs: int
    seed: int

    @property
    def runs(self) -> int:
        """Return the number of runs; all orders share both ends."""
        return 2 + 2 * self.pairs * (self.changes - 1)

    def masks(self, block: int) -> list[Mask]:
        """List masks (changes, BLOCK): run k of an order makes its first k changes."""
        between = [rank < made for rank in self._ranks(block) for made in range(1, self.changes)]
        return [np.zeros((self.changes, 1), bool), *between, np.ones((self.changes, 1), bool)]

    def contributions(self, block: int, values: Array) -> Array:
        """Average over the orders of a draw what a change adds in them."""
        draws = values.shape[-1]
        ranks = self._ranks(block)
        found = np.zeros((self.changes, *values.shape[1:]))
        for number, rank in enumerate(ranks):
            begin = 1 + number * (self.changes - 1)
            steps = [values[0], *values[begin : begin + self.changes - 1], values[-1]]
            added = np.stack([after - before for before, after in pairwise(steps)])
            found += np.take_along_axis(added, rank[:, None, :draws], axis=0)
        return found / len(ranks)

    def _ranks(self, block: int) -> list[NDArray[np.intp]]:
        """Return the position of every change in each order, (changes, BLOCK)."""
        stream = Stream(self.seed, "explain.orders", block, BLOCK)
        ranks = []
        for pair in range(self.pairs):
            rank = stream.uniform(pair, self.changes).argsort(axis=0).argsort(axis=0)
            ranks += [rank, self.changes - 1 - rank]
        return ranks
