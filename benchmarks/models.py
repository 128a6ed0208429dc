"""The models: what a random number costs in each, and what few draws cost of a whole block."""

from __future__ import annotations

import sys
from functools import partial
from time import process_time

from benchmarks import engine
from benchmarks.counting import demanding, numbers_of
from benchmarks.timing import Rounds, Rows
from simulate.engine.streams import BLOCK
from simulate.inputs.resolve.scenario import resolve
from simulate.registry import own_names
from simulate.running.blocks import run_block

LAW, NUMBERS, DEMAND = "wet", "random numbers", "zorg: demand"
WIDTHS = (50, 200, 500, BLOCK)


def measure(rounds: int) -> Rows:
    """Seconds of a block by `model width`, of the demand for care in it, and the random numbers of a whole block."""
    sys.path.append(engine.INSTALLED)
    scenarios = {LAW: engine.scenario(BLOCK)} | {name: resolve(f"{name}.yaml", draws=BLOCK) for name in own_names()}
    found = Rounds()
    # Counting also imports, and makes what is made only once.
    for name, scenario in scenarios.items():
        found.note(f"{name} {NUMBERS}", numbers_of(scenario))
    for block in range(1, rounds + 1):
        for name, scenario in scenarios.items():
            for width in WIDTHS:
                with demanding() as demand:
                    found.time(f"{name} {width}", partial(run_block, scenario, block, width), process_time)
                    if name == "zorg" and width == BLOCK:
                        found.note(DEMAND, demand())
    return found.rows
