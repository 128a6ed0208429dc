"""Tables as CSV, for other programs: one way to write rows, a date and what is not there.

How a number is written is an argument, since a file says how many of its digits mean something. Only numbers that are
no whole numbers are written so.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from io import StringIO
from typing import TextIO

import numpy as np
from numpy.typing import NDArray

from simulate.plain_text import printable

Number = Callable[[float], str]
"""Writes one number."""


def significant(digits: int) -> Number:
    """Make a writer of numbers with `digits` significant digits. NaN is empty.

    Numbers of 10 ** (digits - 1) or more have all digits before the point and none behind it.
    """

    def write_number(value: float) -> str:
        if math.isnan(value):
            return ""
        # Never minus nought: adding nought takes its sign away.
        return f"{value:.0f}" if 10 ** (digits - 1) <= abs(value) < math.inf else f"{value + 0.0:.{digits}g}"

    return write_number


def significant_lines(values: NDArray[np.float64], digits: int) -> Iterator[str]:
    """Write the rows of a table (rows, columns) as `significant` does, commas between; many numbers at a time."""
    values = values + 0.0  # never minus nought
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
    return lambda value: "" if math.isnan(value) else f"{value:z.{decimals}f}"


def exact(value: float) -> str:
    """Write the fewest digits that give the same number back; NaN is `nan`."""
    return str(value + 0.0)


_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[-+]?[0-9][0-9., _\N{NO-BREAK SPACE}]*(e[-+]?[0-9]+)?( ?%)?")


def cell(text: str) -> str:
    """Return a text as it may stand in a cell: on one line, and never a formula for the program that opens it.

    What begins like one gets an apostrophe in front of it, unless it is a number.
    """
    plain = " ".join(printable(text).splitlines())
    return f"'{plain}" if _FORMULA.match(plain) and not _NUMBER.fullmatch(plain) else plain


def _written(value: object, number: Number) -> object:
    if isinstance(value, float):
        return number(value)
    return cell(value) if isinstance(value, str) else value


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
    writer.writerows([_written(value, number) for value in row] for row in rows)


def one_row(row: Iterable[object]) -> str:
    """Render one row of texts, without its line feed."""
    text = StringIO()
    csv.writer(text, lineterminator="").writerow([_written(value, SEVEN) for value in row])
    return text.getvalue()
