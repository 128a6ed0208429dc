"""What is read on the first day of a run only: a later value, or a measure that comes later, would change nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulate.engine.clock import months_between
from simulate.errors import Problem
from simulate.inputs.problems import on_command_line
from simulate.inputs.resolve.chain import Chain
from simulate.inputs.resolve.command_line import Typed
from simulate.inputs.resolve.measures import taken_by
from simulate.inputs.resolve.scenario_rules import dated
from simulate.scenario import Measure, Scenario

WHY = "is read on the first day of a run only"


def at_start_problems(scenario: Scenario, chain: Chain, values: Sequence[Typed]) -> list[Problem]:
    """Return the problems of values and measures that come too late to change anything."""
    names = {name for name, parameter in scenario.parameters.items() if parameter.at_start}
    return [
        *_later_values(scenario, chain, names),
        *_later_typed(scenario, values, names),
        *_later_measures(scenario, chain, names),
    ]


def _later_values(scenario: Scenario, chain: Chain, names: set[str]) -> Iterator[Problem]:
    for link in chain.links:
        for name, override in (link.form.parameters or {}).items():
            if name not in names:
                continue
            for place, _, _ in dated(override, ("parameters", name)):
                day = str(place[2]) if len(place) > 2 else ""
                if day[:1].isdigit() and day > scenario.start.isoformat():
                    message, expected = _late(name, day, scenario)
                    yield link.document.problem(place[:3], message, key=True, expected=expected)


def _later_typed(scenario: Scenario, values: Sequence[Typed], names: set[str]) -> Iterator[Problem]:
    for typed in values:
        for day, _ in typed.values:
            if typed.name in names and day is not None and day > scenario.start:
                message, expected = _late(typed.name, day.isoformat(), scenario)
                yield on_command_line(f"{typed.name}={day}", message, column=len(typed.name) + 2, expected=expected)


def _late(name: str, day: str, scenario: Scenario) -> tuple[str, str]:
    return (
        f"{name} {WHY}: a value from {day} on changes nothing",
        f"a value from {scenario.start} on, or without a date",
    )


def _later_measures(scenario: Scenario, chain: Chain, names: set[str]) -> Iterator[Problem]:
    taken = taken_by(chain)
    for measure in scenario.measures:
        late = _why_late(measure, scenario)
        for effect in measure.effects:
            if late and effect.parameter in names:
                at = taken[measure.name]
                message = f"{effect.parameter} {WHY}: '{measure.name}' changes nothing of it, since it {late}"
                expected = f"a measure that acts in full on {scenario.start}, or one on other parameters"
                yield at.link.document.problem(at.steps, message, key=True, expected=expected)


def _why_late(measure: Measure, scenario: Scenario) -> str | None:
    """Say why a measure does not act, or not in full, on the first day; None when it does."""
    if measure.start > scenario.start:
        return f"begins on {measure.start}"
    if measure.delay is not None:
        return "may come late"
    if measure.conditions:
        return "depends on what happens in the run"
    if measure.phase_in and months_between(measure.start, scenario.start) + 1 < measure.phase_in:
        return "is not there in full yet"
    return None
