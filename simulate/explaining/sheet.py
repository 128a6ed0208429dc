"""explain.csv: every contribution by outcome, entry and calendar year, with both ends and the difference."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from simulate.comparing.moments import TOLD
from simulate.engine.arrays import Array
from simulate.explaining import words
from simulate.explaining.explanation import Explained, Explanation
from simulate.explaining.told import told_of
from simulate.running.record import write_whole
from simulate.vocabulary import Language

NAME = "explain.csv"
COLUMNS = (
    "base", "scenario", "method", "orders", "draws", "outcome", "label", "unit", "kind", "axis", "entry", "period",
    "what", "change", "name", "name_label", "role", "source", "file", "line", "effect_roles",
    *TOLD, "mean_se", "share",
)  # fmt: skip
"""`what` is base, measure or parameter, difference, or scenario. `share` is empty where contributions cancel."""


def write_sheet(explanation: Explanation, folder: Path, language: Language) -> None:
    """Write explain.csv into `folder`."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for outcome in explanation.outcomes:
        for year in range(len(explanation.question.years)):
            for row in _rows(explanation, outcome, year, language):
                writer.writerow([_shown(cell) for cell in row])
    write_whole(folder / NAME, text.getvalue())


def _rows(explanation: Explanation, outcome: Explained, year: int, language: Language) -> Iterator[list[object]]:
    question, told = explanation.question, told_of(outcome, year)
    shares = told.shares
    label = outcome.label_nl if language == "nl" else outcome.label
    begin = [
        question.base.name, question.other.name, "sampled" if question.pairs else "exact", 2 * question.pairs or None,
        told.draws, outcome.name, label, outcome.units, outcome.kind, outcome.axis, outcome.entry, question.years[year],
    ]  # fmt: skip

    def row(what: str, about: list[object], moments: Array, error: float | None, share: float | None) -> list[object]:
        return [*begin, what, *about, *map(float, moments), error, share]

    nothing: list[object] = [None] * 8
    yield row("base", nothing, told.base, None, None)
    for place, cause in enumerate(question.causes):
        origin = cause.origin
        where = (origin.role, origin.source, origin.file, origin.line) if origin else (None,) * 4
        about = [cause.how, cause.name, words.called(cause, language), *where, " ".join(cause.effects)]
        share = None if shares is None else float(shares[place])
        yield row(cause.kind, about, told.parts[place], float(told.errors[place]), share)
    yield row("difference", nothing, told.difference, told.error, None)
    yield row("scenario", nothing, told.other, None, None)


def _shown(cell: object) -> object:
    """Nine digits, so that contributions still add up; nothing for what is not there."""
    if not isinstance(cell, float):
        return "" if cell is None else cell
    return "" if math.isnan(cell) else f"{cell:.9g}" if abs(cell) < 1e9 else f"{cell:.0f}"
