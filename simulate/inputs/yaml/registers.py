"""A register: a YAML file of named entries, each of which points at rows of a CSV file beside it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from simulate.errors import InputError, Problem
from simulate.inputs.paths import shown
from simulate.inputs.problems import did_you_mean, listed
from simulate.inputs.yaml.document import Document
from simulate.inputs.yaml.reading import read

Per = Literal["day", "month", "quarter", "year"]
_WRITTEN: Mapping[Per, tuple[str, str]] = {
    "day": (r"(\d{4})-(\d\d)-(\d\d)", "a day, such as 2024-12-31"),
    "month": (r"(\d{4})-(\d\d)", "a month, such as 2024-12"),
    "quarter": (r"(\d{4})Q([1-4])", "a quarter, such as 2024Q4"),
    "year": (r"(\d{4})", "a year, such as 2024"),
}


class Entry(BaseModel):
    """What every entry has: the file, and the words that its rows have in some columns."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    file: str
    rows: dict[str, str] = {}


F = TypeVar("F", bound=Entry)


@dataclass(frozen=True)
class Row:
    """One row of a CSV file, with its place."""

    path: Path
    line: int
    text: str
    words: Mapping[str, str]

    def problem(self, message: str) -> Problem:
        return Problem(shown(self.path), self.line, 1, message, self.text)


@dataclass(frozen=True)
class Register(Generic[F]):
    """The entries of the file at `path` that are as they should be, and all that is wrong in the others."""

    path: Path
    document: Document
    entries: Mapping[str, F]
    problems: list[Problem]

    def rows(self, name: str, columns: Mapping[str, str]) -> Iterator[Row]:
        """Yield the rows of the entry `name`; `columns` says which key of it names a column that must be there.

        Raises InputError where there is no such file, column or row.
        """
        entry = self.entries[name]
        path = self.path.parent / entry.file
        try:
            text = path.read_text(encoding="utf-8").splitlines()
        except OSError:
            raise InputError([self.document.problem((name, "file"), f"there is no file {entry.file}")]) from None
        reader = csv.DictReader(text, restval="")
        there = list(reader.fieldnames or ())
        needed = {**columns, **{f"rows.{column}": column for column in entry.rows}}
        missing = [
            self.document.problem(
                (name, *key.split(".")),
                f"{entry.file} has no column '{column}'",
                expected=listed(there),
                hint=did_you_mean(column, there),
            )
            for key, column in needed.items()
            if column not in there
        ]
        if missing:
            raise InputError(missing)
        found = False
        for words in reader:
            if all(words[column] == word for column, word in entry.rows.items()):
                found = True
                yield Row(path, reader.line_num, text[reader.line_num - 1], words)
        if not found:
            raise InputError([self.document.problem((name, "rows"), f"{entry.file} has no such rows")])


def register_of(path: Path, form: type[F]) -> Register[F]:
    """Read the register at `path`, its entries in the form. Raises InputError when it is no YAML."""
    document = read(path, file=shown(path))
    problems = list(document.problems)
    entries: dict[str, F] = {}
    for name, data in (document.data or {}).items():
        try:
            entries[name] = form.model_validate(data)
        except ValidationError as error:
            problems += [
                document.problem(
                    (name, *detail["loc"]),
                    detail["msg"][0].lower() + detail["msg"][1:],
                    expected="an entry as the head of the file says",
                )
                for detail in error.errors()
            ]
    return Register(path, document, entries, problems)


def period(per: Per, word: str) -> tuple[date, date]:
    """Parse a written period: its first day, and the day after it. Raises ValueError with what is wrong in it."""
    pattern, expected = _WRITTEN[per]
    written = re.fullmatch(pattern, word)
    if written is None:
        raise ValueError(f"'{word}' is not {expected}")
    try:
        return _days(per, [int(part) for part in written.groups()])
    except ValueError:
        raise ValueError(f"'{word}' does not exist") from None


def number(word: str) -> float:
    """Parse a written number. Raises ValueError with what is wrong in it."""
    try:
        return float(word)
    except ValueError:
        raise ValueError(f"'{word}' is not a number") from None


def _days(per: Per, parts: list[int]) -> tuple[date, date]:
    year = parts[0]
    if per == "day":
        begin = date(*parts)
        return begin, begin + timedelta(days=1)
    months = {"month": 1, "quarter": 3, "year": 12}[per]
    first = (parts[1] - 1) * months if len(parts) > 1 else 0
    after = year * 12 + first + months
    return date(year, first + 1, 1), date(after // 12, after % 12 + 1, 1)
