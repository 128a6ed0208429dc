"""What must be true of a question of a scenario beside its form: a part that exists, one time, one limit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from simulate.engine.outcome import Outcome
from simulate.errors import Problem
from simulate.inputs.model_info import model_info, model_names, part_hint
from simulate.inputs.parts import NoPart, part_of
from simulate.inputs.schema.forms import AskForm, ScenarioForm
from simulate.inputs.yaml.document import Document, Steps
from simulate.vocabulary import UNITS


def forms_of(form: ScenarioForm) -> list[AskForm]:
    """List the questions of a scenario file: one, several or none."""
    return form.asks if isinstance(form.asks, list) else [form.asks] if form.asks is not None else []


def asks_problems(form: ScenarioForm, document: Document, model: str | None) -> list[Problem]:
    """Return all problems of the questions of one scenario file."""
    if form.asks is None or model is None or model not in model_names():
        return []
    outcomes = model_info(model).outcomes
    problems = list[Problem]()
    for number, one in enumerate(forms_of(form)):
        steps: Steps = ("asks", number) if isinstance(form.asks, list) else ("asks",)
        problems += _problems(one, document, steps, model, outcomes)
    return problems


def _problems(
    form: AskForm, document: Document, steps: Steps, model: str, outcomes: Mapping[str, Outcome]
) -> Iterator[Problem]:
    if (form.on is None) == (form.within is None):
        message = "the question has no time" if form.on is None else "in and on are both given"
        yield document.problem(steps, message, key=True, expected="`in: 2028` (a year) or `on: 2027-07-01` (a day)")
    if form.at_least is not None and form.at_most is not None:
        message, expected = "at_least and at_most are both given", "one of them: two limits are two questions"
        yield document.problem((*steps, "at_most"), message, key=True, expected=expected)
    try:
        part = part_of(form.outcome, outcomes)
    except NoPart as error:
        hint = part_hint(model, form.outcome) or error.hint
        wanted = None if hint else error.expected
        yield document.problem((*steps, "outcome"), error.message, expected=wanted, hint=hint)
        return
    unit = UNITS.get(outcomes[part.outcome].unit)
    for key in ("at_least", "at_most"):
        limit = getattr(form, key)
        if limit is not None and unit is not None and not unit.low <= limit <= unit.high:
            expected = f"a number from {unit.low:g} to {unit.high:g}"
            yield document.problem((*steps, key), f"{limit:g} is not possible in {unit.name}", expected=expected)
