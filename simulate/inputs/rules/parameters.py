"""What must be true of two fields at once in parameters and sources: values with their roles and uncertainty."""

from __future__ import annotations

from simulate.errors import Problem
from simulate.inputs.rules.amounts import amount_problems, spread_problems
from simulate.inputs.rules.limits import bounds_of, limits_of
from simulate.inputs.schema.forms import LabelForm, ParameterForm, SourceForm, Spread, ValueForm
from simulate.inputs.yaml.document import Document, Steps
from simulate.scenario import Role
from simulate.vocabulary import UNITS

UNCERTAINTY_EXPECTED = "`uncertainty:`, a wide distribution, or the word none with a reason"


def role_problems(
    document: Document, steps: Steps, role: Role | None, source: str | None, reason: str | LabelForm | None
) -> list[Problem]:
    """Return the problems of a role: a figure has a source; an assumption or an estimate says why."""
    problems = []
    if role == "switch":
        return _switch_problems(document, steps, source, reason)
    if role is not None and role != "assumption" and source is None:
        expected = "`source:` of bronnen.yaml, or the role assumption with a reason"
        problems.append(document.problem(steps, "no source is given", key=True, expected=expected))
    if role in ("assumption", "estimated") and reason is None:
        message = "an assumption must say why" if role == "assumption" else "an estimate must say why"
        problems.append(
            document.problem(steps, message, key=True, expected="`reason:` that a reader can disagree with")
        )
    return problems


def _switch_problems(
    document: Document, steps: Steps, source: str | None, reason: str | LabelForm | None
) -> list[Problem]:
    """Return the problem of a switch that says neither on what rule nor why it is neutral."""
    if source is not None or reason is not None:
        return []
    expected = "`source:` of the rule that is in force, or a `reason:` why it moves nothing"
    return [document.problem(steps, "a switch must say why it is neutral", key=True, expected=expected)]


def parameter_problems(form: ParameterForm, document: Document, steps: Steps) -> list[Problem]:
    """Return all problems between two fields of a parameter."""
    given = document.data[steps[0]]
    if not form.values:
        return []
    problems = _bounds_problems(form, document, steps)
    for day, value in form.values.items():
        place: Steps = (*steps, "values", day.isoformat())
        role, reason = value.role or form.role, value.reason or form.reason
        problems += role_problems(document, place, role, value.source, reason)
        if form.axis is not None or "axis" not in given:
            problems += _value_problems(form, value, document, place)
        if role == "switch" and (isinstance(value.uncertainty, Spread) or isinstance(form.uncertainty, Spread)):
            message = "a switch moves nothing, so it is exact"
            problems.append(document.problem(place, message, key=True, expected="`uncertainty: none`, or another role"))
    if list(form.values) != sorted(form.values):
        message = "the dates are not in order"
        problems.append(document.problem((*steps, "values"), message, key=True, expected="the earliest date first"))
    if len(form.values) == len(given["values"]):  # else the last value may be one that could not be used
        problems += _last_problems(form, form.values[max(form.values)], document, steps)
    return problems


def _bounds_problems(form: ParameterForm, document: Document, steps: Steps) -> list[Problem]:
    """Return the problems of stated bounds, which lie within those of the unit, and of a sum without entries."""
    problems = []
    bounds = bounds_of(form)
    if bounds is not None and form.unit is not None:
        low, high = UNITS[form.unit].bounds
        if not low <= bounds[0] < bounds[1] <= high:
            message = f"from {bounds[0]:g} to {bounds[1]:g} is not within the bounds of {form.unit}"
            expected = f"`min:` below `max:`, both from {low:g} to {high:g}"
            problems.append(document.problem((*steps, "bounds"), message, key=True, expected=expected))
    if form.adds_up_to is not None and form.axis is None and "axis" not in document.data[steps[0]]:
        message, expected = "there are no entries that could add up", "`axis:` beside `adds_up_to:`"
        problems.append(document.problem((*steps, "adds_up_to"), message, key=True, expected=expected))
    return problems


def _value_problems(form: ParameterForm, value: ValueForm, document: Document, place: Steps) -> list[Problem]:
    limits, moves = limits_of(form), not form.at_start
    problems = amount_problems(document, (*place, "value"), value.value, form.axis, limits)
    if isinstance(value.uncertainty, Spread) and not problems:
        inside: Steps = (*place, "uncertainty")
        return spread_problems(document, inside, value.uncertainty, form.axis, limits, value.value, moves=moves)
    return problems


def _last_problems(form: ParameterForm, last: ValueForm, document: Document, steps: Steps) -> list[Problem]:
    """Return the problems of the uncertainty of the last value.

    The uncertainty of a parameter is that of its last value, which goes on into the future.
    """
    inside: Steps = (*steps, "uncertainty")
    if form.uncertainty is not None and last.uncertainty is not None:
        expected = "the uncertainty of the last value in one place"
        return [document.problem(inside, "the last value has an uncertainty of its own", key=True, expected=expected)]
    if "uncertainty" not in document.data[steps[0]] and last.uncertainty is None:
        if (last.role or form.role) != "assumption":
            return []
        message = "an assumption needs an uncertainty"
        return [document.problem(steps, message, key=True, expected=UNCERTAINTY_EXPECTED)]
    limits, moves = limits_of(form), not form.at_start
    if not isinstance(form.uncertainty, Spread) or (form.axis is None and "axis" in document.data[steps[0]]):
        return []
    if amount_problems(document, inside, last.value, form.axis, limits):
        return []  # the value itself is wrong, and said so
    return spread_problems(document, inside, form.uncertainty, form.axis, limits, last.value, moves=moves)


def source_problems(form: SourceForm, document: Document, steps: Steps) -> list[Problem]:
    """Return the problems of a source: programme documents, and only they, have lines."""
    if form.kind == "programme" and "lines" not in document.data[steps[0]]:
        return [document.problem(steps, "'lines' is missing", key=True, expected="the number of lines of the document")]
    if form.kind not in (None, "programme") and form.lines is not None:
        message = f"a source of kind {form.kind} has no lines"
        return [document.problem((*steps, "lines"), message, key=True, expected="lines in programme documents only")]
    return []
