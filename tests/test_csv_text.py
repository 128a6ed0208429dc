"""Numbers in a CSV file: as many digits as the file says, and nothing for what is not there."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from simulate.csv_text import Number, exact, fixed, render, significant, significant_lines

NAN = float("nan")


@pytest.mark.parametrize(
    ("number", "value", "written"),
    [
        (significant(6), 0.1234567, "0.123457"), (significant(6), 123_456.7, "123457"),
        (significant(6), -2e9, "-2000000000"),
        (significant(6), 99_999.94, "99999.9"), (significant(6), float("inf"), "inf"), (significant(6), NAN, ""),
        (fixed(4), 0.5, "0.5000"), (fixed(4), NAN, ""), (exact, 0.1 + 0.2, "0.30000000000000004"), (exact, NAN, "nan"),
    ],
)  # fmt: skip
def test_a_number_is_written_by_the_rule_of_its_file(number: Number, value: float, written: str) -> None:
    assert render(("a", "b"), [(value, 7)], number) == f"a,b\n{written},7\n"


def test_what_is_not_there_is_empty_and_text_is_quoted() -> None:
    assert render(("a", "b"), [(None, 'x, "y"')]) == 'a,b\n,"x, ""y"""\n'


@given(arrays(np.float64, st.tuples(st.integers(0, 4), st.integers(1, 5)), elements=st.floats(width=64)))
def test_rows_of_numbers_are_written_as_one_by_one(values: np.ndarray) -> None:
    write = significant(6)
    assert list(significant_lines(values, 6)) == [",".join(map(write, row)) for row in values.tolist()]
