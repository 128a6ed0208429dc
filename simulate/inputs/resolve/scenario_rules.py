"""What must be true of a scenario file beside its form: its head, its measures and its direct overrides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import cast

from simulate.errors import Problem
from simulate.inputs.library import Library
from simulate.inputs.model_info import model_info, model_names, why_no_model
from simulate.inputs.problems import did_you_mean, listed
from simulate.inputs.resolve.ask_rules import asks_problems
from simulate.inputs.resolve.relative import Relative, relative_of
from simulate.inputs.resolve.target_rules import targets_problems
from simulate.inputs.rules.amounts import AmountGiven, amount_problems, spread_problems
from simulate.inputs.rules.derivation import derivation_problems
from simulate.inputs.rules.limits import limits_in, limits_of
from simulate.inputs.rules.parameters import role_problems
from simulate.inputs.schema.forms import ChangeForm, MeasureForm, ScenarioForm, Spread, TimingForm, ValueForm
from simulate.inputs.yaml.document import Document, Steps
from simulate.scenario import model_of


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
    form: ScenarioForm,
    document: Document,
    family: Sequence[Document],
    library: Library,
    model: str | None,
    models: Sequence[str],
) -> list[Problem]:
    """Return the problems of one scenario file.

    `family` is its whole chain, root first; `model` is the root's, `models` are all whose parameters the run has.
    """
    problems = _head_problems(form, document) + _dates_problems(form, document) + _parts_problems(form, document, model)
    if document is family[0] and "extends" not in document.data:
        problems += _horizon_problems(document, family)
    problems += _measures_problems(form, document, library, models)
    for name, override in (form.parameters or {}).items():
        problems += _override_problems(document, library, models, name, override)
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


def _parts_problems(form: ScenarioForm, document: Document, model: str | None) -> list[Problem]:
    """Return the problems of the parts that are chosen: of a model without parts, of another name, taken twice."""
    if form.parts is None or model not in model_names():
        return []
    if not model_info(str(model)).parts:
        expected = f"no `parts:` beside the model {model}"
        return [document.problem(("parts",), f"{model} is not made of parts", key=True, expected=expected)]
    names = [name for name in model_names() if name != model and not model_info(name).parts]
    problems = []
    for number, name in enumerate(form.parts):
        if name not in names:
            message, hint = f"there is no model '{name}' to be a part", did_you_mean(name, names)
            problems.append(document.problem(("parts", number), message, expected=listed(names), hint=hint))
        elif name in form.parts[:number]:
            problems.append(document.problem(("parts", number), f"'{name}' is taken twice", expected="each part once"))
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


def _measures_problems(
    form: ScenarioForm, document: Document, library: Library, models: Sequence[str]
) -> list[Problem]:
    problems, seen = [], set[str]()
    for steps, name, timing in places_of_measures(form):
        if name in seen:
            problems.append(document.problem(steps, f"'{name}' is taken twice", key=True, expected="each measure once"))
        seen.add(name)
        item = library.measures.items.get(name)
        measure = item.form if item else None
        if measure is None:
            continue
        acts_on = {model_of(effect.parameter) for effect in measure.effects or [] if effect}
        if models and acts_on.isdisjoint(models):
            # What it does to models that do not run is left out; one that does nothing here is a mistake.
            message = f"'{name}' acts on {', '.join(sorted(acts_on))}, not on {_either(models)}"
            expected = f"a measure for the model {_either(models)}"
            problems.append(document.problem(steps, message, key=True, expected=expected))
        if timing is not None:
            problems += _timing_problems(document, steps, measure, timing)
    return problems


def _either(models: Sequence[str]) -> str:
    return " or ".join([", ".join(models[:-1]), models[-1]] if len(models) > 1 else models)


def _timing_problems(document: Document, steps: Steps, measure: MeasureForm, timing: TimingForm) -> list[Problem]:
    problems = []
    start, until = timing.start or measure.start, timing.until or measure.until
    if start and until and until <= start:
        key, expected = ("until", f"a date after {start}") if timing.until else ("from", f"a date before {until}")
        message = f"the measure ends on {until}, not after it begins on {start}"
        problems.append(document.problem((*steps, key), message, expected=expected))
    if isinstance(timing.delay, Spread):
        problems += spread_problems(document, (*steps, "delay"), timing.delay, None, limits_in("maanden"), None)
    return problems


def _override_problems(
    document: Document, library: Library, models: Sequence[str], name: str, override: object
) -> list[Problem]:
    steps: Steps = ("parameters", name)
    if models and model_of(name) not in models:
        message = f"'{name}' is not a parameter of {_either(models)}"
        return [document.problem(steps, message, key=True, expected=f"a parameter of the model {_either(models)}")]
    parameter = library.parameter(name)
    if parameter is None or parameter.unit is None:
        return []
    limits, axis, moves = limits_of(parameter), parameter.axis, not parameter.at_start
    problems: list[Problem] = []
    given = list(dated(override, steps))
    if len({isinstance(amount, Relative) for _, amount, _ in given}) > 1:
        expected = "values only, or changes only: each of what the value would otherwise be"
        problems.append(document.problem(steps, "values and changes stand side by side", key=True, expected=expected))
    for place, amount, value in given:
        if isinstance(amount, Relative):
            problems += _change_problems(document, place, amount, value, axis)
            continue
        amounts = amount_problems(document, place, amount, axis, limits) or _plus_problems(document, place, amount)
        problems += amounts
        if not isinstance(value, ValueForm):
            continue
        # An override is its author's assumption and exact; only another role asks for more.
        role = None if value.role == "assumption" else value.role
        problems += role_problems(document, place[:-1], role, value.source, value.reason)
        on = _day(place) or max(parameter.values or [date.max])
        problems += derivation_problems(value.derivation, amount, on, library.parameter, document, place[:-1])
        if isinstance(value.uncertainty, Spread) and not amounts:
            inside = (*place[:-1], "uncertainty")
            problems += spread_problems(document, inside, value.uncertainty, axis, limits, amount, moves=moves)
    return problems


def _day(place: Steps) -> date | None:
    """Return the date under which an amount of an override stands; None where it has none."""
    return next((date.fromisoformat(str(step)) for step in place[2:] if str(step)[:1].isdigit()), None)


def _change_problems(
    document: Document, steps: Steps, by: Relative, form: ValueForm | ChangeForm | None, axis: str | None
) -> list[Problem]:
    """Return the problems of a change that do not depend on what it changes."""
    if not isinstance(form, ChangeForm):
        return amount_problems(document, steps, by.amount, axis, None, whole=False)
    problems = []
    if form.add is not None and form.multiply is not None:
        expected = "exactly one of add and multiply"
        problems.append(document.problem(steps, "a change does one thing", key=True, expected=expected))
    limits = limits_in("factor") if by.operation == "multiply" else None
    problems += amount_problems(document, (*steps, by.operation), by.amount, axis, limits, whole=False)
    role = None if form.role == "assumption" else form.role
    return problems + role_problems(document, steps, role, form.source, form.reason)


def _plus_problems(document: Document, steps: Steps, amount: AmountGiven) -> list[Problem]:
    """Return the problem of a number with a plus before it, which reads as a change and would be a value."""
    places = [(*steps, entry) for entry in amount] if isinstance(amount, dict) else [steps]
    for place in places:
        mark = document.mark(place)
        plus = re.match(r"\+([0-9_.]+)", document.lines[mark.line - 1][mark.column - 1 :])
        if plus:
            message, number = f"'{plus[0]}' can be a value or a change", plus[1]
            expected = f"{number} for that value, {{add: {number}}} for so much more"
            return [document.problem(place, message, expected=expected)]
    return []


def dated(
    override: object, steps: Steps
) -> Iterator[tuple[Steps, AmountGiven | Relative, ValueForm | ChangeForm | None]]:
    """Yield the amounts and changes of an override: their places, and their form where they have one."""
    by = relative_of(override)
    if by is not None:
        yield steps, by, override if isinstance(override, ChangeForm) else None
    elif isinstance(override, ValueForm):
        yield (*steps, "value"), override.value, override
    elif isinstance(override, dict) and not all(isinstance(key, str) for key in override):
        for day, once in override.items():
            yield from dated(once, (*steps, day.isoformat()))
    else:
        yield steps, cast(AmountGiven, override), None
