"""Does a result folder still hold what its run wrote, and does the run give those numbers again?"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import zarr
from numpy.typing import NDArray

from simulate import registry
from simulate.engine.streams import BLOCK
from simulate.errors import InputError
from simulate.inputs.resolve.resolved import load_scenario
from simulate.running import identity, replicate
from simulate.running.blocks import run_block, width_of
from simulate.running.statistics import store as statistics
from simulate.running.statistics.bins import Tally
from simulate.running.statistics.writer import layouts, tallies
from simulate.running.store import record
from simulate.running.store.record import FIRST, NAME, OUTCOMES, REPLICATE, SCENARIO, STATISTICS, Record
from simulate.scenario import Scenario

SHOWN = 5
"""Files or outcomes named in one finding."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `holds` is None for a remark that is neither good nor bad."""

    holds: bool | None
    text: str


def verify(folder: Path, blocks: int | None = 1) -> Iterator[Finding]:
    """Check the record, every file, every chunk, and recompute `blocks` blocks taken at random (None: all of them).

    With a block also the replicate is recomputed, which takes two thirds of the time of a whole one.

    RunError when `folder` is not a result folder.
    """
    run_record = record.read(folder)
    yield from _record(folder, run_record)
    yield from _files(folder, run_record)
    yield from _chunks(folder, run_record) if run_record.keep == "draws" else _statistics(folder, run_record)
    try:
        scenario = load_scenario(folder / SCENARIO)
    except InputError as error:
        yield Finding(False, f"{SCENARIO} cannot be read, so nothing can be recomputed: {error}")
        return
    yield from _same_run(scenario, run_record)
    there = list(run_record.blocks_done)
    sample = there if blocks is None else sorted(random.sample(there, min(blocks, len(there))))
    total: dict[str, Tally] = {}
    for block in sample:
        yield _recomputed(folder, scenario, run_record, block, total)
    if total and blocks is None:
        yield _same_totals(folder / STATISTICS, total)
    if sample and REPLICATE in run_record.files:
        yield _twin(folder, scenario)
    if sample and FIRST in run_record.files:
        yield _first(folder, scenario)


