"""data/series.yaml: what was counted in reality, and which outcome of which model it is held against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Literal

from simulate.errors import InputError, Problem
from simulate.inputs.paths import packaged
from simulate.inputs.yaml.registers import Entry, Per, Register, Row, number, period, register_of
from simulate.vocabulary import Label

REGISTER = "series.yaml"

Kind = Literal["stock", "flow", "mean"]


@dataclass(frozen=True)
class Count:
    """One count: of the days from `begin` up to, not with, `end`. A stock is that of the last of them."""

    begin: date
    end: date
    value: float
    """In the unit of the outcome; of a flow, all of the period."""
    source: str
    line: int
    """Of the file."""

    @property
    def last(self) -> date:
        return self.end - timedelta(days=1)

    @property
    def months(self) -> int:
        """Months in the period; 0 for a day."""
        return (self.end.year - self.begin.year) * 12 + self.end.month - self.begin.month


class Form(Entry):
    """One entry of the register, as it is written; its head explains the fields."""

    model: str
    outcome: str
    entry: str | None = None
    date: str = "period"
    value: str = "value"
    per: Per
    kind: Kind
    multiply: float = 1.0
    unit: str
    credit: Label
    source: str | None = None
    note: str = ""


@dataclass(frozen=True)
class Series:
    """What was counted, in the order of time."""

    name: str
    form: Form
    counts: tuple[Count, ...]


@cache
def register() -> dict[str, Series]:
    """Load every series that comes with the package, by name."""
    return load(packaged().path / "data")


def series_of(model: str, outcome: str) -> list[Series]:
    """List the series that an outcome is held against: of its total, or of its entries."""
    return [one for one in register().values() if (one.form.model, one.form.outcome) == (model, outcome)]


def load(folder: Path) -> dict[str, Series]:
    """Load the register in `folder` and the counts of every series. InputError, with all that is wrong in it."""
    written = register_of(folder / REGISTER, Form)
    problems = list(written.problems)
    found: dict[str, Series] = {}
    for name, form in written.entries.items():
        try:
            found[name] = Series(name, form, _counts(written, name, form))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return found


def _counts(register: Register[Form], name: str, form: Form) -> tuple[Count, ...]:
    counts: list[Count] = []
    problems: list[Problem] = []
    for row in register.rows(name, {"date": form.date, "value": form.value}):
        try:
            counts += _count(row, form)
        except ValueError as error:
            problems.append(row.problem(str(error)))
    if problems:
        raise InputError(problems)
    return tuple(sorted(counts, key=lambda count: count.begin))


def _count(row: Row, form: Form) -> list[Count]:
    """Read the count in a row; none where nothing was counted. ValueError says what is wrong with it."""
    if not row.words[form.value]:
        return []
    begin, end = period(form.per, row.words[form.date])
    return [Count(begin, end, number(row.words[form.value]) * form.multiply, row.words.get("source", ""), row.line)]
