"""What moved between two sets of result folders: of each pair its outcomes, inputs, code and tables."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import zarr

from simulate.comparing.changes import Change, changes
from simulate.comparing.runs import need_complete
from simulate.differing.movement import Movement, movement
from simulate.differing.pairs import Pair, pairs
from simulate.differing.tables import TableDifference, table_differences
from simulate.errors import CannotAnswer, InputError
from simulate.inputs.paths import shown
from simulate.results.opening import READING, chosen_years, outcomes_of, whole_years
from simulate.running.identity import same_code
from simulate.running.store.record import SCENARIO, Record
from simulate.running.store.sealed import Sealed
from simulate.scenario import Scenario

if TYPE_CHECKING:
    import xarray as xr


@dataclass(frozen=True)
class Unequal:
    """What two runs do not have the same of, with both values: they are compared as far as they go together."""

    what: str
    """`draws`, `months`, `start`, `seed`, `design` or `entries`."""
    old: str
    new: str


@dataclass(frozen=True)
class Compared:
    """A pair of folders, and what moved between them."""

    name: str
    model: str = ""
    """Empty where they hold tables only."""
    outcomes: int = 0
    """How many outcomes both have."""
    moved: tuple[Movement, ...] = ()
    """The outcomes that are not the same bits, the most important first."""
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    unequal: tuple[Unequal, ...] = ()
    inputs: tuple[Change, ...] | None = ()
    """What went in otherwise; None where a scenario cannot be read by this version of the program."""
    files: tuple[str, ...] = ()
    """Input files that are not the same, byte for byte."""
    same_code: bool = True
    """Whether the code that decides numbers is the same."""
    versions: tuple[tuple[str, str, str], ...] = ()
    """What else computed them and differs: name, before, after."""
    tables: int = 0
    """How many CSV tables there are."""
    differing: tuple[TableDifference, ...] = ()

    @property
    def really(self) -> tuple[Movement, ...]:
        """Return the outcomes that moved by more than their last digits."""
        return tuple(one for one in self.moved if not one.rounding)

    @property
    def identical(self) -> int:
        """Count the outcomes of which every bit is the same."""
        return self.outcomes - len(self.moved)

    @property
    def same(self) -> bool:
        """Return whether no figure differs, in outcomes or tables, and all are there on both sides."""
        parts = any(one.what == "entries" for one in self.unequal)
        return not (self.moved or self.removed or self.added or self.differing or parts)

    @property
    def weight(self) -> tuple[bool, tuple[bool, float, float]]:
        """Return by what pairs are ordered, the most important last."""
        return not self.same, max((one.weight for one in self.moved), default=(False, 0.0, 0.0))


@dataclass(frozen=True)
class Difference:
    """Two sets of result folders."""

    old: str
    new: str
    """What they are called."""
    compared: tuple[Compared, ...]
    """The most important first."""
    removed: tuple[str, ...]
    """Folders that only the old set has."""
    added: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Return whether no figure differs and both sets have the same folders."""
        return all(one.same for one in self.compared) and not (self.removed or self.added)


def difference(old: Path, new: Path, *, year: int | None = None, called: tuple[str, str] | None = None) -> Difference:
    """Compare two result folders, or two folders of them matched by name.

    `year` is the calendar year whose medians are told; the last whole one of each run without. CannotAnswer where
    there is nothing to compare, or a folder is damaged or not complete.
    """
    found = pairs(old, new)
    with zarr.config.set(READING):
        compared = [_compared(pair, year) for pair in found.both]
    names = called or (shown(old), shown(new))
    ordered = sorted(compared, key=lambda one: one.weight, reverse=True)
    return Difference(*names, tuple(ordered), found.removed, found.added)


