"""What it costs to run models together: time and memory of a composite, as a ratio to those of its parts apart."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable
from time import process_time

from simulate import registry
from simulate.engine.composite import Composite
from simulate.engine.streams import BLOCK
from simulate.inputs.resolve.scenario import resolve
from simulate.running.blocks import made
from simulate.running.sampling.draws import sample
from simulate.scenario import Scenario

MONTHS, DRAWS = 24, BLOCK
"""A run computes blocks. In narrower ones the parts mostly push each other out of the processor's memory."""


def ratios(name: str, rounds: int, months: int = MONTHS, draws: int = DRAWS) -> tuple[float, float]:
    """Return the time and the memory of a composite over those of its parts and of itself without any, in one process.

    Time is the least of several rounds of processor time, in turn; memory the most that a run holds at one time.
    """
    scenario = resolve(f"{name}.yaml").model_copy(update={"months": months})
    kind = registry.model(name)
    assert issubclass(kind, Composite)
    apart = [scenario.of(part).model_copy(update={"whole": None, "parts": ()}) for part in kind.parts]
    apart.append(scenario.model_copy(update={"parts": ()}))
    runs = [_run(scenario, draws), *(_run(one, draws) for one in apart)]
    for run in runs:
        run()  # what is compiled, and imported, at the first time
    seconds = [min(times) for times in zip(*([_seconds(run) for run in runs] for _ in range(rounds)), strict=True)]
    bytes_ = [_bytes(run) for run in runs]
    return seconds[0] / sum(seconds[1:]), bytes_[0] / sum(bytes_[1:])


def _run(scenario: Scenario, draws: int) -> Callable[[], object]:
    values = sample(scenario, 0, draws)
    own = values if scenario.parts else values.of(scenario.model)

    def run() -> object:
        model = made(scenario, own)
        return model.run_all() if isinstance(model, Composite) else model.run()

    return run


def _seconds(run: Callable[[], object]) -> float:
    gc.collect()
    begun = process_time()
    run()
    return process_time() - begun


def _bytes(run: Callable[[], object]) -> int:
    """Measure the most that numpy and Python hold at a time while it runs."""
    gc.collect()
    tracemalloc.start()
    run()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most
