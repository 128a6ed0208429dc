"""Does a result folder still hold what its run wrote, and does the run give those numbers again?"""

from __future__ import annotations

import random
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from simulate import registry
from simulate.engine.recorder import Series
from simulate.engine.streams import BLOCK
from simulate.errors import CannotAnswer, InputError
from simulate.inputs.resolve.resolved import load_scenario
from simulate.running import identity, replicate
from simulate.running.recomputing import Again, Finding, arrays_of, need_plain, same_totals, some_of, stored_block
from simulate.running.statistics import store as statistics
from simulate.running.statistics.bins import Tally
from simulate.running.store import record
from simulate.running.store.ours import files_in, half_written
from simulate.running.store.plain import inside, sha256
from simulate.running.store.record import FIRST, NAME, OUTCOMES, REPLICATE, SCENARIO, STATISTICS, Record
from simulate.scenario import Scenario


@dataclass(frozen=True)
class Place:
    """A result folder of which the numbers can be recomputed; `part` names it within that of a composite."""

    folder: Path
    scenario: Scenario
    record: Record
    part: str = ""

    def said(self, finding: Finding) -> Finding:
        """Say of which part it was found."""
        return replace(finding, part=self.part)


def verify(folder: Path, blocks: int | None = 1) -> Iterator[Finding]:
    """Check the record, every file, every chunk, and recompute `blocks` blocks taken at random (None: all of them).

    With a block also the replicate is recomputed, which takes two thirds of the time of a whole one. Of a composite the
    same follows for the folder of every part; what is recomputed is recomputed once, for all of them.

    RunError when `folder` is not a result folder.
    """
    places = [(yield from _checks(folder))]
    for part, digest in record.read_changed(folder)[0].parts.items():
        same = (folder / part / NAME).is_file() and sha256(folder / part / NAME) == digest
        text = f"{NAME} is {'what the whole sealed' if same else 'not what the whole sealed'}"
        yield Finding(same, text, part)
        places.append((yield from _checks(folder / part, part)))
    if there := [place for place in places if place is not None]:
        yield from _again(there, blocks)


def _checks(folder: Path, part: str = "") -> Generator[Finding, None, Place | None]:
    """Check what can be checked by reading, and return what can be recomputed."""
    run_record, whole = record.read_changed(folder)
    for finding in _read(folder, run_record, whole):
        yield replace(finding, part=part)
    if not whole or _digest(folder, SCENARIO) != run_record.files.get(SCENARIO):
        text = "nothing is recomputed: what says what to compute is not what a run sealed"
        yield Finding(None, text, part)
        return None
    try:
        scenario = load_scenario(folder / SCENARIO)
    except (InputError, RecursionError) as error:
        text = f"{SCENARIO} cannot be read, so nothing can be recomputed: {error}"
        yield Finding(False, text, part)
        return None
    for finding in _same_run(scenario, run_record):
        yield replace(finding, part=part)
    if other := _other_size(folder, scenario, run_record):
        yield Finding(False, f"nothing is recomputed: {other}", part)
        return None
    return Place(folder, scenario, run_record, part)


def _read(folder: Path, run_record: Record, whole: bool) -> Iterator[Finding]:
    yield from _record(run_record, whole)
    yield from _files(folder, run_record)
    yield from _chunks(folder, run_record) if run_record.keep == "draws" else _statistics(folder, run_record)


def _again(places: Sequence[Place], blocks: int | None) -> Iterator[Finding]:
    """Recompute blocks and the replicate, a block at a time for all places, and compare."""
    again = Again(places[0].scenario)
    there = sorted(set(places[0].record.blocks_done).intersection(*(one.record.blocks_done for one in places)))
    sample = there if blocks is None else sorted(random.sample(there, min(blocks, len(there))))
    totals: dict[str, dict[str, Tally]] = {one.part: {} for one in places}
    for block in sample:
        for one in places:
            yield one.said(again.recomputed(one.folder, one.scenario, one.record, block, totals[one.part]))
    for one in places:
        if totals[one.part] and blocks is None:
            yield one.said(same_totals(one.folder / STATISTICS, totals[one.part]))
    for name, same in ((REPLICATE, again.same_twin), (FIRST, again.same_first)):
        for one in places:
            if sample and name in one.record.files:
                yield one.said(same(one.scenario, _replicate(one.folder, name)))


def _replicate(folder: Path, name: str) -> dict[str, Series] | None:
    """Read the replicate, or what it repeats; None where it cannot be read."""
    return None if _digest(folder, name) is None else replicate.read(folder, name)


