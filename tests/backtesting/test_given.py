"""What a window is given, as its baselines may use it."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from simulate.backtesting.evaluating import Evaluation, evaluate
from simulate.backtesting.given import given_before, per_unit
from simulate.backtesting.scores import crps
from simulate.backtesting.windows import windows
from simulate.calibrating.scoring import dataset
from simulate.running.blocks import run_block
from simulate.scenario import Scenario
from simulate.series import Count, register


@pytest.fixture(scope="module")
def window() -> Scenario:
    return next(one for one in windows("asiel", draws=20) if one.name == "asiel-toets-2017-instroom-gegeven")


@pytest.fixture(scope="module")
def evaluations(window: Scenario) -> dict[str, Evaluation]:
    names = ("bezetting", "beslistijd_per_jaar", "in_procedure")
    return {one.series.name: one for one in evaluate(dataset(window, run_block(window, 0)), window, names)}


def day(year: int, month: int = 1) -> Count:
    return Count(date(year - (month == 1), (month - 2) % 12 + 1, 28), date(year, month, 1), 1.0, "", 1)


def test_a_year_that_is_given_counts_whole_and_one_before_the_start_as_it_was_counted(window: Scenario) -> None:
    given = [first_value(window, year) for year in (2017, 2018)]
    counted = next(one.value for one in register()["eerste_aanvragen_per_jaar"].counts if one.begin.year == 2016)
    found = given_before(window, [day(2017), day(2018), day(2019), day(2018, 7)])
    assert found == pytest.approx([counted, *given, sum(given) / 2])


def first_value(window: Scenario, year: int) -> float:
    parameter = window.parameters["asiel.instroom.eerste_aanvragen"]
    return next(float(one.value) for one in parameter.values if one.date.year == year and isinstance(one.value, float))


def test_what_came_before_the_first_count_or_after_the_last_value_is_unknown(window: Scenario) -> None:
    assert np.isnan(given_before(window, [day(2000), day(2040)])).all()


def test_nothing_is_known_of_a_window_that_is_given_nothing(window: Scenario) -> None:
    assert np.isnan(given_before(window.model_copy(update={"given": ()}), [day(2018)])).all()


def test_counts_of_no_or_unknown_units_are_left_out() -> None:
    counts = [day(2018), day(2019), day(2020)]
    assert [one.value for one in per_unit(counts, np.array([np.nan, 4.0, 0.0]))] == [0.25]


def test_a_baseline_that_is_given_the_same_is_the_better_of_the_count_and_its_ratio(
    window: Scenario, evaluations: dict[str, Evaluation]
) -> None:
    one = evaluations["bezetting"]
    before = [count for count in one.series.counts if count.end <= date(2017, 1, 1)][-1]
    ratio = before.value / given_before(window, [before])[0] * given_before(window, one.matched.counts)
    both = [
        crps(carried[:, None], one.matched.observed).mean() for carried in (np.full(ratio.size, before.value), ratio)
    ]
    assert one.baselines[0].score == pytest.approx(min(both))


def test_a_mean_is_not_so_much_for_every_unit_that_is_given(evaluations: dict[str, Evaluation]) -> None:
    one = evaluations["beslistijd_per_jaar"]
    last = [count.value for count in one.series.counts if count.end <= date(2017, 1, 1)][-1]
    assert one.baselines[0].score == pytest.approx(np.abs(one.matched.observed - last).mean())
