"""A run: from a resolved scenario to a result folder, as far as it goes and never pretending to be further.

The order of writing makes every moment safe to be killed in. The record says `running` before anything is computed and
`complete` after everything is there; a block counts when its mark is there; a store counts when it carries the
fingerprint of the scenario, and so does the replicate beside it.

The replicate is the last to be computed. Meanwhile another worker draws the figures and this process writes the
summary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from threading import Thread
from time import perf_counter

from simulate.errors import CannotAnswer, Interrupted, RunError, cannot_write
from simulate.lock import locked
from simulate.running.closing import close, keep_computed, seal_computed, with_published
from simulate.running.execution import collect, interrupts
from simulate.running.execution.cluster import Cluster, connected, need_address
from simulate.running.execution.collect import BlockResults, collect_blocks, collect_replicate
from simulate.running.execution.progress import Progress, Silent
from simulate.running.execution.workers import Workers
from simulate.running.folder import Started, earlier, look
from simulate.running.identity import same_code
from simulate.running.preparing import prepare
from simulate.running.publishing import Publish
from simulate.running.store import beside, record, seals
from simulate.running.store.ours import PUBLISHED, is_ours
from simulate.running.store.plain import sha256
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
        if scheduler is not None:
            need_address(scheduler)
        folder.mkdir(parents=True, exist_ok=True)
        processes = workers if isinstance(workers, Workers) else Workers(workers)
        with (
            locked(folder),
            nullcontext() if processes is workers else processes,
            nullcontext() if scheduler is None else connected(scheduler, scenario, folder) as cluster,
        ):
            beside.move(folder, record.record_in)
            asked = _Asked(folder, processes, cluster, publish, keep, tuple(command), progress, more)
            return asked.run(scenario, overwrite)
    except (KeyboardInterrupt, OSError) as error:
        # Where a Ctrl-C cuts off a library that cleans up, it may close a file twice: no fault of the disk.
        if isinstance(error, OSError) and not interrupts.heard():
            raise cannot_write(folder, error) from error
        raise Interrupted(f"stopped. The same command goes on from what is in {folder}.") from None


@dataclass(frozen=True)
class _Asked:
    """What was asked of a run, apart from the scenario and its draws."""

    folder: Path
    workers: Workers
    cluster: Cluster | None
    publish: Publish | None
    keep: Keep
    command: tuple[str, ...]
    progress: Progress
    more: More | None

    def run(self, scenario: Scenario, overwrite: bool) -> Record:
        if overwrite:
            earlier(self.folder, overwrite)
            beside.forget(self.folder)
            return self._steps(scenario, self.folder, True)
        old = self._look(scenario, self.folder).earlier
        if old is None or old.status != "complete":
            return self._steps(scenario, self.folder, False)
        needed = scenario.draws if self.more is None else self.more(self.folder, old)
        scenario = scenario.model_copy(update={"draws": max(needed, old.draws)})
        started = self._look(scenario, self.folder)
        if started.finished:
            begun = _begun(self.folder)
            self.progress.say(f"{self.folder} is complete: {old.draws:,} draws are there, nothing to do{begun}")
            return old
        return self._beside(scenario, old)

    def _beside(self, scenario: Scenario, old: Record) -> Record:
        """Run it in a folder within the folder, which becomes the result when it is whole."""
        longer = scenario.draws > old.draws
        place = _longer(self.folder, old) if longer else _begin(self.folder, beside.REWRITTEN, old)
        try:
            new = self._steps(scenario, place, False)
        except Interrupted as error:
            raise Interrupted(
                f"{error}\nThe result in {self.folder} stays as it was: complete, {old.draws:,} draws."
            ) from None
        if new.status == "complete":
            with interrupts.undisturbed():
                beside.take_over(place, record.record_in)
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
        return _go(started, place, self.workers, self.cluster, self.progress)

    def _look(self, scenario: Scenario, place: Path, overwrite: bool = False, bare: bool = False) -> Started:
        publish = None if bare else self.publish
        return look(scenario, place, overwrite, publish, self.keep, self.command)


def _longer(folder: Path, old: Record) -> Path:
    """Return the place of the longer run that was begun beside a result, or of a new one where that does not fit."""
    place = folder / beside.LONGER
    with suppress(CannotAnswer):
        begun = record.read(place)
        same = all(getattr(begun, field) == getattr(old, field) for field in ("fingerprint", "keep", "block"))
        there = seals.unbroken(place / record.OUTCOMES, max(begun.draws, old.draws))
        if same and same_code(old.versions, begun.versions) and there >= old.draws:
            return place
    return _begin(folder, beside.LONGER, old)


def _begin(folder: Path, name: str, old: Record) -> Path:
    """Make a folder in a result folder in which it goes on, with all that its run made. CannotAnswer: it is damaged."""
    files = list(_kept(folder, old))
    for part in old.parts:
        kept = _kept(folder / part, record.read(folder / part))
        files += [f"{part}/{one}" for one in (*kept, record.NAME)]
    place = beside.start(folder, name, files)
    if old.format < record.FORMAT:
        seals.adopt(place, old)
    return place


def _kept(folder: Path, old: Record) -> list[str]:
    """List the files of a run that are there. CannotAnswer where one is gone that cannot be made again."""
    files = [one for one in old.files if is_ours(one, old.outcomes)]
    missing = {one for one in files if not (folder / one).is_file() or (folder / one).is_symlink()}
    again = (*PUBLISHED, record.REPLICATE, record.FIRST)
    if lost := sorted(one for one in missing if one.partition("/")[0] not in again):
        raise record.damaged(folder, f"{lost[0]} is missing")
    return [one for one in files if one not in missing]


def _begun(folder: Path) -> str:
    """Say that a longer run was begun beside a result; nothing when none was."""
    try:
        begun = record.read(folder / beside.LONGER)
    except CannotAnswer:
        return ""
    there = seals.unbroken(folder / beside.LONGER / record.OUTCOMES, begun.draws)
    return (
        f". A run of {begun.draws:,} draws was begun beside them and stopped ({there:,} are there): "
        f"--draws {begun.draws} goes on with it"
    )


def _go(started: Started, folder: Path, workers: Workers, cluster: Cluster | None, progress: Progress) -> Record:
    count = workers.count
    executor = "1 worker" if count == 1 else f"{count} workers"
    if cluster is not None:
        executor = f"dask scheduler {cluster.address}"
    collected = BlockResults(executor, dict(started.record.block_seconds))
    clock = perf_counter()
    try:
        prepare(started, folder)
        with closing(collect.results(started, folder, workers, cluster)) as results, _importing(started, workers):
            collect_blocks(started, folder, results, collected, progress)
            if cluster is not None:
                collected.others = cluster.others(started.scenario)
            # What another computer wrote is read again, to see that it arrived.
            fresh = started.todo if cluster is None else ()
            records = [
                (place, one, seal_computed(close(one, place, collected, cluster is None), place, fresh))
                for place, one in started.everybody(folder)
            ]
            computed = perf_counter()
            complete = all(run_record.status == "complete" for *_, run_record in records)
            others = workers.pool if workers.count > 1 or cluster else None
            for place, one, run_record in records if complete else ():
                # What is published is read as any result is, by its seal. It is not complete before all is there.
                record.write(place, run_record.model_copy(update={"status": "running"}))
                _publish(one, place, lambda: collect_replicate(results, collected, progress), others, progress)
        interrupts.check()
        with interrupts.undisturbed():
            seconds = _rounded({"blocks": computed - clock, "summary": perf_counter() - computed})
            for place, _, run_record in records:
                # That of the whole comes last: it seals the records of its parts.
                parts = {part: sha256(place / part / record.NAME) for part in run_record.parts}
                sealed = with_published(run_record, place)
                run_record = sealed.model_copy(update={"seconds": seconds, "parts": parts})
                record.write(place, run_record)
        return run_record
    except KeyboardInterrupt:
        with interrupts.undisturbed(later=False):
            workers.stop()
            kept = _keep(started, folder, collected, cluster is None)
        raise Interrupted(f"stopped; {kept} in {folder}. The same command goes on from there.") from None
    except Exception:
        with interrupts.undisturbed():
            workers.stop()
            # A full disk may still take this little; if not, the record on disk says `running`: not complete.
            with suppress(OSError, RunError):
                _keep(started, folder, collected, cluster is None)
        raise


@contextmanager
def _importing(started: Started, workers: Workers) -> Iterator[None]:
    """Import what the summary needs while this process waits for others."""
    names = started.publish.imports if started.publish is not None and workers.count > 1 else ()
    thread = Thread(target=_import, args=names)
    thread.start()
    try:
        yield
    finally:
        thread.join()


def _import(*names: str) -> None:
    for name in names:
        with suppress(ImportError):
            import_module(name)


def _keep(started: Started, folder: Path, collected: BlockResults, tidy: bool) -> str:
    """Seal what was computed of every part and of the run itself; say how much that is."""
    return [keep_computed(one, place, collected, tidy) for place, one in started.everybody(folder)][-1]


def _publish(
    started: Started, folder: Path, replicated: Callable[[], bool], others: Executor | None, progress: Progress
) -> None:
    publish = started.publish
    if publish is None:
        return
    drawn = record.FIGURES in publish.files
    progress.say("writing the summary and the figures" if drawn else "writing the summary")
    publish(folder, started.scenario.uncertainty, replicated, others)


def _rounded(seconds: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 2) for name, value in seconds.items()}
