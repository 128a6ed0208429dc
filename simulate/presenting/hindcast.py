"""A hindcast: what a run that starts in the past gives beside what was counted.

What is common to all of them. `hindcast_asiel` and `hindcast_wonen` say what is run, what was counted and what it
proves; `hindcast_figure` draws one, and `hindcast_page` writes them all.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from numpy.typing import NDArray

from simulate.inputs.places import packaged
from simulate.render.markdown import table
from simulate.results.statistics import quantiles

PROBABILITIES = (0.05, 0.25, 0.50, 0.75, 0.95)


@dataclass(frozen=True)
class Counted:
    """One number that was counted."""

    day: date
    group: str
    number: int
    source: str


@dataclass(frozen=True)
class Course:
    """What a run gives: for each group the quantiles of PROBABILITIES, (quantiles, days)."""

    days: tuple[date, ...]
    bands: Mapping[str, NDArray[Any]]

    @classmethod
    def of(cls, days: Sequence[date], values: Mapping[str, NDArray[Any]]) -> Course:
        """From the values of all draws, (days, draws)."""
        return cls(tuple(days), {group: quantiles(draws, PROBABILITIES) for group, draws in values.items()})


@dataclass(frozen=True)
class ComparedOutcome:
    """One counted number beside the distribution on the day of the run nearest to its date."""

    day: date
    group: str
    observed: int
    place: int
    """Which of the days of the run."""
    band: tuple[float, ...]
    """The quantiles of PROBABILITIES."""
    source: str

    @property
    def error(self) -> float:
        """The median over what was counted, less one."""
        return self.band[2] / self.observed - 1

    @property
    def inside(self) -> bool:
        """Whether it lies in the band of nine out of ten draws."""
        return self.band[0] <= self.observed <= self.band[4]


def beside(course: Course, counted: Iterable[Counted]) -> list[ComparedOutcome]:
    """Everything that was counted, beside the run."""
    found = []
    for count in counted:
        place = min(range(len(course.days)), key=lambda number: abs(course.days[number] - count.day))
        band = tuple(float(value) for value in course.bands[count.group][:, place])
        found.append(ComparedOutcome(count.day, count.group, count.number, place, band, count.source))
    return found


def rows_of(observed: str) -> list[dict[str, str]]:
    """The rows of a file of counts. FileNotFoundError when there is no such file."""
    with (packaged().path / observed).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def of_group(compared: Iterable[ComparedOutcome], group: str) -> list[ComparedOutcome]:
    """Those of one group."""
    return [c for c in compared if c.group == group]


def compared_table(day: str, last: str, rows: Iterable[tuple[object, ComparedOutcome, object]]) -> str:
    """The table of all comparisons; the first and the last column are what the page has to say of each."""
    return table(
        (day, "Counted", "p5", "p50", "p95", "Error", "Within p5-p95", last),
        [
            (first, f"{c.observed:,}", *(f"{c.band[i]:,.0f}" for i in (0, 2, 4)), f"{c.error:+.1%}",
             "yes" if c.inside else "no", remark)
            for first, c, remark in rows
        ],
    )  # fmt: skip
