"""Changes of what a parameter would otherwise be: `+20 %`, `{add: -6}`, in a scenario or on the command line.

The value moves, and its uncertainty with it: by as much, or of a share that is logit-normal by as much in odds. In a
draw in which a parameter is high it stays as high after a change as before.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from simulate.engine.maths import expit, logit
from simulate.inputs import written
from simulate.inputs.rules.amounts import AmountGiven, impossible_tail
from simulate.inputs.rules.limits import Limits, adds_up, impossible, possible
from simulate.inputs.schema.fields import PERCENT, percent_of
from simulate.inputs.schema.forms import ChangeForm
from simulate.scenario import DatedValue, Distribution, Numbers, Origin, Parameter
from simulate.vocabulary import AXES, UNITS


@dataclass(frozen=True)
class Relative:
    """What is done to a value. `amount` is a number, or one for some entries of the axis; the others stay."""

    operation: Literal["add", "multiply"]
    amount: AmountGiven
    text: str
    """As it was typed."""

    def to(self, number: float, amount: float) -> float:
        return number + amount if self.operation == "add" else number * amount

    def amounts(self, axis: str | None) -> Numbers:
        """Return one number, or one for every entry of the axis."""
        if not isinstance(self.amount, Mapping):
            return self.amount
        stays = 0.0 if self.operation == "add" else 1.0
        return tuple(self.amount.get(entry, stays) for entry in AXES[axis or ""].entries)


def percent_change(text: str) -> Relative:
    """Read a change by a share, which `PERCENT` matches."""
    return Relative("multiply", 1 + percent_of(text) / 100, text)


def relative_of(override: object) -> Relative | None:
    """Return the change that a direct override of a scenario asks for; None when it is a value."""
    if isinstance(override, ChangeForm):
        if override.add is not None:
            return Relative("add", override.add, f"add {_given(override.add)}")
        multiply = override.multiply if override.multiply is not None else 1.0
        return Relative("multiply", multiply, f"multiply {_given(multiply)}")
    if isinstance(override, str):
        return percent_change(override)
    if isinstance(override, Mapping) and all(isinstance(one, str) for pair in override.items() for one in pair):
        factors = {entry: 1 + percent_of(one) / 100 for entry, one in override.items()}
        return Relative("multiply", factors, ", ".join(f"{entry} {one}" for entry, one in override.items()))
    return None


def _given(amount: AmountGiven) -> str:
    if isinstance(amount, Mapping):
        return ", ".join(f"{entry} {number:.12g}" for entry, number in amount.items())
    return f"{amount:.12g}"


@dataclass(frozen=True)
class Shift:
    """A change with its origin."""

    by: Relative
    origin: Origin


def shifted(
    below: Sequence[DatedValue], above: Sequence[tuple[date | None, Shift]], axis: str | None
) -> list[DatedValue]:
    """Change the values below: each of them, or from the date of a change on until that of the next."""
    whole = next((shift for day, shift in above if day is None), None)
    if whole is not None:
        return [moved(value, whole, axis) for value in below]
    changes = sorted(((day, shift) for day, shift in above if day is not None), key=lambda one: one[0])
    found = [value for value in below if value.date < changes[0][0]]
    until = [*(day for day, _ in changes[1:]), date.max]
    for (day, shift), end in zip(changes, until, strict=True):
        in_force = next((value for value in reversed(below) if value.date <= day), below[0])
        later = [value for value in below if day < value.date < end and value is not in_force]
        found += [moved(value, shift, axis) for value in (in_force.model_copy(update={"date": day}), *later)]
    return found


def moved(value: DatedValue, shift: Shift, axis: str | None) -> DatedValue:
    """Return a value as the change leaves it, with the uncertainty that it then has."""
    by, amounts = shift.by, shift.by.amounts(axis)
    number = _each(by.to, value.value, amounts)
    spread = value.uncertainty and _moved_spread(value.uncertainty, value.value, number, by, amounts)
    return value.model_copy(update={"value": number, "origin": shift.origin, "uncertainty": spread})


def _moved_spread(
    spread: Distribution, old: Numbers, new: Numbers, by: Relative, amounts: Numbers
) -> Distribution | None:
    if spread.dist == "logitnormal":
        at = {name: _each(_in_odds, bound, old, new) for name, bound in spread.at.items()}
    else:
        at = {name: _each(by.to, bound, amounts) for name, bound in spread.at.items()}
    if len(set(at.values())) == 1:
        return None
    yearly = spread.yearly
    if yearly is not None and spread.dist == "normal" and by.operation == "multiply":
        factors = amounts if isinstance(amounts, tuple) else (amounts,)
        yearly *= sum(factors) / len(factors)
    return spread.model_copy(update={"at": at, "yearly": yearly or None})


def _in_odds(bound: float, old: float, new: float) -> float:
    """Move a bound of a share as the share itself moves, in odds; nothing where a share has none."""
    if not (0 < old < 1 and 0 < new < 1):
        return math.nan
    return float(expit(logit(bound) - logit(old) + logit(new)))


def _each(work: Callable[..., float], *numbers: Numbers) -> Numbers:
    """Compute with single numbers, or entry by entry where any of them has entries."""
    size = next((len(one) for one in numbers if isinstance(one, tuple)), 0)
    if not size:
        return work(*numbers)
    rows = zip(*((one if isinstance(one, tuple) else (one,) * size) for one in numbers), strict=True)
    return tuple(work(*row) for row in rows)


def impossible_change(parameter: Parameter, value: DatedValue) -> tuple[str, str] | None:
    """Explain why a change leaves what cannot be, and what to write instead; None when all of it can be."""
    unit, typed = UNITS[parameter.unit], value.origin.typed
    limits = Limits(unit, *parameter.limits)
    for number in _numbers(value.value):
        if impossible(number, limits):
            return f"'{typed}' makes it {number:g}, not possible in {unit.name}", possible(limits)
    whole, entries = parameter.adds_up_to, _numbers(value.value)
    if whole is not None and len(entries) > 1 and not adds_up(math.fsum(entries), whole):
        said = f"'{typed}' makes the entries {math.fsum(entries):.6g} together"
        return said, f"changes after which they add up to {whole:g}"
    spread = value.uncertainty
    if spread is None:
        return None
    bounds = [_numbers(bound) for bound in spread.at.values()]
    expected = "a smaller change, or a value with an `uncertainty:` of its own"
    if any(not unit.low <= number <= unit.high for bound in bounds for number in bound):
        return f"'{typed}' makes its uncertainty reach what is not possible in {unit.name}", expected
    if "p10" in spread.at:
        size = max(map(len, bounds))
        for low, high in zip(*(bound * size if len(bound) == 1 else bound for bound in bounds), strict=True):
            if strange := impossible_tail(spread.dist, low, high, unit):
                return f"'{typed}': {strange[0]}", expected
    return None


def _numbers(numbers: Numbers) -> tuple[float, ...]:
    return numbers if isinstance(numbers, tuple) else (numbers,)


def signed_change(text: str) -> Relative | None:
    """Read `+6`, `-6`, `+20 %`, `add:-6` or `multiply:1.2` of a command line; None where it is none of these.

    Miswritten says what is wrong with the number of a change.
    """
    plain = text.replace("\N{MINUS SIGN}", "-")
    if PERCENT.fullmatch(plain):
        return percent_change(plain)
    verb, colon, word = plain.rpartition(":")
    if colon:
        if verb not in ("add", "multiply"):
            return None
        return Relative("multiply" if verb == "multiply" else "add", written.number(word), text)
    return Relative("add", written.number(plain[:1] + plain[1:].lstrip()), text) if plain[:1] in ("+", "-") else None
