"""The jobs of a run, its blocks and its twin, and what is heard of them."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from simulate.running.execution import dispatch
from simulate.running.execution.progress import Progress
from simulate.running.execution.task import TWIN, Note, Task
from simulate.running.folder import Started
from simulate.running.store import outcomes as store
from simulate.running.store import record
from simulate.running.store.record import Failure


@dataclass
class Heard:
    """What became of the blocks and the twin of this run."""

    executor: str
    seconds: dict[int, float]
    failed: dict[int, Failure] = field(default_factory=dict)
    twin: Note | None = None


def notes(started: Started, folder: Path, workers: int, scheduler: str | None) -> Generator[Note, None, None]:
    """What becomes of the blocks to do and, the last to begin, of the twin."""
    path, jobs = folder / record.OUTCOMES, [*started.todo, *[TWIN] * bool(started.twin)]
    if not jobs:
        return
    if started.todo:
        store.extend(path, started.record.draws)
    packed = Task(started.scenario, started.twin, path, uuid4().hex).packed()
    yield from dispatch.notes(packed, jobs, min(workers, len(jobs)), scheduler)


def hear_blocks(started: Started, notes: Generator[Note, None, None], heard: Heard, progress: Progress) -> None:
    """Hear of every block. The twin may still be busy then."""
    waiting = set(started.todo)
    if not waiting:
        return
    progress.begin(started.record.draws, len(started.wanted), len(started.wanted) - len(waiting))
    try:
        for note in notes:
            _take(note, heard)
            if note.block == TWIN:
                continue
            waiting.remove(note.block)
            progress.advance(note)
            if not waiting and started.twin and heard.twin is None:
                break
    finally:
        progress.end()


def _take(note: Note, heard: Heard) -> None:
    if note.disk is not None:
        raise OSError(note.disk, note.error)
    if note.block == TWIN:
        heard.twin = note
        return
    if note.error is not None:
        heard.failed[note.block] = Failure(error=note.error)
    heard.seconds[note.block] = round(note.seconds, 3)


def hear_twin(notes: Generator[Note, None, None], heard: Heard, progress: Progress) -> bool:
    """Wait for the twin. False when it failed: then the outcomes are whole, but how they are split cannot be told."""
    for note in notes:
        _take(note, heard)
    error = heard.twin.error if heard.twin is not None else None
    if error is not None:
        progress.say(f"how much of the spread is chance cannot be told: {error.splitlines()[0]}")
    return error is None
