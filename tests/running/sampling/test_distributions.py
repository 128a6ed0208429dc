"""The quantile functions, against their percentiles and against SciPy."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from simulate.running.sampling.distributions import quantile
from simulate.scenario import Distribution

Dist = Literal["normal", "lognormal", "logitnormal", "uniform", "triangular"]

U = np.concatenate([[2.0**-33, 1e-6], np.linspace(0.001, 0.999, 999), [1 - 1e-6, 1 - 2.0**-33]])


def of(dist: Dist, **at: Any) -> Distribution:
    return Distribution(dist=dist, at=at)


@pytest.mark.parametrize(
    ("dist", "p10", "p90"),
    [("normal", -4.0, 11.0), ("normal", 3.0, 3.0), ("lognormal", 60_000.0, 80_000.0), ("logitnormal", 0.02, 0.4)],
)
def test_the_percentiles_are_those_that_were_given(dist: Dist, p10: float, p90: float) -> None:
    np.testing.assert_allclose(quantile(of(dist, p10=p10, p90=p90), np.array([0.1, 0.9])), [p10, p90], rtol=1e-12)


def test_the_shapes_between_are_those_of_scipy() -> None:
    z90 = stats.norm.ppf(0.9)
    normal = stats.norm(3.5, 7.5 / z90).ppf(U)
    np.testing.assert_allclose(quantile(of("normal", p10=-4.0, p90=11.0), U), normal, rtol=1e-9)
    low, high = np.log(60.0), np.log(80.0)
    lognormal = stats.lognorm((high - low) / 2 / z90, scale=np.exp((low + high) / 2)).ppf(U)
    np.testing.assert_allclose(quantile(of("lognormal", p10=60.0, p90=80.0), U), lognormal, rtol=1e-9)
    np.testing.assert_allclose(quantile(of("uniform", min=-2.0, max=5.0), U), stats.uniform(-2, 7).ppf(U), rtol=1e-9)
    odds = quantile(of("logitnormal", p10=0.2, p90=0.5), U)
    np.testing.assert_allclose(odds / (1 - odds), quantile(of("lognormal", p10=0.25, p90=1.0), U), rtol=1e-9)


@pytest.mark.parametrize("mode", [-2.0, -1.9, 1.5, 5.0])
def test_triangular_is_that_of_scipy(mode: float) -> None:
    expected = stats.triang((mode + 2) / 7, -2, 7).ppf(U)
    np.testing.assert_allclose(
        quantile(of("triangular", min=-2.0, mode=mode, max=5.0), U), expected, rtol=1e-7, atol=1e-9
    )


def test_a_range_of_nothing_is_one_number() -> None:
    np.testing.assert_array_equal(quantile(of("triangular", min=3.0, mode=3.0, max=3.0), U), 3)
    np.testing.assert_array_equal(quantile(of("uniform", min=3.0, max=3.0), U), 3)


def test_numbers_per_entry_give_rows() -> None:
    """Each row is what the numbers of its entry alone would give, at the same quantiles."""
    together = quantile(of("lognormal", p10=(1.0, 20.0, 300.0), p90=(2.0, 30.0, 900.0)), U)
    assert together.shape == (3, len(U))
    for row, p10, p90 in zip(together, (1.0, 20.0, 300.0), (2.0, 30.0, 900.0), strict=True):
        np.testing.assert_array_equal(row, quantile(of("lognormal", p10=p10, p90=p90), U))
    mixed = quantile(of("triangular", min=0.0, mode=(0.0, 1.0), max=1.0), U)
    np.testing.assert_allclose(mixed, [1 - np.sqrt(1 - U), np.sqrt(U)], atol=1e-9)


@given(st.lists(st.floats(0.01, 0.99), min_size=3, max_size=3).map(sorted))
def test_quantiles_rise_and_stay_within_what_is_possible(numbers: list[float]) -> None:
    low, mid, high = numbers
    for given_, bounds in (
        (of("normal", p10=low, p90=high), (-np.inf, np.inf)),
        (of("lognormal", p10=low, p90=high), (0, np.inf)),
        (of("logitnormal", p10=low, p90=high), (0, 1)),
        (of("uniform", min=low, max=high), (low, high)),
        (of("triangular", min=low, mode=mid, max=high), (low, high)),
    ):
        x = quantile(given_, U)
        assert (np.diff(x) >= -1e-12).all()
        assert x[0] >= bounds[0] - 1e-12
        assert x[-1] <= bounds[1] + 1e-12
