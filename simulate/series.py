"""data/series.yaml: what was counted in reality, and which outcome of which model it is held against."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from simulate.inputs.document import Document, Steps
from simulate.inputs.places import packaged, shown
from simulate.inputs.problems import InputError, Problem, did_you_mean, listed
from simulate.inputs.reading import read
from simulate.scenario import Texts

REGISTER = "series.yaml"

Kind = Literal["stock", "flow", "mean"]
Per = Literal["day", "month", "quarter", "year"]
_WRITTEN: Mapping[Per, tuple[str, str]] = {
    "day": (r"(\d{4})-(\d\d)-(\d\d)", "a day, such as 2024-12-31"),
    "month": (r"(\d{4})-(\d\d)", "a month, such as 2024-12"),
    "quarter": (r"(\d{4})Q([1-4])", "a quarter, such as 2024Q4"),
    "year": (r"(\d{4})", "a year, such as 2024"),
}


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


class Form(BaseModel):
    """One entry of the register, as it is written; its head explains the fields."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    model: str
    outcome: str
    entry: str | None = None
    file: str
    rows: dict[str, str] = {}
    date: str = "period"
    value: str = "value"
    per: Per
    kind: Kind
    multiply: float = 1.0
    unit: str
    credit: Texts
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
    """Every series that comes with the package, by name."""
    return load(packaged().path / "data")


def series_of(model: str, outcome: str) -> list[Series]:
    """The series that an outcome is held against: of its total, or of its entries."""
    return [one for one in register().values() if (one.form.model, one.form.outcome) == (model, outcome)]


def load(folder: Path) -> dict[str, Series]:
    """The register in `folder` and the counts of every series. Raises InputError, with all that is wrong in it."""
    path = folder / REGISTER
    document = read(path, file=shown(path))
    problems = list(document.problems)
    forms: dict[str, Form] = {}
    for name, data in (document.data or {}).items():
        try:
            forms[name] = Form.model_validate(data)
        except ValidationError as error:
            problems += [_problem(document, (name, *detail["loc"]), detail["msg"]) for detail in error.errors()]
    found: dict[str, Series] = {}
    for name, form in forms.items():
        try:
            found[name] = Series(name, form, _counts(folder / form.file, form, document, name))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return found


def _problem(document: Document, steps: Steps, message: str) -> Problem:
    return document.problem(steps, message[0].lower() + message[1:], expected="an entry as the head of the file says")


def _counts(path: Path, form: Form, document: Document, name: str) -> tuple[Count, ...]:
    try:
        text = path.read_text(encoding="utf-8").splitlines()
    except OSError:
        raise InputError([document.problem((name, "file"), f"there is no file {form.file}")]) from None
    reader = csv.DictReader(text)
    columns = list(reader.fieldnames or ())
    needed = {"date": form.date, "value": form.value, **{f"rows.{column}": column for column in form.rows}}
    missing = [
        document.problem(
            (name, *key.split(".")),
            f"{form.file} has no column '{column}'",
            expected=listed(columns),
            hint=did_you_mean(column, columns),
        )
        for key, column in needed.items()
        if column not in columns
    ]
    if missing:
        raise InputError(missing)
    counts, problems = [], []
    for row in reader:
        if any(row[column] != word for column, word in form.rows.items()) or not row[form.value]:
            continue
        found = _count(row, form, reader.line_num)
        if isinstance(found, str):
            problems.append(Problem(shown(path), reader.line_num, 1, found, text[reader.line_num - 1]))
        else:
            counts.append(found)
    if not counts and not problems:
        problems.append(document.problem((name, "rows"), f"{form.file} has no such rows"))
    if problems:
        raise InputError(problems)
    return tuple(sorted(counts, key=lambda count: count.begin))


def _count(row: Mapping[str, str], form: Form, line: int) -> Count | str:
    """A row as a count, or what is wrong with it."""
    pattern, expected = _WRITTEN[form.per]
    written = re.fullmatch(pattern, row[form.date])
    if written is None:
        return f"'{row[form.date]}' is not {expected}"
    try:
        begin, end = _period(form.per, [int(part) for part in written.groups()])
    except ValueError:
        return f"'{row[form.date]}' does not exist"
    try:
        value = float(row[form.value])
    except ValueError:
        return f"'{row[form.value]}' is not a number"
    return Count(begin, end, value * form.multiply, row.get("source", ""), line)


def _period(per: Per, parts: list[int]) -> tuple[date, date]:
    year = parts[0]
    if per == "day":
        begin = date(*parts)
        return begin, begin + timedelta(days=1)
    months = {"month": 1, "quarter": 3, "year": 12}[per]
    first = (parts[1] - 1) * months if len(parts) > 1 else 0
    after = year * 12 + first + months
    return date(year, first + 1, 1), date(after // 12, after % 12 + 1, 1)
