"""Values typed after the command: `--set asiel.instroom.eerste_aanvragen=2026-01-01:45_000`."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from simulate.errors import Problem
from simulate.inputs.library import Library
from simulate.inputs.problems import did_you_mean, on_command_line
from simulate.inputs.rules.amounts import amount_problems
from simulate.inputs.yaml.document import Document
from simulate.inputs.yaml.reading import plain_word
from simulate.scenario import Origin
from simulate.vocabulary import UNITS


@dataclass(frozen=True)
class Typed:
    """The values of one parameter; a date of None stands for all dates."""

    name: str
    values: tuple[tuple[date | None, float], ...]

    @property
    def origin(self) -> Origin:
        return Origin(
            layer="command line", file="command line", line=0, role="assumption", reason="set on the command line"
        )


def typed(overrides: Mapping[str, str], library: Library, model: str | None) -> tuple[list[Typed], list[Problem]]:
    """Parse the typed values; return them and all their problems."""
    values, problems = [], []
    for name, text in overrides.items():
        found, wrong = _values(name, text)
        wrong += _name_problems(name, text, library, model)
        if not wrong:
            wrong += _impossible(name, text, found, library)
        problems += wrong
        values.append(Typed(name, tuple(found)))
    return values, problems


def _values(name: str, text: str) -> tuple[list[tuple[date | None, float]], list[Problem]]:
    values: list[tuple[date | None, float]] = []
    column = len(name) + 2
    for part in text.split(","):
        day_text, colon, number_text = part.rpartition(":")
        try:
            day = date.fromisoformat(day_text.strip()) if colon else None
        except ValueError:
            return [], [_wrong(name, text, column, f"'{day_text.strip()}' is not a date", "name=2026-01-01:45_000")]
        number = plain_word(number_text.strip())
        if isinstance(number, bool) or not isinstance(number, int | float) or not math.isfinite(number):
            where = column + len(day_text) + len(colon)
            return [], [
                _wrong(name, text, where, f"'{number_text.strip()}' is not a number", "name=number or name=date:number")
            ]
        values.append((day, float(number)))
        column += len(part) + 1
    if len(values) > 1 and len({day for day, _ in values} - {None}) < len(values):
        return [], [
            _wrong(name, text, len(name) + 2, "several values need a date each", "name=date:number,date:number")
        ]
    return values, []


def _wrong(name: str, text: str, column: int, message: str, expected: str) -> Problem:
    return on_command_line(f"{name}={text}", message, column=column, expected=expected)


def _name_problems(name: str, text: str, library: Library, model: str | None) -> list[Problem]:
    if model is None:
        return []
    names = library.parameters(model).names
    if names is None or name in names:
        return []
    return [
        on_command_line(
            f"{name}={text}",
            f"there is no parameter '{name}' in the model {model}",
            expected="model.file.parameter=value",
            hint=did_you_mean(name, names),
        )
    ]


def _impossible(name: str, text: str, values: list[tuple[date | None, float]], library: Library) -> list[Problem]:
    parameter = library.parameter(name)
    if parameter is None or parameter.unit is None:
        return []
    nowhere = Document("command line", "command line", [f"{name}={text}"], "")
    problems: list[Problem] = []
    for _, number in values:
        problems += [
            on_command_line(f"{name}={text}", problem.message, column=len(name) + 2, expected=problem.expected)
            for problem in amount_problems(nowhere, (), number, parameter.axis, UNITS[parameter.unit])
        ]
    return problems
