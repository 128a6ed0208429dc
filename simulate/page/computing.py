"""What a worker of the page does: the first draws of a block, of a few outcomes. It can be told to leave off.

The worker stays warm when it leaves off: a signal ends the job and not the process, whose kernels took a second to
load.
"""

from __future__ import annotations

import gc
import pickle
import signal
from functools import lru_cache
from time import perf_counter
from types import FrameType
from typing import TYPE_CHECKING

from simulate.scenario import Scenario

if TYPE_CHECKING:
    from simulate.engine.recorder import Series

STOP = getattr(signal, "SIGUSR1", None)
"""The signal that ends a job; None where the system has none: then a job that nobody wants is finished and dropped."""


class Abandoned(Exception):
    """Nobody waits for this any more."""


_busy = False


def _leave_off(signum: int, frame: FrameType | None) -> None:
    if _busy:
        raise Abandoned("nobody waits for this any more")


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
    global _busy
    from simulate.running.blocks import run_block

    began, scenario = perf_counter(), _unpacked(packed)
    _busy = True
    try:
        series = run_block(scenario, block, width)
        found = {name: series[name].copy() for name in wanted}
    finally:
        _busy = False
    # Processes and their environment refer to each other; left to itself, Python keeps a block or two of them.
    del series
    gc.collect()
    return perf_counter() - began, found
