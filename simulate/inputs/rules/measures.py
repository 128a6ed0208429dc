"""What must be true of a measure beside its form: dates in order, conditions on outcomes, effects that are possible."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from simulate.engine.outcome import Outcome
from simulate.errors import Problem
from simulate.inputs.parts import NoPart, Part, entries, part_of
from simulate.inputs.problems import did_you_mean, listed
from simulate.inputs.rules.amounts import AmountGiven, amount_problems, spread_problems
from simulate.inputs.rules.derivation import derivation_problems
from simulate.inputs.rules.limits import Limits, limits_in, limits_of
from simulate.inputs.rules.parameters import UNCERTAINTY_EXPECTED, role_problems
from simulate.inputs.schema.forms import ConditionForm, EffectForm, MeasureForm, ParameterForm, Spread
from simulate.inputs.yaml.document import Document, Steps
from simulate.vocabulary import TOTAL


class Known(Protocol):
    """What a measure can act on, and be conditional on."""

    def parameter(self, name: str) -> ParameterForm | None:
        """Return the form of a parameter; None when there is none."""

    def outcomes(self, models: Iterable[str]) -> Mapping[str, Outcome]:
        """Return the outcomes of some models, by name."""


def measure_problems(form: MeasureForm, document: Document, steps: Steps, known: Known) -> list[Problem]:
    """Return all problems between two fields of a measure, or between a field and a parameter."""
    problems = []
    if form.start and form.until and form.until <= form.start:
        message = f"the measure ends on {form.until}, not after it begins on {form.start}"
        problems.append(document.problem((*steps, "until"), message, expected=f"a date after {form.start}"))
    if isinstance(form.delay, Spread):
        problems += spread_problems(document, (*steps, "delay"), form.delay, None, limits_in("maanden"), None)
    own_source = form.source or document.data[steps[0]].get("source")
    effects = [(number, effect) for number, effect in enumerate(form.effects or []) if effect is not None]
    models = list(dict.fromkeys(effect.parameter.split(".")[0] for _, effect in effects))
    for place, condition in _placed(form, document, steps):
        judges = [condition.model] if condition.model else models
        # Where a measure acts on several models and does not say whose outcome it is, all of them judge it.
        of_each = [known.outcomes([one]) for one in judges]
        shared = [name for name in known.outcomes(judges) if all(name in of_one for of_one in of_each)]
        problems += condition_problems(condition, document, place, shared if judges else None)
    outcomes = known.outcomes(models)
    problems += _expectation_problems(form, document, steps, outcomes) if effects else []
    for number, effect in effects:
        parameter = known.parameter(effect.parameter)
        place = (*steps, "effects", number)
        problems += effect_problems(effect, document, place, own_source, parameter)
        done = operation(effect)
        if done is not None and form.start is not None:
            problems += derivation_problems(effect.derivation, done[1], form.start, known.parameter, document, place)
    return problems


def _expectation_problems(
    form: MeasureForm, document: Document, steps: Steps, outcomes: Mapping[str, Outcome]
) -> Iterator[Problem]:
    found = dict[Part, str]()
    for word in form.expects or {}:
        place = (*steps, "expects", word)
        try:
            part = part_of(word, outcomes)
        except NoPart as error:
            yield document.problem(place, error.message, key=True, expected=error.expected, hint=error.hint)
            continue
        if _without_total(part, outcomes):
            expected = f"one of its entries: {part.outcome}[{entries(outcomes[part.outcome])[0]}]"
            yield document.problem(place, f"{part.outcome} has no total", key=True, expected=expected)
        elif part in found:
            message = f"'{word}' and '{found[part]}' are the same"
            yield document.problem(place, message, key=True, expected="each part once")
        found.setdefault(part, word)


def _without_total(part: Part, outcomes: Mapping[str, Outcome]) -> bool:
    known = entries(outcomes[part.outcome])
    return part.entry is None and bool(known) and not any({*entry.split(" · ")} == {TOTAL} for entry in known)


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
    if form.model and not outcomes:
        message = f"there is no model '{form.model}' whose outcome could be a condition"
        problems.append(document.problem((*steps, "model"), message, expected="the name of a model"))
    elif outcomes is not None and form.outcome not in outcomes:
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
    limits = limits_of(parameter) if parameter is not None else None
    if parameter is None or limits is None:
        return problems
    name, amount = done
    possible = {"set": limits, "add": limits.difference(), "multiply": limits_in("factor")}[name]
    amounts = amount_problems(document, (*steps, name), amount, parameter.axis, possible)
    if isinstance(form.uncertainty, Spread) and not amounts:
        inside: Steps = (*steps, "uncertainty")
        problems += spread_problems(document, inside, form.uncertainty, parameter.axis, possible, amount)
    return problems + amounts + _family_problems(form, document, steps, name, limits)


def _family_problems(form: EffectForm, document: Document, steps: Steps, name: str, limits: Limits) -> list[Problem]:
    """Return the problem of an effect after which shares that belong together would not add up any more."""
    if limits.whole is None:
        return []
    expected = f"`set:` with numbers that add up to {limits.whole:g}, or `add:` with numbers that add up to 0"
    if name == "multiply":
        message = f"multiplied, the entries of {form.parameter} do not add up to {limits.whole:g} any more"
        return [document.problem((*steps, name), message, key=True, expected=expected)]
    if isinstance(form.uncertainty, Spread):
        message = f"the entries of {form.parameter} add up to {limits.whole:g}, so none of them can be uncertain alone"
        return [document.problem((*steps, "uncertainty"), message, key=True, expected="`uncertainty: none`")]
    return []
