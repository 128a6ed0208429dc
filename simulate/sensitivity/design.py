"""Saltelli's design over the columns of a scenario: which quantities a run takes from the partner draws.

Matrix A is draws 0 up to N, matrix B draws N up to 2N of the same columns, and AB of a group is A with the columns of
that group taken from B (Saltelli and others, 2010). Which draw of B is the partner of which draw of A is shuffled:
neighbours are sampled in layers together, and partners in order would make the indices a quarter less precise, and
intervals that take draws for independent too narrow.

Chance is a factor like the others: A and the AB of parameters have the streams of the run, B and the AB of chance those
of its twin (`simulate.running.replicate`, the same idea with two runs).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from simulate.engine.draws import Draws
from simulate.running.blocks import BLOCK
from simulate.running.replicate import other_chance
from simulate.running.sampling.draws import sample
from simulate.scenario import Scenario
from simulate.sensitivity.columns import uncertain
from simulate.sensitivity.ranking import Ranking
from simulate.vocabulary import Label

CHANCE, OTHERS = "chance", "others"
"""The names of the two groups that are no single quantity."""
CHANCE_LABEL = Label("toeval binnen het model", "chance within the model")
OTHERS_LABEL = Label("alle andere onzekere grootheden ({count})", "all other uncertain quantities ({count})")


@dataclass(frozen=True)
class Group:
    """Quantities that are changed together, by name; the group `chance` has none, but other streams."""

    name: str
    label: Label
    members: frozenset[str] = frozenset()


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
    def parts(self) -> int:
        """A run is computed in so many parts: each fits in memory as a block does."""
        return -(-self.size // BLOCK)

    @property
    def part(self) -> int:
        """Draws in a part. They depend on `size` alone, so do the numbers of chance; the last one may be cut."""
        return -(-self.size // self.parts)

    @cached_property
    def partners(self) -> NDArray[np.int64]:
        """The draw of B that belongs to each draw of A, the draws of the last part that are cut included."""
        size = self.parts * self.part
        numbers = np.random.Generator(np.random.Philox(key=[self.scenario.seed, size]))
        return size + numbers.permutation(size)

    def draws(self, run: int, part: int) -> Draws:
        """What part `part` of run `run` brings to the model."""
        changed = self.groups if run == self.runs - 1 else self.groups[run - 1 : run] if run else ()
        names = frozenset().union(*(group.members for group in changed))
        partners = self.partners[part * self.part : (part + 1) * self.part]
        found = sample(self.scenario, part, self.part, dict.fromkeys(names, partners))
        chance = any(group.name == CHANCE for group in changed)
        return replace(found, seed=other_chance(self.scenario.seed)) if chance else found


def groups(scenario: Scenario, rankings: list[Ranking], most: int) -> tuple[Group, ...]:
    """At most `most` quantities of those that rise above the noise, all others together, and chance.

    Of several rankings the first ones come first, then the second ones, and so on. A parameter is one quantity with all
    its dates and entries, so that nothing that is sampled together is taken apart.
    """
    found: dict[str, Label] = {}
    for place in range(most):
        for ranking in rankings:
            if place < len(ranking.found) and len(found) < most:
                found.setdefault(ranking.found[place].name, ranking.found[place].label)
    others = frozenset(uncertain(scenario)) - found.keys()
    count = str(len(others))
    rest = Label(OTHERS_LABEL.nl.format(count=count), OTHERS_LABEL.en.format(count=count))
    alone = [Group(name, label, frozenset({name})) for name, label in found.items()]
    return (*alone, *[Group(OTHERS, rest, others)] * bool(others), Group(CHANCE, CHANCE_LABEL))
