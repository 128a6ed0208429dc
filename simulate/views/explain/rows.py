"""The contributions to one outcome in words, a row for each: for a screen, a page and a figure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulate.comparing.outcomes import SURE
from simulate.comparing.statistics import INDEX
from simulate.engine.arrays import Array
from simulate.explaining.against import contributes_against
from simulate.explaining.contributions import Contributions, contributions, together
from simulate.explaining.explanation import Explained, Question
from simulate.render.numbers import Scale, percent
from simulate.views.compare.text import invisible
from simulate.views.explain import text
from simulate.vocabulary import Language


@dataclass(frozen=True)
class ContributionRow:
    """A row for one change, the remainder, or the difference. Texts; empty where not available."""

    label: str
    change: int | None
    """Its number; None for what is left and for the difference."""
    mean: str
    error: str
    half: str
    nine: str
    share: str


@dataclass(frozen=True)
class ContributionRows:
    """The rows of one outcome in one year."""

    title: str
    unit: str
    base: str
    other: str
    rows: tuple[ContributionRow, ...]
    """The largest first; the last is the difference. None where no change does anything."""
    remarks: tuple[str, ...]


def contribution_rows(
    question: Question, outcome: Explained, year: int, most: int, language: Language
) -> ContributionRows:
    """Word the largest `most` contributions in the year with this index, the others combined, and the difference."""
    found = contributions(outcome, year)
    scaled = text.scale_of(outcome, found, language)
    shown, rest = split(found, most)
    shares = found.shares
    rows = [
        _row(text.named(question.causes[one], language), one, found.contributions[one], found.errors[one],
             _share(None if shares is None else shares[one], language), scaled)
        for one in shown
    ]  # fmt: skip
    if rest:
        share = _share(None if shares is None else float(shares[rest].sum()), language)
        label = text.REST.in_(language).format(len(rest))
        rows.append(_row(label, None, together(outcome, year, rest), float("nan"), share, scaled))
    if not found.nothing:
        rows.append(_row(text.TOTAL.in_(language), None, found.difference, found.error, "", scaled))
    unknown = question.draws - found.draws
    idle = ", ".join(text.named(question.causes[one], language) for one in found.idle)
    seen = [abs(float(one[0])) > SURE * error for one, error in zip(found.contributions, found.errors, strict=True)]
    seen_whole = abs(float(found.difference[0])) > SURE * found.error or found.one_way
    hidden = not found.nothing and not seen_whole
    remarks = (
        invisible(found.draws, language).capitalize() + "." if hidden else "",
        # Of noise nothing can be said to cancel.
        text.cancel(found, scaled) if any(seen) else "",
        text.ALIKE.in_(language) if found.nothing else text.IDLE.in_(language).format(idle) if idle else "",
        *(text.against(one, question, language) for one in contributes_against(question, outcome, found)),
        text.UNKNOWN.in_(language).format(unknown) if unknown else "",
    )
    return ContributionRows(
        f"{text.outcome(outcome, language)}, {question.years[year]}",
        scaled.unit,
        scaled.value(float(found.base[0])),
        scaled.value(float(found.other[0])),
        tuple(rows),
        tuple(filter(None, remarks)),
    )


def split(found: Contributions, most: int) -> tuple[list[int], list[int]]:
    """Split the changes into those shown and those summed as "other"; never sums just one."""
    ordered = found.largest_first
    return (ordered, []) if len(ordered) <= most + 1 else (ordered[:most], ordered[most:])


def _row(label: str, change: int | None, statistics: Array, error: float, share: str, scaled: Scale) -> ContributionRow:
    at = {name: float(statistics[index]) for name, index in INDEX.items()}
    return ContributionRow(
        label,
        change,
        scaled.signed(at["mean"]),
        "" if np.isnan(error) else f"± {scaled.size(error)}",
        scaled.interval(at["p25"], at["p75"]),
        scaled.interval(at["p5"], at["p95"]),
        share,
    )


def _share(share: float | None, language: Language) -> str:
    return "" if share is None else percent(share, language) if abs(share) >= 0.0005 else "0 %"
