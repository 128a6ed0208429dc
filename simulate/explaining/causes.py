"""The changes between two scenarios that can be made one by one: measures, and the values of parameters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from simulate.comparing.change import Action
from simulate.comparing.changes import Change, changes
from simulate.errors import CannotAnswer
from simulate.running.identity import essence
from simulate.scenario import Origin, Role, Scenario
from simulate.vocabulary import Label


@dataclass(frozen=True)
class Cause:
    """One change: a measure added, removed or changed, or a parameter with other values."""

    kind: Literal["measure", "parameter"]
    action: Action
    name: str
    label: Label
    origin: Origin | None
    """Where the new comes from; of what was taken away, the old."""
    effects: tuple[Role, ...] = ()
    """The roles of the effects of a measure that differ, each once."""


def causes(base: Scenario, other: Scenario) -> tuple[Cause, ...]:
    """List all changes, measures first. CannotAnswer when the scenarios do not have the same parameters."""
    differences = changes(base, other)
    return (*_measures(base, other, differences), *_parameters(base, other, differences))


def _measures(base: Scenario, other: Scenario, differences: Sequence[Change]) -> Iterator[Cause]:
    old, new = _deciding(base), _deciding(other)
    labels = {measure.name: measure.label for measure in (*base.measures, *other.measures)}
    for name in dict.fromkeys([*old, *new]):
        if old.get(name) != new.get(name):
            action: Action = "added" if name not in old else "removed" if name not in new else "changed"
            mine = [change for change in differences if change.kind in ("measure", "effect") and change.name == name]
            effects = (change.shown_origin for change in mine if change.kind == "effect")
            roles = dict.fromkeys(origin.role for origin in effects if origin is not None)
            yield Cause("measure", action, name, labels[name], next((c.shown_origin for c in mine), None), tuple(roles))


def _deciding(scenario: Scenario) -> dict[str, Any]:
    """Return the fields of every measure that decide numbers, by name."""
    measures = essence(scenario)["measures"]
    return {measure["name"]: {key: one for key, one in measure.items() if key != "taken"} for measure in measures}


def _parameters(base: Scenario, other: Scenario, differences: Sequence[Change]) -> Iterator[Cause]:
    for name in dict.fromkeys([*base.parameters, *other.parameters]):
        old, new = base.parameters.get(name), other.parameters.get(name)
        if old is None or new is None or (old.unit, old.axis) != (new.unit, new.axis):
            raise CannotAnswer(f"the parameter {name} is not the same figure in both scenarios: run them again")
        mine = [change for change in differences if change.kind == "parameter" and change.name == name]
        if mine:
            yield Cause("parameter", "changed", name, new.label, mine[-1].shown_origin)
