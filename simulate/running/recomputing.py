"""Computing blocks and replicates again, and comparing them with what a result folder holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import zarr
from numpy.typing import NDArray

from simulate import registry
from simulate.engine.recorder import Series
from simulate.engine.streams import BLOCK
from simulate.errors import CannotAnswer
from simulate.running import replicate
from simulate.running.blocks import run_blocks, width_of
from simulate.running.statistics import store as statistics
from simulate.running.statistics.bins import Tally
from simulate.running.statistics.writer import layouts, tallies
from simulate.running.store.record import REPLICATE, STATISTICS, Record
from simulate.running.store.sealed import Changed, SealedStore
from simulate.scenario import Scenario

Ran = dict[str, dict[str, Series]]
"""What models gave that ran together: {model: {outcome: (months, *axes, draws)}}."""
SHOWN = 5
"""Files or outcomes named in one finding."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `holds` is None for a remark that is neither good nor bad."""

    holds: bool | None
    text: str
    part: str = ""
    """Of which part of a composite; empty for what was run itself."""


class Again:
    """Runs again what a run computed: of a composite all models at once, of which the last that was run are kept."""

    def __init__(self, whole: Scenario) -> None:
        self._whole = whole
        self._kept: tuple[object, Ran] | None = None

    def recomputed(
        self, folder: Path, scenario: Scenario, run_record: Record, block: int, total: dict[str, Tally]
    ) -> Finding:
        """Compute a block again. Its statistics, where those are kept, are added to `total`."""
        draws = f"block {block} (draws {block * BLOCK:,} to {min(run_record.draws, (block + 1) * BLOCK) - 1:,})"
        try:
            again = self._block(scenario, block, width_of(block, run_record.draws))
        except Exception as error:
            return Finding(False, f"{draws} cannot be recomputed: {_error(error)}")
        declared = registry.model(scenario.model).outcomes()
        if run_record.keep == "statistics":
            fitting = {name: np.ascontiguousarray(again[name], outcome.dtype) for name, outcome in declared.items()}
            return _same_statistics(folder / STATISTICS, scenario, run_record, block, draws, fitting, total)
        different = []
        arrays = dict(arrays_of(folder, run_record))
        for name, outcome in declared.items():
            try:
                stored = stored_block(arrays[name], block, run_record)
            except Exception:  # whatever zarr and its codecs meet in a damaged chunk
                different.append(f"{name} (cannot be read)")
                continue
            computed = np.ascontiguousarray(again[name], dtype=outcome.dtype)
            if computed.tobytes() != stored.tobytes():
                different.append(f"{name} ({_how_much(computed, stored)})")
        if different:
            return Finding(False, f"{draws}, recomputed, differs in {_outcomes(different)}")
        return Finding(True, f"{draws}, recomputed, is the same in every bit of {len(declared)} outcomes")

    def same_first(self, scenario: Scenario, found: dict[str, Series] | None) -> Finding:
        """Compute the draws that a replicate repeats again, and compare them with those that are kept."""
        stored = found or {}
        try:
            size = replicate.size_of(scenario)
            series = {scenario.model: self._block(scenario, 0, size)}
            again = replicate.stored(scenario, series, list(stored))
        except Exception as error:
            return Finding(False, f"the draws that the replicate repeats cannot be recomputed: {_error(error)}")
        same = bool(stored) and all(stored[name].tobytes() == again[name].tobytes() for name in stored)
        text = "are the same in every bit" if same else "differ"
        return Finding(same, f"the draws that the replicate repeats, recomputed, {text}")

    def same_twin(self, scenario: Scenario, stored: dict[str, Series] | None) -> Finding:
        """Compute the replicate again, and compare it with the one that is kept."""
        if stored is None:
            return Finding(False, f"{REPLICATE} cannot be read")
        try:
            series = self._run(scenario, "replicate", replicate.run_replicates)
            again = replicate.stored(scenario, series, list(stored))
        except Exception as error:
            return Finding(False, f"the replicate cannot be recomputed: {_error(error)}")
        different = sorted(stored.keys() ^ again.keys())
        for name in stored.keys() & again.keys():
            if stored[name].tobytes() != again[name].tobytes():
                different.append(f"{name} ({_how_much(again[name], stored[name])})")
        if different:
            return Finding(False, f"the replicate, recomputed, differs in {_outcomes(sorted(different))}")
        size = replicate.size_of(scenario)
        return Finding(True, f"the replicate of the first {size} draws, recomputed, is the same in every bit")

    def _block(self, scenario: Scenario, block: int, width: int) -> dict[str, Series]:
        return self._run(scenario, (block, width), lambda one: run_blocks(one, block, width))[scenario.model]

    def _run(self, scenario: Scenario, what: object, run: Callable[[Scenario], Ran]) -> Ran:
        """Run what a scenario says; with the whole, where it is the scenario of a part as the whole has it."""
        if scenario not in (self._whole, self._whole.of(scenario.model)):
            return run(scenario)
        if self._kept is None or self._kept[0] != what:
            self._kept = (what, run(self._whole))
        return self._kept[1]


