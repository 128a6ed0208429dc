"""Write numbers as a Dutch or an English reader does: the one place where a number becomes text."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulate.vocabulary import AXES, CHANCE, TOTAL, UNITS, Label, Language

SCALES: tuple[tuple[float, Label], ...] = (
    (1e9, Label("miljard", "billion")),
    (1e6, Label("miljoen", "million")),
)


POINTS = Label("procentpunten", "percentage points")
PER_MONTH = Label("per maand", "per month")
PER_YEAR = Label("per jaar", "per year")

CALIBRATED = Label("gekalibreerd: {factors}", "calibrated: {factors}")
WIDTHS = {"spread": Label("spreiding", "spread"), "yearly": Label("per jaar", "yearly")}
"""What calibration multiplies."""


def number(value: float, language: Language, decimals: int = 0) -> str:
    """`74,500` in English, `74.500` in Dutch; a dash for what is not there."""
    if math.isnan(value):
        return "–"
    text = f"{value:,.{decimals}f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "nl" else text


def signed(value: float, language: Language, decimals: int = 0) -> str:
    """With its sign in front; 0 has none."""
    text = number(abs(value), language, decimals)
    if math.isnan(value) or not text.strip("0.,"):
        return text
    return f"{'+' if value > 0 else '−'}{text}"


def minus(value: float, language: Language, decimals: int = 0) -> str:
    """A number with a real minus sign; nothing is `-0`."""
    text = number(abs(value), language, decimals)
    return f"−{text}" if value < 0 and text.strip("0.,") else text


def percent(share: float, language: Language) -> str:
    """`12 %`; a share that is not quite 0 or 1 never looks as if it were."""
    if math.isnan(share):
        return "–"
    if 0 < share < 0.0005 or 0.9995 <= share < 1:
        # Rounded it would be the 0 or the 1 that it is not.
        return f"{'<' if share < 0.5 else '>'} {number(0.1 if share < 0.5 else 99.9, language, 1)} %"
    if 0 < share < 0.005 or 0.995 <= share < 1:
        return f"{number(100 * share, language, 1)} %"
    return f"{number(100 * share, language)} %"


def times(gain: float, language: Language) -> str:
    """`12×`, with a decimal below 10."""
    if math.isinf(gain):
        return "∞"
    return f"{number(gain, language, 1 if gain < 9.95 else 0)}×"


def calibrated(factors: Mapping[Any, float] | None, language: Language) -> str:
    """`calibrated: spread × 1.62`; nothing where a width is as it was chosen."""
    digits = [f"{WIDTHS[name].in_(language)} × {number(by, language, 2)}" for name, by in (factors or {}).items()]
    return CALIBRATED.in_(language).format(factors=", ".join(digits)) if digits else ""


def scaled(unit: str, largest: float, language: Language) -> tuple[float, str]:
    """What to divide by so that the largest number is easy to read, and the unit that belongs to it."""
    name = UNITS[unit].label.in_(language) if unit in UNITS else unit
    for size, label in SCALES:
        if unit.startswith("EUR") and abs(largest) >= size:
            return size, f"{label.in_(language)} {name}"
    return 1.0, name


def over_time(unit: str, kind: str, per: Label, language: Language) -> str:
    """The unit of what is counted over a month or a year (`per`): `persons per month`. Others stay as they are."""
    return f"{unit} {per.in_(language)}" if kind in ("flow", "total") and " per " not in unit else unit


def entry_label(axis: str, entry: str, language: Language) -> str:
    """What is put behind the label of an outcome: nothing for a total, else `, ` and the label of the entry.

    Entries of several axes stay the words they are.
    """
    if TOTAL in entry.split(" · "):
        return ""
    if axis not in AXES:
        return f", {entry}"
    return f", {AXES[axis].labels[AXES[axis].entries.index(entry)].in_(language)}"


def decimals(largest: float) -> int:
    """Decimals that show three digits of the largest number."""
    if not math.isfinite(largest) or largest == 0:
        return 0
    return max(0, min(3, 2 - math.floor(math.log10(abs(largest)))))


def middle(values: NDArray[np.floating], language: Language, decimals: int = 0) -> str:
    """The median over draws."""
    return number(float(np.median(values)), language, decimals)


def spread(name: str, values: NDArray[np.floating], language: Language, decimals: int = 0) -> dict[str, str]:
    """Median and the ends of the band of nine out of ten draws, under `name`, `name_p5` and `name_p95`."""
    low, middle, high = (number(float(q), language, decimals) for q in np.quantile(values, (0.05, 0.5, 0.95)))
    return {name: middle, f"{name}_p5": low, f"{name}_p95": high}


@dataclass(frozen=True)
class Scale:
    """The unit in which the numbers of one outcome are shown, and their decimals.

    `divisor` brings a number to that unit; of a chance the unit is the percentage point.
    """

    divisor: float
    unit: str
    decimals: int
    language: Language
    chance: bool = False

    def value(self, value: float) -> str:
        """A number; a chance in percent."""
        return minus(float(value) / self.divisor, self.language, self.decimals) + (" %" if self.chance else "")

    def signed(self, value: float) -> str:
        """A difference, with its sign; of a chance in points."""
        return signed(float(value) / self.divisor, self.language, self.decimals)

    def size(self, value: float) -> str:
        """A number that is never below nought, such as a standard error."""
        return number(float(value) / self.divisor, self.language, self.decimals)

    def interval(self, low: float, high: float) -> str:
        """`−12 – 40`; nothing for what happens in a draw or not."""
        if self.chance:
            return ""
        return " – ".join(minus(float(end) / self.divisor, self.language, self.decimals) for end in (low, high))


def scale(units: str, kind: str, largest: float, language: Language, *, digits_of: float | None = None) -> Scale:
    """The scale over a calendar year of an outcome in `units` and of a `kind`, whose largest number is `largest`.

    `digits_of`: the number of which three digits are shown, where that is another one.
    """
    digits = largest if digits_of is None else digits_of
    if units == CHANCE:
        return Scale(0.01, POINTS.in_(language), min(1, decimals(100 * digits)), language, True)
    divisor, unit = scaled(units, largest, language)
    return Scale(divisor, over_time(unit, kind, PER_YEAR, language), decimals(digits / divisor), language)
