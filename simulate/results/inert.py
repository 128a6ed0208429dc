"""Measures that cannot change anything in a run, and targets that no year of it decides: seen in its scenario alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from simulate.engine.clock import month_starts
from simulate.registry import model
from simulate.results.opening import whole_years
from simulate.scenario import Effect, Measure, Parameter, Scenario, Target

Why = Literal["after", "before", "never", "told", "unread", "same"]
"""It begins after the end of the run, or ends before its begin; its probability is 0; a coupling does what it stands
for; nothing reads the parameters that it changes; or they have the value already that it gives them."""


@dataclass(frozen=True)
class Inert:
    """A measure that can change nothing."""

    measure: Measure
    why: Why
    end: date
    """The first day after the run."""


@dataclass(frozen=True)
class Outside:
    """A target of which the run does not have the calendar years."""

    target: Target
    years: tuple[int, ...]
    """The whole calendar years that the run has."""


def inert(scenario: Scenario) -> list[Inert]:
    """List the measures that can change nothing, with the reason."""
    running = dict.fromkeys((scenario.whole or scenario.model, *scenario.parts))
    # Of a run of parts it counts what any of them reads: what one does can reach another.
    read = {name for one in running for name in model(one).parameters()}
    end = month_starts(scenario.start, scenario.months)[-1]
    found = ((measure, _why(scenario, measure, end, read)) for measure in scenario.measures)
    return [Inert(measure, why, end) for measure, why in found if why is not None]


def outside(scenario: Scenario) -> list[Outside]:
    """List the targets that ask for years that the run does not have as a whole."""
    months = np.datetime64(scenario.start, "M") + np.arange(scenario.months)
    years = tuple(whole_years(months)[1].tolist())
    found = ((target, [target.by] if target.by is not None else target.years) for target in scenario.targets)
    return [Outside(target, years) for target, wanted in found if not set(wanted) <= set(years)]


def _why(scenario: Scenario, measure: Measure, end: date, read: Collection[str]) -> Why | None:
    if measure.probability == 0:
        return "never"
    if max(measure.start, month_starts(measure.start, _least_delay(measure))[-1]) >= end:
        return "after"
    if measure.until is not None and measure.until <= scenario.start and not measure.delay:
        return "before"
    if measure.elsewhere and not measure.effects:
        return "told"
    if not any(effect.parameter in read for effect in measure.effects):
        return "unread"
    same = all(_same(scenario, measure, effect, end) for effect in measure.effects if effect.parameter in read)
    return "same" if same else None


def _least_delay(measure: Measure) -> int:
    """Return the months that it comes late at least."""
    least = measure.delay.at.get("min", 0.0) if measure.delay else 0.0
    return max(0, round(float(np.min(least))))


def _same(scenario: Scenario, measure: Measure, effect: Effect, end: date) -> bool:
    """Tell whether an effect gives its parameter, for certain, the value that it has already."""
    if effect.uncertainty is not None:
        return False
    if effect.operation != "set":
        return bool(np.all(np.asarray(effect.value) == (1.0 if effect.operation == "multiply" else 0.0)))
    parameter = scenario.parameters.get(effect.parameter)
    others = (other for other in scenario.measures if other is not measure)
    alone = not any(one.parameter == effect.parameter for other in others for one in other.effects)
    return parameter is not None and alone and all(_has(parameter, effect, measure.start, end))


def _has(parameter: Parameter, effect: Effect, begin: date, end: date) -> Iterator[bool]:
    """Tell of every value in force between two days whether it is exactly the one that an effect gives."""
    for value, following in zip(parameter.values, (*parameter.values[1:], None), strict=True):
        if value.date < end and (following is None or following.date > begin):
            yield value.uncertainty is None and bool(np.all(np.asarray(value.value) == np.asarray(effect.value)))
