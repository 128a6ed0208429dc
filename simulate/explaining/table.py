"""The contributions to one outcome as rows of texts, for a terminal and for a page."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulate.engine.arrays import Array
from simulate.explaining import words
from simulate.explaining.explanation import Explained, Question
from simulate.explaining.told import PLACE, Told, together, told_of
from simulate.explaining.words import Scale, scale
from simulate.render.numbers import percent
from simulate.vocabulary import Language


@dataclass(frozen=True)
class Row:
    """One change, what is left, or the difference. Texts; empty for what is not told."""

    label: str
    change: int | None
    """Its number; None for what is left and for the difference."""
    mean: str
    error: str
    half: str
    nine: str
    share: str


@dataclass(frozen=True)
class Rows:
    """What is told of one outcome in one year."""

    title: str
    unit: str
    base: str
    other: str
    rows: tuple[Row, ...]
    """The largest first; the last is the difference. None where no change does anything."""
    remarks: tuple[str, ...]


def rows(question: Question, outcome: Explained, most: int, language: Language) -> Rows:
    """The largest `most` contributions, the others as one, and the difference."""
    year = question.years.index(question.year)
    told = told_of(outcome, year)
    scaled = scale(outcome, told, language)
    shown, rest = split(told, most)
    shares = told.shares
    found = [
        _row(words.called(question.causes[one], language), one, told.parts[one], told.errors[one],
             _share(None if shares is None else shares[one], language), scaled)
        for one in shown
    ]  # fmt: skip
    if rest:
        share = _share(None if shares is None else float(shares[rest].sum()), language)
        label = words.REST.in_(language).format(len(rest))
        found.append(_row(label, None, together(outcome, year, rest), float("nan"), share, scaled))
    if not told.nothing:
        found.append(_row(words.TOTAL.in_(language), None, told.difference, told.error, "", scaled))
    unknown = question.draws - told.draws
    idle = ", ".join(words.called(question.causes[one], language) for one in told.idle)
    remarks = (
        words.cancel(told, scaled),
        words.ALIKE.in_(language) if told.nothing else words.IDLE.in_(language).format(idle) if idle else "",
        words.UNKNOWN.in_(language).format(unknown) if unknown else "",
    )
    return Rows(
        f"{words.outcome(outcome, language)}, {question.year}",
        scaled.unit,
        scaled.plain(float(told.base[0])),
        scaled.plain(float(told.other[0])),
        tuple(found),
        tuple(text for text in remarks if text),
    )


def split(told: Told, most: int) -> tuple[list[int], list[int]]:
    """The changes that are shown and those that are taken together; never one of the latter by itself."""
    ordered = told.largest_first
    return (ordered, []) if len(ordered) <= most + 1 else (ordered[:most], ordered[most:])


def _row(label: str, change: int | None, moments: Array, error: float, share: str, scaled: Scale) -> Row:
    at = {name: float(moments[place]) for name, place in PLACE.items()}
    return Row(
        label,
        change,
        scaled.signed(at["mean"]),
        "" if np.isnan(error) else f"± {scaled.size(error)}",
        scaled.between(at["p25"], at["p75"]),
        scaled.between(at["p5"], at["p95"]),
        share,
    )


def _share(share: float | None, language: Language) -> str:
    return "" if share is None else percent(share, language) if abs(share) >= 0.0005 else "0 %"
