"""Started in 1991 with the permits that were given, building gives the completions and the pipeline of 2003-2008.

The time to the start of building is a line through 1991-2002. Mean errors of the medians (completions, pipeline):
4.7 and 5.5 % in 1991-2002, 2.6 and 3.5 % in 2003-2008, 16.5 and 9.5 % in 2009-2011. See docs/wonen-terugblik.md.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from simulate.inputs.resolving import resolve
from simulate.presenting.hindcast import Compared, of_group
from simulate.presenting.hindcast_wonen import compare, hindcast_page, lapsed, mean_error, observed, rules, run

PAGE = Path(__file__).parents[3] / "docs" / "wonen-terugblik.md"
FITTED = range(1991, 2003)


@pytest.fixture(scope="module")
def ran() -> tuple[list[Compared], dict[str, float]]:
    course, lapses = run()
    return compare(course), lapses


@pytest.fixture(scope="module")
def compared(ran: tuple[list[Compared], dict[str, float]]) -> list[Compared]:
    return ran[0]


def _dated(name: str) -> dict[int, float]:
    values = resolve("wonen-terugblik-1991.yaml").parameters[name].values
    return {value.date.year: float(np.asarray(value.value)) for value in values if value.date.year > 1990}


def test_permits_are_those_that_were_counted() -> None:
    years = observed()
    counted = {year: row["permits"] for year, row in years.items() if year > 1990}
    assert _dated("wonen.procedures.opgelegde_vergunningen") == counted


def test_the_time_to_the_start_is_the_line_through_the_fitted_years() -> None:
    """And of no other year."""
    years = observed()
    months = [
        6 * (years[year - 1]["pipeline"] + years[year]["pipeline"]) / years[year]["completions"] - 11 for year in FITTED
    ]
    slope, level = np.polyfit(np.arange(len(months)), months, 1)
    for year, value in _dated("wonen.bouwen.starttijd").items():
        assert value == pytest.approx(level + slope * (year - 1991), abs=0.051)


def test_one_share_of_the_permits_lapses_as_in_the_fitted_years(ran: tuple[list[Compared], dict[str, float]]) -> None:
    start, chance = _dated("wonen.bouwen.starttijd"), _dated("wonen.procedures.intrekking")
    assert all(chance[year] * start[year] == pytest.approx(0.053, abs=0.001) for year in start)
    assert lapsed(observed(), 1991, 2002) == 38_192
    assert ran[1]["fitted"] == pytest.approx(38_192, rel=0.05)


@pytest.mark.parametrize(
    ("first", "last", "completions", "pipeline"), [(1991, 2002, 0.07, 0.08), (2003, 2008, 0.04, 0.06)]
)
def test_errors_of_the_fit_and_out_of_sample(
    compared: list[Compared], first: int, last: int, completions: float, pipeline: float
) -> None:
    assert mean_error(compared, "completions", first, last) < completions
    assert mean_error(compared, "pipeline", first, last) < pipeline


def test_out_of_sample_it_is_better_than_rules_without_a_model_and_in_the_crisis_it_is_not(
    compared: list[Compared],
) -> None:
    years, found = observed(), {}
    for name, rule in rules(years).items():
        for first, last in ((2003, 2008), (2009, 2011)):
            span = range(first, last + 1)
            found[name, first] = np.mean([abs(rule[year] / years[year]["completions"] - 1) for year in span])
    assert mean_error(compared, "completions", 2003, 2008) < min(found["permits", 2003], found["completions", 2003])
    assert mean_error(compared, "completions", 2009, 2011) > found["permits", 2009]


def test_the_collapse_of_2010_is_missed(compared: list[Compared]) -> None:
    """The page says so: permits do not tell that sales stopped."""
    crisis = next(c for c in of_group(compared, "completions") if c.day.year == 2010)
    assert crisis.error > 0.25
    assert not crisis.inside


def test_the_page_shows_these_numbers(ran: tuple[list[Compared], dict[str, float]]) -> None:
    assert hindcast_page(*ran) == PAGE.read_text(encoding="utf-8"), "run `make docs`"
