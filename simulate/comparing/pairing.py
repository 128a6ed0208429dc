"""Checks whether draw i of one run can be paired with draw i of another: only their scenarios may differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from simulate.running.identity import same_model
from simulate.running.store.record import Record
from simulate.scenario import Scenario

Aspect = Literal["seed", "design of the draws", "start of the run", "number of months", "code"]


@dataclass(frozen=True)
class Mismatch:
    """One reason why the draws of two runs cannot be paired: what differs, with both values where available."""

    aspect: Aspect
    old: str = ""
    new: str = ""

    def __str__(self) -> str:
        if self.aspect == "code":
            return "the code of the engine or the model changed between the runs"
        return f"the {self.aspect} differs ({self.old} and {self.new})" if self.new else f"the {self.aspect} differs"


def mismatches(a: Record, a_scenario: Scenario, b: Record, b_scenario: Scenario) -> tuple[Mismatch, ...]:
    """List the reasons why the draws of two runs cannot be paired; none when they can.

    Numbers belong to their place: seed, name, block and date. With all of those the same, a scenario changes only what
    it causally touches; the number of draws does not matter.
    """
    return tuple(_mismatches(a, a_scenario, b, b_scenario))


def _mismatches(a: Record, a_scenario: Scenario, b: Record, b_scenario: Scenario) -> Iterator[Mismatch]:
    if a.seed != b.seed:
        yield Mismatch("seed", str(a.seed), str(b.seed))
    if (a.design, a.block) != (b.design, b.block):
        yield Mismatch("design of the draws")
    if a_scenario.start != b_scenario.start:
        yield Mismatch("start of the run", str(a_scenario.start), str(b_scenario.start))
    if a.months != b.months:
        yield Mismatch("number of months", str(a.months), str(b.months))
    if not same_model(a.versions, b.versions):
        yield Mismatch("code")
