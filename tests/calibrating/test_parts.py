"""Prior, loss, surface and posterior, each against what can be worked out."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtri

from simulate.backtesting.scores import crps
from simulate.calibrating.loss import LEAST, losses, pairs_of, unit
from simulate.calibrating.posterior import rounded, weigh, weighted
from simulate.calibrating.prior import DESIGN, WEIGHED, factors_at, prior_of, standard
from simulate.calibrating.scoring import Score
from simulate.calibrating.surface import fit
from simulate.engine.arrays import Array
from simulate.inputs.calibration import PriorForm

NORMAL = ndtri((np.arange(200) + 0.5) / 200)


def prior(p10: float, p90: float) -> PriorForm:
    return PriorForm(p10=p10, p90=p90)


def score(error: float, width: float = 1.0, size: float = 10.0) -> Score:
    return Score(error, width, size, (0, 0), 1)


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


@pytest.mark.parametrize("counts", [1, 4])
def test_the_right_width_loses_least_also_where_a_series_goes_up_and_down_as_one(counts: int) -> None:
    truth = np.random.default_rng(2).normal(size=(600, 1)).repeat(counts, axis=1)
    widths = np.exp(np.linspace(-1.6, 1.2, 29))

    def point(width: float) -> dict[str, dict[str, Score]]:
        found = [float(crps(np.tile(width * NORMAL, (counts, 1)), row).mean()) for row in truth]
        return {"w": {str(number): score(one) for number, one in enumerate(found)}}

    points = [point(float(width)) for width in (1.0, *widths)]
    pairs = pairs_of(points)
    assert len(pairs) == 600
    assert widths[losses(points, pairs)[1:].argmin()] == pytest.approx(1, abs=0.11)
    # Why it is no mean of logarithms.
    logs = [np.mean([np.log(one.crps) for one in point["w"].values()]) for point in points[1:]]
    assert widths[int(np.argmin(logs))] < 0.6


def test_a_pair_counts_in_units_of_its_own_width() -> None:
    one, other = {"w": {"a": score(3, 2), "b": score(40, 10)}}, {"w": {"a": score(1, 9), "b": score(20, 9)}}
    assert np.exp(losses([one, other], (("w", "a"), ("w", "b")))) == pytest.approx([(1.5 + 4) / 2, (0.5 + 2) / 2])
    assert unit(score(1, 0.0, 50.0)) == LEAST * 50


def test_pairs_are_those_that_every_point_tells_of() -> None:
    one = {"w": {"a": score(1), "b": score(1), "nil": score(0, 0, 0)}}
    assert pairs_of([one, {"w": {"a": score(2), "nil": score(0)}}]) == (("w", "a"),)


def parabola(z: Array) -> Array:
    return np.asarray(0.3 * (z[:, 0] - 0.5) ** 2 + 0.1 * z[:, 1])


def test_a_surface_knows_what_it_does_not_know() -> None:
    z = standard(64, 2, 1, DESIGN)
    smooth = fit(z, parabola(z))
    assert smooth.explained > 0.99
    inside = standard(32, 2, 2, DESIGN)
    inside = inside[(abs(inside) < 1.5).all(axis=1)]
    assert smooth(inside) == pytest.approx(parabola(inside), abs=0.02)
    noise = fit(z, np.random.default_rng(1).normal(size=64))
    assert noise.explained < 0.3
    assert noise.error > 0.7


def test_outside_its_points_a_surface_is_flat() -> None:
    z = standard(32, 1, 1, DESIGN)
    surface = fit(z, z[:, 0] ** 2)
    assert surface(np.array([[9.0]])) == surface(np.array([[z.max()]]))


def test_the_posterior_of_normals_is_the_formula() -> None:
    # A prior of spread 1 and a loss that is a parabola: prior × exp(-n · loss) is normal too.
    z = standard(128, 1, 1, DESIGN)
    priors = {"a": prior_of(prior(np.exp(-ndtri(0.9)), np.exp(ndtri(0.9))))}
    posterior = weigh(fit(z, 0.25 * (z[:, 0] - 1) ** 2), priors, 6, 1)
    precision = 1 + 6 * 0.5
    reach = ndtri(0.9) / np.sqrt(precision)
    found = np.log(posterior.quantiles("a"))
    assert found == pytest.approx(np.array([-reach, 0, reach]) + 3 / precision, abs=0.02)
    assert 2000 < posterior.effective < 16_384


def test_what_says_nothing_leaves_the_prior() -> None:
    z = standard(32, 2, 1, DESIGN)
    priors = {name: prior_of(prior(0.5, 3)) for name in "ab"}
    posterior = weigh(fit(z, np.zeros(32)), priors, 9, 1)
    assert posterior.effective == pytest.approx(2**14)
    assert posterior.quantiles("b") == pytest.approx((0.5, 1.22, 3), rel=0.01)


def test_weighted_quantiles() -> None:
    values = np.array([3.0, 1.0, 2.0, 9.0])
    assert weighted(values, np.full(4, 0.25), (0.1, 0.3, 0.7, 0.9)).tolist() == [1, 2, 3, 9]
    assert weighted(values, np.array([0.0, 0.0, 1.0, 0.0]), (0.1, 0.9)).tolist() == [2, 2]
    assert rounded(1.23456) == 1.23
