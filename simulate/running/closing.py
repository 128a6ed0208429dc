"""What becomes of a run that has computed all it could, or that was stopped: the record of what is there, sealed."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from simulate.errors import CannotAnswer, RunError
from simulate.running.execution.collect import BlockResults
from simulate.running.folder import Started
from simulate.running.statistics import store as statistics
from simulate.running.store import outcomes as store
from simulate.running.store import record, seals
from simulate.running.store.ours import PUBLISHED, half_written
from simulate.running.store.record import Record


def keep_computed(started: Started, folder: Path, collected: BlockResults, tidy: bool) -> str:
    """Seal what was computed of a run that stops, where it had begun to write; say how much that is."""
    none = "nothing was computed yet"
    try:
        if record.record_in(folder)[0].started != started.record.started:
            return none
        if store.fingerprint_of(folder / record.OUTCOMES) != started.record.fingerprint:
            record.write(folder, started.record.model_copy(update={"status": "incomplete"}))
            return none
    except (ValueError, CannotAnswer):
        return none
    run_record = close(started, folder, collected, tidy).model_copy(update={"status": "incomplete"})
    try:
        record.write(folder, seal_computed(run_record, folder, [*started.wanted, seals.TWIN]))
    except (OSError, RunError):
        # What is not sealed says `running`, and goes on from the seals of its blocks.
        return "its blocks are kept"
    return f"{len(run_record.blocks_done)} of {len(started.wanted)} blocks are kept"


def seal_computed(run_record: Record, folder: Path, fresh: Collection[int | str] = ()) -> Record:
    """Return the record with the sha256 of what was computed, compared with the seals of the blocks.

    The files of blocks that are `fresh` are taken by those seals: to read them all again, moments after they were
    written, takes long. RunError where another file is no longer what was written.
    """
    path = folder / record.OUTCOMES
    # Before the files are listed: the replicate may still be busy, and what it seals from here on is looked at later.
    sealed = seals.of_blocks(path, [*run_record.blocks_done, seals.TWIN])
    known = seals.of_blocks(path, fresh)
    made = record.made(folder, run_record.outcomes)
    names = [name for name in made if name.partition("/")[0] not in PUBLISHED and not half_written(name)]
    files = record.hashes(folder, names, known)
    seals.check(folder, files, sealed)
    return run_record.model_copy(update={"files": files})


def with_published(run_record: Record, folder: Path) -> Record:
    """Return the record with the sha256 of what was published, and of the replicate, which came after its seal."""
    made = record.made(folder, run_record.outcomes)
    there = [name for name in made if name not in run_record.files and not half_written(name)]
    files = run_record.files | record.hashes(folder, there)
    return run_record.model_copy(update={"files": {name: files[name] for name in sorted(files)}})


def close(started: Started, folder: Path, collected: BlockResults, tidy: bool) -> Record:
    """Finish the store and return the record of what is in it. `tidy`: nobody is writing any more."""
    path = folder / record.OUTCOMES
    draws = started.record.draws
    done, some = seals.whole_blocks(path, draws), seals.widths(path, draws).any()
    if started.record.keep == "statistics":
        statistics.merge_whole(folder / record.STATISTICS, done, draws)
        if tidy:
            statistics.tidy(folder / record.STATISTICS)
    status: record.Status = "complete" if len(done) == len(started.wanted) else "incomplete" if some else "failed"
    store.finish(path, draws, {"status": status}, tidy=tidy)
    return started.record.model_copy(
        update={
            "status": status,
            "executor": collected.executor,
            "finished": record.now(),
            "blocks_done": tuple(done),
            "blocks_failed": collected.failed,
            "block_seconds": collected.seconds,
            "workers": started.record.workers | collected.others,
        }
    )
