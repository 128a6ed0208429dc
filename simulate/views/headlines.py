"""The headline outcomes of a run by calendar year, in words: for a screen and for a report."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from simulate.inputs.parts import Chosen
from simulate.render.numbers import (
    PER_YEAR,
    SHARE,
    decimals,
    ends,
    entry_label,
    number,
    over_time,
    percent,
    scaled,
    two_digits,
    within_error,
)
from simulate.results.statistics import ERROR
from simulate.results.summary import Row, Summary
from simulate.vocabulary import CHANCE, Label, Language

SHARE_OF_DRAWS = Label("aandeel van de trekkingen", "share of the draws")
SHARES = Label("aandeel", "share")
DIGITS = 4
"""Digits of a large number in a report; the others are noughts."""


@dataclass(frozen=True)
class HeadlineRow:
    """One outcome, or one of its entries where it has no total, as texts with the names of both."""

    outcome: str
    axis: str
    entry: str
    unit: str
    years: tuple[str, ...]
    medians: tuple[str, ...]
    """Of each year; of a chance the share of the draws."""
    intervals: tuple[str, ...]
    """Where nine out of ten draws lie; empty for a chance."""

    def label(self, outcome: str, language: Language) -> str:
        """Name the row, given the label of its outcome."""
        return outcome + entry_label(self.axis, self.entry, language)


def headline_rows(
    summary: Summary, parts: Chosen, language: Language, *, columns: Sequence[int] | None = None, digits: int = 0
) -> Iterator[HeadlineRow]:
    """Word outcomes and the entries of them that were named, in the years with these indices (all when None).

    With `digits` a large number has so many of them, and noughts after that.
    """
    for name, named in parts.items():
        for entry in (named or summary.main(name)) if name in summary.rows else ():
            years = summary.years(name, entry)
            shown = years if columns is None else [years[column] for column in columns]
            yield _row(name, entry, shown, language, digits)


def _row(name: str, entry: str, rows: Sequence[Row], language: Language, digits: int) -> HeadlineRow:
    axis, years = rows[0]["axis"], tuple(row["period"] for row in rows)
    if rows[0]["unit"] == CHANCE:
        shares = tuple(percent(float(row["mean"] or "nan"), language) for row in rows)
        return HeadlineRow(name, axis, entry, SHARE_OF_DRAWS.in_(language), years, shares, ("",) * len(rows))
    largest = max((abs(float(row["p95"] or 0)) for row in rows), default=0.0)
    divisor, unit = scaled(rows[0]["unit"], largest, language)
    shown = _decimals(rows, largest / divisor, divisor, digits)
    percent_sign = " %" if rows[0]["unit"] == SHARE else ""
    if percent_sign:
        unit = SHARES.in_(language)

    def word(text: str) -> str:
        return number(float(text or "nan") / divisor, language, shown)

    medians = tuple(word(row["p50"]) + (percent_sign if row["p50"] else "") for row in rows)
    both = ([float(row[name] or "nan") / divisor for name in ("p5", "p95")] for row in rows)
    intervals = tuple(" – ".join(ends(one, language, shown)) + percent_sign for one in both)
    return HeadlineRow(
        name, axis, entry, over_time(unit, rows[0]["kind"], PER_YEAR, language), years, medians, intervals
    )


def _decimals(rows: Sequence[Row], largest: float, divisor: float, digits: int) -> int:
    """Choose the decimals of a row: three digits of its largest number, and no more than its error allows."""
    shown = decimals(largest)
    if digits and math.isfinite(largest):
        shown = min(shown, digits - len(f"{largest:.0f}")) if largest >= 10**digits else shown
    errors = sorted(error for row in rows if (error := float(row.get(ERROR) or 0)) > 0)
    if not errors:
        # Of few draws the error is not known; of what is the same in all of them there is none.
        differs = any(row["p5"] != row["p95"] for row in rows)
        return min(shown, two_digits(largest)) if differs else shown
    # Of the year in the middle: one row has one number of digits.
    return within_error(shown, errors[len(errors) // 2] / divisor)
