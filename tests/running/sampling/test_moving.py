"""Values that move from year to year: a known law of the years, and nothing before there is anything uncertain."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
from toy import ORIGIN

from simulate.engine.arrays import Array
from simulate.running.sampling.draws import sample
from simulate.scenario import DatedValue, Distribution, Parameter, Scenario
from simulate.vocabulary import Label

LABEL = Label(nl="x", en="x")
STEP, LEFT, LEVEL = 0.2, 0.6, Distribution(dist="lognormal", at={"p10": 90.0, "p90": 110.0})
MOVING = LEVEL.model_copy(update={"yearly": STEP, "persistence": LEFT})
DRAWS = 4000


def value(year: int, spread: Distribution | None, central: Any = 100.0) -> DatedValue:
    return DatedValue(date=date(year, 1, 1), value=central, origin=ORIGIN, uncertainty=spread)


def scenario(*values: DatedValue, years: int = 8, start: int = 2025, **more: Any) -> Scenario:
    parameter = Parameter(name="toy.a.b", label=LABEL, unit="personen/maand", axis=None, values=values)
    given = {"name": "t", "label": LABEL, "model": "toy", "start": date(start, 1, 1), "months": 12 * years, "draws": 1}
    return Scenario.model_validate({**given, "seed": 7, "parameters": {"toy.a.b": parameter}, **more})


def logs(of: Scenario, year: int, block: int = 0, size: int = DRAWS) -> Array:
    """The logarithm of the value in the middle of a year, (draws,)."""
    return np.log(sample(of, block, size).paths["toy.a.b"].at(date(year, 7, 1)) + np.zeros(size))


def level(of: Distribution = LEVEL) -> float:
    low, high = np.log([of.at["p10"], of.at["p90"]])
    return float(high - low) / (2 * 1.2815515655446004)


def test_the_spread_of_each_year_is_that_of_the_law() -> None:
    moving = scenario(value(2025, MOVING))
    for years in range(8):
        moved = STEP**2 * sum(LEFT ** (2 * k) for k in range(years))
        assert logs(moving, 2025 + years).std() == pytest.approx(np.sqrt(level() ** 2 + moved), rel=0.04)
        assert np.median(logs(moving, 2025 + years)) == pytest.approx(np.log(np.sqrt(90 * 110)), abs=0.015)


def test_without_persistence_it_is_a_random_walk() -> None:
    walk = scenario(value(2025, LEVEL.model_copy(update={"yearly": STEP})))
    assert (logs(walk, 2032) - logs(walk, 2025)).std() == pytest.approx(STEP * np.sqrt(7), rel=0.04)
    steps = [logs(walk, year + 1) - logs(walk, year) for year in range(2025, 2032)]
    np.testing.assert_allclose(np.corrcoef(steps), np.eye(7), atol=0.06)


def test_it_begins_to_move_with_the_run_or_with_its_value_whichever_is_later() -> None:
    old = scenario(value(2014, MOVING))
    assert logs(old, 2025).std() == pytest.approx(level(), rel=0.04)
    later = scenario(value(2014, None), value(2027, MOVING))
    assert np.ptp(logs(later, 2026)) == 0
    assert logs(later, 2027).std() == pytest.approx(level(), rel=0.04)
    assert logs(later, 2028).std() == pytest.approx(np.hypot(level(), STEP), rel=0.04)


def test_a_later_value_takes_the_deviation_over() -> None:
    higher = scenario(value(2025, MOVING), value(2028, MOVING, 100.0))
    np.testing.assert_allclose(logs(higher, 2030), logs(scenario(value(2025, MOVING)), 2030))


def test_no_uncertainty_no_moving() -> None:
    assert np.ptp(logs(scenario(value(2025, MOVING), uncertainty=False), 2030)) == 0


def test_a_draw_is_the_same_in_every_block_size_and_horizon() -> None:
    long, short = scenario(value(2025, MOVING)), scenario(value(2025, MOVING), years=4)
    np.testing.assert_array_equal(logs(long, 2027, 0, 100), logs(long, 2027)[:100])
    np.testing.assert_array_equal(logs(long, 2027, 1, 100), logs(long, 2027)[1000:1100])
    np.testing.assert_array_equal(logs(short, 2027), logs(long, 2027))
    # What does not move is what it was without the word.
    np.testing.assert_array_equal(logs(long, 2025), logs(scenario(value(2025, LEVEL)), 2025))


def test_a_share_stays_a_share() -> None:
    spread = Distribution(dist="logitnormal", at={"p10": 0.5, "p90": 0.95}, yearly=3.0)
    shares = np.exp(logs(scenario(value(2025, spread, 0.8)), 2031))
    assert (shares >= 0).all()
    assert (shares <= 1).all()
