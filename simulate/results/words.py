"""Numbers and phrases as a Dutch or an English reader writes them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulate.vocabulary import AXES, TOTAL, UNITS, Label, Language

SCALES: tuple[tuple[float, Label], ...] = (
    (1e9, Label("miljard", "billion")),
    (1e6, Label("miljoen", "million")),
)


CHANCE = "kans"
"""The unit of what happens in a draw or not: its mean over the draws is told, as a chance."""

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


def calibrated(factors: Mapping[Any, float] | None, language: Language) -> str:
    """`calibrated: spread × 1.62`; nothing where a width is as it was chosen."""
    told = [f"{WIDTHS[name].in_(language)} × {number(by, language, 2)}" for name, by in (factors or {}).items()]
    return CALIBRATED.in_(language).format(factors=", ".join(told)) if told else ""


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
