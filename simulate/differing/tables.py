"""CSV tables of two folders: names of files, columns, rows in their order, and every cell as it is written."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from simulate.errors import CannotAnswer
from simulate.inputs.paths import shown

WORDS = frozenset({"label", "name_label", "parameter_label", "group_label", "reason", "old_reason"})
"""Columns for people to read, whose text may differ: what is worded anew is no other figure."""
KEYS = frozenset({"scenario", "outcome", "entry", "period", "name", "parameter", "target"})
"""Columns that tell which row a difference is in."""


@dataclass(frozen=True)
class TableDifference:
    """The first difference of a table. A table, a row or a column that one side lacks has no cell of its own."""

    table: str
    line: int = 0
    """Counted from 1, with the heading; 0 where it is not about a row."""
    row: str = ""
    """The keys of the row."""
    column: str = ""
    old: str = ""
    new: str = ""


def table_differences(old: Path, new: Path) -> tuple[int, tuple[TableDifference, ...]]:
    """Count the CSV files of two folders, and list the first difference of each file that differs.

    CannotAnswer where one cannot be read.
    """
    before, after = ({path.name: path for path in folder.glob("*.csv")} for folder in (old, new))
    found = []
    for name in sorted(before | after):
        if name not in before or name not in after:
            found.append(TableDifference(name, old="+" if name in before else "", new="+" if name in after else ""))
        elif difference := _first(name, _rows(before[name]), _rows(after[name])):
            found.append(difference)
    return len(before | after), tuple(found)


def _first(name: str, before: list[list[str]], after: list[list[str]]) -> TableDifference | None:
    columns = before[0]
    if columns != after[0]:
        return TableDifference(name, 1, old=",".join(columns), new=",".join(after[0]))
    for line, (row, other) in enumerate(zip_longest(before[1:], after[1:]), start=2):
        if row is None or other is None:
            return TableDifference(name, line, _keys(columns, row or other or []), old=_line(row), new=_line(other))
        for column, was, becomes in zip_longest(columns, row, other, fillvalue=""):
            if was != becomes and column not in WORDS:
                return TableDifference(name, line, _keys(columns, row), column, was, becomes)
    return None


def _keys(columns: list[str], row: list[str]) -> str:
    return " ".join(cell for name, cell in zip(columns, row, strict=False) if name in KEYS and cell)


def _line(row: list[str] | None) -> str:
    return ",".join(row or ())


def _rows(path: Path) -> list[list[str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file)) or [[]]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CannotAnswer(f"{shown(path)} cannot be read: {error}") from None
