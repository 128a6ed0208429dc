"""Tables as CSV, for other programs: one way to write a number, a date and what is not there."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Sequence
from io import StringIO

DIGITS = 7
"""Digits of a number; those before the point are never fewer than it has."""


def render(columns: Sequence[str], rows: Iterable[Iterable[object]], *, digits: int = DIGITS) -> str:
    """The text of a CSV file: a heading and its rows, with line feeds.

    Numbers that are no whole numbers have `digits` digits, those above 10 ** (digits - 1) all before the point and none
    behind it. None and NaN are empty.
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell(value, digits) for value in row] for row in rows)
    return text.getvalue()


def cell(value: object, digits: int = DIGITS) -> object:
    """What stands in a cell."""
    if value is None:
        return ""
    if not isinstance(value, float):
        return value
    if math.isnan(value):
        return ""
    return f"{value:.0f}" if 10 ** (digits - 1) <= abs(value) < math.inf else f"{value:.{digits}g}"
