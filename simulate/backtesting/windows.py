"""The windows of a model: its scenarios that start on a day in the past."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from simulate import registry
from simulate.errors import InputError
from simulate.inputs.model_info import model_info
from simulate.inputs.paths import Roots, roots, shown
from simulate.inputs.problems import listed, on_command_line
from simulate.inputs.resolve.scenario import resolve
from simulate.inputs.yaml.reading import read
from simulate.scenario import Scenario


def windows(model: str, as_of: date | None = None, draws: int | None = None) -> list[Scenario]:
    """List the windows of a model, the earliest first; with `as_of` only those that start on that day.

    Where no window is of that day, the scenario that bears the name of the model is started then, with only what was
    known. InputError when there is no such model, when it is made of parts, or when too little was known.
    """
    check_past(model)
    found = [resolve(path, draws=draws) for path in _files(model, roots())]
    chosen = [scenario for scenario in found if as_of in (None, scenario.as_of)]
    if not chosen and as_of is not None:
        if as_of.day != 1:
            problem = f"{as_of} is not the first day of a month"
            raise InputError([on_command_line(f"--as-of {as_of}", problem, expected=str(as_of.replace(day=1)))])
        scenario = resolve(f"{model}.yaml", draws=draws, as_of=as_of)
        chosen = [scenario.model_copy(update={"name": f"{model}-toets-{as_of:%Y-%m}"})]
    return sorted(chosen, key=lambda scenario: (scenario.as_of or date.min, scenario.name))


def models_with_a_past() -> list[str]:
    """List the models of simulate itself that can be started in the past: those that are not made of parts."""
    return [name for name in registry.own_names() if not model_info(name).parts]


def check_past(model: str) -> None:
    """Raise InputError when there is no such model, or when it is made of parts, with too little past in common."""
    if model not in registry.names():
        raise InputError([on_command_line(model, f"there is no model '{model}'", expected=listed(registry.names()))])
    parts = model_info(model).parts
    if parts:
        problem = f"{model} runs {', '.join(parts)} together, whose counts have too few years in common to judge it by"
        raise InputError([on_command_line(model, problem, expected="one of these, held against its own past")])


def _files(model: str, paths: Roots) -> list[Path]:
    """List the scenario files of a model that set `as_of` or `given`."""
    mine = [path for path in paths.scenarios() if path.stem.split("-")[0] == model]
    return [path for path in mine if {"as_of", "given"} & set(read(path, file=shown(path)).data or {})]
