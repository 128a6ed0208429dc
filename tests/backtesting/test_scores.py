"""The scores: closed forms, what they must obey whatever the numbers, and that honest forecasts get honest marks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import norm

from simulate.backtesting.scores import bias, coverage, crps, ranks, skill
from simulate.engine.arrays import Array
from simulate.views.backtest import text

NUMBERS = st.floats(-1e6, 1e6, allow_subnormal=False)
ENSEMBLES = st.tuples(st.integers(1, 4), st.integers(2, 30)).flatmap(
    lambda shape: st.tuples(arrays(float, shape, elements=NUMBERS), arrays(float, shape[0], elements=NUMBERS))
)
QUANTILES = norm.ppf((np.arange(20_000) + 0.5) / 20_000)
"""An ensemble that is as normal as so many draws can be."""


def toy(times: int, spread: float = 1.0, draws: int = 400) -> tuple[Array, Array]:
    """Counts and draws from normals around the same middles, the draws so many times as wide: (times, draws)."""
    rng = np.random.default_rng(7)
    middles = rng.normal(size=(times, 1)) * 10
    return middles + spread * rng.normal(size=(times, draws)), middles[:, 0] + rng.normal(size=times)


def test_the_crps_of_a_normal_ensemble_is_the_formula() -> None:
    middle, spread, counted = 3.0, 2.0, np.array([-4.0, 1.0, 3.0, 6.5])
    z = (counted - middle) / spread
    formula = spread * (z * (2 * norm.cdf(z) - 1) + 2 * norm.pdf(z) - 1 / np.sqrt(np.pi))
    ensemble = np.broadcast_to(middle + spread * QUANTILES, (4, QUANTILES.size))
    assert crps(ensemble, counted) == pytest.approx(formula, abs=1e-3)


def test_the_crps_of_a_point_is_the_absolute_error() -> None:
    assert crps(np.array([[3.0], [5.0]]), np.array([4.0, 1.0])).tolist() == [1.0, 4.0]


@given(ENSEMBLES)
def test_the_crps_is_that_of_all_pairs(case: tuple[Array, Array]) -> None:
    ensemble, counted = case
    draws = ensemble.shape[1]
    pairs = np.abs(ensemble[:, :, None] - ensemble[:, None, :]).sum(axis=(1, 2)) / 2
    error = np.abs(ensemble - counted[:, None]).mean(axis=1)
    assert crps(ensemble, counted) == pytest.approx(error - pairs / draws**2, abs=1e-6)
    assert crps(ensemble, counted, fair=True) == pytest.approx(error - pairs / (draws * (draws - 1)), abs=1e-6)


@given(ENSEMBLES, st.floats(-100, 100), st.randoms())
def test_what_every_crps_obeys(case: tuple[Array, Array], factor: float, chance: object) -> None:
    ensemble, counted = case
    scores = crps(ensemble, counted)
    assert (scores >= 0).all()
    assert crps(ensemble * factor, counted * factor) == pytest.approx(scores * abs(factor), rel=1e-6, abs=1e-4)
    assert crps(ensemble + 1000, counted + 1000) == pytest.approx(scores, rel=1e-6, abs=1e-4)
    order = list(range(ensemble.shape[1]))
    chance.shuffle(order)  # type: ignore[attr-defined]
    assert crps(ensemble[:, order], counted).tolist() == scores.tolist()


def test_the_fair_crps_does_not_depend_on_how_many_draws() -> None:
    few, counted = toy(20_000, draws=3)
    many, _ = toy(20_000, draws=30)
    assert crps(few, counted).mean() > crps(many, counted).mean() + 0.1
    assert crps(few, counted, fair=True).mean() == pytest.approx(1 / np.sqrt(np.pi), abs=0.02)


def test_a_calibrated_toy_is_called_calibrated() -> None:
    ensemble, counted = toy(1000)
    for nominal in (0.5, 0.9):
        found = coverage(ensemble, counted, nominal)
        assert found.share == pytest.approx(nominal, abs=0.04)
        assert found.compatible
        assert "compatible with" in text.coverage(found, "en")
    assert ranks(ensemble, counted) == pytest.approx(np.full(5, 200), abs=45)
    assert abs(bias(ensemble, counted).mean) < 0.1


def test_too_narrow_and_too_wide_are_told_apart() -> None:
    narrow, wide = toy(400, 0.3), toy(400, 3)
    assert "too few for 90%" in text.coverage(coverage(*narrow, 0.9), "en")
    assert "too many for 50%" in text.coverage(coverage(*wide, 0.5), "en")
    hollow, heaped = ranks(*narrow), ranks(*wide)
    assert hollow[0] > hollow[2] < hollow[-1]
    assert heaped[0] < heaped[2] > heaped[-1]


def test_few_counts_are_compatible_with_much() -> None:
    found = coverage(np.tile(QUANTILES, (2, 1)), np.array([0.0, 9.0]), 0.9)
    assert (found.inside, found.counts) == (1, 2)
    assert found.interval == pytest.approx((1 - 0.975**0.5, 0.975**0.5))
    assert found.compatible


def test_the_right_width_scores_best() -> None:
    scores = [float(crps(*toy(2000, spread)).mean()) for spread in (0.3, 1.0, 3.0)]
    assert scores[1] == min(scores)


def test_bias_in_the_unit_and_as_a_share() -> None:
    found = bias(np.array([[8.0, 12.0], [20.0, 24.0]]), np.array([8.0, 20.0]))
    assert found.mean == 2
    assert found.share == pytest.approx(4 / 28)


def test_ties_are_spread_over_their_places() -> None:
    assert ranks(np.zeros((3, 9)), np.zeros(3)).tolist() == pytest.approx([0.6] * 5)
    assert ranks(np.arange(9.0)[None], np.array([-1.0])).tolist() == pytest.approx([1, 0, 0, 0, 0])
    assert ranks(np.arange(9.0)[None], np.array([3.0])).tolist() == pytest.approx([0, 0.5, 0.5, 0, 0])


def test_skill_and_when_it_has_an_interval() -> None:
    ours, theirs = np.full(4, 1.0), np.full(4, 4.0)
    few = skill(ours, theirs)
    assert (few.value, few.interval) == (0.75, None)
    assert "4 counts: too few" in text.skill(few, "en")
    many = skill(np.linspace(0.5, 1.5, 20), np.linspace(3, 5, 20)[::-1])
    assert many.value == pytest.approx(0.75)
    assert many.interval is not None
    assert many.interval[0] < many.value < many.interval[1] < 1
    same = skill(np.linspace(1, 9, 20), np.linspace(2, 18, 20))
    assert same.interval == pytest.approx((0.5, 0.5))
    assert np.isnan(skill(ours, np.zeros(4)).value)


@pytest.mark.parametrize("counted", [np.array([1.0]), np.array([1.0, np.nan])])
def test_what_is_no_score_is_refused(counted: Array) -> None:
    with pytest.raises(ValueError, match=r"times, draws|not a number"):
        crps(np.zeros((2, 3)), counted)
