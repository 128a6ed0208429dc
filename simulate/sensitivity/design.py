"""Saltelli's design over the columns of a scenario: which quantities a run takes from the partner draws.

Matrix A is draws 0 up to N, matrix B draws N up to 2N of the same columns, and AB of a group is A with the columns of
that group taken from B (Saltelli and others, 2010). Which draw of B is the partner of which draw of A is shuffled:
neighbours are sampled in layers together, and partners in order would make the indices a quarter less precise, and
intervals that take draws for independent too narrow.

Chance is a factor like the others: A and the AB of parameters have the streams of the run, B and the AB of chance those
of its replicate (`simulate.running.replicate`, the same idea with two runs).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from simulate.engine.draws import Draws
from simulate.engine.streams import BLOCK
from simulate.running.blocks import blocks_of, width_of
from simulate.running.replicate import other_chance
from simulate.running.sampling.draws import sample
from simulate.scenario import Scenario
from simulate.sensitivity.columns import Quantity, uncertain
from simulate.sensitivity.ranking import Ranking

CHANCE, OTHERS = "chance", "others"
"""The names of the two groups that are no single quantity."""


@dataclass(frozen=True)
class Group:
    """Quantities that are changed together, by name; the group `chance` has none, but other random streams."""

    name: str
    members: frozenset[str] = frozenset()
    quantity: Quantity | None = None
    """The single quantity that it is; None for `chance` and `others`."""


@dataclass(frozen=True)
class Design:
    """`len(groups) + 2` runs of `size` draws: run 0 is A, run g + 1 the AB of group g, and the last one is B."""

    scenario: Scenario
    groups: tuple[Group, ...]
    size: int

    @property
    def runs(self) -> int:
        return len(self.groups) + 2

    @property
    def blocks(self) -> int:
        """Return the number of blocks of a run: each fits in memory."""
        return len(blocks_of(self.size))

    @cached_property
    def partners(self) -> NDArray[np.int64]:
        """Return the draw of B that belongs to each draw of A."""
        numbers = np.random.Generator(np.random.Philox(key=[self.scenario.seed, self.size]))
        return self.size + numbers.permutation(self.size)

    def draws(self, run: int, block: int) -> Draws:
        """Sample block `block` of run `run`."""
        changed = self.groups if run == self.runs - 1 else self.groups[run - 1 : run] if run else ()
        names = frozenset().union(*(group.members for group in changed))
        partners = self.partners[block * BLOCK : (block + 1) * BLOCK]
        found = sample(self.scenario, block, width_of(block, self.size), dict.fromkeys(names, partners))
        chance = any(group.name == CHANCE for group in changed)
        return replace(found, seed=other_chance(self.scenario.seed)) if chance else found


def groups(scenario: Scenario, rankings: list[Ranking], most: int) -> tuple[Group, ...]:
    """Group the quantities: at most `most` above the noise floor alone, all others together, and chance.

    Of several rankings the first ones come first, then the second ones, and so on. A parameter is one quantity with all
    its dates and entries, so that nothing that is sampled together is taken apart.
    """
    found: dict[str, Quantity] = {}
    for rank in range(most):
        for ranking in rankings:
            if rank < len(ranking.found) and len(found) < most:
                found.setdefault(ranking.found[rank].name, ranking.found[rank].quantity)
    others = frozenset(uncertain(scenario)) - found.keys()
    alone = [Group(name, frozenset({name}), quantity) for name, quantity in found.items()]
    return (*alone, *[Group(OTHERS, others)] * bool(others), Group(CHANCE))
