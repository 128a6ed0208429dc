"""What a worker of the page does: the first draws of a block, of a few outcomes. It can be told to leave off.

The worker stays warm when it leaves off: a signal ends the job and not the process, whose kernels took a second to
load.
"""

from __future__ import annotations

import pickle
import signal
from contextlib import suppress
from functools import lru_cache
from time import perf_counter
from types import FrameType
from typing import TYPE_CHECKING

from simulate.page.memory import give_back
from simulate.scenario import Scenario

if TYPE_CHECKING:
    from simulate.engine.recorder import Series

STOP = getattr(signal, "SIGUSR1", None)
"""The signal that ends a job; None where the system has none: then a job that nobody wants is finished and dropped."""


LEFT_OFF = "nobody waits for this any more"


class Abandoned(Exception):
    """Nobody waits for this any more."""


_busy = False


def _leave_off(signum: int, frame: FrameType | None) -> None:
    if _busy:
        raise Abandoned(LEFT_OFF)


def begin(models: tuple[str, ...]) -> int:
    """Make a worker ready: it listens for the signal, and has imported what computes these models."""
    from simulate import registry
    from simulate.running import blocks as blocks

    if STOP is not None:
        signal.signal(STOP, _leave_off)
    for name in models:
        registry.model(name)
    return len(models)


@lru_cache(maxsize=8)
def _unpacked(packed: bytes) -> Scenario:
    scenario: Scenario = pickle.loads(packed)
    return scenario


def compute(packed: bytes, block: int, width: int, wanted: tuple[str, ...]) -> tuple[float, dict[str, Series]]:
    """Run the first `width` draws of a block: the seconds, and {outcome: (months, *axes, width)} of what is wanted.

    Abandoned when it was told to leave off; RunError when the model cannot go on.
    """
    began, found = perf_counter(), None
    with suppress(Abandoned):
        found = _computed(_unpacked(packed), block, width, wanted)
    # What was left off was held until here, by the error that says so.
    give_back()
    if found is None:
        # Anew: the first one holds where it was left off, and with it the whole block.
        raise Abandoned(LEFT_OFF)
    return perf_counter() - began, found


def _computed(scenario: Scenario, block: int, width: int, wanted: tuple[str, ...]) -> dict[str, Series]:
    global _busy
    from simulate.running.blocks import run_block

    _busy = True
    try:
        series = run_block(scenario, block, width)
        return {name: series[name].copy() for name in wanted}
    finally:
        _busy = False
