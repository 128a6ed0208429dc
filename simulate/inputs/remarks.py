"""What is said of a scenario that is right: values that are kept as typed, and may mean less than was thought."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from simulate.engine.clock import month_starts
from simulate.scenario import Measure, Numbers, Parameter, Scenario
from simulate.vocabulary import Label

_IN_MONTHS: Mapping[str, float] = {"dagen": 12 / 365.2425, "weken": 7 * 12 / 365.2425, "maanden": 1.0}
"""Units of durations, in months."""

BEYOND = Label(
    "{name} is {value} {unit}: langer dan de {months} maanden van het scenario, dus wat zo lang duurt valt er buiten",
    "{name} is {value} {unit}: longer than the {months} months of the scenario, so what takes that long is not within "
    "the run",
)
SCALED = Label(
    "{name} is onzeker per onderdeel: in elke trekking worden de delen geschaald tot samen {whole:g}",
    "{name} is uncertain by entry: in every draw the entries are scaled to add up to {whole:g}",
)
SWITCHED_OFF = Label(
    "{name} telt alleen mee als {switch} aan staat, en dat is in dit scenario nooit zo",
    "{name} counts only while {switch} is on, and in this scenario it never is",
)
OVERRULED = Label(
    "{name}: maatregel {measure} zet deze vanaf {date}, en wat het scenario erover zegt telt alleen waar die maatregel "
    "niet werkt",
    "{name}: measure {measure} sets it from {date}, and what the scenario says of it counts only where that measure "
    "does not act",
)
LATE = Label(
    "{name}: wat het scenario erover zegt begint op {date}, na het einde van de run in {end}, en telt dus niet",
    "{name}: what the scenario says of it begins on {date}, after the end of the run in {end}, and so does not count",
)
ASKS_OUTSIDE = Label(
    "de vraag naar {outcome} in {when} krijgt geen antwoord: de run gaat van {begin} tot en met {end}",
    "the question about {outcome} in {when} gets no answer: the run goes from {begin} up to and with {end}",
)
BOTH_SET = Label(
    "{first} en {last} zetten allebei {name}: waar ze samen werken telt de laatste, {last}",
    "{first} and {last} both set {name}: where they act together the last one counts, {last}",
)


def remarks(scenario: Scenario) -> list[Label]:
    """List what is to be said once of the values, questions and measures that a scenario chose itself."""
    return [
        *(remark for parameter in scenario.parameters.values() for remark in _of(parameter, scenario)),
        *_asks(scenario),
        *_both(scenario),
    ]


def _asks(scenario: Scenario) -> Iterator[Label]:
    begin, end = _period(scenario)
    for ask in scenario.asks:
        asked = ask.on.isoformat()[:7] if ask.on is not None else str(ask.year)
        first, last = (asked, asked) if ask.on is not None else (f"{asked}-01", f"{asked}-12")
        if first < begin or last > end:
            yield worded(ASKS_OUTSIDE, outcome=ask.outcome, when=asked, begin=begin, end=end)


def _both(scenario: Scenario) -> Iterator[Label]:
    """Say which measures, that may act at the same time, set one parameter to a value of their own."""
    for first, last in combinations(scenario.measures, 2):
        if (first.until is None or first.until > last.start) and (last.until is None or last.until > first.start):
            for name in sorted({*_set_by(first)} & {*_set_by(last)}):
                yield worded(BOTH_SET, first=first.name, last=last.name, name=name)


def _period(scenario: Scenario) -> tuple[str, str]:
    """Return the first and the last month of a run, as 2026-01."""
    months = month_starts(scenario.start, scenario.months)
    return months[0].isoformat()[:7], months[-2].isoformat()[:7]


def _of(parameter: Parameter, scenario: Scenario) -> Iterator[Label]:
    chosen = [value for value in parameter.values if value.origin.layer != "parameters"]
    if not chosen:
        return
    longest = max(_highest(value.value) for value in chosen)
    if longest * _IN_MONTHS.get(parameter.unit, 0) > scenario.months:
        yield worded(BEYOND, name=parameter.name, value=f"{longest:g}", unit=parameter.unit, months=scenario.months)
    if parameter.adds_up_to is not None and any(value.uncertainty for value in chosen):
        yield worded(SCALED, name=parameter.name, whole=parameter.adds_up_to)
    if parameter.switch is not None and not _ever_on(parameter.switch, scenario):
        yield worded(SWITCHED_OFF, name=parameter.name, switch=parameter.switch)
    first, end = min(value.date for value in chosen), _period(scenario)[1]
    if first.isoformat()[:7] > end:
        yield worded(LATE, name=parameter.name, date=first, end=end)
    since = max(first, scenario.start)
    for measure in scenario.measures:
        if measure.start <= since and measure.until is None and _sets(measure, parameter):
            yield worded(OVERRULED, name=parameter.name, measure=measure.name, date=measure.start)


def _ever_on(switch: str, scenario: Scenario) -> bool:
    """Tell whether a value or a measure may turn a switch on."""
    values = scenario.parameters[switch].values
    acted_on = any(effect.parameter == switch for measure in scenario.measures for effect in measure.effects)
    return acted_on or any(_highest(value.value) > 0 for value in values)


def _sets(measure: Measure, parameter: Parameter) -> bool:
    """Tell whether a measure puts a value of its own in the place of that of a parameter."""
    return parameter.name in _set_by(measure)


def _set_by(measure: Measure) -> list[str]:
    return [one.parameter for one in measure.effects if one.operation == "set"]


def _highest(value: Numbers) -> float:
    return max(value) if isinstance(value, tuple) else value


def worded(label: Label, **words: object) -> Label:
    """Fill in the words of a label, in both languages."""
    return Label(label.nl.format(**words), label.en.format(**words))
