"""Derivations: the arithmetic that gives a value, with numbers and other parameters, computed anew by every check."""

from __future__ import annotations

import ast
import math
import operator
import statistics
from collections.abc import Callable
from datetime import date

from simulate.errors import Problem
from simulate.inputs.rules.amounts import AmountGiven
from simulate.inputs.schema.forms import LabelForm, ParameterForm, to_wording
from simulate.inputs.yaml.document import Document, Steps
from simulate.vocabulary import Label, Wording

Find = Callable[[str], ParameterForm | None]
"""What gives the form of a parameter by its name."""
_SIGNS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
_FUNCTIONS: dict[str, Callable[..., float]] = {
    "mean": lambda *numbers: statistics.fmean(numbers),
    "median": lambda *numbers: statistics.median(numbers),
    "log": math.log,
    "exp": math.exp,
    "rounded": lambda number, step: round(number / step) * step,
}
"""`rounded(number, step)` is a rounding that the reason states, where it is coarser than the digits of the value."""
_WRITTEN = (
    "numbers, names of parameters such as wonen.beginstand.pijplijn or (of a year) that name and (2025), + - * / **"
)
_CLOSE = 0.02
"""How far a value that was rounded on its way may be from the outcome, as a share of it."""


class CannotDerive(ValueError):
    """A derivation that cannot be computed; the message says why."""


def derived(text: str, on: date, find: Find) -> float:
    """Compute a derivation; a parameter in it has the value that is in force on `on`, or on 1 January of its year.

    `wonen.beginstand.pijplijn(2025)` is that of 2025, `asiel.instroom.eerste_aanvragen` that of the day itself, and
    `asiel.werk.werkrecht_na['kansarm']` that of one entry. Raises CannotDerive.
    """
    try:
        return _value(ast.parse(text, mode="eval").body, on, find)
    except (SyntaxError, ZeroDivisionError, OverflowError, TypeError, ValueError) as error:
        raise error if isinstance(error, CannotDerive) else CannotDerive(f"this cannot be computed: {error}") from error


def _value(node: ast.expr, on: date, find: Find) -> float:
    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.BinOp(left, sign, right) if type(sign) in _SIGNS:
            return _SIGNS[type(sign)](_value(left, on, find), _value(right, on, find))
        case ast.UnaryOp(ast.USub(), inner):
            return -_value(inner, on, find)
        case ast.Call(ast.Name(name), arguments, []) if name in _FUNCTIONS:
            return _FUNCTIONS[name](*(_value(argument, on, find) for argument in arguments))
        case ast.Subscript(inner, ast.Constant(str() as entry)):
            return _entry(*_parameter(inner, on, find), entry)
        case ast.Attribute() | ast.Call():
            return _entry(*_parameter(node, on, find), None)
    raise CannotDerive(f"'{ast.unparse(node)}' is no arithmetic")


def _parameter(node: ast.expr, on: date, find: Find) -> tuple[str, AmountGiven]:
    """Return the name of a parameter and its value on a day."""
    if isinstance(node, ast.Call):
        match node.args:
            case [ast.Constant(int() as year)]:
                return _parameter(node.func, date(year, 1, 1), find)
        raise CannotDerive(f"'{ast.unparse(node)}' asks for no year")
    name = ast.unparse(node)
    form = find(name)
    if form is None or not form.values:
        raise CannotDerive(f"there is no parameter '{name}'")
    known = [value.value for day, value in sorted(form.values.items()) if day <= on and value is not None]
    if not known or known[-1] is None:
        raise CannotDerive(f"'{name}' has no value on {on}")
    return name, known[-1]


def _entry(name: str, amount: AmountGiven, entry: str | None) -> float:
    if isinstance(amount, dict):
        if entry not in amount:
            raise CannotDerive(f"'{name}' needs one of its entries")
        return amount[entry]
    if entry is not None:
        raise CannotDerive(f"'{name}' has no entries")
    return amount


def agrees(value: float, outcome: float) -> bool:
    """Tell whether a value is the outcome, rounded to the digits that the value has, or nearly so."""
    if value == 0:
        return abs(outcome) < 0.5
    unit = next(10.0**power for power in range(12, -13, -1) if _whole(value / 10.0**power))
    return abs(value - outcome) <= max(0.5000001 * unit, min(unit, _CLOSE * abs(value)))


def _whole(number: float) -> bool:
    return abs(number - round(number)) < 1e-6 and round(number) != 0


def derivation_problems(
    text: str | None, amount: AmountGiven | None, on: date, find: Find, document: Document, steps: Steps
) -> list[Problem]:
    """Return the problem of a derivation that does not come out at its value, or cannot be computed."""
    if text is None:
        return []
    place: Steps = (*steps, "derivation")
    if isinstance(amount, dict) or amount is None:
        message = "a derivation gives one number, and this value has one for each entry"
        return [document.problem(place, message, key=True, expected="a value of one number")]
    try:
        outcome = derived(text, on, find)
    except CannotDerive as error:
        return [document.problem(place, str(error), expected=_WRITTEN)]
    if agrees(amount, outcome):
        return []
    message = f"the derivation gives {outcome:,.6g}, and the value is {amount:,.6g}"
    return [document.problem(place, message, expected="the outcome, rounded to the digits of the value")]


def derivation_text(text: str | None, on: date, find: Find) -> str | None:
    """Write a derivation with its outcome, `400_500 - 74_000 = 326,500`; None where there is none."""
    if text is None:
        return None
    try:
        return f"{text} = {derived(text, on, find):,.6g}"
    except CannotDerive:  # `simulate check` says so
        return text


def reasoned(reason: str | LabelForm | None, text: str | None, on: date, find: Find) -> Wording | None:
    """Append a derivation with its outcome to a reason, in the languages that the reason has."""
    said, shown = to_wording(reason), derivation_text(text, on, find)
    if shown is None:
        return said
    if isinstance(said, Label):
        return Label(_appended(said.nl, shown), _appended(said.en, shown))
    return _appended(said, shown)


def _appended(reason: str | None, shown: str) -> str:
    return f"{reason.removesuffix('.')}; {shown}" if reason else shown
