"""A register: a YAML file of named entries, each of which points at rows of a CSV file beside it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from pathlib import Path
from typing import Generic, Literal, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from simulate.errors import InputError, Problem
from simulate.inputs.paths import shown
from simulate.inputs.problems import COMMA, did_you_mean, listed
from simulate.inputs.written import FIRST_YEAR, LAST_YEAR
from simulate.inputs.yaml.document import Document, Steps
from simulate.inputs.yaml.reading import read
from simulate.plain_text import one_line
from simulate.vocabulary import Label

MAX_BYTES = 20_000_000
"""Of a file of counts."""
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

        Raises InputError where there is no such file, column or row, or where the file is no table.
        """
        entry = self.entries[name]
        path = self._inside(name, entry.file)
        lines = self._lines(name, path)
        there, *rows = _records(lines, path)
        needed = {**columns, **{f"rows.{column}": column for column in entry.rows}}
        named = [one_line(word) for word in there.words]
        way_out = _parted_otherwise(there.words)
        missing = [
            self.document.problem(
                (name, *key.split(".")),
                f"{entry.file} has no column '{column}'",
                expected=listed(named),
                hint=way_out or did_you_mean(column, named),
            )
            for key, column in needed.items()
            if column not in there.words
        ]
        if missing:
            raise InputError(missing)
        found = False
        for one in rows:
            if len(one.words) != len(there.words):
                said = f"{len(one.words)} columns, and the heading has {len(there.words)}"
                raise InputError([Problem(shown(path), one.line, 1, said, lines[one.line - 1])])
            words = dict(zip(there.words, one.words, strict=True))
            if all(words[column] == word for column, word in entry.rows.items()):
                found = True
                yield Row(path, one.line, lines[one.line - 1], words)
        if not found:
            raise InputError([self.document.problem((name, "rows"), f"{entry.file} has no such rows")])

    def _inside(self, name: str, file: str) -> Path:
        """Return the file of an entry. Raises InputError when it is not beside the register, or below it."""
        folder = self.path.parent.resolve()
        path = (folder / file).resolve()
        if not path.is_relative_to(folder):
            said, expected = (
                f"{file} is outside the folder of {self.path.name}",
                "a file beside it, or in a folder there",
            )
            raise InputError([self.document.problem((name, "file"), said, expected=expected)])
        return self.path.parent / file

    def _lines(self, name: str, path: Path) -> list[str]:
        """Read the lines of a file. Raises InputError when it is not there, too large, or no text in UTF-8."""

        def refuse(message: str, expected: str | None = None) -> InputError:
            return InputError([self.document.problem((name, "file"), message, expected=expected)])

        file = self.entries[name].file
        try:
            if not path.is_file():
                raise refuse(f"there is no file {file}")
            with path.open("rb") as stream:
                raw = stream.read(MAX_BYTES + 1)
        except OSError as error:
            raise refuse(f"{file} cannot be read: {error.strerror or error}") from None
        if len(raw) > MAX_BYTES:
            raise refuse(f"{file} is larger than {MAX_BYTES / 1e6:g} MB", "a table of counts")
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = raw[: error.start].count(b"\n") + 1
            said = f"byte 0x{raw[error.start]:02x} is not UTF-8"
            raise InputError([Problem(shown(path), line, 1, said, expected="text in UTF-8")]) from None
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _parted_otherwise(heading: list[str]) -> str | None:
    """Say how to part columns, where all of a heading is one; a decimal comma goes with semicolons in a spreadsheet."""
    if len(heading) == 1 and ";" in heading[0]:
        return "part the columns with commas, not with semicolons"
    return "part the columns with commas, not with tabs" if len(heading) == 1 and "\t" in heading[0] else None


class _Record(NamedTuple):
    """One record of a CSV file: the line on which it ends, and its words."""

    line: int
    words: list[str]


