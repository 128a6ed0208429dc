"""Tables as CSV, for other programs: one way to write rows, a date and what is not there.

How a number is written is an argument, since a file says how many of its digits mean something. Only numbers that are
no whole numbers are written so.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Iterable, Sequence
from io import StringIO
from typing import TextIO

Number = Callable[[float], str]
"""Writes one number."""


def significant(digits: int) -> Number:
    """Make a writer of numbers with `digits` significant digits. NaN is empty.

    Numbers of 10 ** (digits - 1) or more have all digits before the point and none behind it.
    """

    def write_number(value: float) -> str:
        if math.isnan(value):
            return ""
        return f"{value:.0f}" if 10 ** (digits - 1) <= abs(value) < math.inf else f"{value:.{digits}g}"

    return write_number


def fixed(decimals: int) -> Number:
    """Make a writer of numbers with so many decimals. NaN is empty."""
    return lambda value: "" if math.isnan(value) else f"{value:.{decimals}f}"


def exact(value: float) -> str:
    """Write the fewest digits that give the same number back; NaN is `nan`."""
    return str(value)


SEVEN = significant(7)


def render(columns: Sequence[str], rows: Iterable[Iterable[object]], number: Number = SEVEN) -> str:
    """Render the text of a CSV file: a heading and its rows, with line feeds. None is empty."""
    text = StringIO()
    write(text, columns, rows, number)
    return text.getvalue()


def write(file: TextIO, columns: Sequence[str], rows: Iterable[Iterable[object]], number: Number = SEVEN) -> None:
    """Write a heading and rows one at a time, for a file that is too long to be made as one text."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([number(value) if isinstance(value, float) else value for value in row] for row in rows)