def _record(folder: Path, run_record: Record) -> Iterator[Finding]:
    try:
        whole = record.sealed((folder / NAME).read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        whole = False
    yield Finding(whole, f"{NAME} is {'as the run wrote it' if whole else 'changed after the run'}")
    blocks = -(-run_record.draws // run_record.block)
    text = f"the run is {run_record.status}: {len(run_record.blocks_done)} of {blocks} blocks are there"
    yield Finding(run_record.status == "complete", text)


def _files(folder: Path, run_record: Record) -> Iterator[Finding]:
    there = {path.relative_to(folder).as_posix() for path in record.made(folder)}
    found = record.hashes(folder, [folder / name for name in run_record.files if name in there])
    groups = {
        "changed": [name for name, digest in found.items() if digest != run_record.files[name]],
        "missing": sorted(run_record.files.keys() - there),
        "added": sorted(there - run_record.files.keys()),
    }
    for how, names in groups.items():
        if names:
            yield Finding(False, f"{len(names)} files are {how}: {_some(names)}")
    if not any(groups.values()):
        yield Finding(True, f"all {len(found)} files have the sha256 of the record")


def _chunks(folder: Path, run_record: Record) -> Iterator[Finding]:
    """Check every chunk by reading it, which compares the checksum that each chunk has of its own."""
    damaged, count, arrays = [], 0, _outcomes(folder)
    for name, array in arrays:
        for block in run_record.blocks_done:
            count += 1
            try:
                _stored(array, block, run_record)
            except (OSError, ValueError, RuntimeError) as error:
                damaged.append(f"{name}, block {block} ({str(error).partition('.')[0]})")
    if not arrays:
        yield Finding(False, f"{OUTCOMES} cannot be read")
    elif damaged:
        yield Finding(False, f"{len(damaged)} of {count} chunks cannot be read: {_some(damaged)}")
    else:
        yield Finding(True, f"all {count} chunks can be read and have their own checksum")


def _same_run(scenario: Scenario, run_record: Record) -> Iterator[Finding]:
    same = identity.fingerprint(scenario) == run_record.fingerprint
    yield Finding(same, f"{SCENARIO} is {'the scenario' if same else 'not the scenario'} of the record")
    if not identity.same_code(run_record.versions, identity.versions(scenario.model)):
        yield Finding(None, f"not the program of the run, so bits may differ: {identity.OTHER_CODE}")


def _recomputed(folder: Path, scenario: Scenario, run_record: Record, block: int, total: dict[str, Tally]) -> Finding:
    """Compute a block again. Its statistics, where those are kept, are added to `total`."""
    draws = f"block {block} (draws {block * BLOCK:,} to {min(run_record.draws, (block + 1) * BLOCK) - 1:,})"
    try:
        again = run_block(scenario, block, width_of(block, run_record.draws))
    except Exception as error:
        return Finding(False, f"{draws} cannot be recomputed: {type(error).__name__}: {error}")
    declared = registry.model(scenario.model).outcomes()
    if run_record.keep == "statistics":
        fitting = {name: np.ascontiguousarray(again[name], outcome.dtype) for name, outcome in declared.items()}
        return _same_statistics(folder / STATISTICS, scenario, block, draws, fitting, total)
    different = []
    arrays = dict(_outcomes(folder))
    for name, outcome in declared.items():
        try:
            stored = _stored(arrays[name], block, run_record)
        except (KeyError, OSError, ValueError, RuntimeError):
            different.append(f"{name} (cannot be read)")
            continue
        computed = np.ascontiguousarray(again[name], dtype=outcome.dtype)
        if computed.tobytes() != stored.tobytes():
            different.append(f"{name} ({_how_much(computed, stored)})")
    if different:
        return Finding(False, f"{draws}, recomputed, differs in {len(different)} outcomes: {_some(different)}")
    return Finding(True, f"{draws}, recomputed, is the same in every bit of {len(declared)} outcomes")


def _statistics(folder: Path, run_record: Record) -> Iterator[Finding]:
    """Check the statistics by reading them, and that they are of as many draws as the record says."""
    path = folder / STATISTICS
    merged = run_record.draws // run_record.block
    try:
        with statistics.Reader(path, statistics.left_over(path)) as reader:
            most = max(int(reader.tally(name).counts.sum(axis=-1).max()) for name in reader.names)
            digests = len(statistics.merged_digests(path))
    except statistics.UNREADABLE as error:
        yield Finding(False, f"{STATISTICS} cannot be read: {error}")
        return
    whole = most <= run_record.draws and (digests == merged or run_record.status != "complete")
    those = "those" if whole else "not those"
    yield Finding(whole, f"the statistics can be read and are {those} of {run_record.draws:,} draws")


def _same_statistics(
    path: Path,
    scenario: Scenario,
    block: int,
    draws: str,
    outcomes: dict[str, NDArray[Any]],
    total: dict[str, Tally],
) -> Finding:
    try:
        again = list(tallies(path, layouts(scenario), outcomes))
        same = statistics.digest(again) == statistics.stored_digest(path, block)
    except statistics.UNREADABLE as error:
        return Finding(False, f"{draws} cannot be compared with its statistics: {error}")
    for name, tally in again:
        total[name] = total[name] + tally if name in total else tally
    gives = "the statistics" if same else "other statistics than those"
    return Finding(same, f"{draws}, recomputed, gives {gives} that are kept")


def _same_totals(path: Path, total: dict[str, Tally]) -> Finding:
    """Compare the statistics of all blocks together with those that are kept."""
    try:
        with statistics.Reader(path, statistics.left_over(path)) as reader:
            different = [name for name in reader.names if not _equal(reader.tally(name), total[name])]
    except statistics.UNREADABLE as error:
        return Finding(False, f"{STATISTICS} cannot be read: {error}")
    if different:
        return Finding(
            False, f"all blocks together have other statistics in {len(different)} outcomes: {_some(different)}"
        )
    return Finding(True, "all blocks together, recomputed, give the statistics that are kept")


def _equal(one: Tally, other: Tally) -> bool:
    return all(
        np.array_equal(getattr(one, part), getattr(other, part), equal_nan=True)
        for part in ("counts", "sums", "low", "high")
    )


def _first(folder: Path, scenario: Scenario) -> Finding:
    stored = replicate.read(folder, FIRST) or {}
    again = replicate.first(scenario, list(stored))
    same = bool(stored) and all(stored[name].tobytes() == again[name].tobytes() for name in stored)
    text = "are the same in every bit" if same else "differ"
    return Finding(same, f"the draws that the replicate repeats, recomputed, {text}")


def _twin(folder: Path, scenario: Scenario) -> Finding:
    stored = replicate.read(folder)
    if stored is None:
        return Finding(False, f"{REPLICATE} cannot be read")
    try:
        again = replicate.run_replicate(scenario, list(stored))
    except Exception as error:
        return Finding(False, f"the replicate cannot be recomputed: {type(error).__name__}: {error}")
    different = sorted(stored.keys() ^ again.keys())
    for name in stored.keys() & again.keys():
        if stored[name].tobytes() != again[name].tobytes():
            different.append(f"{name} ({_how_much(again[name], stored[name])})")
    if different:
        return Finding(
            False, f"the replicate, recomputed, differs in {len(different)} outcomes: {_some(sorted(different))}"
        )
    size = replicate.size_of(scenario)
    return Finding(True, f"the replicate of the first {size} draws, recomputed, is the same in every bit")


def _outcomes(folder: Path) -> list[tuple[str, zarr.Array[Any]]]:
    try:
        root = zarr.open_group(folder / OUTCOMES, mode="r", use_consolidated=False)
        return [(name, array) for name, array in root.arrays() if "kind" in array.attrs]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _stored(array: zarr.Array[Any], block: int, run_record: Record) -> NDArray[Any]:
    end = min(run_record.draws, (block + 1) * run_record.block)
    return np.ascontiguousarray(array[..., block * run_record.block : end])


def _how_much(computed: NDArray[Any], stored: NDArray[Any]) -> str:
    if computed.shape != stored.shape:
        return f"shape {computed.shape}, stored {stored.shape}"
    different = ~((computed == stored) | (np.isnan(computed) & np.isnan(stored)))
    return f"{different.sum():,} of {different.size:,} numbers"


def _some(names: list[str]) -> str:
    more = f", and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