def _record(run_record: Record, whole: bool) -> Iterator[Finding]:
    yield Finding(whole, f"{NAME} is {'as the run wrote it' if whole else 'changed after the run'}")
    blocks = -(-run_record.draws // run_record.block)
    done = len(run_record.blocks_done)
    said = f"{done} of 1 block is there" if blocks == 1 else f"{done} of {blocks} blocks are there"
    text = f"the run is {run_record.status}: {said}"
    yield Finding(run_record.status == "complete", text)


def _files(folder: Path, run_record: Record) -> Iterator[Finding]:
    if not run_record.sealed:
        yield Finding(False, "nothing is sealed yet: the run was killed, or is busy")
        return
    there, foreign = set(record.made(folder, run_record.outcomes)), set(files_in(folder))
    found = {name: _digest(folder, name) for name in run_record.files if name in foreign}
    groups = {
        "changed": [name for name, digest in found.items() if digest != run_record.files[name]],
        "missing": sorted(run_record.files.keys() - foreign),
        "added": sorted(name for name in there - run_record.files.keys() if not half_written(name)),
    }
    if strange := sorted(foreign - there - run_record.files.keys()):
        yield Finding(None, f"{len(strange)} files are not of a run, and were left alone: {some_of(strange)}")
    for how, names in groups.items():
        if names:
            said = f"1 file is {how}" if len(names) == 1 else f"{len(names)} files are {how}"
            yield Finding(False, f"{said}: {some_of(names)}")
    if not any(groups.values()):
        yield Finding(True, f"all {len(found)} files have the sha256 of the record")


def _digest(folder: Path, name: str) -> str | None:
    """Compute the sha256 of a file in the folder; None where it is a link out of it, or cannot be read."""
    try:
        return sha256(folder / name) if inside(folder, name) else None
    except OSError:
        return None


def _chunks(folder: Path, run_record: Record) -> Iterator[Finding]:
    """Check every chunk by reading it, which compares the checksum that each chunk has of its own."""
    damaged, count, arrays = [], 0, arrays_of(folder, run_record)
    for name, array in arrays:
        for block in run_record.blocks_done:
            count += 1
            try:
                stored_block(array, block, run_record)
            except Exception as error:  # whatever zarr and its codecs meet in a damaged chunk
                damaged.append(f"{name}, block {block} ({str(error).partition('.')[0]})")
    if not arrays:
        yield Finding(False, f"{OUTCOMES} cannot be read")
    elif damaged:
        yield Finding(False, f"{len(damaged)} of {count} chunks cannot be read: {some_of(damaged)}")
    else:
        yield Finding(True, f"all {count} chunks can be read and have their own checksum")


def _other_size(folder: Path, scenario: Scenario, run_record: Record) -> str:
    """Say what of a scenario has another size than its outcomes, which might take a computer days; empty: nothing."""
    if (scenario.model, scenario.months) != (run_record.model, run_record.months):
        return f"{SCENARIO} is of {scenario.months:,} months of {scenario.model}, the record of another run"
    if run_record.model not in registry.names():
        return f"there is no model {run_record.model}"
    if run_record.block != BLOCK:
        return f"its blocks are of {run_record.block:,} draws, and those of this program of {BLOCK:,}"
    if any(array.shape[:1] != (scenario.months,) for _, array in arrays_of(folder, run_record)):
        return "its outcomes are of another number of months"
    return ""


def _same_run(scenario: Scenario, run_record: Record) -> Iterator[Finding]:
    same = identity.fingerprint(scenario) == run_record.fingerprint
    yield Finding(same, f"{SCENARIO} is {'the scenario' if same else 'not the scenario'} of the record")
    if not identity.same_code(run_record.versions, identity.versions_of(scenario)):
        yield Finding(None, f"not the program of the run, so bits may differ: {identity.OTHER_CODE}")


def _statistics(folder: Path, run_record: Record) -> Iterator[Finding]:
    """Check the statistics by reading them, and that they are of as many draws as the record says."""
    path = folder / STATISTICS
    merged = run_record.draws // run_record.block
    try:
        need_plain(folder, run_record)
        with statistics.Reader(path, statistics.left_over(path)) as reader:
            most = max(int(reader.tally(name).counts.sum(axis=-1).max()) for name in reader.names)
            digests = len(statistics.merged_digests(path))
    except (*statistics.UNREADABLE, CannotAnswer) as error:
        yield Finding(False, f"{STATISTICS} cannot be read: {error}")
        return
    whole = most <= run_record.draws and (digests == merged or run_record.status != "complete")
    those = "those" if whole else "not those"
    yield Finding(whole, f"the statistics can be read and are {those} of {run_record.draws:,} draws")
