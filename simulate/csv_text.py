"""Tables as CSV, for other programs: one way to write rows, a date and what is not there.

How a number is written is an argument, since a file says how many of its digits mean something. Only numbers that are
no whole numbers are written so.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from io import StringIO
from typing import TextIO

import numpy as np
from numpy.typing import NDArray

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


def significant_lines(values: NDArray[np.float64], digits: int) -> Iterator[str]:
    """Write the rows of a table (rows, columns) as `significant` does, commas between; many numbers at a time."""
    large = (np.abs(values) >= 10 ** (digits - 1)) & np.isfinite(values)
    shapes = np.where(np.isnan(values), _EMPTY, np.where(large, _LARGE, _SMALL)).astype(np.uint8)
    for row, shape in zip(values.tolist(), shapes, strict=True):
        shown = shape.tobytes()
        yield _line(shown, digits) % tuple(row if _EMPTY not in shown else [v for v in row if not math.isnan(v)])


_SMALL, _LARGE, _EMPTY = range(3)


@cache
def _line(shape: bytes, digits: int) -> str:
    """Return the format of a row of numbers that are small, large or not there."""
    return ",".join((f"%.{digits}g", "%.0f", "")[number] for number in shape)


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


def one_row(row: Iterable[object]) -> str:
    """Render one row of texts, without its line feed."""
    text = StringIO()
    csv.writer(text, lineterminator="").writerow(row)
    return text.getvalue()
