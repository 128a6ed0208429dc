"""The page about speed and the line in the README are those of the numbers that were measured last."""

from __future__ import annotations

import pytest

from benchmarks import page
from benchmarks.linear import line


def test_the_committed_page_shows_what_was_measured() -> None:
    assert page.PAGE.read_text(encoding="utf-8") == page.render()
    assert page.FIGURE.exists()


def test_the_readme_has_one_line_of_it() -> None:
    readme = page.README.read_text(encoding="utf-8")
    assert f"{page.HEADING}\n{page.readme_line()}\n\n## " in readme


def test_what_is_linear_lies_on_its_line() -> None:
    begin, slope, off = line([1, 2, 4], [3.0, 5.0, 9.0])
    assert (begin, slope, off) == pytest.approx((1.0, 2.0, 0.0), abs=1e-9)
    assert line([1, 2, 4], [1.0, 4.0, 16.0])[2] > 0.2
