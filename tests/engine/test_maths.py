"""Mathematics against fifty digits: how many units of the last place each function is off, and what is special."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from mpmath import mp
from numpy.testing import assert_array_equal

from simulate.engine import maths
from simulate.engine.arrays import Array

INF, NAN = np.inf, np.nan
LEAST = 5e-324
SUBNORMAL = [LEAST, 1e-320, 1e-310, 2.2250738585072009e-308]
CHANCE = np.random.default_rng(11)
NUMBER = 1500


@pytest.fixture(autouse=True)
def fifty_digits() -> Any:
    with mp.workdps(50):
        yield


def sizes(low: float, high: float, number: int = NUMBER) -> Array:
    """Numbers of every size above 0."""
    return np.exp2(CHANCE.uniform(np.log2(low), np.log2(high), number))


def exact(function: Callable[..., Any], *given: Array) -> list[Any]:
    return [function(*(mp.mpf(float(one)) for one in row)) for row in zip(*given, strict=True)]


def units(found: Array, truth: list[Any]) -> Array:
    """How far off in units of the last place of what is true."""
    return np.array(
        [abs(float((mp.mpf(f) - t) / np.spacing(abs(float(t))))) for f, t in zip(found.tolist(), truth, strict=True)]
    )


def relative(found: Array, truth: list[Any]) -> Array:
    return np.array([abs(float((mp.mpf(f) - t) / t)) for f, t in zip(found.tolist(), truth, strict=True)])


# How exact ------------------------------------------------------------------------------------------------------------


def test_exp_is_exact_to_a_digit() -> None:
    x = np.concatenate([CHANCE.uniform(-708, 709.7, NUMBER), CHANCE.uniform(-1, 1, NUMBER), sizes(1e-18, 1, 300)])
    assert units(maths.exp(x), exact(mp.exp, x)).max() < 1
    # Where the result has lost digits it is rounded twice.
    tiny = np.concatenate([CHANCE.uniform(-745.1, -708, 300), [-745.1332, -708.396, -708.4]])
    assert units(maths.exp(tiny), exact(mp.exp, tiny)).max() < 1.5


def test_log_is_exact_to_a_digit() -> None:
    around = 1 + np.concatenate([sizes(1e-15, 0.4, NUMBER), -sizes(1e-15, 0.4, NUMBER)])
    x = np.concatenate([sizes(1e-307, 1e308), around, SUBNORMAL, [2.2250738585072014e-308, 1.7976931348623157e308]])
    x = x[x != 1]
    assert units(maths.log(x), exact(mp.log, x)).max() < 1


def test_log1p_is_exact_to_two_digits() -> None:
    x = np.concatenate([sizes(1e-300, 1e300), -sizes(1e-300, 1 - 2.0**-53), CHANCE.uniform(-1, 1, NUMBER)])
    x = x[x > -1]
    assert units(maths.log1p(x), exact(mp.log1p, x)).max() < 2


def test_a_power_is_as_exact_as_the_exponent_is_small() -> None:
    x, y = sizes(1e-6, 1e6, 4000), CHANCE.uniform(-40, 40, 4000)
    x[:1000] = 1 + CHANCE.uniform(-0.1, 0.1, 1000)
    y[2000:] /= 20
    bound = 2.2e-16 * (1 + np.abs(y * np.log(x)))
    assert (relative(maths.power(x, y), exact(mp.power, x, y)) <= bound).all()


def test_shares_and_log_odds_are_exact() -> None:
    x = np.concatenate([CHANCE.uniform(-40, 40, NUMBER), CHANCE.uniform(-700, 700, NUMBER)])
    assert units(maths.expit(x), exact(lambda z: 1 / (1 + mp.exp(-z)), x)).max() < 2.5
    p = np.concatenate([CHANCE.uniform(0, 1, NUMBER), sizes(1e-300, 0.5)])
    off = np.abs(np.array([float(mp.mpf(f) - t) for f, t in zip(maths.logit(p), exact(log_odds, p), strict=True)]))
    # Around a half the odds are around one, of which the logarithm has no more digits than they.
    assert (off <= 2.5e-16 * np.maximum(1, np.abs(maths.logit(p)))).all()


def log_odds(p: Any) -> Any:
    return mp.log(p / (1 - p))


def test_the_normal_chance_is_exact_tails_included() -> None:
    x = np.concatenate(
        [CHANCE.uniform(-37.5, 8.3, 2 * NUMBER), CHANCE.uniform(-1, 1, NUMBER), [-0.67448975, 0.67448975]]
    )
    x = np.concatenate([x, CHANCE.uniform(-5.8, -5.5, 200), sizes(1e-20, 1e-3, 100)])
    assert relative(maths.ndtr(x), exact(mp.ncdf, x)).max() < 1e-15


def test_the_normal_quantile_is_exact_tails_included() -> None:
    p = np.concatenate([CHANCE.uniform(0, 1, NUMBER), sizes(1e-300, 0.5), 1 - sizes(2.0**-53, 0.5, 500)])
    p = np.concatenate(
        [p, 0.5 + sizes(1e-12, 0.4, 300), [0.075, 0.925, 2.0**-53, 1 - 2.0**-53, 1.3887943864964021e-11]]
    )
    z = maths.ndtri(p)
    error = np.array(
        [
            float((mp.ncdf(mp.mpf(one)) - mp.mpf(chance)) / mp.npdf(mp.mpf(one)))
            for one, chance in zip(z, p, strict=True)
        ]
    )
    assert (np.abs(error) <= 1e-15 * np.maximum(np.abs(z), 1e-3)).all()


def test_interpolation_is_exact() -> None:
    at, values = np.sort(CHANCE.uniform(-10, 10, 12)), CHANCE.uniform(-3, 3, 12)
    x = CHANCE.uniform(-12, 12, 500)
    truth = []
    for one in x:
        k = int(np.clip(np.searchsorted(at, one, "right") - 1, 0, 10))
        low, high, start, end = (mp.mpf(float(a)) for a in (at[k], at[k + 1], values[k], values[k + 1]))
        share = min(max((mp.mpf(float(one)) - low) / (high - low), mp.mpf(0)), mp.mpf(1))
        truth.append(float(start + share * (end - start)))
    np.testing.assert_allclose(maths.interp(x, at, values), truth, rtol=0, atol=2e-15)
    assert_array_equal(maths.interp(at, at, values), values)


# What is special ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("function", "given", "expected"),
    [
        (maths.exp, [0, -0.0, INF, -INF, 709.782712893385, -745.14, LEAST, -1e308], [1, 1, INF, 0, INF, 0, 1, 0]),
        (maths.log, [0, -0.0, 1, INF, -1, -INF, -LEAST], [-INF, -INF, 0, INF, NAN, NAN, NAN]),
        (maths.log1p, [0, -1, INF, -2, -INF, LEAST, -LEAST], [0, -INF, INF, NAN, NAN, LEAST, -LEAST]),
        (maths.expit, [0, INF, -INF, 800, -800], [0.5, 1, 0, 1, 0]),
        (maths.logit, [0, 1, 0.5, -0.1, 1.1, INF], [-INF, INF, 0, NAN, NAN, NAN]),
        (maths.ndtr, [0, INF, -INF, 40, -40, LEAST], [0.5, 1, 0, 1, 0, 0.5]),
        (maths.ndtri, [0, 1, 0.5, -LEAST, -1, 1.1, INF, -INF], [-INF, INF, 0, NAN, NAN, NAN, NAN, NAN]),
    ],
)
def test_the_ends_of_what_can_be_given(
    function: Callable[[list[float]], Array], given: list[float], expected: list[float]
) -> None:
    assert_array_equal(function(given), expected)
    assert_array_equal(function([NAN]), [NAN])
    # One special number changes none of the others beside it.
    beside = np.full(9, 0.25)
    beside[4] = given[0]
    assert_array_equal(np.delete(function(beside), 4), np.delete(function(np.full(9, 0.25)), 4))


def test_the_ends_of_powers() -> None:
    x = [0, 0, 0, INF, INF, INF, 1, 1, NAN, NAN, 5, -1, -2, 2, 2, 0.5, LEAST, LEAST]
    y = [2, -2, 0, 2, -2, 0, INF, NAN, 0, 1, 1, 0.5, 2, INF, -INF, INF, 1, 0.5]
    expected = [0, INF, 1, INF, 0, 1, 1, 1, 1, NAN, 5, NAN, NAN, INF, 0, 0, LEAST, 2.2227587494850775e-162]
    np.testing.assert_allclose(maths.power(x, y), expected, rtol=1e-13, atol=0)


def test_powers_of_one_exponent_and_of_many_are_the_same() -> None:
    x = np.concatenate([sizes(1e-3, 1e3, 50), [0, 1, INF]])
    for exponent in (0.0, 1.0, 0.5, -1.7, 2.0):
        assert_array_equal(maths.power(x, exponent), maths.power(x, np.full(len(x), exponent)))
    assert maths.power(np.ones((2, 1, 3)), np.ones((4, 1))).shape == (2, 4, 3)


def test_interpolation_beyond_the_points_keeps_the_outermost() -> None:
    found = maths.interp([-INF, -1, 0, 0.5, 1, 3, INF, NAN], [0, 1, 2], [10, 20, 0])
    assert_array_equal(found, [10, 10, 10, 15, 20, 0, 0, NAN])
    assert_array_equal(maths.interp([[1.0, 2.0]], [5], [7]), [[7, 7]])


def test_shapes_and_types_of_what_is_given() -> None:
    assert maths.exp(0).shape == ()
    assert maths.ndtri([[0.5, 0.25]]).shape == (1, 2)
    whole = np.arange(6).reshape(2, 3)
    assert_array_equal(maths.log(whole.T + 1), maths.log(whole + 1).T)
    assert maths.log(whole + 1).dtype == np.float64


@pytest.mark.parametrize("name", ["exp", "log", "log1p", "expit", "logit", "ndtr", "ndtri"])
def test_few_numbers_are_interpreted_before_numba_is_imported(name: str) -> None:
    """What reads scenarios only needs a few numbers: they have the bits of the compiled kernel."""
    script = f"""
import sys, numpy as np
from simulate.engine import kernels, maths
x = np.array([0.0, -0.0, 1e-310, 1e-9, 0.3, 0.5, 0.999, 1.0, 2.5, -3.25, 700.0, -745.0, 1e300, np.inf, -np.inf, np.nan])
few = maths.{name}(x)
assert "numba" not in sys.modules or kernels.INTERPRETED
many = maths.{name}(np.tile(x, 2))[:16]
assert (few.view(np.int64) == many.view(np.int64)).all(), (few, many)
"""
    subprocess.run([sys.executable, "-c", script], check=True)
