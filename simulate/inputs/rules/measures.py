"""What must be true of a measure beside its form: dates in order, conditions on outcomes, effects that are possible."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from simulate.errors import Problem
from simulate.inputs.problems import did_you_mean, listed
from simulate.inputs.rules.amounts import AmountGiven, amount_problems, spread_problems
from simulate.inputs.rules.parameters import UNCERTAINTY_EXPECTED, role_problems
from simulate.inputs.schema.forms import ConditionForm, EffectForm, MeasureForm, ParameterForm, Spread
from simulate.inputs.yaml.document import Document, Steps
from simulate.vocabulary import UNITS

_FACTOR = UNITS["factor"]


class Known(Protocol):
    """What a measure can act on, and be conditional on."""

    def parameter(self, name: str) -> ParameterForm | None:
        """Return the form of a parameter; None when there is none."""

    def outcomes(self, models: Iterable[str]) -> list[str]:
        """List the outcomes of some models."""


def measure_problems(form: MeasureForm, document: Document, steps: Steps, known: Known) -> list[Problem]:
    """Return all problems between two fields of a measure, or between a field and a parameter."""
    problems = []
    if form.start and form.until and form.until <= form.start:
        message = f"the measure ends on {form.until}, not after it begins on {form.start}"
        problems.append(document.problem((*steps, "until"), message, expected=f"a date after {form.start}"))
    if isinstance(form.delay, Spread):
        problems += spread_problems(document, (*steps, "delay"), form.delay, None, UNITS["maanden"], None)
    own_source = form.source or document.data[steps[0]].get("source")
    effects = [(number, effect) for number, effect in enumerate(form.effects or []) if effect is not None]
    outcomes = known.outcomes(dict.fromkeys(effect.parameter.split(".")[0] for _, effect in effects))
    for place, condition in _placed(form, document, steps):
        problems += condition_problems(condition, document, place, outcomes if effects else None)
    for number, effect in effects:
        parameter = known.parameter(effect.parameter)
        problems += effect_problems(effect, document, (*steps, "effects", number), own_source, parameter)
    return problems


def conditions(form: MeasureForm) -> list[ConditionForm]:
    """List the conditions under which a measure acts; all must hold."""
    if form.conditions is None:
        return []
    given = form.conditions if isinstance(form.conditions, list) else [form.conditions]
    return [condition for condition in given if condition is not None]


def _placed(form: MeasureForm, document: Document, steps: Steps) -> list[tuple[Steps, ConditionForm]]:
    inside: Steps = (*steps, "while")
    if not isinstance(form.conditions, list):
        return [(inside, condition) for condition in conditions(form)]
    return [((*inside, number), condition) for number, condition in enumerate(form.conditions) if condition is not None]


def condition_problems(
    form: ConditionForm, document: Document, steps: Steps, outcomes: list[str] | None
) -> list[Problem]:
    """Return the problems of a condition: it has exactly one limit, on an outcome that exists.

    `outcomes` is None when it is not known which exist.
    """
    problems = []
    if sum(limit is not None for limit in (form.above, form.below, form.falling)) != 1:
        expected = "exactly one of above, below and falling"
        problems.append(document.problem(steps, "a condition has one limit", key=True, expected=expected))
    if outcomes is not None and form.outcome not in outcomes:
        message, hint = f"there is no outcome '{form.outcome}'", did_you_mean(form.outcome, outcomes)
        problems.append(document.problem((*steps, "outcome"), message, expected=listed(outcomes), hint=hint))
    return problems


def operation(form: EffectForm) -> tuple[str, AmountGiven] | None:
    """Return the operation of an effect and its amount; None when the effect does not give exactly one."""
    given = [(name, getattr(form, name)) for name in ("set", "add", "multiply") if getattr(form, name) is not None]
    return given[0] if len(given) == 1 else None


def effect_problems(
    form: EffectForm, document: Document, steps: Steps, source: str | None, parameter: ParameterForm | None
) -> list[Problem]:
    """Return the problems of an effect; `source` is the measure's own, which an effect without one inherits."""
    problems = role_problems(document, steps, form.role, form.source or source, form.reason)
    if form.role == "assumption" and form.uncertainty is None:
        message = "an assumption needs an uncertainty"
        problems.append(document.problem(steps, message, key=True, expected=UNCERTAINTY_EXPECTED))
    done = operation(form)
    if done is None:
        expected = "exactly one of set, add and multiply"
        return [*problems, document.problem(steps, "an effect does one thing", key=True, expected=expected)]
    if parameter is None or parameter.unit is None:
        return problems
    name, amount = done
    unit = {"set": UNITS[parameter.unit], "multiply": _FACTOR}.get(name)
    amounts = amount_problems(document, (*steps, name), amount, parameter.axis, unit)
    if isinstance(form.uncertainty, Spread) and not amounts:
        problems += spread_problems(document, (*steps, "uncertainty"), form.uncertainty, parameter.axis, unit, amount)
    return problems + amounts
