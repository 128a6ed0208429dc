"""A block of draws: the unit of work, of storage, and of the random numbers."""

from __future__ import annotations

from dataclasses import replace

from simulate.engine.recorder import Room, Series
from simulate.engine.streams import BLOCK
from simulate.registry import model
from simulate.running.sampling.draws import sample
from simulate.scenario import Scenario

NARROWEST = 2
"""Draws that are computed at least: over one column NumPy adds up in another order than over several."""


def blocks_of(draws: int) -> range:
    """List the numbers of the blocks that hold `draws` draws."""
    return range(-(-draws // BLOCK))


def width_of(block: int, draws: int) -> int:
    """Count those of the first `draws` draws that are in a block: all of them but in the last."""
    return min(BLOCK, draws - block * BLOCK)


def run_block(scenario: Scenario, block: int, width: int = BLOCK, room: Room | None = None) -> dict[str, Series]:
    """Run the first `width` draws of a block: a pure function of its arguments. {outcome: (months, *axes, width)}.

    They are the same draws, bit by bit, whatever the width. Series in a `room` are lost when it is used again.
    """
    draws = replace(sample(scenario, block, max(width, NARROWEST)), room=room)
    series = model(scenario.model)(draws).run()
    return {name: values[..., :width] for name, values in series.items()}