def _records(lines: list[str], path: Path) -> list[_Record]:
    """Read the records of a table, the heading first. Raises InputError when it is none."""
    reader = csv.reader((f"{line}\n" for line in lines), strict=True)
    try:
        records = [_Record(reader.line_num, words) for words in reader if words]
    except csv.Error as error:
        place = min(max(reader.line_num, 1), len(lines))
        raise InputError([Problem(shown(path), place, 1, f"is no CSV: {error}", lines[place - 1])]) from None
    if not records:
        raise InputError([Problem(shown(path), 1, 1, "the file is empty", expected="a heading, and a row a count")])
    heading = records[0].words
    twice = next((word for word in heading if heading.count(word) > 1), None)
    if twice is not None:
        said = f"two columns are called '{one_line(twice)}'"
        raise InputError([Problem(shown(path), records[0].line, 1, said, lines[records[0].line - 1])])
    return records


def register_of(path: Path, form: type[F]) -> Register[F]:
    """Read the register at `path`, its entries in the form. Raises InputError when it is no YAML."""
    document = read(path, file=shown(path))
    problems = list(document.problems)
    entries: dict[str, F] = {}
    if not isinstance(document.data, dict):
        raise InputError([*problems, document.problem((), "is not a register", expected="`name:` with keys below it")])
    for name, data in document.data.items():
        try:
            entries[name] = form.model_validate(data)
        except ValidationError as error:
            problems += [_wrong_entry(document, name, detail, list(form.model_fields)) for detail in error.errors()]
    return Register(path, document, entries, problems)


def _wrong_entry(document: Document, name: str, detail: ErrorDetails, known: list[str]) -> Problem:
    """Say what is wrong with an entry: an unknown key with the nearest one, a word with what may stand there."""
    place: Steps = (name, *detail["loc"])
    if detail["type"] in ("extra_forbidden", "unexpected_keyword_argument"):
        key = str(place[-1])
        if detail["type"] == "unexpected_keyword_argument":
            known = [field.name for field in fields(Label)]
        hint = COMMA if " " in key else did_you_mean(key, known)
        return document.problem(place, f"unknown key '{key}'", key=True, expected=listed(known, 20), hint=hint)
    if detail["type"] == "missing":
        said = f"'{place[-1]}' is missing"
        return document.problem(place[:-1], said, key=True, expected="an entry as the head of the file says")
    if detail["type"] == "literal_error":
        words = re.findall(r"'([^']+)'", str(detail.get("ctx", {}).get("expected", "")))
        said, hint = f"'{detail['input']}' is not accepted here", did_you_mean(str(detail["input"]), words)
        return document.problem(place, said, expected=listed(words), hint=hint)
    message = detail["msg"][0].lower() + detail["msg"][1:]
    return document.problem(place, message, expected="an entry as the head of the file says")


def period(per: Per, word: str) -> tuple[date, date]:
    """Parse a written period: its first day, and the day after it. Raises ValueError with what is wrong in it."""
    pattern, expected = _WRITTEN[per]
    written = re.fullmatch(pattern, word, re.ASCII)
    if written is None:
        raise ValueError(f"'{word}' is not {expected}")
    try:
        return _days(per, [int(part) for part in written.groups()])
    except ValueError:
        raise ValueError(f"'{word}' does not exist") from None


def twice(told: Mapping[tuple[object, ...], Row], key: tuple[object, ...], row: Row) -> Problem | None:
    """Return the problem of a row that says again what an earlier one said; None for the first."""
    return row.problem(f"the same is told on line {told[key].line}") if key in told else None


def _days(per: Per, parts: list[int]) -> tuple[date, date]:
    year = parts[0]
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(year)
    if per == "day":
        begin = date(*parts)
        return begin, begin + timedelta(days=1)
    months = {"month": 1, "quarter": 3, "year": 12}[per]
    first = (parts[1] - 1) * months if len(parts) > 1 else 0
    after = year * 12 + first + months
    return date(year, first + 1, 1), date(after // 12, after % 12 + 1, 1)
