"""Compute the blocks of a run and its replicate, and collect what became of them."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from simulate.running import identity
from simulate.running.execution import dispatch, interrupts
from simulate.running.execution.cluster import Cluster
from simulate.running.execution.progress import Progress
from simulate.running.execution.task import REPLICATE, BlockResult, Store, Task
from simulate.running.execution.workers import Workers
from simulate.running.folder import Started
from simulate.running.statistics import store as statistics
from simulate.running.store import record
from simulate.running.store.record import Failure


@dataclass
class BlockResults:
    """Results of the blocks and the replicate of one run, for its record."""

    executor: str
    seconds: dict[int, float]
    failed: dict[int, Failure] = field(default_factory=dict)
    replicate: BlockResult | None = None
    others: dict[str, dict[str, str]] = field(default_factory=dict)
    """Of the workers of a cluster that are not as this process: what differs."""


def results(
    started: Started, folder: Path, workers: Workers, cluster: Cluster | None
) -> Generator[BlockResult, None, None]:
    """Yield the result of each block that is to do and, the last to begin, of the replicate."""
    stores = tuple(
        Store(one.scenario, place / record.OUTCOMES, one.replicate, one.record.begun)
        for place, one in started.everybody(folder)
    )
    blocks = [*started.todo, *[REPLICATE] * any(one.replicated for one in stores)]
    if not blocks:
        return
    code = None if cluster is None else identity.code_of(started.record.versions)
    packed = Task(started.scenario, stores, started.record.keep, uuid4().hex, code).packed()
    yield from dispatch.results(packed, blocks, workers, cluster)


def collect_blocks(
    started: Started,
    folder: Path,
    results: Generator[BlockResult, None, None],
    collected: BlockResults,
    progress: Progress,
) -> None:
    """Collect the result of every block. The replicate may still be busy then."""
    waiting = set(started.todo)
    done = set(started.wanted) - waiting
    if not waiting:
        return
    progress.begin(started.record.draws, len(started.wanted), len(started.wanted) - len(waiting))
    try:
        for result in results:
            _take(result, collected)
            if result.block == REPLICATE:
                continue
            waiting.remove(result.block)
            progress.advance(result)
            interrupts.check()
            if result.error is None and started.record.keep == "statistics":
                done.add(result.block)
                for place, _ in started.everybody(folder):
                    statistics.merge_whole(
                        place / record.STATISTICS, done, started.record.draws, fewest=statistics.TOGETHER
                    )
            if not waiting and started.replicates and collected.replicate is None:
                break
    finally:
        progress.end()


def _take(result: BlockResult, collected: BlockResults) -> None:
    if result.disk is not None:
        raise OSError(result.disk, result.error)
    if result.block == REPLICATE:
        collected.replicate = result
        return
    if result.error is not None:
        collected.failed[result.block] = Failure(error=result.error)
    collected.seconds[result.block] = round(result.seconds, 3)


def collect_replicate(results: Generator[BlockResult, None, None], collected: BlockResults, progress: Progress) -> bool:
    """Wait for the replicate. False when it failed: outcomes are whole, but the sources of their spread are unknown."""
    for result in results:
        _take(result, collected)
    error = collected.replicate.error if collected.replicate is not None else None
    if error is not None:
        progress.say(f"how much of the spread is chance cannot be told: {error.splitlines()[0]}")
    return error is None
