"""Started in 2014, the chain gives the peak of 2015 and the fall of 2016 and 2017, not one of them.

With 1,000 draws the medians of all residents were 24,504 (2014), 47,784, 26,935, 19,226, 22,771 and 27,204 (2019) where
24,929, 47,764, 27,028, 21,037, 22,498 and 27,381 were counted; of the status holders 5,119 in November 2019 where 5,595
were. See docs/asiel-terugblik.md, also for what this does not prove.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from simulate.presenting.hindcast import Compared
from simulate.presenting.hindcast_asiel import compare, held_runs, hindcast_page, run

PAGE = Path(__file__).parents[3] / "docs" / "asiel-terugblik.md"


@pytest.fixture(scope="module")
def compared() -> list[Compared]:
    return compare(run())


@pytest.fixture(scope="module")
def held() -> list[list[Compared]]:
    return held_runs()


def _all(compared: list[Compared], year: int) -> Compared:
    return next(c for c in compared if c.group == "all" and c.day == date(year, 12, 31))


@pytest.mark.parametrize(("year", "allowed"), [(2015, 0.10), (2016, 0.15), (2017, 0.15)])
def test_peak_and_fall(compared: list[Compared], year: int, allowed: float) -> None:
    assert abs(_all(compared, year).error) <= allowed


def test_the_fall_is_the_fall(compared: list[Compared]) -> None:
    """More than half of the peak is gone in two years, in the middle of the draws."""
    peak, trough = _all(compared, 2015), _all(compared, 2017)
    assert trough.observed < peak.observed / 2
    assert trough.band[2] < peak.band[2] / 2


def test_every_year_end_is_in_the_band_of_nine_out_of_ten(compared: list[Compared]) -> None:
    ends = [c for c in compared if c.group == "all"]
    assert [c.day.year for c in ends] == list(range(2014, 2020))
    assert [c.day for c in ends if not c.inside] == []


def test_status_holders_of_2019(compared: list[Compared]) -> None:
    last = max((c for c in compared if c.group == "status_holders"), key=lambda c: c.day)
    assert last.observed == 5_595
    assert abs(last.error) <= 0.25


def test_the_fall_rests_on_housing(held: list[list[Compared]]) -> None:
    """The tests above can fail: with the housing of 2014 in all years the chain has the peak and not the fall."""
    _, slow = held
    assert abs(_all(slow, 2015).error) <= 0.10
    assert _all(slow, 2017).error > 0.15
    assert not _all(slow, 2016).inside


def test_the_page_shows_these_numbers(compared: list[Compared], held: list[list[Compared]]) -> None:
    assert hindcast_page(compared, held) == PAGE.read_text(encoding="utf-8"), "run `make docs`"
