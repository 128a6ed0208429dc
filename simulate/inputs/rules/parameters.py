"""What must be true of two fields at once in parameters and sources: values with their roles and uncertainty."""

from __future__ import annotations

from simulate.errors import Problem
from simulate.inputs.rules.amounts import amount_problems, spread_problems
from simulate.inputs.schema.forms import ParameterForm, SourceForm, Spread, ValueForm
from simulate.inputs.yaml.document import Document, Steps
from simulate.scenario import Role
from simulate.vocabulary import UNITS

UNCERTAINTY_EXPECTED = "`uncertainty:`, a wide distribution, or the word none with a reason"


def role_problems(
    document: Document, steps: Steps, role: Role | None, source: str | None, reason: str | None
) -> list[Problem]:
    """Return the problems of a role: a figure has a source; an assumption or an estimate says why."""
    problems = []
    if role is not None and role != "assumption" and source is None:
        expected = "`source:` of bronnen.yaml, or the role assumption with a reason"
        problems.append(document.problem(steps, "no source is given", key=True, expected=expected))
    if role in ("assumption", "estimated") and reason is None:
        message = f"an {'assumption' if role == 'assumption' else 'estimate'} must say why"
        problems.append(
            document.problem(steps, message, key=True, expected="`reason:` that a reader can disagree with")
        )
    return problems


def parameter_problems(form: ParameterForm, document: Document, steps: Steps) -> list[Problem]:
    """Return all problems between two fields of a parameter."""
    given = document.data[steps[0]]
    if not form.values:
        return []
    problems = []
    for day, value in form.values.items():
        place: Steps = (*steps, "values", day.isoformat())
        role, reason = value.role or form.role, value.reason or form.reason
        problems += role_problems(document, place, role, value.source, reason)
        if form.axis is not None or "axis" not in given:
            problems += _value_problems(form, value, document, place)
    if list(form.values) != sorted(form.values):
        message = "the dates are not in order"
        problems.append(document.problem((*steps, "values"), message, key=True, expected="the earliest date first"))
    if len(form.values) == len(given["values"]):  # else the last value may be one that could not be used
        problems += _last_problems(form, form.values[max(form.values)], document, steps)
    return problems


def _value_problems(form: ParameterForm, value: ValueForm, document: Document, place: Steps) -> list[Problem]:
    unit = UNITS[form.unit] if form.unit else None
    problems = amount_problems(document, (*place, "value"), value.value, form.axis, unit)
    if isinstance(value.uncertainty, Spread) and not problems:
        inside: Steps = (*place, "uncertainty")
        return spread_problems(document, inside, value.uncertainty, form.axis, unit, value.value, moves=True)
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
    unit = UNITS[form.unit] if form.unit else None
    if not isinstance(form.uncertainty, Spread) or (form.axis is None and "axis" in document.data[steps[0]]):
        return []
    if amount_problems(document, inside, last.value, form.axis, unit):
        return []  # the value itself is wrong, and said so
    return spread_problems(document, inside, form.uncertainty, form.axis, unit, last.value, moves=True)


def source_problems(form: SourceForm, document: Document, steps: Steps) -> list[Problem]:
    """Return the problems of a source: programme documents, and only they, have lines."""
    if form.kind == "programme" and "lines" not in document.data[steps[0]]:
        return [document.problem(steps, "'lines' is missing", key=True, expected="the number of lines of the document")]
    if form.kind not in (None, "programme") and form.lines is not None:
        message = f"a source of kind {form.kind} has no lines"
        return [document.problem((*steps, "lines"), message, key=True, expected="lines in programme documents only")]
    return []
