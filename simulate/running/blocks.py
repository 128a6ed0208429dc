"""A block of draws: the unit of work, of storage, and of the random numbers."""

from __future__ import annotations

from simulate.engine.recorder import Series
from simulate.engine.streams import BLOCK
from simulate.registry import model
from simulate.running.sampling.draws import sample
from simulate.scenario import Scenario


def run_block(scenario: Scenario, block: int, width: int = BLOCK) -> dict[str, Series]:
    """Run the first `width` draws of a block: a pure function of its arguments. {outcome: (months, *axes, width)}.

    They are the same draws, bit by bit, whatever the width.
    """
    # Of one draw alone NumPy adds up in another order: two are run, and one is kept.
    series = model(scenario.model)(sample(scenario, block, max(width, 2))).run()
    return {name: values[..., :width] for name, values in series.items()}
