"""What is in a result folder before a run, and whether this run may go on there."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from simulate import registry
from simulate.engine.streams import BLOCK
from simulate.errors import InputError, Refused, RunError
from simulate.files import write_whole
from simulate.inputs.resolve.resolved import dump_scenario, load_scenario
from simulate.running import disk, identity, replicate
from simulate.running.blocks import blocks_of
from simulate.running.publishing import Publish
from simulate.running.statistics import store as statistics
from simulate.running.store import outcomes as store
from simulate.running.store import record
from simulate.running.store.lock import NAME as LOCK
from simulate.running.store.record import Keep, Record
from simulate.scenario import Scenario
from simulate.vocabulary import Language

SHOWN = 20
"""Differences shown when a folder is refused."""


@dataclass(frozen=True)
class Started:
    """A run that may go on in a folder: it computes the blocks `todo` and the `replicate` of so many outcomes.

    `finished` when there is nothing to compute and nothing to write.
    """

    scenario: Scenario
    record: Record
    earlier: Record | None
    """The record that is in the folder, of a run that this one goes on with."""
    wanted: range
    todo: tuple[int, ...]
    replicate: tuple[str, ...]
    publish: Publish | None
    finished: bool
    fresh: bool
    """Whether what is in the folder, if anything, goes first."""
    replicated: bool
    """Whether the replicate in the folder stays."""


def look(
    scenario: Scenario, folder: Path, overwrite: bool, publish: Publish | None, keep: Keep, command: Iterable[str]
) -> Started:
    """Inspect the folder, change nothing, and refuse a run of other inputs. See `runner.run` for errors."""
    old = earlier(folder)
    if old is not None and not overwrite:
        refuse_other(old, scenario, keep, folder)
        scenario = scenario.model_copy(update={"draws": max(scenario.draws, _there(old, folder))})
    new = describe(scenario, "en" if publish is None else publish.language, keep, command)
    wanted = blocks_of(scenario.draws)
    path = folder / record.OUTCOMES
    fresh = overwrite or not _belongs(path, new.fingerprint) or not _has_edges(path, new)
    todo = tuple(wanted) if fresh else tuple(sorted(set(wanted) - set(store.whole_blocks(path, scenario.draws))))
    headline = () if publish is None or not replicate.wanted(scenario, publish.headline) else publish.headline
    replicates = (record.REPLICATE, record.FIRST) if keep == "statistics" else (record.REPLICATE,)
    replicated = not fresh and all(_has_replicate(folder, file, scenario, headline) for file in replicates)
    missing = () if replicated else headline
    finished = old is not None and not todo and not missing and _as_it_was(folder, old, scenario, publish)
    if old is not None and finished:
        new = old
    elif old is not None and not fresh:
        new = new.model_copy(update={"block_seconds": old.block_seconds})
    kept = None if overwrite else old
    return Started(scenario, new, kept, wanted, todo, missing, publish, finished, fresh, replicated)


def prepare(started: Started, folder: Path) -> None:
    """Make the folder ready to compute in: what would look whole and is not, goes. RunError: no room on the disk."""
    scenario, new, path = started.scenario, started.record, folder / record.OUTCOMES
    disk.check(scenario, folder, new.keep, started.todo, started.fresh)
    record.write(folder, new)
    # A summary of fewer draws, or a figure of other inputs, would look whole.
    for file in (record.SUMMARY, record.SPREAD):
        (folder / file).unlink(missing_ok=True)
    shutil.rmtree(folder / record.FIGURES, ignore_errors=True)
    write_whole(folder / record.SCENARIO, dump_scenario(scenario))
    if not started.replicated:
        # Before there is a store of this scenario: what stands beside one is its replicate, of as many draws.
        for file in (record.REPLICATE, record.FIRST):
            (folder / file).unlink(missing_ok=True)
    if started.fresh:
        shutil.rmtree(folder / record.STATISTICS, ignore_errors=True)
        if new.keep == "statistics":
            statistics.create(folder / record.STATISTICS)
        _create(path, scenario, new)


def _there(old: Record, folder: Path) -> int:
    """Count the draws that a run in the folder keeps: all of a finished one, else those without a gap."""
    return old.draws if old.status == "complete" else store.unbroken(folder / record.OUTCOMES, old.draws)


def earlier(folder: Path) -> Record | None:
    """Read the record of the run in `folder`, None when the folder is empty. RunError when it is something else."""
    if (folder / record.NAME).exists():
        return record.read(folder)
    others = sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith((LOCK, f".{record.NAME}")))
    if others:
        raise RunError(
            f"{folder} is not a result folder: it holds {', '.join(others[:3])} but no {record.NAME}. "
            "Choose an empty folder with --out."
        )
    return None


def refuse_other(old: Record, scenario: Scenario, keep: Keep, folder: Path) -> None:
    """Raise Refused, with what differs, when the folder holds a run whose draws would not be the draws of this one."""
    different: list[str] = []
    if old.keep != keep:
        different.append(f"what is kept (--keep): {old.keep} -> {keep}")
    if old.fingerprint != identity.fingerprint(scenario):
        try:
            different = identity.differences(load_scenario(folder / record.SCENARIO), scenario)
        except InputError:
            different = [f"its {record.SCENARIO} cannot be read"]
    if not identity.same_code(old.versions, identity.versions(scenario.model)):
        different.append(identity.OTHER_CODE)
    if old.block != BLOCK:
        different.append(f"draws in a block: {old.block:_} -> {BLOCK:_}")
    if different:
        more = [f"… and {len(different) - SHOWN} more"] if len(different) > SHOWN else []
        shown = "\n".join(f"  {line}" for line in different[:SHOWN] + more)
        raise Refused(
            f"{folder} holds a run of other inputs:\n{shown}\n"
            "Choose another folder with --out, or throw the old run away with --overwrite."
        )


def describe(scenario: Scenario, language: Language, keep: Keep, command: Iterable[str]) -> Record:
    """Make the record of a run that begins now."""
    return Record(
        status="running",
        name=scenario.name,
        label=scenario.label,
        model=scenario.model,
        seed=scenario.seed,
        design=record.DESIGN,
        block=BLOCK,
        draws=scenario.draws,
        keep=keep,
        months=scenario.months,
        outcomes=tuple(registry.model(scenario.model).outcomes()),
        fingerprint=identity.fingerprint(scenario),
        versions=identity.versions(scenario.model),
        inputs=scenario.files,
        language=language,
        command=tuple(command),
        started=record.now(),
    )


def _belongs(path: Path, fingerprint: str) -> bool:
    """Check whether there is a store and its blocks are blocks of this scenario."""
    try:
        return bool(store.read_store(path).attrs.get("fingerprint") == fingerprint)
    except (OSError, ValueError, KeyError):
        return False


def _has_edges(path: Path, new: Record) -> bool:
    """Check whether bins, where those are kept, were chosen by as many draws of the first block as this run has."""
    return new.keep == "draws" or 0 in store.whole_blocks(path, new.draws)


def _create(path: Path, scenario: Scenario, new: Record) -> None:
    outcomes = registry.model(scenario.model).outcomes()
    attributes = {
        "Conventions": "CF-1.11",
        "title": scenario.label.en,
        "title_nl": scenario.label.nl,
        "scenario": scenario.name,
        "model": scenario.model,
        "seed": scenario.seed,
        "source": f"simulate {new.versions['simulate']}",
        "fingerprint": new.fingerprint,
        "status": "running",
    }
    store.create(path, outcomes, scenario.start, scenario.months, BLOCK, attributes)


def _has_replicate(folder: Path, file: str, scenario: Scenario, headline: tuple[str, ...]) -> bool:
    """Check whether the replicate in a folder has all these outcomes, of all its draws; without any it needs none."""
    found, size = replicate.read(folder, file) or {}, replicate.size_of(scenario)
    return set(headline) <= found.keys() and all(values.shape[-1] == size for values in found.values())


def _as_it_was(folder: Path, old: Record, scenario: Scenario, publish: Publish | None) -> bool:
    """Check whether the folder already holds all that this run would leave there."""
    try:
        same = (folder / record.SCENARIO).read_text(encoding="utf-8") == dump_scenario(scenario)
    except (OSError, UnicodeDecodeError):
        return False
    published = publish is None or (
        old.language == publish.language and all((folder / file).exists() for file in publish.files)
    )
    return same and published and old.status == "complete"
