"""Official forecasts as published (data/vintages.yaml), and the one available on a given day."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

from simulate.errors import InputError, Problem
from simulate.inputs.library import Library
from simulate.inputs.paths import Roots, roots
from simulate.inputs.problems import did_you_mean, listed
from simulate.inputs.written import number
from simulate.inputs.yaml.registers import Entry, Per, Register, Row, period, register_of, twice
from simulate.series import REGISTER, Count, counted, register, stamps
from simulate.series import Form as SeriesForm
from simulate.vocabulary import UNITS, Label

VINTAGES = "vintages.yaml"
_MADE: dict[int, Per] = {4: "year", 7: "month"}


class Form(Entry):
    """One entry of the register, as written; the head of the file explains the fields."""

    series: str
    per: Per
    between: Literal["none", "straight"] = "none"
    definition: Label | None = None
    credit: Label
    sources: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Forecast:
    """The forecast for the days from `begin` up to, not including, `end`; values in the unit of the series."""

    made: date
    """The last day on which it can have been made: it is taken as known from then on."""
    begin: date
    end: date
    low: float | None
    middle: float | None
    high: float | None
    source: str
    between: bool = False
    """Whether it was read by a straight line between two forecasts of its vintage."""

    @property
    def point(self) -> float | None:
        """Return the central value, else the midpoint of low and high; None where only one bound was published."""
        if self.middle is not None or self.low is None or self.high is None:
            return self.middle
        return (self.low + self.high) / 2


@dataclass(frozen=True)
class Vintages:
    """The forecasts of one series by one office, in order of publication."""

    name: str
    form: Form
    forecasts: tuple[Forecast, ...]

    def as_of(self, day: date, count: Count) -> Forecast | None:
        """Return the last forecast published by `day` for the period of `count`; None where there is none.

        Where the entry says so, a period between two of the same vintage is read by a straight line.
        """
        made = [one for one in self.forecasts if one.made <= day]
        exact = [one for one in made if (one.begin, one.end) == (count.begin, count.end)]
        read = _between(made, count) if self.form.between == "straight" else []
        return max((*exact, *read), key=lambda one: one.made, default=None)


def vintages() -> dict[str, Vintages]:
    """Load all official forecasts there are, by name: those of the package, and the user's own over them."""
    found = roots()
    return _published(found, stamps(found))


@cache
def _published(found: Roots, stamped: tuple[tuple[Path, int], ...]) -> dict[str, Vintages]:
    folders, series = [root.path / "data" for root in found], register()
    return {
        name: one for folder in folders if (folder / VINTAGES).is_file() for name, one in load(folder, series).items()
    }


def vintages_of(series: str) -> list[Vintages]:
    """List the official forecasts of one series."""
    return [one for one in vintages().values() if one.form.series == series]


def forecast_as_of(series: str, day: date, count: Count) -> Forecast | None:
    """Return the last official forecast for the period of `count` that was published by `day`."""
    found = [forecast for one in vintages_of(series) if (forecast := one.as_of(day, count)) is not None]
    return max(found, key=lambda one: one.made, default=None)


def load(folder: Path, series: Iterable[str]) -> dict[str, Vintages]:
    """Read the register in `folder` with the forecasts of `series`. InputError with everything that is wrong in it."""
    written = register_of(folder / VINTAGES, Form)
    problems, names = list(written.problems), list(series)
    found: dict[str, Vintages] = {}
    for name, form in written.entries.items():
        if form.series not in names:
            said, hint = f"there is no series '{form.series}'", did_you_mean(form.series, names)
            problems.append(written.document.problem((name, "series"), said, expected=listed(names), hint=hint))
        try:
            found[name] = Vintages(name, form, _forecasts(written, name, form))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return found


def vintage_problems(path: Path, library: Library) -> list[Problem]:
    """Return all problems of the register of forecasts at `path`, of series in the register beside it or elsewhere."""
    beside = path.with_name(REGISTER)
    try:
        series = {name: one.form for name, one in register().items()}
        series |= register_of(beside, SeriesForm).entries if beside.is_file() else {}
        written = register_of(path, Form)
    except InputError as error:
        return list(error.problems)
    problems = counted(lambda: load(path.parent, series))
    if not problems:
        for name, one in load(path.parent, series).items():
            problems += _impossible(written, name, one, series[one.form.series].unit)
    for name, form in written.entries.items():
        problems += _unknown_sources(written, name, form, library.sources.names)
    return problems


def _impossible(written: Register[Form], name: str, vintages: Vintages, unit: str) -> Iterator[Problem]:
    """Yield the problems of forecasts that are not possible in the unit of their series."""
    lowest = UNITS[unit].low if unit in UNITS else -math.inf
    for one in vintages.forecasts:
        values = [value for value in (one.low, one.middle, one.high) if value is not None]
        if min(values) < lowest:
            said = f"the forecast of {one.made} for {one.begin}, {min(values):g}, is not possible in {unit}"
            yield written.document.problem((name, "file"), said)


def _unknown_sources(written: Register[Form], name: str, form: Form, known: Sequence[str] | None) -> Iterator[Problem]:
    for place, key in enumerate(form.sources):
        if known is not None and key not in known:
            said, hint = f"there is no source '{key}' here", did_you_mean(key, known)
            yield written.document.problem((name, "sources", place), said, hint=hint)


def _forecasts(written: Register[Form], name: str, form: Form) -> tuple[Forecast, ...]:
    found: list[Forecast] = []
    problems: list[Problem] = []
    told: dict[tuple[object, ...], Row] = {}
    columns = {column: column for column in ("made", "period", "low", "middle", "high", "source")}
    for row in written.rows(name, columns):
        try:
            one = _forecast(row, form)
        except ValueError as error:
            problems.append(row.problem(str(error)))
            continue
        again = twice(told, (one.made, one.begin, one.end), row)
        problems += [again] if again else []
        told.setdefault((one.made, one.begin, one.end), row)
        found.append(one)
    if problems:
        raise InputError(problems)
    return tuple(sorted(found, key=lambda one: (one.made, one.begin)))


def _forecast(row: Row, form: Form) -> Forecast:
    """Parse the forecast in a row. ValueError says what is wrong with it."""
    made, (begin, end) = row.words["made"], period(form.per, row.words["period"])
    ends = period(_MADE.get(len(made), "day"), made)[1]
    low, middle, high = (number(word) if (word := row.words[name]) else None for name in ("low", "middle", "high"))
    given = [value for value in (low, middle, high) if value is not None]
    if not given:
        raise ValueError("there is no low, middle or high")
    if given != sorted(given):
        raise ValueError("low, middle and high are not in that order")
    return Forecast(ends - timedelta(days=1), begin, end, low, middle, high, row.words["source"])


def _between(made: Sequence[Forecast], count: Count) -> list[Forecast]:
    """Interpolate each vintage linearly between two of its own days."""
    found = []
    for vintage in sorted({one.made for one in made}):
        mine = [one for one in made if one.made == vintage]
        found += [_line(a, b, count) for a, b in pairwise(mine) if a.end < count.end < b.end]
    return found


def _line(a: Forecast, b: Forecast, count: Count) -> Forecast:
    share = (count.end - a.end) / (b.end - a.end)

    def on(of: Callable[[Forecast], float | None]) -> float | None:
        first, last = of(a), of(b)
        return None if first is None or last is None else first + share * (last - first)

    low, middle, high = on(lambda f: f.low), on(lambda f: f.middle), on(lambda f: f.high)
    return replace(a, begin=count.begin, end=count.end, low=low, middle=middle, high=high, between=True)
