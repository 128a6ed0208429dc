"""Prior, loss, emulator and posterior, each against what can be worked out."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtri

from simulate.calibrating.emulator import fit
from simulate.calibrating.loss import MOST, _loss, losses, pairs_of, patterns
from simulate.calibrating.posterior import rounded, weigh, weighted
from simulate.calibrating.prior import DESIGN, WEIGHED, factors_at, prior_of, standard
from simulate.calibrating.scoring import Score
from simulate.engine.arrays import Array
from simulate.inputs.calibration import PriorForm

NORMAL = ndtri((np.arange(200) + 0.5) / 200)


def prior(p10: float, p90: float) -> PriorForm:
    return PriorForm(p10=p10, p90=p90)


def score() -> Score:
    return normal(1, 2, np.zeros(2))


def test_a_prior_has_the_percentiles_of_its_file() -> None:
    assert prior_of(prior(0.5, 8)).quantiles == pytest.approx((0.5, 2, 8))
    low, high = prior(0.5, 8), prior(0.9, 1.1)
    priors = {"a": prior_of(low), "b": prior_of(high)}
    factors = factors_at(priors, standard(4096, 2, 1, DESIGN))
    assert np.quantile(factors, (0.1, 0.9), axis=0) == pytest.approx(np.array([[0.5, 0.9], [8, 1.1]]), rel=0.01)


def test_fewer_points_are_the_first_of_more() -> None:
    many, few = standard(64, 3, 5, DESIGN), standard(40, 3, 5, DESIGN)
    assert (many[:33] == standard(33, 3, 5, DESIGN)).all()
    assert (many[:40] == few).all()
    assert (many != standard(64, 3, 6, DESIGN)).all()
    assert (many != standard(64, 3, 5, WEIGHED)).all()


def normal(width: float, counts: int, counted: Array) -> Score:
    """Counts that are all one normal of that width."""
    return Score(0, 1, counted, np.zeros(counts), np.full((counts, counts), width**2), (0, 0))


@pytest.mark.parametrize("counts", [1, 4])
def test_the_right_width_loses_least_also_where_a_series_goes_up_and_down_as_one(counts: int) -> None:
    truth = NORMAL[:, None].repeat(counts, axis=1)
    widths = np.exp(np.linspace(-1.6, 1.2, 57))
    points = [
        {"w": {str(number): normal(width, counts, row) for number, row in enumerate(truth)}}
        for width in map(float, (1.0, *widths))
    ]
    pairs = pairs_of(points)
    assert len(pairs) == NORMAL.size
    assert widths[losses(points, pairs)[1:].argmin()] == pytest.approx(1, abs=0.06)


def test_counts_in_a_row_weigh_as_the_one_that_they_are() -> None:
    far = [np.full(counts, 2.0) for counts in (1, 12)]
    lost = [
        [_loss(normal(width, row.size, row), patterns(normal(1, row.size, row))) for width in (1.0, 2.0)] for row in far
    ]
    assert lost[1][0] - lost[1][1] == pytest.approx(lost[0][0] - lost[0][1], abs=0.01)


def test_patterns_hold_most_of_what_differs() -> None:
    free = Score(0, 1, np.zeros(5), np.zeros(5), np.diag([9.0, 4, 1, 0.1, 0.1]), (0, 0))
    assert np.abs(patterns(free)) == pytest.approx(np.eye(5)[:2])
    assert len(patterns(Score(0, 1, np.zeros(5), np.zeros(5), np.eye(5), (0, 0)))) == MOST
    assert len(patterns(normal(1, 3, np.zeros(3)))) == 1


def test_pairs_are_those_that_every_point_tells_of() -> None:
    assert pairs_of([{"w": {"a": score(), "b": score()}}, {"w": {"a": score()}}]) == (("w", "a"),)


def parabola(z: Array) -> Array:
    return np.asarray(0.3 * (z[:, 0] - 0.5) ** 2 + 0.1 * z[:, 1])


def test_an_emulator_knows_what_it_does_not_know() -> None:
    z = standard(64, 2, 1, DESIGN)
    smooth = fit(z, parabola(z))
    assert smooth.explained > 0.99
    inside = standard(32, 2, 2, DESIGN)
    inside = inside[(abs(inside) < 1.5).all(axis=1)]
    assert smooth(inside) == pytest.approx(parabola(inside), abs=0.02)
    noise = fit(z, np.random.default_rng(1).normal(size=64))
    assert noise.explained < 0.3
    assert noise.error > 0.7


def test_outside_its_points_an_emulator_is_flat() -> None:
    z = standard(32, 1, 1, DESIGN)
    emulator = fit(z, z[:, 0] ** 2)
    assert emulator(np.array([[9.0]])) == emulator(np.array([[z.max()]]))


def test_the_posterior_of_normals_is_the_formula() -> None:
    # A prior of spread 1 and a loss that is a parabola: prior × exp(-loss) is normal too.
    z = standard(128, 1, 1, DESIGN)
    priors = {"a": prior_of(prior(np.exp(-ndtri(0.9)), np.exp(ndtri(0.9))))}
    posterior = weigh(fit(z, 1.5 * (z[:, 0] - 1) ** 2), priors, 1)
    precision = 1 + 6 * 0.5
    reach = ndtri(0.9) / np.sqrt(precision)
    found = np.log(posterior.quantiles("a"))
    assert found == pytest.approx(np.array([-reach, 0, reach]) + 3 / precision, abs=0.02)
    assert 2000 < posterior.effective < 16_384


def test_what_says_nothing_leaves_the_prior() -> None:
    z = standard(32, 2, 1, DESIGN)
    priors = {name: prior_of(prior(0.5, 3)) for name in "ab"}
    posterior = weigh(fit(z, np.zeros(32)), priors, 1)
    assert posterior.effective == pytest.approx(2**14)
    assert posterior.quantiles("b") == pytest.approx((0.5, 1.22, 3), rel=0.01)


def test_weighted_quantiles() -> None:
    values = np.array([3.0, 1.0, 2.0, 9.0])
    assert weighted(values, np.full(4, 0.25), (0.1, 0.3, 0.7, 0.9)).tolist() == [1, 2, 3, 9]
    assert weighted(values, np.array([0.0, 0.0, 1.0, 0.0]), (0.1, 0.9)).tolist() == [2, 2]
    assert rounded(1.23456) == 1.23
