"""A run: from a resolved scenario to a result folder, as far as it goes and never pretending to be further.

The order of writing makes every moment safe to be killed in. The record says `running` before anything is computed and
`complete` after everything is there; a block counts when its mark is there; a store counts when it carries the
fingerprint of the scenario, and so does the replicate beside it.

The replicate is the last to be computed. Meanwhile another worker draws the figures and this process writes the
summary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from contextlib import closing, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from simulate.errors import CannotAnswer, Interrupted, RunError, cannot_write
from simulate.running.execution import collect
from simulate.running.execution.collect import BlockResults, collect_blocks, collect_replicate
from simulate.running.execution.progress import Progress, Silent
from simulate.running.execution.workers import Workers
from simulate.running.folder import Started, earlier, look, prepare
from simulate.running.publishing import Publish
from simulate.running.statistics import store as statistics
from simulate.running.store import beside, record
from simulate.running.store import outcomes as store
from simulate.running.store.lock import locked
from simulate.running.store.record import Keep, Record
from simulate.scenario import Scenario

More = Callable[[Path, Record], int]
"""How many draws there must be, from the complete draws in a folder and their record."""


def run(
    scenario: Scenario,
    folder: Path,
    *,
    workers: Workers | int | None = None,
    scheduler: str | None = None,
    overwrite: bool = False,
    publish: Publish | None = None,
    keep: Keep = "draws",
    progress: Progress | None = None,
    command: Iterable[str] = (),
    more: More | None = None,
) -> Record:
    """Compute what is missing of `scenario` in the result folder `folder`.

    `workers` processes (all cores when None; 1 is this process), or the workers of the dask scheduler at `scheduler`.
    Given `Workers` are left for a next run.
    `publish` writes what stands beside the outcomes; without it there are the outcomes alone, and no replicate.
    `keep`: every draw, or only the statistics of all of them, which take as much room for any number of draws.
    `more` is asked after all draws are there whether there must be more, until it has enough.
    A folder that has more draws than asked for keeps them. Failed blocks are in the record that is returned, with
    status `incomplete` or `failed`.

    A result that is complete stays so, with its draws, until a longer one is whole: that is made beside it.

    Refused: the folder holds a run of other inputs, and not `overwrite`. CannotWrite: disk full, no permission.
    Interrupted: Ctrl-C. RunError: not a result folder, another run is busy in it, no scheduler, no room on the disk.
    """
    folder, progress = folder.absolute(), progress or Silent()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        processes = workers if isinstance(workers, Workers) else Workers(workers)
        with locked(folder), nullcontext() if processes is workers else processes:
            beside.move(folder, record.PRODUCED)
            return _Asked(folder, processes, scheduler, publish, keep, tuple(command), progress, more).run(
                scenario, overwrite
            )
    except OSError as error:
        raise cannot_write(folder, error) from error


@dataclass(frozen=True)
class _Asked:
    """What was asked of a run, apart from the scenario and its draws."""

    folder: Path
    workers: Workers
    scheduler: str | None
    publish: Publish | None
    keep: Keep
    command: tuple[str, ...]
    progress: Progress
    more: More | None

    def run(self, scenario: Scenario, overwrite: bool) -> Record:
        if overwrite:
            earlier(self.folder)
            beside.forget(self.folder)
            return self._steps(scenario, self.folder, True)
        old = self._look(scenario, self.folder).earlier
        if old is None or old.status != "complete":
            return self._steps(scenario, self.folder, False)
        needed = scenario.draws if self.more is None else self.more(self.folder, old)
        scenario = scenario.model_copy(update={"draws": max(needed, old.draws)})
        started = self._look(scenario, self.folder)
        if started.finished:
            words = f"{self.folder} is complete: {old.draws:,} draws are there, nothing to do"
            self.progress.say(words + _begun(self.folder))
            return old
        return self._beside(scenario, old)

    def _beside(self, scenario: Scenario, old: Record) -> Record:
        """Run it in a folder within the folder, which becomes the result when it is whole."""
        if scenario.draws > old.draws:
            place = _longer(self.folder, old)
        else:
            place = beside.start(self.folder, beside.REWRITTEN, record.PRODUCED)
        try:
            new = self._steps(scenario, place, False)
        except Interrupted as error:
            raise Interrupted(
                f"{error}\nThe result in {self.folder} stays as it was: complete, {old.draws:,} draws."
            ) from None
        if new.status == "complete":
            beside.take_over(place, record.PRODUCED)
        return new

    def _steps(self, scenario: Scenario, place: Path, overwrite: bool) -> Record:
        """Run it in `place`, with more draws until there are enough, and publish what is there then."""
        while self.more is not None:
            new = self._once(self._look(scenario, place, overwrite, bare=True), place)
            overwrite = False
            if new.status != "complete":
                return new
            needed = self.more(place, new)
            scenario = scenario.model_copy(update={"draws": max(needed, new.draws)})
            if needed <= new.draws:
                break
        return self._once(self._look(scenario, place, overwrite), place)

    def _once(self, started: Started, place: Path) -> Record:
        if started.finished:
            return started.record
        prepare(started, place)
        return _go(started, place, self.workers, self.scheduler, self.progress)

    def _look(self, scenario: Scenario, place: Path, overwrite: bool = False, bare: bool = False) -> Started:
        publish = None if bare else self.publish
        return look(scenario, place, overwrite, publish, self.keep, self.command)


def _longer(folder: Path, old: Record) -> Path:
    """Return the place of the longer run that was begun beside a result, or of a new one where that does not fit."""
    place = folder / beside.LONGER
    with suppress(CannotAnswer):
        begun = record.read(place)
        same = all(getattr(begun, field) == getattr(old, field) for field in ("fingerprint", "keep", "block"))
        there = store.unbroken(place / record.OUTCOMES, max(begun.draws, old.draws))
        if same and begun.versions["code"] == old.versions["code"] and there >= old.draws:
            return place
    return beside.start(folder, beside.LONGER, record.PRODUCED)


def _begun(folder: Path) -> str:
    """Say that a longer run was begun beside a result; nothing when none was."""
    try:
        begun = record.read(folder / beside.LONGER)
    except CannotAnswer:
        return ""
    there = store.unbroken(folder / beside.LONGER / record.OUTCOMES, begun.draws)
    return (
        f". A run of {begun.draws:,} draws was begun beside them and stopped ({there:,} are there): "
        f"--draws {begun.draws} goes on with it"
    )


def _go(started: Started, folder: Path, workers: Workers, scheduler: str | None, progress: Progress) -> Record:
    count = workers.count
    executor = f"dask scheduler {scheduler}" if scheduler else f"{count} worker{'s' * (count > 1)}"
    collected = BlockResults(executor, dict(started.record.block_seconds))
    clock = perf_counter()
    try:
        with closing(collect.results(started, folder, workers, scheduler)) as results:
            collect_blocks(started, folder, results, collected, progress)
            run_record = _close(started, folder, collected)
            computed = perf_counter()
            if run_record.status == "complete":
                beside = workers.pool if workers.count > 1 or scheduler else None
                _publish(started, folder, lambda: collect_replicate(results, collected, progress), beside, progress)
        seconds = {"blocks": computed - clock, "summary": perf_counter() - computed}
        run_record = run_record.model_copy(update={"files": record.hashes(folder), "seconds": _rounded(seconds)})
        record.write(folder, run_record)
        return run_record
    except KeyboardInterrupt:
        workers.stop()
        run_record = _close(started, folder, collected)
        with suppress(OSError):
            record.write(folder, run_record.model_copy(update={"status": "incomplete"}))
        kept = f"{len(run_record.blocks_done)} of {len(started.wanted)} blocks are kept in {folder}"
        raise Interrupted(f"stopped; {kept}. The same command goes on from there.") from None
    except Exception:
        workers.stop()
        # A full disk may still take this little; if not, the record on disk says `running`, which is not complete.
        with suppress(OSError):
            record.write(folder, _close(started, folder, collected).model_copy(update={"status": "incomplete"}))
        raise


def _close(started: Started, folder: Path, collected: BlockResults) -> Record:
    """Finish the store and return the record of what is in it."""
    path = folder / record.OUTCOMES
    draws = started.record.draws
    done, some = store.whole_blocks(path, draws), store.widths(path, draws).any()
    if started.record.keep == "statistics":
        statistics.merge_whole(folder / record.STATISTICS, done, draws)
        statistics.tidy(folder / record.STATISTICS)
    status: record.Status = "complete" if len(done) == len(started.wanted) else "incomplete" if some else "failed"
    store.finish(path, draws, {"status": status})
    return started.record.model_copy(
        update={
            "status": status,
            "executor": collected.executor,
            "finished": record.now(),
            "blocks_done": tuple(done),
            "blocks_failed": collected.failed,
            "block_seconds": collected.seconds,
        }
    )


def _publish(
    started: Started, folder: Path, replicated: Callable[[], bool], beside: Executor | None, progress: Progress
) -> None:
    publish = started.publish
    if publish is None:
        return
    drawn = record.FIGURES in publish.files
    progress.say("writing the summary and the figures" if drawn else "writing the summary")
    try:
        publish(folder, started.scenario.uncertainty, replicated, beside)
    except ValueError as error:
        if "checksum" not in str(error):
            raise
        raise RunError(
            f"an outcome in {folder} is damaged on disk ({error}): `simulate verify` shows which; "
            "--overwrite computes everything anew"
        ) from None


def _rounded(seconds: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 2) for name, value in seconds.items()}
