"""The hindcast of the population: forecasts as published, against counts that add up. See docs/bevolking.md."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from simulate.inputs.paths import packaged
from studies.bevolking_terugblik import (
    AHEAD,
    LABELS,
    PARTS,
    Width,
    counted,
    forecasts,
    scores,
    told_for,
    width,
    written,
)
from tests.models.nederland import proef

FOLDER = packaged().path / "data/nederland"


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Width]:
    folder = tmp_path_factory.mktemp("terugblik")
    with proef.offered(folder):
        yield width(proef.scenario(folder))


def point() -> Width:
    """No width at all."""
    return {what: np.zeros((AHEAD, 1)) for what in LABELS}


def test_what_was_counted_adds_up_but_for_the_corrections_of_the_register() -> None:
    """Growth is births less deaths plus net migration, and other corrections of 715 people at most."""
    real = counted(FOLDER)
    assert sorted(real["groei"]) == list(range(2012, 2025))
    for year, growth in real["groei"].items():
        assert abs(growth - real["geboorten"][year] + real["sterfte"][year] - real["migratiesaldo"][year]) <= 715


def test_forecasts_that_hold_all_three_are_five() -> None:
    made = forecasts(FOLDER)
    assert sorted(made) == [2002, 2004, 2010, 2014, 2017]
    assert told_for(made[2017], "migratiesaldo", 2021) == 42_618
    assert told_for(made[2014], "geboorten", 2016) == pytest.approx(177_520 + (187_483 - 177_520) / 5)
    assert told_for(made[2017], "groei", 2018) == 170_277 - 150_885 + 60_356


def test_without_width_the_score_is_the_error_of_the_forecast() -> None:
    for row in scores(point()):
        assert row.errors[0] == pytest.approx(row.errors[1])
        assert row.against[0].value == pytest.approx(0)
        assert (row.counts, row.forecasts, row.years) == (30, 5, 13)


def test_forecasts_since_2004_were_too_low_on_migration() -> None:
    real, made = counted(FOLDER)["migratiesaldo"], forecasts(FOLDER)
    for day, told in made.items():
        years = [year for year in real if 0 < year - day <= AHEAD]
        error = np.mean([told_for(told, "migratiesaldo", year) - real[year] for year in years])
        # That of 2002 is scored in one year.
        assert error > 0 if day == 2002 else error < 0, day


def test_migration_explains_most_of_the_error_of_the_household_forecast_and_not_more() -> None:
    """What came above the forecast of 2017 in 2017-2021, at 0.35 household each, against 61,875 households in 2022."""
    real, told = counted(FOLDER)["migratiesaldo"], forecasts(FOLDER)[2017]
    years = range(2017, 2022)
    above = sum(real[year] - told_for(told, "migratiesaldo", year) for year in years)
    assert round(above) == 167_456
    assert 0 < 0.35 * above < 61_875


def test_the_width_of_the_model_is_worth_more_than_a_point(wide: Width) -> None:
    assert {what: years.shape[0] for what, years in wide.items()} == dict.fromkeys((*PARTS, "groei"), AHEAD)
    for row in scores(wide):
        assert row.against[0].value > 0
        assert row.inside[1].inside > row.inside[0].inside


def test_the_page_holds_the_table(wide: Width) -> None:
    page = (packaged().path / "docs/bevolking.md").read_text(encoding="utf-8")
    assert written(scores(wide)) in page
