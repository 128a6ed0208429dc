"""What a worker does: compute one block or the replicate, write it, return a result.

Nothing slow to import, nothing to remember.
"""

from __future__ import annotations

import gc
import pickle
import traceback
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from simulate.running.store import record
from simulate.running.store.outcomes import Writer
from simulate.running.store.record import Keep
from simulate.scenario import Scenario

if TYPE_CHECKING:
    from simulate.engine.recorder import Room

REPLICATE = -1
"""The number under which the replicate is computed, among the blocks."""


@dataclass(frozen=True)
class Task:
    """All a worker needs. It finds the model by its name, as the process that packed the task did."""

    scenario: Scenario
    replicated: tuple[str, ...]
    """The outcomes of the replicate."""
    keep: Keep
    store: Path
    run: str
    """Belongs to one run only: arrays opened in an earlier run of the same process have another size."""

    def packed(self) -> bytes:
        return pickle.dumps(self)


@dataclass(frozen=True)
class BlockResult:
    """What became of a block, or of the REPLICATE.

    `error` is set when it failed; `disk` when the disk did not take it (an errno, or 0).
    """

    block: int
    seconds: float
    error: str | None = None
    disk: int | None = None


@lru_cache(maxsize=1)
def _unpack(packed: bytes) -> Task:
    task: Task = pickle.loads(packed)
    return task


@lru_cache(maxsize=1)
def _writer(packed: bytes) -> Writer:
    task = _unpack(packed)
    if task.keep == "draws":
        return Writer(task.store)
    from simulate.running.statistics.writer import StatisticsWriter

    return StatisticsWriter(task.store, task.scenario)


@lru_cache(maxsize=1)
def _room(packed: bytes) -> Room:
    """Keep the memory of the series of a block for the next: a block is written before that is computed."""
    from simulate.engine.recorder import Room

    return Room()


def compute(packed: bytes, block: int) -> BlockResult:
    """Compute block `block` of a packed task, or its REPLICATE, and write it. Whatever goes wrong is in the result."""
    result = _compute(packed, block)
    # Processes and their environment refer to each other; left to itself, Python keeps a block or two of them.
    gc.collect()
    return result


def _compute(packed: bytes, block: int) -> BlockResult:
    from simulate.running import replicate
    from simulate.running.blocks import run_block, width_of

    started = perf_counter()
    try:
        task = _unpack(packed)
        outcomes = (
            replicate.run_replicate(task.scenario, task.replicated)
            if block == REPLICATE
            else run_block(task.scenario, block, width_of(block, task.scenario.draws), _room(packed))
        )
    except Exception as error:
        return BlockResult(block, perf_counter() - started, _error_text(error))
    try:
        if block == REPLICATE:
            replicate.write(task.store.parent, outcomes)
            if task.keep == "statistics":
                replicate.write(task.store.parent, replicate.first(task.scenario, task.replicated), record.FIRST)
        else:
            _writer(packed).write(block, outcomes)
    except OSError as error:
        return BlockResult(block, perf_counter() - started, str(error), disk=error.errno or 0)
    except Exception as error:
        return BlockResult(block, perf_counter() - started, _error_text(error))
    return BlockResult(block, perf_counter() - started)


def _error_text(error: Exception) -> str:
    """Format the error in one line, and below it where it happened."""
    where = "".join(traceback.format_tb(error.__traceback__)[-3:])
    return f"{type(error).__name__}: {error}\n{where}".rstrip()
