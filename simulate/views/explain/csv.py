"""explain.csv: every contribution by outcome, entry and calendar year, with both ends and the difference."""

from __future__ import annotations

from collections.abc import Iterator

from simulate.comparing.statistics import STATISTICS
from simulate.csv_text import render, significant
from simulate.engine.arrays import Array
from simulate.explaining.contributions import contributions
from simulate.explaining.explanation import Explained, Explanation
from simulate.views.explain import text
from simulate.vocabulary import Language

NAME = "explain.csv"
COLUMNS = (
    "base", "scenario", "method", "orders", "draws", "outcome", "label", "unit", "kind", "axis", "entry", "period",
    "what", "change", "name", "name_label", "role", "source", "file", "line", "typed", "effect_roles",
    *STATISTICS, "mean_se", "share",
)  # fmt: skip
"""`what` is base, measure or parameter, difference, or scenario. `share` is empty where contributions cancel."""


NUMBER = significant(9)
"""So that contributions still add up."""


def file(explanation: Explanation, language: Language) -> str:
    """Write the text of explain.csv."""
    rows = (
        row
        for outcome in explanation.outcomes
        for year in range(len(explanation.question.years))
        for row in _rows(explanation, outcome, year, language)
    )
    return render(COLUMNS, rows, NUMBER)


def _rows(explanation: Explanation, outcome: Explained, year: int, language: Language) -> Iterator[list[object]]:
    question, found = explanation.question, contributions(outcome, year)
    shares = found.shares
    label = outcome.label_nl if language == "nl" else outcome.label
    begin = [
        question.base.name, question.other.name, "sampled" if question.pairs else "exact", 2 * question.pairs or None,
        found.draws, outcome.name, label, outcome.units, outcome.kind, outcome.axis, outcome.entry,
        question.years[year],
    ]  # fmt: skip

    def row(
        what: str, about: list[object], statistics: Array, error: float | None, share: float | None
    ) -> list[object]:
        return [*begin, what, *about, *map(float, statistics), error, share]

    nothing: list[object] = [None] * 9
    yield row("base", nothing, found.base, None, None)
    for index, cause in enumerate(question.causes):
        origin = cause.origin
        where = (origin.role, origin.source, origin.file, origin.line, origin.typed) if origin else (None,) * 5
        about = [cause.action, cause.name, text.named(cause, language), *where, " ".join(cause.effects)]
        share = None if shares is None else float(shares[index])
        yield row(cause.kind, about, found.contributions[index], float(found.errors[index]), share)
    yield row("difference", nothing, found.difference, found.error, None)
    yield row("scenario", nothing, found.other, None, None)
