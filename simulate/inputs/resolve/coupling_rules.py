"""What a coupling drives nothing else may change: a value of a scenario or a measure would count twice, or not at all.

One law may act on both sides of a coupling. Then it acts where the coupling begins, which tells the other side.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from simulate.engine.composite import Coupling
from simulate.errors import Problem
from simulate.inputs.couplings import counting
from simulate.inputs.problems import on_command_line
from simulate.inputs.resolve.chain import Chain
from simulate.inputs.resolve.measures import taken_by
from simulate.scenario import Measure, Scenario, model_of


def coupling_problems(scenario: Scenario, chain: Chain) -> list[Problem]:
    """Return the problems of values and measures on a parameter that a coupling drives, in some draw or on some date.

    Where the strength of the coupling is nought throughout, the part is as it is by itself and they are allowed.
    """
    return [
        problem
        for one in counting(scenario)
        for name in one.drives
        if name in scenario.parameters
        for problem in (*_overrides(one, name, scenario, chain), *_measures(one, name, scenario, chain))
    ]


def told_by_couplings(scenario: Scenario) -> Scenario:
    """Leave out what measures do to a driven parameter where they also act on the part that drives it.

    A measure that stands for a coupling where that does not count is left out where it does.
    """
    couplings = counting(scenario)
    return scenario.model_copy(update={"measures": tuple(_told(one, couplings) for one in scenario.measures)})


def _told(measure: Measure, couplings: Sequence[Coupling]) -> Measure:
    acts_on = {model_of(effect.parameter) for effect in measure.effects}
    told = [
        effect
        for effect in measure.effects
        if any(_tells(one, measure, effect.parameter, acts_on) for one in couplings)
    ]
    if not told:
        return measure
    kept = tuple(effect for effect in measure.effects if effect not in told)
    elsewhere = (*measure.elsewhere, *(effect.parameter for effect in told))
    return measure.model_copy(update={"effects": kept, "elsewhere": elsewhere})


def _tells(one: Coupling, measure: Measure, name: str, acts_on: Collection[str]) -> bool:
    """Tell whether a coupling tells what a measure, which acts on some models, does to a parameter."""
    if measure.name in one.replaces:
        return name in (*one.drives, *one.damps)
    return name in one.drives and not {*one.parts}.isdisjoint({*acts_on} - {model_of(name)})


def _words(one: Coupling, name: str, scenario: Scenario) -> tuple[str, str]:
    """Return what is wrong, with the line of the strength, and what would be right."""
    where = next(value.origin for value in scenario.parameters[one.strength].values)
    line = f"{where.file}:{where.line}" if where.line else where.file
    message = f"'{name}' is driven by the coupling {one.name} ({one.strength}, {line})"
    return message, f"no value or measure on it, or {one.strength}: 0"


def _overrides(one: Coupling, name: str, scenario: Scenario, chain: Chain) -> Iterator[Problem]:
    message, expected = _words(one, name, scenario)
    for link in chain.links:
        if name in (link.form.parameters or {}):
            yield link.document.problem(("parameters", name), message, key=True, expected=expected)
    if any(value.origin.layer == "command line" for value in scenario.parameters[name].values):
        yield on_command_line(name, message, expected=expected)


def _measures(one: Coupling, name: str, scenario: Scenario, chain: Chain) -> Iterator[Problem]:
    message, expected = _words(one, name, scenario)
    places = taken_by(chain)
    for measure in scenario.measures:
        for effect in measure.effects:
            if effect.parameter == name:
                taken, at = places[measure.name], f"{effect.origin.file}:{effect.origin.line}"
                yield taken.link.document.problem(
                    taken.steps, f"'{measure.name}' acts on it ({at}): {message}", key=True, expected=expected
                )
