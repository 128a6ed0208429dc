"""The Monte Carlo error of what is told: how far a median would move if the draws were other draws.

It is the standard error of independent draws. Parameters are sampled in layers (`simulate.running.design`), which can
only make the real error smaller.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from simulate import registry
from simulate.errors import InputError
from simulate.inputs.problems import did_you_mean, listed, on_command_line
from simulate.render.numbers import CHANCE, decimals, entry_label, number, scaled
from simulate.results.opening import MONTHS, open_results, whole_years, yearly
from simulate.results.statistics import ERROR, STATISTICS, statistics
from simulate.results.totals import called, choices, summed
from simulate.vocabulary import Label, Language

if TYPE_CHECKING:
    import xarray as xr

Row = dict[str, str]

LINE = Label(
    "Monte-Carlofout, één standaardfout van wat hierboven voor {year} staat: {errors}. summary.csv heeft die van elke "
    "mediaan ({column}).",
    "Monte Carlo error, one standard error of what is told above of {year}: {errors}. summary.csv has that of every "
    "median ({column}).",
)
POINTS = Label("punt", "points")
MOST = 3
"""Headline outcomes of which it is told under the table."""


@dataclass(frozen=True)
class Goal:
    """How large a standard error may be: a share of what is told when `relative`, else a number in its unit."""

    size: float
    relative: bool

    def allowed(self, value: float) -> float:
        return self.size * abs(value) if self.relative else self.size


@dataclass(frozen=True)
class Estimate:
    """What is told of an entry of an outcome in one year (median, or chance), and its standard error."""

    outcome: str
    label: str
    unit: str
    year: int
    value: float
    error: float

    def over(self, goal: Goal) -> float:
        """The error over what is allowed; nought where there is no error, also when nothing is allowed."""
        allowed = goal.allowed(self.value)
        return self.error / allowed if allowed else (math.inf if self.error else 0.0)


def goal(typed: str) -> Goal:
    """`1%`, or `500` in the unit of the outcome. InputError when it is neither."""
    found = re.fullmatch(r"\s*([0-9][0-9_]*\.?[0-9]*|\.[0-9]+)\s*(%?)\s*", typed)
    size = float(found[1]) if found else 0.0
    if found is None or size <= 0:
        message = f"'{typed}' is not a precision"
        expected = "a share such as 1%, or a number in the unit of the outcome such as 500"
        raise InputError([on_command_line(f"--until {typed}", message, column=9, expected=expected)])
    return Goal(size / 100, True) if found[2] else Goal(size, False)


def outcome_of(model: str, typed: str | None, headline: Sequence[str]) -> str:
    """The outcome that is to be precise: the one typed, else the first of `headline`. InputError when there is none."""
    known = list(registry.model(model).outcomes())
    if typed is None:
        if not headline:
            expected = f"--for with {listed(known)}"
            raise InputError(
                [on_command_line("--until", f"the model {model} has no headline outcome", expected=expected)]
            )
        return headline[0]
    if typed not in known:
        message = f"the model {model} has no outcome '{typed}'"
        raise InputError([on_command_line(f"--for {typed}", message, column=7, hint=did_you_mean(typed, known))])
    return typed


def estimates(ds: xr.Dataset, name: str, language: Language) -> list[Estimate]:
    """Of the last whole calendar year: the total of an outcome, or every entry where it has none."""
    outcome = ds[name]
    first, years = whole_years(outcome["month"].values)
    if not years.size:
        return []
    year = yearly(outcome, first + (years.size - 1) * MONTHS, 1)
    over = choices(outcome)[-1]
    values = statistics(summed(year, over)).reshape(len(STATISTICS), -1)
    label = outcome.attrs["long_name_nl" if language == "nl" else "long_name"]
    axis = " · ".join(str(dim) for dim in outcome.dims[1:-1])
    found = []
    for place, entry in enumerate(called(outcome, over)):
        row = dict(zip(STATISTICS, values[:, place].tolist(), strict=True))
        value, error = _told(row, outcome.attrs["units"], ds.sizes["draw"])
        words = label + entry_label(axis, entry, language)
        found.append(Estimate(name, words, outcome.attrs["units"], int(years[-1]), value, error))
    return found


def _told(row: dict[str, float], unit: str, draws: int) -> tuple[float, float]:
    """What is told and its standard error: the mean of what happens or not, the median of all else."""
    if unit != CHANCE:
        return row["p50"], row[ERROR]
    chance = row["mean"]
    return chance, math.sqrt(max(0.0, chance * (1 - chance)) / draws)


def worst(folder: Path, name: str, wanted: Goal, language: Language) -> Estimate:
    """The estimate in a result folder that is furthest from what is wanted.

    InputError when there is no whole calendar year, too few draws, or nothing that a share can be taken of.
    """
    known = [estimate for estimate in estimates(open_results(folder), name, language) if estimate.error >= 0]
    if not known:
        problem = f"how precise {name} is cannot be told: it needs 30 draws in which it has a number, and a whole year"
        raise InputError([on_command_line("--until", problem)])
    found = max(known, key=lambda estimate: estimate.over(wanted))
    if wanted.relative and found.value == 0 and found.error > 0:
        problem = f"{found.label} is 0 in {found.year}, so a share of it cannot be reached"
        raise InputError([on_command_line("--until", problem, expected="a number in the unit of the outcome")])
    return found


def said(estimate: Estimate, language: Language) -> str:
    """`Reception occupancy in 2034: 48,213 ± 402 persons (0.8 %)`."""
    divisor, unit = scaled(estimate.unit, abs(estimate.value), language)
    value, error = estimate.value / divisor, estimate.error / divisor
    digits = decimals(error * 10)
    share = f" ({number(100 * error / abs(value), language, 2)} %)" if value else ""
    told = f"{number(value, language, digits)} ± {number(error, language, digits)} {unit}"
    return f"{estimate.label}, {estimate.year}: {told}{share}"


def line(headlines: Iterable[Sequence[Row]], draws: int, language: Language) -> str:
    """The Monte Carlo error of the first headline outcomes in the last year of the table; empty when it is not known.

    `headlines`: rows of summary.csv, the years of one outcome or entry each.
    """
    told, year, seen = list[str](), "", set[str]()
    for rows in headlines:
        row = rows[-1]
        if row["outcome"] in seen or not row.get(ERROR) or len(told) == MOST:
            continue
        seen.add(row["outcome"])
        year = row["period"]
        numbers = {name: float(row[name] or "nan") for name in STATISTICS}
        value, error = _told(numbers, row["unit"], draws)
        called_ = row["label"] + entry_label(row["axis"], row["entry"], language)
        told.append(f"{called_} {_short(value, error, row['unit'], language)}")
    return LINE.in_(language).format(year=year, errors="; ".join(told), column=ERROR) if told else ""


def _short(value: float, error: float, unit: str, language: Language) -> str:
    if unit == CHANCE:
        return f"{number(100 * error, language, 1)} {POINTS.in_(language)}"
    if value:
        return f"{number(100 * error / abs(value), language, 1)} %"
    divisor, name = scaled(unit, error, language)
    return f"{number(error / divisor, language, decimals(error / divisor))} {name}"
