"""What must be true of the levers of the page: each moves a parameter of its model, within its limits."""

from __future__ import annotations

from typing import Protocol

from simulate.errors import Problem
from simulate.inputs.model_info import model_info, model_names
from simulate.inputs.problems import did_you_mean
from simulate.inputs.rules.limits import impossible, limits_of, possible
from simulate.inputs.schema.forms import LeverForm, LeversForm, ParameterForm
from simulate.inputs.yaml.document import Document, Steps
from simulate.scenario import model_of


class Knows(Protocol):
    """What is known of parameters."""

    def parameter(self, name: str) -> ParameterForm | None: ...


def lever_problems(form: LeversForm, document: Document, steps: Steps, known: Knows) -> list[Problem]:
    """Return the problems of the levers of one model, which is the last of `steps`."""
    model = str(steps[-1])
    if model not in model_names():
        message = f"there is no model '{model}'"
        return [document.problem(steps, message, key=True, hint=did_you_mean(model, model_names()))]
    # A composite takes any model as a part.
    models = tuple(model_names()) if model_info(model).parts else (model,)
    problems, seen = list[Problem](), set[str]()
    for place, lever in enumerate(form.levers or []):
        if lever is None or lever.parameter is None:
            continue
        at = (*steps, "levers", place)
        if lever.parameter in seen:
            problems.append(document.problem((*at, "parameter"), f"'{lever.parameter}' has a lever already"))
        seen.add(lever.parameter)
        problems += _one(lever, document, at, models, known)
    return problems


def _one(lever: LeverForm, document: Document, at: Steps, models: tuple[str, ...], known: Knows) -> list[Problem]:
    """Return the problems of one lever."""
    parameter = known.parameter(lever.parameter)
    if parameter is None or model_of(lever.parameter) not in models:
        message, expected = f"this model has no parameter '{lever.parameter}'", f"a parameter of {', '.join(models)}"
        return [document.problem((*at, "parameter"), message, expected=expected)]
    if parameter.axis is not None or parameter.at_start:
        message = f"'{lever.parameter}' cannot be a lever: it has several numbers, or is read on the first day only"
        return [document.problem((*at, "parameter"), message, expected="a parameter with one number")]
    problems, limits = list[Problem](), limits_of(parameter)
    for end in ("min", "max"):
        number = getattr(lever, end)
        if limits is not None and number is not None and (refused := impossible(number, limits)):
            problems.append(document.problem((*at, end), refused, expected=possible(limits)))
    if lever.min is None or lever.max is None:
        return problems
    if not lever.min < lever.max:
        problems.append(document.problem((*at, "max"), f"{lever.max:g} is not above {lever.min:g}"))
    elif lever.step is not None and lever.step > lever.max - lever.min:
        problems.append(document.problem((*at, "step"), f"one step of {lever.step:g} is more than the whole lever"))
    return problems
