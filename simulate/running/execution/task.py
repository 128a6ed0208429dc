"""What a worker does: compute one block or the replicate, write it, return a result.

Nothing slow to import, nothing to remember.
"""

from __future__ import annotations

import gc
import pickle
import platform
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from simulate.errors import Impossible, RunError
from simulate.running.store import record
from simulate.running.store.outcomes import Writer
from simulate.running.store.record import Keep
from simulate.scenario import Scenario

if TYPE_CHECKING:
    from simulate.engine.recorder import Room, Series

REPLICATE = -1
"""The number under which the replicate is computed, among the blocks."""


@dataclass(frozen=True)
class Store:
    """Where the outcomes of one model are written, and which of them the replicate has."""

    scenario: Scenario
    """As that model sees it."""
    path: Path
    replicated: tuple[str, ...]
    begun: tuple[str, str]
    """What the record in the folder says while it is that of this run (`Record.begun`)."""

    def need_run(self) -> None:
        """Raise RunError where the record in the folder is that of another run.

        A worker on another computer goes on with its block when its run is stopped, and may be done after that.
        """
        folder = self.path.parent
        if record.record_in(folder)[0].begun != self.begun:
            raise RunError(f"another run began in {folder}: what was computed for the one before it is not kept")


@dataclass(frozen=True)
class Task:
    """All a worker needs. It finds the model by its name, as the process that packed the task did."""

    scenario: Scenario
    stores: tuple[Store, ...]
    """One for each model; that of the scenario's own is the last, so that a block that is there is there for all."""
    keep: Keep
    run: str
    """Belongs to one run only: arrays opened in an earlier run of the same process have another size."""
    code: tuple[str | None, str | None] | None = None
    """The hashes of the code that computes (`identity.code_of`); None where a worker cannot have another."""

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
def _writers(packed: bytes) -> tuple[tuple[str, Writer], ...]:
    task = _unpack(packed)
    return tuple((store.scenario.model, _writer(task.keep, store)) for store in task.stores)


def _writer(keep: Keep, store: Store) -> Writer:
    if keep == "draws":
        return Writer(store.path, store.need_run)
    from simulate.running.statistics.writer import StatisticsWriter

    return StatisticsWriter(store.path, store.scenario, store.need_run)


@lru_cache(maxsize=1)
def _room(packed: bytes) -> Room:
    """Keep the memory of the series of a block for the next: a block is written before that is computed."""
    from simulate.engine.recorder import Room

    return Room()


def compute(packed: bytes, block: int) -> BlockResult:
    """Compute block `block` of a packed task, or its REPLICATE, and write it. Whatever goes wrong is in the result."""
    result = _compute(packed, block)
    if result.error is not None:
        # Until here the error held what had been computed.
        gc.collect()
    return result


def _compute(packed: bytes, block: int) -> BlockResult:
    from simulate.running import replicate
    from simulate.running.blocks import run_blocks, width_of

    started = perf_counter()
    try:
        task = _unpack(packed)
        _need_code(task)
        outcomes = (
            replicate.run_replicates(task.scenario)
            if block == REPLICATE
            else run_blocks(task.scenario, block, width_of(block, task.scenario.draws), _room(packed))
        )
    except Exception as error:
        return BlockResult(block, perf_counter() - started, _error_text(error))
    try:
        if block == REPLICATE:
            _write_replicates(task, outcomes)
        else:
            for model, writer in _writers(packed):
                writer.write(block, outcomes[model])
    except OSError as error:
        return BlockResult(block, perf_counter() - started, str(error), disk=error.errno or 0)
    except Exception as error:
        return BlockResult(block, perf_counter() - started, _error_text(error))
    return BlockResult(block, perf_counter() - started)


def _need_code(task: Task) -> None:
    """Check that this worker computes with the code of the run: it may have come after the others were asked."""
    if task.code is None:
        return
    from simulate.running.identity import code_of, versions_of

    if code_of(versions_of(task.scenario)) != task.code:
        raise RunError(f"the worker on {platform.node()} computes with other code of the engine or the model")


def _write_replicates(task: Task, outcomes: Mapping[str, dict[str, Series]]) -> None:
    from simulate.running import replicate, replicate_seal

    for store in task.stores:
        if not store.replicated:
            continue
        folder = store.path.parent
        store.need_run()
        replicate.write(folder, replicate.stored(store.scenario, outcomes, store.replicated))
        if task.keep == "statistics":
            replicate.write(folder, replicate.first(store.scenario, store.replicated), record.FIRST)
        replicate_seal.seal(folder, replicate.size_of(task.scenario))


def _error_text(error: Exception) -> str:
    """Format the error in one line, and below it where it happened, unless it is about the values of the scenario."""
    if isinstance(error, Impossible):
        return str(error)
    where = "".join(traceback.format_tb(error.__traceback__)[-3:])
    return f"{type(error).__name__}: {error}\n{where}".rstrip()