def need_plain(folder: Path, run_record: Record) -> None:
    """Check that the statistics are files that can be read to their end. CannotAnswer when they are not."""
    for name in statistics.files_of(folder / STATISTICS):
        Changed(folder, run_record).check(f"{STATISTICS}/{name}")


def _same_statistics(
    path: Path,
    scenario: Scenario,
    run_record: Record,
    block: int,
    draws: str,
    outcomes: dict[str, NDArray[Any]],
    total: dict[str, Tally],
) -> Finding:
    try:
        need_plain(path.parent, run_record)
        again = list(tallies(path, layouts(scenario), outcomes))
        same = statistics.digest(again) == statistics.stored_digest(path, block)
    except (*statistics.UNREADABLE, CannotAnswer) as error:
        return Finding(False, f"{draws} cannot be compared with its statistics: {error}")
    for name, tally in again:
        total[name] = total[name] + tally if name in total else tally
    gives = "the statistics" if same else "other statistics than those"
    return Finding(same, f"{draws}, recomputed, gives {gives} that are kept")


def same_totals(path: Path, total: dict[str, Tally]) -> Finding:
    """Compare the statistics of all blocks together with those that are kept."""
    try:
        with statistics.Reader(path, statistics.left_over(path)) as reader:
            different = [name for name in reader.names if not _equal(reader.tally(name), total[name])]
    except statistics.UNREADABLE as error:
        return Finding(False, f"{STATISTICS} cannot be read: {error}")
    if different:
        return Finding(False, f"all blocks together have other statistics in {_outcomes(different)}")
    return Finding(True, "all blocks together, recomputed, give the statistics that are kept")


def _equal(one: Tally, other: Tally) -> bool:
    return all(
        np.array_equal(getattr(one, part), getattr(other, part), equal_nan=True)
        for part in ("counts", "sums", "low", "high")
    )


def _error(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def arrays_of(folder: Path, run_record: Record) -> list[tuple[str, zarr.Array[Any]]]:
    try:
        root = zarr.open_group(
            SealedStore(Changed(folder, run_record)), mode="r", zarr_format=3, use_consolidated=False
        )
        found = ((name, root[name]) for name in run_record.outcomes)
        return [(name, array) for name, array in found if isinstance(array, zarr.Array)]
    except Exception:  # whatever zarr meets where the store is not as a run writes it
        return []


def stored_block(array: zarr.Array[Any], block: int, run_record: Record) -> NDArray[Any]:
    end = min(run_record.draws, (block + 1) * run_record.block)
    return np.ascontiguousarray(array[..., block * run_record.block : end])


def _how_much(computed: NDArray[Any], stored: NDArray[Any]) -> str:
    if computed.shape != stored.shape:
        return f"shape {computed.shape}, stored {stored.shape}"
    different = ~((computed == stored) | (np.isnan(computed) & np.isnan(stored)))
    return f"{different.sum():,} of {different.size:,} numbers"


def some_of(names: list[str]) -> str:
    """Name the first of these, and count the others."""
    some = ", ".join(names[:SHOWN])
    return f"{some}, and {len(names) - SHOWN} more" if len(names) > SHOWN else some


def _outcomes(different: list[str]) -> str:
    """Count the outcomes that differ, and name the first of them."""
    some = some_of(different)
    return f"1 outcome: {some}" if len(different) == 1 else f"{len(different)} outcomes: {some}"
