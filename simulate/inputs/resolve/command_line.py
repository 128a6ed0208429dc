"""Values typed after the command: `--set asiel.instroom.eerste_aanvragen=2026-01-01:45_000`, or changes: `=+20%`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from simulate.errors import Problem
from simulate.inputs.library import Library
from simulate.inputs.problems import did_you_mean, on_command_line
from simulate.inputs.resolve.relative import Relative, signed_change
from simulate.inputs.rules.amounts import amount_problems
from simulate.inputs.rules.limits import limits_of, whole_unit
from simulate.inputs.written import Miswritten, day, not_a_number, number
from simulate.inputs.yaml.document import Document
from simulate.scenario import Origin
from simulate.vocabulary import UNITS, Label, Language, Unit

COMMAND_LINE = "command line"
"""The layer and the file of what is typed after the command."""
NAMED = 2
"""Values set on the command line that the label of a run names."""
MORE = Label("nog {count}", "{count} more")
SET = Label("gezet op de opdrachtregel", "set on the command line")


@dataclass(frozen=True)
class Typed:
    """The values of one parameter, or its changes; a date of None stands for all dates."""

    name: str
    values: tuple[tuple[date | None, float | Relative], ...]
    text: str = ""
    """What stands behind the equals sign."""

    def origin(self, change: str | None = None) -> Origin:
        """Return the origin of its values; of a change also what was typed."""
        return Origin(layer=COMMAND_LINE, file=COMMAND_LINE, line=0, role="assumption", reason=SET, typed=change)


def typed(overrides: Mapping[str, str], library: Library, models: Sequence[str]) -> tuple[list[Typed], list[Problem]]:
    """Parse the typed values; return them and all their problems."""
    values, problems = [], []
    for name, text in overrides.items():
        parameter = library.parameter(name)
        unit = UNITS[parameter.unit] if parameter is not None and parameter.unit is not None else None
        found, wrong = _values(name, text, unit)
        wrong += _name_problems(name, text, library, models)
        if not wrong:
            wrong += _impossible(name, text, found, library)
        problems += wrong
        values.append(Typed(name, tuple(found), text))
    return values, problems


Given = list[tuple[date | None, float | Relative]]
VERBS = re.compile(r"(?:(?P<day>(?!(?:set|add|multiply):)[^:]*):)?(?P<what>(?:(?:set|add|multiply):)?[^:]*)")
"""A date perhaps, and a number, perhaps with what to do with it: `2027-01-01:add:-6`."""
DECIMALS = re.compile(r"[-+]?[0-9]+,[0-9]+\s*%?")


def labelled(label: Label, values: Sequence[Typed], library: Library) -> Label:
    """Add to the label of a scenario what the command line sets: `Policy of today (occupancy norm: 0.96)`."""
    if not values:
        return label
    names = [(value, library.parameter(value.name)) for value in values[:NAMED]]
    left = len(values) - NAMED

    def in_(language: Language) -> str:
        said = [
            f"{value.name if form is None else form.label.to_label().in_(language)}: {value.text.strip()}"
            for value, form in names
        ]
        more = [MORE.in_(language).format(count=left)] if left > 0 else []
        return f"{label.in_(language)} ({'; '.join([*said, *more])})"

    return Label(in_("nl"), in_("en"))


def _values(name: str, text: str, unit: Unit | None) -> tuple[Given, list[Problem]]:
    values: Given = []
    column = len(name) + 2
    if DECIMALS.fullmatch(text.strip()):
        try:
            number(text)
        except Miswritten as error:
            return [], [_miswritten(name, text, column, error)]
    for part in text.split(","):
        found = VERBS.fullmatch(part.strip())
        day_text, what = (found["day"], found["what"]) if found else (part, "")
        try:
            on = None if day_text is None else day(day_text)
        except Miswritten as error:
            return [], [_miswritten(name, text, column, error)]
        value, wrong = _number(what.strip(), unit)
        if wrong is not None or value is None:
            where = column + len(part) - len(what)
            return [], [_miswritten(name, text, where, wrong or not_a_number(what))]
        values.append((on, value))
        column += len(part) + 1
    return values, _together(name, text, values)


def _number(word: str, unit: Unit | None) -> tuple[float | Relative | None, Miswritten | None]:
    """Read a number or a change; None with what is wrong and what to write where it is neither.

    A number with a sign is a change where no value can be below nought; else it could be either, and says which.
    """
    try:
        by = signed_change(word)
    except Miswritten as error:
        return None, error
    if by is not None and (":" in word or word.endswith("%") or unit is None or unit.low >= 0):
        if by.operation == "multiply" and isinstance(by.amount, float) and by.amount < 0:
            expected = "-100% or more, or multiply: a factor of 0 or more"
            return None, Miswritten(f"'{word}' is more than all of it", expected)
        return by, None
    if by is not None:
        return None, Miswritten(f"'{word}' can be a value or a change", f"name=set:{word} or name=add:{word}")
    try:
        return number(word.removeprefix("set:"), whole=unit is not None and whole_unit(unit.name)), None
    except Miswritten as error:
        return None, error


def _together(name: str, text: str, values: Given) -> list[Problem]:
    """Return the problem of several values that cannot stand together."""
    column = len(name) + 2
    if len(values) > 1 and len({on for on, _ in values} - {None}) < len(values):
        return [_wrong(name, text, column, "several values need a date each", "name=date:number,date:number")]
    if len({isinstance(value, Relative) for _, value in values}) > 1:
        expected = "values only, or changes only: each of what the value would otherwise be"
        return [_wrong(name, text, column, "values and changes stand side by side", expected)]
    return []


def _wrong(name: str, text: str, column: int, message: str, expected: str) -> Problem:
    return on_command_line(f"{name}={text}", message, column=column, expected=expected)


def _miswritten(name: str, text: str, column: int, error: Miswritten) -> Problem:
    return on_command_line(f"{name}={text}", str(error), column=column, expected=error.expected, hint=error.hint)


def _name_problems(name: str, text: str, library: Library, models: Sequence[str]) -> list[Problem]:
    shelves = [library.parameters(model) for model in models]
    names = [found for shelf in shelves for found in shelf.items]
    if not models or name in names or any(shelf.unreadable for shelf in shelves):
        return []
    return [
        on_command_line(
            f"{name}={text}",
            f"there is no parameter '{name}' in the model {models[0]}",
            expected="model.file.parameter=value",
            hint=did_you_mean(name, names),
        )
    ]


def _impossible(name: str, text: str, values: Given, library: Library) -> list[Problem]:
    parameter = library.parameter(name)
    if parameter is None or parameter.unit is None:
        return []
    nowhere = Document("command line", "command line", [f"{name}={text}"], "")
    problems: list[Problem] = []
    for value in (value for _, value in values if not isinstance(value, Relative)):
        problems += [
            on_command_line(f"{name}={text}", problem.message, column=len(name) + 2, expected=problem.expected)
            for problem in amount_problems(nowhere, (), value, parameter.axis, limits_of(parameter))
        ]
    return problems
