"""Numbers as text in Dutch or English notation: the one place where a number becomes text."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulate.results.statistics import error_of_median
from simulate.vocabulary import AXES, CHANCE, TOTAL, UNITS, Label, Language

SCALES: tuple[tuple[float, Label], ...] = (
    (1e9, Label("miljard", "billion")),
    (1e6, Label("miljoen", "million")),
)


SHARE = "aandeel"
"""The unit of shares of a whole."""
POINTS = Label("procentpunten", "percentage points")
PER_MONTH = Label("per maand", "per month")
PER_YEAR = Label("per jaar", "per year")

CALIBRATED = Label("gekalibreerd: {factors}", "calibrated: {factors}")
WIDTHS = {"spread": Label("spreiding", "spread"), "yearly": Label("per jaar", "yearly")}
"""What calibration multiplies."""


LARGEST = 1e15
"""Beyond this a number is written as a power of ten: more digits than these say nothing."""


def number(value: float, language: Language, decimals: int = 0) -> str:
    """Format as `74,500` in English, `74.500` in Dutch, with a real minus; a dash for a missing value.

    Fewer than no decimals are noughts: with −2 it is 74,500 for 74,512. Never `-0`, and no row
    of digits without end.
    """
    value = float(value)
    if math.isnan(value):
        return "–"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if abs(value) >= LARGEST:
        power = math.floor(math.log10(abs(value)))
        # Rounding may reach the next power, and dividing by the largest ones is not exact.
        head = number(value / 10.0 ** (power - 1) / 10, language, 1)
        return f"{head} × 10^{power}"
    text = f"{abs(round(value, decimals)):,.{max(0, decimals)}f}"
    text = text.translate(str.maketrans(",.", ".,")) if language == "nl" else text
    return f"−{text}" if value < 0 and text.strip("0.,") else text


def signed(value: float, language: Language, decimals: int = 0) -> str:
    """Format with its sign; 0 has none."""
    text = number(value, language, decimals)
    return f"+{text}" if value > 0 and text.strip("0.,") else text


def percent(share: float, language: Language) -> str:
    """Format as `12 %`; a share strictly between 0 and 1 is never rounded to either."""
    if math.isnan(share):
        return "–"
    if 0 < share < 0.0005 or 0.9995 <= share < 1:
        # Rounded it would be the 0 or the 1 that it is not.
        return f"{'<' if share < 0.5 else '>'} {number(0.1 if share < 0.5 else 99.9, language, 1)} %"
    if 0 < share <= 0.005 or 0.995 <= share < 1:
        return f"{number(100 * share, language, 1)} %"
    return f"{number(100 * share, language)} %"


def relative(share: float, language: Language, decimals: int = 0) -> str:
    """Format a relative difference as `+12 %`; empty for a missing one."""
    return "" if math.isnan(share) else f"{signed(100 * share, language, decimals)} %"


def times(gain: float, language: Language) -> str:
    """Format a ratio as `12×`, with a decimal below 10: in two digits, since it is one of variances."""
    if math.isinf(gain):
        return "∞"
    return f"{number(gain, language, 1 if gain < 9.95 else min(0, two_digits(gain)))}×"


def calibrated(factors: Mapping[Any, float] | None, language: Language) -> str:
    """Format the factors of a calibration as `calibrated: spread × 1.62`; empty where there are none."""
    digits = [f"{WIDTHS[name].in_(language)} × {number(by, language, 2)}" for name, by in (factors or {}).items()]
    return CALIBRATED.in_(language).format(factors=", ".join(digits)) if digits else ""


def scaled(unit: str, largest: float, language: Language) -> tuple[float, str]:
    """Choose the divisor that makes the largest number easy to read, and the unit that goes with it.

    A share or a chance is read in percent.
    """
    name = UNITS[unit].label.in_(language) if unit in UNITS else unit
    if unit in (SHARE, CHANCE):
        return 0.01, "%"
    for size, label in SCALES:
        if unit.startswith("EUR") and abs(largest) >= size:
            return size, f"{label.in_(language)} {name}"
    return 1.0, name


def over_time(unit: str, kind: str, per: Label, language: Language) -> str:
    """Add `per` to the unit of a flow or total: `persons per month`. Other units stay as they are."""
    return f"{unit} {per.in_(language)}" if kind in ("flow", "total") and " per " not in unit else unit


def entry_label(axis: str, entry: str, language: Language) -> str:
    """Return the suffix of the label of an outcome: empty for a total, else `, ` and the label of the entry.

    Entries of several axes stay the words they are.
    """
    if TOTAL in entry.split(" · "):
        return ""
    if axis not in AXES:
        return f", {entry}"
    return f", {AXES[axis].label_of(entry).in_(language)}"


MOST_DECIMALS = 10


def decimals(largest: float) -> int:
    """Return the decimals that show three digits of the largest number."""
    if not math.isfinite(largest) or largest == 0:
        return 0
    return max(0, min(3, 2 - math.floor(math.log10(abs(largest)))))


def decimals_of_error(error: float) -> int | None:
    """Return the decimals that a standard error allows: the last digit is that of its first; None without an error.

    Below nought it says how many digits before the point are noughts.
    """
    if not math.isfinite(error) or error <= 0:
        return None
    return min(MOST_DECIMALS, -math.floor(math.log10(error)))


def three_digits(value: float) -> int:
    """Return the decimals that show three digits of a number; below nought it says how many are noughts."""
    if not math.isfinite(value) or value == 0:
        return MOST_DECIMALS
    return min(MOST_DECIMALS, 2 - math.floor(math.log10(abs(value))))


def two_digits(value: float) -> int:
    """Return the decimals that show two digits of a number."""
    return three_digits(value) - 1 if value else MOST_DECIMALS


def in_two_digits(value: float, language: Language, most: int) -> str:
    """Format a number in two digits, with `most` decimals at most."""
    return number(value, language, min(most, two_digits(value)))


UNKNOWN = (math.nan, math.nan)
"""The standard errors of two ends of which they are not known."""


def ends(
    both: Sequence[float], language: Language, decimals: int, errors: Sequence[float] = UNKNOWN
) -> tuple[str, str]:
    """Format the ends of an interval: three digits of each at most, and no more than its own standard error allows.

    The ends lie where draws are few: they are known less well than the median beside them. Behind the point both have
    as many digits.
    """
    shown = [within_error(min(decimals, three_digits(end)), error) for end, error in zip(both, errors, strict=True)]
    if min(shown) > 0:
        shown = [min(shown)] * 2
    first, last = (number(end, language, digits) for end, digits in zip(both, shown, strict=True))
    return first, last


def within_error(decimals: int, error: float) -> int:
    """Return these decimals, or the fewer that a standard error allows."""
    allowed = decimals_of_error(error)
    return decimals if allowed is None else min(decimals, allowed)


def true_decimals(values: Iterable[float]) -> int:
    """Return the fewest decimals with which each of these numbers, such as those along an axis, is what it says."""
    known = [float(value) for value in values if math.isfinite(value)]
    largest = max(map(abs, known), default=0.0)
    gaps = [abs(one - other) for one, other in pairwise(sorted(known)) if one != other]
    allowed = 0.001 * min([*gaps, *([largest] if largest else [])], default=0.0)
    for shown in range(MOST_DECIMALS):
        if all(abs(round(value, shown) - value) <= allowed for value in known):
            return shown
    return MOST_DECIMALS


def middle(values: NDArray[np.floating], language: Language, decimals: int = 0) -> str:
    """Format the median over draws, in no more digits than its standard error allows."""
    return number(float(np.median(values)), language, within_error(decimals, error_of_median(values)))


def spread(name: str, values: NDArray[np.floating], language: Language, decimals: int = 0) -> dict[str, str]:
    """Format the median and the 90 % interval over draws, keyed `name`, `name_p5` and `name_p95`.

    The median in as many digits as `middle`, the ends in no more.
    """
    shown = within_error(decimals, error_of_median(values))
    low, median, high = (float(q) for q in np.quantile(values, (0.05, 0.5, 0.95)))
    first, last = ends((low, high), language, shown)
    return {name: number(median, language, shown), f"{name}_p5": first, f"{name}_p95": last}


@dataclass(frozen=True)
class Scale:
    """The unit in which the numbers of one outcome are shown, and their decimals.

    `divisor` brings a number to that unit; of a share or a chance the unit is the percentage point.
    """

    divisor: float
    unit: str
    decimals: int
    language: Language
    chance: bool = False
    share: bool = False

    @property
    def percent(self) -> str:
        """Return what stands behind a number that is no difference: the percent sign of a share or chance."""
        return " %" if self.chance or self.share else ""

    def value(self, value: float) -> str:
        """Format a number; a share or chance in percent."""
        text = number(float(value) / self.divisor, self.language, self.decimals)
        return text if math.isnan(value) else text + self.percent

    def signed(self, value: float) -> str:
        """Format a difference with its sign; of a share or chance in percentage points."""
        return signed(float(value) / self.divisor, self.language, self.decimals)

    def size(self, value: float) -> str:
        """Format a non-negative number such as a standard error."""
        return number(float(value) / self.divisor, self.language, self.decimals)

    def interval(self, low: float, high: float, errors: tuple[float, float] = UNKNOWN) -> str:
        """Format an interval as `−12 – 40`; empty for an event. `errors` are the standard errors of its ends."""
        if self.chance:
            return ""
        return " – ".join(self._ends(low, high, errors))

    def signed_interval(self, low: float, high: float, errors: tuple[float, float] = UNKNOWN) -> str:
        """Format an interval of a difference as `−12 – +40`."""
        ends = zip((low, high), self._ends(low, high, errors), strict=True)
        return " – ".join(f"+{text}" if one > 0 and text.strip("0.,") else text for one, text in ends)

    def _ends(self, low: float, high: float, errors: tuple[float, float]) -> tuple[str, str]:
        both, of_both = ([float(one) / self.divisor for one in pair] for pair in ((low, high), errors))
        return ends(both, self.language, self.decimals, of_both)


def scale(
    units: str,
    kind: str,
    largest: float,
    language: Language,
    *,
    digits_of: float | None = None,
    error: float = math.nan,
) -> Scale:
    """Choose the scale of an outcome by calendar year, from its `units`, `kind` and `largest` number.

    `digits_of`: the number of which three digits are shown, where that is another one. `error`: the standard error of
    what is shown, which may allow fewer.
    """
    digits = largest if digits_of is None else digits_of
    if units == CHANCE:
        shown = within_error(min(1, decimals(100 * digits)), 100 * error)
        return Scale(0.01, POINTS.in_(language), shown, language, True)
    if units == SHARE:
        shown = within_error(decimals(100 * digits), 100 * error)
        return Scale(0.01, POINTS.in_(language), shown, language, share=True)
    divisor, unit = scaled(units, largest, language)
    shown = within_error(decimals(digits / divisor), error / divisor)
    return Scale(divisor, over_time(unit, kind, PER_YEAR, language), shown, language)
