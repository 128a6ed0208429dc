"""The headline outcomes of a run by calendar year, in words: for a screen and for a report."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from simulate.render.numbers import PER_YEAR, decimals, entry_label, minus, over_time, percent, scaled
from simulate.results.summary import Row, Summary
from simulate.vocabulary import CHANCE, Label, Language

SHARE_OF_DRAWS = Label("aandeel van de trekkingen", "share of the draws")
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
    summary: Summary, names: Sequence[str], language: Language, *, columns: Sequence[int] | None = None, digits: int = 0
) -> Iterator[HeadlineRow]:
    """Word the outcomes named `names`, in the years with these indices (all of them when None).

    With `digits` a large number has so many of them, and noughts after that.
    """
    for name in names:
        for entry in summary.main(name) if name in summary.rows else ():
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
    shown = decimals(largest / divisor)
    step = 10 ** max(0, len(f"{largest / divisor:.0f}") - digits) if digits else 1

    def word(text: str) -> str:
        return minus(_rounded(float(text or "nan") / divisor, step), language, shown)

    medians = tuple(word(row["p50"]) for row in rows)
    intervals = tuple(f"{word(row['p5'])} – {word(row['p95'])}" for row in rows)
    return HeadlineRow(
        name, axis, entry, over_time(unit, rows[0]["kind"], PER_YEAR, language), years, medians, intervals
    )


def _rounded(value: float, step: int) -> float:
    """Round large numbers to their meaningful digits."""
    return value if step == 1 or math.isnan(value) else round(value / step) * step
