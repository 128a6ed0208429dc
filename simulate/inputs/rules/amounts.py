"""Amounts and distributions: the entries of their axis, possible in their unit, around their central value."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from simulate.errors import Problem
from simulate.inputs.problems import did_you_mean, listed
from simulate.inputs.rules.limits import Limits, adds_up, impossible, possible, whole_unit
from simulate.inputs.schema.forms import Percentiles, Spread, to_wording
from simulate.inputs.written import in_doubt
from simulate.inputs.yaml.document import Document, Steps
from simulate.scenario import Distribution, Numbers
from simulate.vocabulary import AXES, Unit

AmountGiven = float | dict[str, float]
_BETWEEN = 1.2815515655446004
"""Standard deviations between the median and p10 or p90 of a normal distribution."""
_FAR = 3.0
"""Standard deviations from the median up to which values must be possible in the unit."""


def numbers(amount: AmountGiven, axis: str | None) -> Numbers:
    """Return an amount in the order of its axis; one number stays one number."""
    if isinstance(amount, dict):
        return tuple(amount[entry] for entry in AXES[axis or ""].entries)
    return amount


def distribution(spread: Spread, axis: str | None) -> Distribution:
    at = {name: numbers(getattr(spread, name), axis) for name in _fields(spread)}
    moving = (spread.yearly, spread.persistence) if isinstance(spread, Percentiles) else (None, None)
    return Distribution(
        dist=spread.dist,
        at=at,
        yearly=moving[0],
        persistence=moving[1],
        source=spread.source,
        reason=to_wording(spread.reason),
    )


def _fields(spread: Spread) -> tuple[str, ...]:
    if isinstance(spread, Percentiles):
        return ("p10", "p90")
    return ("min", "max") if spread.dist == "uniform" else ("min", "mode", "max")


def amount_problems(
    document: Document,
    steps: Steps,
    amount: AmountGiven,
    axis: str | None,
    limits: Limits | None,
    *,
    whole: bool = True,
) -> list[Problem]:
    """Return the problems of an amount: it must have the entries of the axis, and be within its limits.

    `whole`: every entry must be there; else some may be left out.
    """
    problems: list[Problem] = []
    if isinstance(amount, dict):
        if axis is None:
            return [document.problem(steps, "this parameter has no axis", expected="one number")]
        entries = AXES[axis].entries
        problems += [
            document.problem(
                (*steps, entry),
                f"'{entry}' is not on the axis {axis}",
                key=True,
                expected=listed(entries),
                hint=did_you_mean(entry, entries),
            )
            for entry in amount
            if entry not in entries
        ]
        missing = [entry for entry in entries if entry not in amount] if whole else []
        if missing:
            problems.append(
                document.problem(
                    steps,
                    f"no number for {', '.join(missing)}",
                    expected=f"a number for every entry of {axis}, or one number for all",
                )
            )
    for place, number in _each(steps, amount):
        problem = impossible(number, limits) if limits else None
        doubt = in_doubt(_as_typed(document, place), whole=True) if limits and whole_unit(limits.unit.name) else None
        if problem and limits:
            problems.append(document.problem(place, problem, expected=possible(limits)))
        elif doubt is not None:
            problems.append(document.problem(place, str(doubt), expected=doubt.expected))
    return problems or _sum_problems(document, steps, amount, axis, limits)


def _as_typed(document: Document, place: Steps) -> str:
    """Return the number as it stands in the text at a place; nothing where it is not there."""
    if place not in document.values:
        return ""
    mark = document.values[place]
    found = re.match(r"[-+0-9._]+", document.lines[mark.line - 1][mark.column - 1 :])
    return found[0] if found else ""


def _sum_problems(
    document: Document, steps: Steps, amount: AmountGiven, axis: str | None, limits: Limits | None
) -> list[Problem]:
    """Return the problem of entries that belong together and do not come to what they must."""
    if axis is None or limits is None or limits.whole is None:
        return []
    entries = AXES[axis].entries
    each = [_at(amount, entry) for entry in entries]
    if adds_up(together := math.fsum(each), limits.whole):
        return []
    said = f"the {len(entries)} entries of {axis} are {together:.6g} together"
    return [document.problem(steps, said, expected=f"numbers that add up to {limits.whole:g}")]


def _each(steps: Steps, amount: AmountGiven) -> Iterator[tuple[Steps, float]]:
    if isinstance(amount, dict):
        yield from (((*steps, entry), number) for entry, number in amount.items())
    else:
        yield steps, amount


def spread_problems(
    document: Document,
    steps: Steps,
    spread: Spread,
    axis: str | None,
    limits: Limits | None,
    central: AmountGiven | None,
    *,
    moves: bool = False,
) -> list[Problem]:
    """Return the problems of a distribution.

    It must be in order, lie around the central value, be possible in the unit and say why.

    `moves`: whether it is of a value that can move from year to year.
    """
    problems = []
    given = {name: getattr(spread, name) for name in _fields(spread)}
    # Of what adds up in the middle, the ends do not; what is drawn is scaled to add up.
    each = limits and replace(limits, whole=None)
    for name, amount in given.items():
        problems += amount_problems(document, (*steps, name), amount, axis, each)
    if not spread.source and not spread.reason:
        problems.append(
            document.problem(
                steps, "the uncertainty does not say why", key=True, expected="a `reason:` or a `source:` in it"
            )
        )
    problems += _moving_problems(document, steps, spread, moves)
    if problems:
        return problems
    for entry in _entries(*given.values(), central if central is not None else 0.0):
        at = [_at(amount, entry) for amount in given.values()]
        if any(low >= high for low, high in pairwise(at)):
            return [
                document.problem(
                    steps,
                    f"{_of(' < '.join(given), entry)} does not hold: {_row(at)}",
                    key=True,
                    expected=f"{', '.join(given)} in rising order",
                )
            ]
        if central is not None and not at[0] <= _at(central, entry) <= at[-1]:
            first, *_, last = given
            return [
                document.problem(
                    steps,
                    f"the value {_of(f'{_at(central, entry):g}', entry)} is outside {first} and {last}: {_row(at)}",
                    key=True,
                    expected=f"{first} ≤ value ≤ {last}",
                )
            ]
        strange = isinstance(spread, Percentiles) and limits and impossible_tail(spread.dist, at[0], at[1], limits.unit)
        if strange:
            return [document.problem(steps, _of(strange[0], entry), key=True, expected=strange[1])]
    return []


def _of(said: str, entry: str) -> str:
    return f"{said} for {entry}" if entry else said


def _moving_problems(document: Document, steps: Steps, spread: Spread, moves: bool) -> list[Problem]:
    if not isinstance(spread, Percentiles):
        return []
    if spread.yearly is not None and not moves:
        message, expected = "only the value of a parameter moves from year to year", "no `yearly:` here"
        return [document.problem((*steps, "yearly"), message, key=True, expected=expected)]
    if spread.persistence is not None and spread.yearly is None:
        message, expected = "nothing is added of which something could be left", "`yearly:` beside `persistence:`"
        return [document.problem((*steps, "persistence"), message, key=True, expected=expected)]
    return []


def _row(at: list[float]) -> str:
    return ", ".join(f"{number:g}" for number in at)


def _entries(*amounts: AmountGiven) -> list[str]:
    """List the entries to look at one by one; one nameless entry when all amounts are single numbers."""
    return list(dict.fromkeys(entry for amount in amounts if isinstance(amount, dict) for entry in amount)) or [""]


def _at(amount: AmountGiven, entry: str) -> float:
    return amount.get(entry, math.nan) if isinstance(amount, dict) else amount


def impossible_tail(dist: str, p10: float, p90: float, unit: Unit) -> tuple[str, str] | None:
    """Explain why a distribution has values that cannot be, and what to write instead; None when it has none."""
    instead = "a logitnormal" if unit.low == 0 and unit.high == 1 else "a lognormal, uniform or triangular"
    if dist == "logitnormal":
        return (
            None
            if p10 > 0 and p90 < 1
            else (f"a logitnormal cannot have {p10:g} and {p90:g}", "p10 and p90 between 0 and 1, both excluded")
        )
    if dist == "lognormal":
        if p10 <= 0:
            return f"a lognormal cannot have p10 {p10:g}", "p10 above 0"
        middle, deviation = (math.log(p10) + math.log(p90)) / 2, (math.log(p90) - math.log(p10)) / 2 / _BETWEEN
        low, high = 0.0, math.exp(min(middle + _FAR * deviation, 700))
    else:
        middle, deviation = (p10 + p90) / 2, (p90 - p10) / 2 / _BETWEEN
        low, high = middle - _FAR * deviation, middle + _FAR * deviation
    if low < unit.low or high > unit.high:
        return f"this {dist} reaches {low:.3g} to {high:.3g}, not possible in {unit.name}", f"{instead} distribution"
    return None
