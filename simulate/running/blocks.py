"""A block of draws: the unit of work, of storage, and of the random numbers."""

from __future__ import annotations

from simulate.engine.recorder import Series
from simulate.registry import model
from simulate.running.sampling.draws import sample
from simulate.scenario import Scenario

BLOCK = 1000
"""Draws in a block. It is part of the address of every random number, so it is a constant and no tuning knob."""


def run_block(scenario: Scenario, block: int) -> dict[str, Series]:
    """Run one block: a pure function of its arguments. {outcome: (months, *axes, BLOCK)}, always a whole block."""
    return model(scenario.model)(sample(scenario, block, BLOCK)).run()
