"""What must be true of a scenario file beside its form: its head, its measures and its direct overrides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from simulate.errors import Problem
from simulate.inputs.library import Library
from simulate.inputs.model_info import model_names, why_no_model
from simulate.inputs.problems import did_you_mean, listed
from simulate.inputs.resolve.ask_rules import asks_problems
from simulate.inputs.resolve.target_rules import targets_problems
from simulate.inputs.rules.amounts import AmountGiven, amount_problems, spread_problems
from simulate.inputs.rules.parameters import role_problems
from simulate.inputs.schema.forms import MeasureForm, ScenarioForm, Spread, TimingForm, ValueForm
from simulate.inputs.yaml.document import Document, Steps
from simulate.vocabulary import UNITS


def places_of_measures(form: ScenarioForm) -> Iterator[tuple[Steps, str, TimingForm | None]]:
    """Yield the measures a scenario file takes: their places, names, and what it says about their timing."""
    for number, entry in enumerate(form.measures or []):
        if isinstance(entry, str):
            yield ("measures", number), entry, None
        elif isinstance(entry, dict):  # a refused entry is None
            for name, timing in entry.items():
                yield ("measures", number, name), name, timing


def taken(form: ScenarioForm) -> Iterator[tuple[str, TimingForm | None]]:
    """Yield the measures a scenario file takes, with what it says about their timing."""
    return ((name, timing) for _, name, timing in places_of_measures(form))


def scenario_problems(
    form: ScenarioForm, document: Document, family: Sequence[Document], library: Library, model: str | None
) -> list[Problem]:
    """Return the problems of one scenario file; `family` is its whole chain, root first; `model` is the root's."""
    problems = _head_problems(form, document) + _dates_problems(form, document)
    if document is family[0] and "extends" not in document.data:
        problems += _horizon_problems(document, family)
    problems += _measures_problems(form, document, library, model)
    for name, override in (form.parameters or {}).items():
        problems += _override_problems(document, library, model, name, override)
    return problems + targets_problems(form, document, family, model) + asks_problems(form, document, model)


def _head_problems(form: ScenarioForm, document: Document) -> list[Problem]:
    problems, models = [], model_names()
    either = "`model: asiel` or `extends: asiel.yaml`"
    if "model" in document.data and "extends" in document.data:
        problems.append(document.problem(("model",), "the model is that of the parent", key=True, expected=either))
    if "model" not in document.data and "extends" not in document.data:
        problems.append(document.problem((), "neither model nor extends is given", expected=either))
    if form.model is not None and form.model not in models:
        message, hint = why_no_model(form.model), did_you_mean(form.model, models)
        problems.append(document.problem(("model",), message, expected=listed(models), hint=hint))
    return problems


def _dates_problems(form: ScenarioForm, document: Document) -> list[Problem]:
    problems = []
    if form.years is not None and form.months is not None:
        message = "years and months are both given"
        problems.append(document.problem(("months",), message, key=True, expected="one of them"))
    if form.start is not None and form.start.day != 1:
        message = f"{form.start} is not the first day of a month"
        problems.append(document.problem(("start",), message, expected=f"{form.start.replace(day=1)}"))
    return problems


def _horizon_problems(root: Document, family: Sequence[Document]) -> list[Problem]:
    """Return the problems of keys that a run needs and no file of the chain gives."""
    return [
        root.problem((), f"'{' or '.join(keys)}' is missing", expected=f"`{keys[0]}:` here or in a scenario below it")
        for keys in (("start",), ("years", "months"), ("draws",), ("seed",))
        if not any(key in document.data for key in keys for document in family)
    ]


def _measures_problems(form: ScenarioForm, document: Document, library: Library, model: str | None) -> list[Problem]:
    problems, seen = [], set[str]()
    for steps, name, timing in places_of_measures(form):
        if name in seen:
            problems.append(document.problem(steps, f"'{name}' is taken twice", key=True, expected="each measure once"))
        seen.add(name)
        item = library.measures.items.get(name)
        measure = item.form if item else None
        if measure is None:
            continue
        acts_on = {effect.parameter.split(".")[0] for effect in measure.effects or [] if effect}
        if model is not None and acts_on - {model}:
            message = f"'{name}' acts on {', '.join(sorted(acts_on - {model}))}, not on {model}"
            problems.append(document.problem(steps, message, key=True, expected=f"a measure for the model {model}"))
        if timing is not None:
            problems += _timing_problems(document, steps, measure, timing)
    return problems


def _timing_problems(document: Document, steps: Steps, measure: MeasureForm, timing: TimingForm) -> list[Problem]:
    problems = []
    start, until = timing.start or measure.start, timing.until or measure.until
    if start and until and until <= start:
        key, expected = ("until", f"a date after {start}") if timing.until else ("from", f"a date before {until}")
        message = f"the measure ends on {until}, not after it begins on {start}"
        problems.append(document.problem((*steps, key), message, expected=expected))
    if isinstance(timing.delay, Spread):
        problems += spread_problems(document, (*steps, "delay"), timing.delay, None, UNITS["maanden"], None)
    return problems


def _override_problems(
    document: Document, library: Library, model: str | None, name: str, override: object
) -> list[Problem]:
    steps: Steps = ("parameters", name)
    if model is not None and name.split(".")[0] != model:
        message = f"'{name}' is not a parameter of {model}"
        return [document.problem(steps, message, key=True, expected=f"a parameter of the model {model}")]
    parameter = library.parameter(name)
    if parameter is None or parameter.unit is None:
        return []
    unit, axis = UNITS[parameter.unit], parameter.axis
    problems: list[Problem] = []
    for place, amount, value in dated(override, steps):
        amounts = amount_problems(document, place, amount, axis, unit)
        problems += amounts
        if value is None:
            continue
        # An override is its author's assumption and exact; only another role asks for more.
        role = None if value.role == "assumption" else value.role
        problems += role_problems(document, place[:-1], role, value.source, value.reason)
        if isinstance(value.uncertainty, Spread) and not amounts:
            inside = (*place[:-1], "uncertainty")
            problems += spread_problems(document, inside, value.uncertainty, axis, unit, amount, moves=True)
    return problems


def dated(override: object, steps: Steps) -> Iterator[tuple[Steps, AmountGiven, ValueForm | None]]:
    """Yield the amounts of an override: their places, and their form where they have more than a number."""
    if isinstance(override, ValueForm):
        yield (*steps, "value"), override.value, override
    elif isinstance(override, dict) and not all(isinstance(key, str) for key in override):
        for day, once in override.items():
            yield from dated(once, (*steps, day.isoformat()))
    else:
        yield steps, cast(AmountGiven, override), None
