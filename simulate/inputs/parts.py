"""A part of an outcome by name: `bezetting`, `opvangplekken[noodopvang]`, or `noodopvang` where that says enough."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Protocol

from simulate.inputs.problems import did_you_mean, listed
from simulate.vocabulary import AXES, TOTAL, Axis, adds_up


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
    """There is no such outcome or entry: what is wrong, what was expected and the nearest name."""

    def __init__(self, message: str, expected: str | None = None, hint: str | None = None) -> None:
        super().__init__("; ".join(filter(None, (message, hint or (expected and f"expected {expected}")))))
        self.message, self.expected, self.hint = message, expected, hint


Chosen = dict[str, tuple[str, ...]]
"""Outcomes by name, and of each the entries that were named; nothing: those that are shown first."""


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
            raise NoPart(f"'{word}' has no closing bracket", "OUTCOME[ENTRY]")
        if name not in outcomes:
            raise _no_outcome(name, outcomes)
        return Part(name, _entry(name, rest[:-1].strip(), outcomes))
    if name in outcomes:
        return Part(name)
    return _bare(name, outcomes)


def chosen(
    words: Iterable[str], only: Sequence[str], outcomes: Mapping[str, Divided], default: Iterable[str] = ()
) -> Chosen:
    """Choose the outcomes or parts in `words`, else those of `default` that are there, else all outcomes.

    `only` are entries: of the outcomes in `words`, without these of every outcome of `default` that has them, else of
    the one outcome that does. NoPart when there is no such outcome or entry.
    """
    found: dict[str, list[str | None]] = {}
    for part in [part_of(word, outcomes) for word in words]:
        found.setdefault(part.outcome, []).append(part.entry)
    if not found:
        return _of_default(only, outcomes, [name for name in default if name in outcomes] or list(outcomes))
    for name, named in found.items():
        named += [_entry(name, entry, outcomes) for entry in only]
    return {name: _named(outcomes[name], named, bool(only)) for name, named in found.items()}


def _of_default(only: Sequence[str], outcomes: Mapping[str, Divided], default: Sequence[str]) -> Chosen:
    if not only:
        return dict.fromkeys(default, ())
    found: dict[str, list[str]] = {}
    for entry in only:
        having = {name: whole for name in default if (whole := _found(entry, entries(outcomes[name])))}
        if not having:
            part = _bare(entry, outcomes)
            having = {part.outcome: part.entry or entry}
        for name, whole in having.items():
            found.setdefault(name, []).append(whole)
    return {name: tuple(dict.fromkeys(named)) for name, named in found.items()}


def _named(declared: Divided, named: Sequence[str | None], only: bool) -> tuple[str, ...]:
    """Return the entries that were named; an outcome that is named as a whole too keeps its total."""
    whole = [] if only or None not in named else [_found(TOTAL, entries(declared))]
    kept = tuple(dict.fromkeys(filter(None, (*whole, *named))))
    return kept if any(named) else ()


def _found(entry: str, known: Sequence[str]) -> str | None:
    """Find an entry: as it is written, or that of one axis where the others are summed (`kansarm · totaal`)."""
    if entry in known:
        return entry
    alone = [one for one in known if {*one.split(" · ")} - {TOTAL} == {entry} - {TOTAL}]
    return alone[0] if len(alone) == 1 else None


def _entry(name: str, entry: str, outcomes: Mapping[str, Divided]) -> str:
    known = entries(outcomes[name])
    if (found := _found(entry, known)) is not None:
        return found
    divided = [axis for axis in AXES.values() if entry in (axis.name, *axis.entries)]
    if divided and not any(axis.name in outcomes[name].axes for axis in divided):
        raise NoPart(_not_so(name, divided, outcomes))
    if not known:
        raise NoPart(f"{name} has no entries: leave [{entry}] out")
    raise NoPart(f"{name} has no entry '{entry}'", listed(known), did_you_mean(entry, known))


def _not_so(name: str, divided: Sequence[Axis], outcomes: Mapping[str, Divided]) -> str:
    """Say by what an outcome is divided and by what it is not, and which outcomes are."""
    by = " or ".join(axis.label.en for axis in divided)
    own = [f"by {AXES[axis].label.en} ({', '.join(AXES[axis].entries)})" for axis in outcomes[name].axes]
    instead = f"it is divided {' and '.join(own)}" if own else "it is not divided at all"
    others = [one for one, declared in outcomes.items() if any(axis.name in declared.axes for axis in divided)]
    there = f"; what is divided so: {', '.join(others)}" if others else "; nothing in this model is"
    return f"{name} is not divided by {by}: {instead}{there}"


def _bare(entry: str, outcomes: Mapping[str, Divided]) -> Part:
    found = [name for name, declared in outcomes.items() if entry in entries(declared) and entry != TOTAL]
    people = [name for name in found if not outcomes[name].unit.startswith("EUR")]
    if len(people or found) == 1:
        return Part((people or found)[0], entry)
    if found:
        named = listed([f"{name}[{entry}]" for name in found])
        raise NoPart(f"'{entry}' is a part of more than one outcome: write {named}")
    raise _no_outcome(entry, outcomes)


def _no_outcome(word: str, outcomes: Mapping[str, Divided]) -> NoPart:
    known = [*outcomes, *dict.fromkeys(_words(outcomes.values()))]
    return NoPart(f"there is no outcome '{word}'", listed(list(outcomes)), did_you_mean(word, known))


def _words(every: Iterable[Divided]) -> Iterator[str]:
    for declared in every:
        for axis in declared.axes:
            yield from AXES[axis].entries
