"""What is in a result folder before a run, and whether this run may go on there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from simulate import registry
from simulate.engine.streams import BLOCK
from simulate.errors import CannotAnswer, InputError, Refused, RunError
from simulate.inputs.resolve.resolved import dump_scenario
from simulate.lock import NAME as LOCK
from simulate.running import disk, identity, replicate
from simulate.running.blocks import blocks_of, width_of
from simulate.running.publishing import Publish
from simulate.running.replicate_seal import read_sealed
from simulate.running.statistics import store as statistics
from simulate.running.store import outcomes as store
from simulate.running.store import record, seals
from simulate.running.store.plain import LARGEST_FILE, read_plain
from simulate.running.store.record import Keep, Record
from simulate.running.store.sealed import Changed, Sealed
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
    parts: tuple[Started, ...] = ()
    """The same of every part of a composite, in a folder of its name within the folder."""

    def everybody(self, folder: Path) -> list[tuple[Path, Started]]:
        """List the folder of every part, and then of the run itself, with what may go on there."""
        return [*((folder / one.scenario.model, one) for one in self.parts), (folder, self)]

    @property
    def replicates(self) -> bool:
        """Whether there is a replicate to compute: of the run itself or of a part."""
        return any(one.replicate for one in (self, *self.parts))


def look(
    scenario: Scenario, folder: Path, overwrite: bool, publish: Publish | None, keep: Keep, command: Iterable[str]
) -> Started:
    """Inspect the folder, change nothing, and refuse a run of other inputs. See `runner.run` for errors.

    Of a composite also the folders of its parts: a block that one of them lacks is computed for all.
    """
    own = _look(scenario, folder, overwrite, publish, keep, command, longest=True)
    parts = tuple(
        # A part has as many draws as the whole, also where it was killed with more of its own.
        _look(own.scenario.of(name), folder / name, overwrite, publish and publish.of(name), keep, command)
        for name in disk.models_of(scenario)[1:]
    )
    if not parts:
        return own
    everybody = (own, *parts)
    todo = tuple(sorted({block for one in everybody for block in one.todo}))
    return replace(own, parts=parts, todo=todo, finished=all(one.finished for one in everybody))


def _look(
    scenario: Scenario,
    folder: Path,
    overwrite: bool,
    publish: Publish | None,
    keep: Keep,
    command: Iterable[str],
    longest: bool = False,
) -> Started:
    """Inspect one folder; `longest`: a run that has more draws there than are asked for keeps them."""
    old = earlier(folder, overwrite)
    if old is not None and not overwrite:
        refuse_other(old, scenario, keep, folder)
        _check_seals(folder, old)
        there = _there(old, folder) if longest else 0
        scenario = scenario.model_copy(update={"draws": max(scenario.draws, there)})
    new = describe(scenario, "en" if publish is None else publish.language, keep, command)
    wanted = blocks_of(scenario.draws)
    path = folder / record.OUTCOMES
    fresh = overwrite or not _belongs(folder, new.fingerprint) or not _has_edges(path, old, new)
    todo = tuple(wanted) if fresh else tuple(sorted(set(wanted) - set(_whole_blocks(path, old, scenario.draws))))
    headline = () if publish is None or not replicate.wanted(scenario, publish.headline) else publish.headline
    replicates = (record.REPLICATE, record.FIRST) if keep == "statistics" else (record.REPLICATE,)
    known = {} if old is None else old.files
    replicated = not fresh and all(_has_replicate(folder, file, scenario, headline, known) for file in replicates)
    missing = () if replicated else headline
    finished = old is not None and not todo and not missing and _as_it_was(folder, old, scenario, publish)
    if old is not None and finished:
        new = old
    elif old is not None and not fresh:
        new = new.model_copy(update={"block_seconds": old.block_seconds, "workers": old.workers})
    kept = None if overwrite else old
    return Started(scenario, new, kept, wanted, todo, missing, publish, finished, fresh, replicated)


def _there(old: Record, folder: Path) -> int:
    """Count the draws that a run in the folder keeps: all of a finished one, else those without a gap."""
    return old.draws if old.status == "complete" else seals.unbroken(folder / record.OUTCOMES, old.draws)


def _check_seals(folder: Path, old: Record) -> None:
    """Check what the blocks that are there are known by. CannotAnswer where that changed after the run."""
    sealed = Sealed(folder, old)
    for name in old.files:
        if name.startswith(f"{record.OUTCOMES}/{seals.FOLDER}/"):
            sealed.check(name)


def earlier(folder: Path, overwrite: bool = False) -> Record | None:
    """Read the record of the run in `folder`, None when the folder is empty. RunError when it is something else.

    What is going to be thrown away with `overwrite` may have been changed.
    """
    if not folder.exists():
        return None
    if (folder / record.NAME).is_symlink() or (folder / record.NAME).exists():
        return record.read_changed(folder)[0] if overwrite else record.read(folder)
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
            sealed = Sealed(folder, old)
            before = (sealed if sealed.has(record.SCENARIO) else Changed(folder, old)).scenario()
            different = identity.differences(before, scenario)
        except InputError:
            different = [f"its {record.SCENARIO} cannot be read"]
    if not identity.same_code(old.versions, identity.versions_of(scenario)):
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
        parts=dict.fromkeys(disk.models_of(scenario)[1:], ""),
        fingerprint=identity.fingerprint(scenario),
        versions=identity.versions_of(scenario),
        inputs=scenario.files,
        language=language,
        command=tuple(command),
        started=record.now(),
    )


def _belongs(folder: Path, fingerprint: str) -> bool:
    """Check whether there is a store and its blocks are blocks of this scenario. CannotAnswer when it is damaged."""
    try:
        return store.fingerprint_of(folder / record.OUTCOMES) == fingerprint
    except ValueError as error:
        raise record.damaged(folder, f"{record.OUTCOMES}/zarr.json cannot be read ({error})") from None


def _has_edges(path: Path, old: Record | None, new: Record) -> bool:
    """Check whether bins, where those are kept, were chosen by as many draws of the first block as this run has."""
    return new.keep == "draws" or 0 in _whole_blocks(path, old, new.draws)


def _whole_blocks(path: Path, old: Record | None, draws: int) -> list[int]:
    """List the blocks with all their draws of the first `draws`: by the record of a complete run, or by their seals."""
    if old is None or old.status != "complete":
        # Whoever wrote the last of them may have been killed, or its computer lost, at any moment.
        merged = statistics.merged_count(path.with_name(record.STATISTICS))
        return [block for block in seals.whole_blocks(path, draws) if seals.is_there(path, block, merged)]
    there = min(old.draws, draws)
    return [block for block in blocks_of(there) if width_of(block, there) == width_of(block, draws)]


def _has_replicate(
    folder: Path, file: str, scenario: Scenario, headline: tuple[str, ...], known: Mapping[str, str]
) -> bool:
    """Check whether the replicate in a folder has all these outcomes, of all its draws; without any it needs none."""
    try:
        found, size = read_sealed(folder, file, known) or {}, replicate.size_of(scenario)
    except CannotAnswer:
        # It is computed again, and gives the same bits.
        return False
    return set(headline) <= found.keys() and all(values.shape[-1] == size for values in found.values())


def _as_it_was(folder: Path, old: Record, scenario: Scenario, publish: Publish | None) -> bool:
    """Check whether the folder already holds all that this run would leave there."""
    try:
        there = read_plain(folder / record.SCENARIO, LARGEST_FILE)
    except OSError:
        return False
    same = there == dump_scenario(scenario).encode()
    published = publish is None or (
        old.language == publish.language and all((folder / file).exists() for file in publish.files)
    )
    return same and published and old.status == "complete"
