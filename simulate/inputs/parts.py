"""A part of an outcome by name: `bezetting`, `opvangplekken[noodopvang]`, or `noodopvang` where that says enough."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Protocol

from simulate.inputs.problems import did_you_mean, listed
from simulate.vocabulary import AXES, TOTAL, adds_up


class Divided(Protocol):
    """What a part is looked up in: an outcome of a model, or as a result describes it."""

    @property
    def axes(self) -> tuple[str, ...]: ...
    @property
    def unit(self) -> str: ...
    @property
    def kind(self) -> str: ...


@dataclass(frozen=True)
class Declared:
    """An outcome as a result describes it: its axes, unit and kind."""

    axes: tuple[str, ...]
    unit: str
    kind: str


@dataclass(frozen=True)
class Part:
    """An outcome, and one of its entries (as in summary.csv); None for its total, or all of it without one."""

    outcome: str
    entry: str | None = None

    def __str__(self) -> str:
        return self.outcome if self.entry is None else f"{self.outcome}[{self.entry}]"


class NoPart(ValueError):
    """There is no such outcome or entry. Its text says what there is nearest to it."""


def entries(declared: Divided) -> list[str]:
    """List the entries of an outcome: of its axes and, where they add up, their totals; none without axes."""
    if not declared.axes:
        return []
    totals = [TOTAL] if adds_up(declared.kind, declared.unit, declared.axes) else []
    return [" · ".join(entry) for entry in product(*([*AXES[axis].entries, *totals] for axis in declared.axes))]


def part_of(word: str, outcomes: Mapping[str, Divided]) -> Part:
    """Find the part that `word` names. NoPart when there is none, or when more than one outcome has the entry.

    A bare entry is looked up in all outcomes; of several, the one that is not in euros is meant.
    """
    name, bracket, rest = word.strip().partition("[")
    name = name.strip()
    if bracket:
        if not rest.endswith("]"):
            raise NoPart(f"'{word}' has no closing bracket; expected OUTCOME[ENTRY]")
        if name not in outcomes:
            raise NoPart(_no_outcome(name, outcomes))
        return Part(name, _entry(name, rest[:-1].strip(), outcomes[name]))
    if name in outcomes:
        return Part(name)
    return _bare(name, outcomes)


def _entry(name: str, entry: str, declared: Divided) -> str:
    known = entries(declared)
    if not known:
        raise NoPart(f"{name} has no entries: leave [{entry}] out")
    if entry not in known:
        raise NoPart(f"{name} has no entry '{entry}'; {did_you_mean(entry, known) or 'expected ' + listed(known)}")
    return entry


def _bare(entry: str, outcomes: Mapping[str, Divided]) -> Part:
    found = [name for name, declared in outcomes.items() if entry in entries(declared) and entry != TOTAL]
    people = [name for name in found if not outcomes[name].unit.startswith("EUR")]
    if len(people or found) == 1:
        return Part((people or found)[0], entry)
    if found:
        named = listed([f"{name}[{entry}]" for name in found])
        raise NoPart(f"'{entry}' is a part of more than one outcome: write {named}")
    raise NoPart(_no_outcome(entry, outcomes))


def _no_outcome(word: str, outcomes: Mapping[str, Divided]) -> str:
    known = [*outcomes, *dict.fromkeys(_words(outcomes.values()))]
    return f"there is no outcome '{word}'; {did_you_mean(word, known) or 'expected ' + listed(list(outcomes))}"


def _words(every: Iterable[Divided]) -> Iterator[str]:
    for declared in every:
        for axis in declared.axes:
            yield from AXES[axis].entries