def _compared(pair: Pair, year: int | None) -> Compared:
    if not pair.is_run:
        tables, differing = table_differences(pair.old, pair.new)
        return Compared(pair.name, tables=tables, differing=differing)
    sealed = [Sealed(folder) for folder in (pair.old, pair.new)]
    for one in sealed:
        need_complete(one)
    before, after = sealed[0].record, sealed[1].record
    if before.model != after.model:
        raise CannotAnswer(
            f"{shown(pair.new)} is a run of the model {after.model} and {shown(pair.old)} of {before.model}: their "
            "outcomes are not the same things"
        )
    scenarios = [_scenario(one) for one in sealed]
    old, new = (outcomes_of(one) for one in sealed)
    told = _told(old, new, year)
    both = [str(name) for name in new.data_vars if name in old.data_vars]
    moved, entries = _moved(old, new, both, told)
    unequal = _unequal(before, after, old, new)
    # The tables of other draws or months have other cells, which says nothing.
    tables, differing = (0, ()) if unequal else table_differences(pair.old, pair.new)
    return Compared(
        pair.name,
        after.model,
        len(both),
        tuple(sorted(moved, key=lambda one: one.weight, reverse=True)),
        tuple(str(name) for name in old.data_vars if name not in both),
        tuple(str(name) for name in new.data_vars if name not in both),
        (*unequal, *entries),
        _inputs(*scenarios),
        tuple(sorted(name for name, was in before.inputs.items() if after.inputs.get(name) != was)),
        same_code(before.versions, after.versions),
        tuple(_versions(before, after)),
        tables,
        differing,
    )


def _scenario(sealed: Sealed) -> Scenario | None:
    """Read the scenario of a run; None where it was written by a version whose scenarios cannot be read any more."""
    sealed.check(SCENARIO)
    try:
        return sealed.scenario()
    except InputError:
        return None


def _inputs(old: Scenario | None, new: Scenario | None) -> tuple[Change, ...] | None:
    return None if old is None or new is None else tuple(changes(old, new))


def _versions(old: Record, new: Record) -> list[tuple[str, str, str]]:
    """List what computed the runs and differs, apart from the hashes of the code."""
    names = [name for name in old.versions | new.versions if name not in ("code", "coupled")]
    pairs_of = [(name, old.versions.get(name, ""), new.versions.get(name, "")) for name in names]
    return [one for one in pairs_of if one[1] != one[2]]


def _unequal(old: Record, new: Record, before: xr.Dataset, after: xr.Dataset) -> list[Unequal]:
    starts = [str(one["month"].values[0].astype("datetime64[M]")) for one in (before, after)]
    told = (
        ("draws", before.sizes["draw"], after.sizes["draw"]),
        ("months", old.months, new.months),
        ("start", *starts),
        ("seed", old.seed, new.seed),
        ("design", f"{old.design} ({old.block})", f"{new.design} ({new.block})"),
    )
    return [Unequal(what, str(was), str(becomes)) for what, was, becomes in told if was != becomes]


def _told(old: xr.Dataset, new: xr.Dataset, year: int | None) -> int | None:
    """Check that both runs have this whole calendar year. CannotAnswer names those that they have."""
    if year is None:
        return None
    there = [list(map(int, whole_years(one["month"].values)[1])) for one in (old, new)]
    common = [one for one in there[1] if one in there[0]]
    if not common:
        raise CannotAnswer("the runs have no whole calendar year in common")
    return chosen_years(common, [year], "whole year of both runs")[0]


def _moved(
    old: xr.Dataset, new: xr.Dataset, names: list[str], year: int | None
) -> tuple[list[Movement], list[Unequal]]:
    """Measure the outcomes that both have, in the months, entries and draws that both have."""
    import xarray as xr

    moved, entries = [], []
    for name in names:
        before, after = old[name], new[name]
        if before.dims == after.dims:
            before, after = xr.align(before, after, join="inner")
            if not after.sizes["month"]:
                raise CannotAnswer("these runs have no month in common, so there is nothing to compare")
            entries += _entries(name, old[name], new[name])
        if found := movement(before, after, year):
            moved.append(found)
    return moved, entries


def _entries(name: str, old: xr.DataArray, new: xr.DataArray) -> list[Unequal]:
    """Say which parts of an outcome are on one side only."""
    for axis in map(str, new.dims[1:-1]):
        was, becomes = ([str(one) for one in each[axis].values] for each in (old, new))
        if set(was) != set(becomes):
            return [Unequal("entries", f"{name}: {', '.join(was)}", f"{name}: {', '.join(becomes)}")]
    return []
