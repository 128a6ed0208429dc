"""What a number may be: possible in its unit, within bounds, and adding up with others."""

from __future__ import annotations

from dataclasses import dataclass

from simulate.inputs.schema.forms import ParameterForm
from simulate.scenario import ROUNDING
from simulate.vocabulary import ADDITIVE_UNITS, UNITS, Unit


@dataclass(frozen=True)
class Limits:
    """What a number may be: possible in its unit, and not beyond what can be computed with, `low` and `high` included.

    `whole` is what the entries of an axis must come to together, if anything.
    """

    unit: Unit
    low: float
    high: float
    whole: float | None = None

    def difference(self) -> Limits:
        """Return what may be added: from the highest to the lowest, and the reverse; together that is nothing."""
        far = self.high - self.low
        return Limits(Unit(self.unit.name, self.unit.label), -far, far, None if self.whole is None else 0.0)


def limits_of(form: ParameterForm) -> Limits | None:
    """Return the limits of a parameter; None when its unit is wrong."""
    if form.unit is None:
        return None
    low, high = bounds_of(form) or UNITS[form.unit].bounds
    return Limits(UNITS[form.unit], low, high, form.adds_up_to)


def bounds_of(form: ParameterForm) -> tuple[float, float] | None:
    """Return the bounds that a parameter states, with those of its unit for what it leaves out; None for no bounds."""
    if form.unit is None or form.bounds is None:
        return None
    low, high = UNITS[form.unit].bounds
    stated = form.bounds
    return low if stated.min is None else stated.min, high if stated.max is None else stated.max


def limits_in(unit: str) -> Limits:
    """Return the limits of any number in a unit."""
    return Limits(UNITS[unit], *UNITS[unit].bounds)


def whole_unit(unit: str) -> bool:
    """Tell whether a unit counts what comes whole, or money: nobody gives three decimals of it."""
    return unit in ADDITIVE_UNITS or unit.startswith("EUR")


def adds_up(together: float, whole: float) -> bool:
    """Tell whether entries come to what they must, but for the rounding of what is typed."""
    return abs(together - whole) <= ROUNDING * max(whole, 1)


def impossible(number: float, limits: Limits) -> str | None:
    """Say why a number is not within its limits; None when it is."""
    unit = limits.unit
    if not unit.low <= number <= unit.high:
        return f"{number:g} is not possible in {unit.name}"
    if unit.name == "schakelaar" and number not in (0, 1):
        return f"{number:g} is not a switch"
    if not limits.low <= number <= limits.high:
        return f"{number:g} is beyond what can be computed with here"
    return None


def possible(limits: Limits) -> str:
    """Describe in words what a number may be."""
    if limits.unit.name == "schakelaar":
        return "0 (off) or 1 (on)"
    return f"a number from {as_written(limits.low)} to {as_written(limits.high)}"


def as_written(number: float) -> str:
    """Format a bound as one would type it: 20_000_000, 0.01, 1e13."""
    if number != int(number) or abs(number) > 1e10:
        return f"{number:g}".replace("e+", "e")
    return f"{int(number):_}"
