"""Annotations of a figure: the measures of a scenario on their start dates, as letters with a key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from string import ascii_lowercase
from typing import TYPE_CHECKING

from simulate.render.chart import CAPTION, GREY, LINE, day
from simulate.running.store.record import SCENARIO
from simulate.scenario import Scenario
from simulate.vocabulary import Label, Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LINES = 6
"""Lines of a key, one more where something is left out."""
APART = 0.11
"""Inches between two letters."""

HEAD = Label("Maatregelen, op hun begindatum:", "Measures, on their starting date:")
ONE = Label("en nog één maatregel: {file}", "and one more measure: {file}")
MORE = Label("en nog {n} maatregelen: {file}", "and {n} more measures: {file}")


@dataclass(frozen=True)
class Annotation:
    """The measures that start on one day."""

    letter: str
    """Empty where there are more days than letters in the key."""
    day: date
    labels: tuple[Label, ...]


def annotations_of(scenario: Scenario | None) -> tuple[Annotation, ...]:
    """List the measures that start within the run, by day. None without a scenario."""
    if scenario is None:
        return ()
    first = scenario.start
    years, months = divmod(first.month - 1 + scenario.months, 12)
    end = date(first.year + years, months + 1, 1)
    inside = sorted((m for m in scenario.measures if first <= m.start < end), key=lambda m: m.start)
    days = [(when, tuple(m.label for m in same)) for when, same in groupby(inside, key=lambda m: m.start)]
    return tuple(
        Annotation(ascii_lowercase[position] if position < LINES else "", when, labels)
        for position, (when, labels) in enumerate(days)
    )


def key(annotations: Sequence[Annotation], language: Language) -> list[str]:
    """Explain the letters in at most `LINES` lines, and count in one more the measures that are left out."""
    lettered = [annotation for annotation in annotations if annotation.letter]
    if not lettered:
        return []
    lines, named = [HEAD.in_(language)], 0
    for annotation, count in zip(lettered, _lines(lettered, language), strict=True):
        begin = f"{annotation.letter}  {day(annotation.day, language)}: "
        labels = [label.in_(language) for label in annotation.labels]
        # Broken lines are indented, and words do not break.
        shown = _fitting(labels, CAPTION - len(begin) + (count - 1) * (CAPTION - 14))
        named += len(shown)
        more = f"; +{len(labels) - len(shown)}" if len(shown) < len(labels) else ""
        lines.append(begin + "; ".join(shown) + more)
    rest = sum(len(annotation.labels) for annotation in annotations) - named
    if rest:
        lines.append((ONE if rest == 1 else MORE).in_(language).format(n=rest, file=SCENARIO))
    return lines


def _lines(annotations: Sequence[Annotation], language: Language) -> list[int]:
    """Lines of the key for every mark: one, and in turn one more for those that need it, as long as there are."""
    needed = [
        -(-len("; ".join(label.in_(language) for label in annotation.labels)) // (CAPTION - 24))
        for annotation in annotations
    ]
    given = [1] * len(annotations)
    while sum(given) < LINES and any(g < n for g, n in zip(given, needed, strict=True)):
        for position in range(len(annotations)):
            if given[position] < needed[position] and sum(given) < LINES:
                given[position] += 1
    return given


def _fitting(labels: list[str], room: int) -> list[str]:
    """Choose the first labels that fit the width, with room for a count of the rest; at least one."""
    shown = labels[:1]
    for label in labels[1:]:
        if len("; ".join([*shown, label])) > room - (0 if len(shown) + 1 == len(labels) else 6):
            break
        shown.append(label)
    return shown


def draw_annotations(ax: Axes, annotations: Sequence[Annotation], by_year: bool, inches: float) -> None:
    """Draw thin dotted lines over a panel `inches` wide, below its median, with letters above the panel.

    Call it when the limits of the x axis are set. On an axis of years a mark is at its fraction of the year: 1 July is
    in the middle of a bar.
    """
    from matplotlib.dates import date2num

    positions = [_year(annotation.day) if by_year else float(date2num(annotation.day)) for annotation in annotations]  # type: ignore[no-untyped-call]
    for position in positions:
        ax.axvline(position, color=LINE, linewidth=0.7, linestyle=(0, (1, 2)), zorder=1.9)
    low, high = ax.get_xlim()
    shares = [(position - low) / (high - low) for position in positions]
    lettered = [(annotation, share) for annotation, share in zip(annotations, shares, strict=True) if annotation.letter]
    for (annotation, _), share in zip(lettered, _spread([s for _, s in lettered], APART / inches), strict=True):
        ax.text(
            share, 1.012, annotation.letter, transform=ax.transAxes, ha="center", va="bottom", fontsize=7.5, color=GREY
        )  # fmt: skip


def _year(when: date) -> float:
    begin, end = date(when.year, 1, 1), date(when.year + 1, 1, 1)
    return when.year - 0.5 + (when - begin).days / (end - begin).days


def _spread(shares: list[float], apart: float) -> list[float]:
    """Move rising positions as little as needed to be at least `apart`, and none beyond the panel."""
    positions: list[float] = []
    for share in shares:
        positions.append(max(share, positions[-1] + apart) if positions else share)
    limit = 1.0
    for i in reversed(range(len(positions))):
        positions[i] = min(positions[i], limit)
        limit = positions[i] - apart
    return positions
