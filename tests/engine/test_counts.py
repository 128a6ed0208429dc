"""Counts are the exact quantiles: checked against the distribution functions of SciPy, in every corner."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from packaging.version import Version
from scipy import stats
from scipy.special import ndtri

from simulate.engine import counts, kernels
from simulate.engine.arrays import Array
from simulate.engine.streams import Site, Stream

MEANS = [0.0, 1e-9, 0.01, 0.3, 0.999999, 1.0, 1.000001, 1.5, 2.0, 5.0, 9.99, 10.0, 30.0, 100.0, 1234.5, 1e5, 3e7]
TRIALS = [0, 1, 2, 3, 5, 10, 50, 1_000, 10**6, 10**9]
CHANCES = [0.0, 1e-12, 1e-6, 0.001, 0.05, 0.3, 0.5, 0.7, 0.95, 0.999, 1 - 1e-6, 1.0]

quantiles = st.integers(0, 2**52 - 1).map(lambda word: (word + 0.5) * 2.0**-52)
"""Every uniform that a stream can give, the two outermost included."""
inner_quantiles = quantiles.filter(lambda u: u < 1 - 1e-10)
"""Those that say which of two distributions is the higher.

Beyond them a step of the sum of chances is of the size of its rounding, which is another for each distribution: there a
count may be one higher or lower than it should be, in one draw out of ten thousand million.
"""
means = st.one_of(st.floats(0, 4), st.floats(0, 200), st.floats(0, 1e7), st.sampled_from(MEANS))
trials = st.one_of(st.integers(0, 40), st.integers(0, 10**6), st.sampled_from(TRIALS))
chances = st.one_of(st.floats(0, 1), st.floats(0, 0.01), st.sampled_from(CHANCES))


def uniforms(number: int = 4000) -> Array:
    """Uniforms, evenly spread, with both tails; no ties with round chances."""
    tail = 0.737 * 10.0 ** -np.arange(1, 13)
    return np.concatenate([(np.arange(number) + 0.37) / number, tail, 1 - tail])


def trusted(u: Array, mean: float) -> Array:
    """SciPy's incomplete gamma function goes astray for large means beyond 4.5 standard deviations: no truth there."""
    return u[np.abs(ndtri(u)) < 4.4] if mean > 1e5 else u


def poisson(u: float | Array, mean: float) -> Array:
    u = np.atleast_1d(u)
    return counts.poisson(u, mean)


def binomial(u: float | Array, n: float, p: float) -> Array:
    u = np.atleast_1d(u)
    return counts.binomial(u, float(n), p)


# The quantile -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mean", MEANS)
def test_poisson_is_the_quantile(mean: float) -> None:
    u = trusted(uniforms(), mean)
    assert_quantile(poisson(u, mean), u, stats.poisson(mean))


@pytest.mark.parametrize("p", CHANCES)
@pytest.mark.parametrize("n", TRIALS)
def test_binomial_is_the_quantile(n: int, p: float) -> None:
    u = uniforms(1000)
    assert_quantile(binomial(u, n, p), u, stats.binom(n, p))


EXACT = Version(version("scipy")) >= Version("1.17")
"""Whether SciPy has all digits of a binomial distribution function of a thousand million trials."""


def assert_quantile(count: Array, u: Array, law: stats.rv_frozen) -> None:  # type: ignore[type-arg]
    """The smallest k with P(X <= k) >= u, but for the last digit of the distribution function."""
    slack = 1e-10 * np.minimum(u, 1 - u) + 1e-15
    if law.mean() > 1e8 and not EXACT:
        slack += 1e-8
    assert (law.cdf(count) >= u - slack).all()
    assert (law.sf(count - 1) >= 1 - u - slack).all()
    if law.mean() < 1e6:
        # But for ties: where a jump is as near to u as the digits of the distribution function.
        clear = np.minimum(np.abs(law.cdf(count) - u), np.abs(law.cdf(count - 1) - u)) > slack
        np.testing.assert_array_equal(count[clear], np.maximum(law.ppf(u), 0)[clear])


@given(st.floats(1e-9, 1 - 1e-9), st.floats(0, 1e4, allow_subnormal=False))
def test_poisson_is_the_quantile_anywhere(u: float, mean: float) -> None:
    assert_quantile(poisson(u, mean), np.atleast_1d(u), stats.poisson(mean))


@given(st.floats(1e-9, 1 - 1e-9), st.integers(0, 10**4), st.floats(0, 1))
def test_binomial_is_the_quantile_anywhere(u: float, n: int, p: float) -> None:
    assert_quantile(binomial(u, n, p), np.atleast_1d(u), stats.binom(n, p))


@given(quantiles, trials, chances)
def test_a_binomial_count_is_a_whole_number_out_of_n(u: float, n: int, p: float) -> None:
    (count,) = binomial(u, n, p)
    assert 0 <= count <= n
    assert count == np.rint(count)


@given(quantiles, means)
def test_a_poisson_count_is_a_whole_number(u: float, mean: float) -> None:
    (count,) = poisson(u, mean)
    assert count >= 0
    assert count == np.rint(count)


@pytest.mark.parametrize("u", [2.0**-53, 1e-9, 0.5, 1 - 1e-9, 1 - 2.0**-53])
def test_what_is_certain_is_certain(u: float) -> None:
    assert poisson(u, 0) == 0
    for n in TRIALS:
        assert binomial(u, n, 0) == 0
        assert binomial(u, n, 1) == n
        assert binomial(u, 0, 0.5) == 0


def test_shapes_broadcast() -> None:
    """Every way to give the parameters of (2, 3, draws) counts gives what each alone would."""
    u = Stream(1, "shapes", 0, 5).uniform(1, 2, 3)
    wide = np.array([0.2, 0.9, 7.0, 40.0, 900.0])
    for mean in (wide, wide[:3, None], wide[:2, None, None], wide[0], np.broadcast_to(wide, u.shape)):
        expected = stats.poisson.ppf(u, mean)
        np.testing.assert_array_equal(counts.poisson(u, mean), expected)
    n, p = np.array([0.0, 3, 40, 1000, 7]), np.array([0.0, 0.3, 1.0])[:, None]
    np.testing.assert_array_equal(counts.binomial(u, n, p), np.maximum(stats.binom.ppf(u, n, p), 0))


def test_parameters_are_left_alone() -> None:
    u, n, mean = uniforms(100), np.full(124, 30.0), np.full(124, 3.0)
    before = [a.copy() for a in (u, n, mean)]
    counts.poisson(u, mean)
    counts.binomial(u, n, 0.4)
    split(n, np.array([1.0, 2.0]))
    for array, kept in zip((u, n, mean), before, strict=True):
        np.testing.assert_array_equal(array, kept)


@pytest.mark.parametrize("mean", [-1e-9, np.nan])
def test_an_impossible_mean_is_refused(mean: float) -> None:
    with pytest.raises(ValueError, match="Poisson mean"):
        poisson(0.5, mean)


@pytest.mark.parametrize(("n", "p"), [(-1, 0.5), (3, -1e-9), (3, 1.0001), (3, np.nan), (np.nan, 0.5)])
def test_an_impossible_binomial_is_refused(n: float, p: float) -> None:
    with pytest.raises(ValueError, match="binomial needs"):
        binomial(0.5, n, p)


# Monotone: the coupling of two scenarios ----------------------------------------------------------------------------


@given(quantiles, quantiles, means)
def test_poisson_is_monotone_in_u(u: float, v: float, mean: float) -> None:
    low, high = poisson(np.sort([u, v]), mean)
    assert low <= high


@given(inner_quantiles, means, means)
def test_poisson_is_monotone_in_the_mean(u: float, one: float, other: float) -> None:
    assert poisson(u, min(one, other)) <= poisson(u, max(one, other))


@given(quantiles, quantiles, trials, chances)
def test_binomial_is_monotone_in_u(u: float, v: float, n: int, p: float) -> None:
    low, high = binomial(np.sort([u, v]), n, p)
    assert low <= high


@given(inner_quantiles, trials, trials, chances)
def test_binomial_is_monotone_in_n(u: float, one: int, other: int, p: float) -> None:
    assert binomial(u, min(one, other), p) <= binomial(u, max(one, other), p)


@given(inner_quantiles, trials, chances, chances)
def test_binomial_is_monotone_in_p(u: float, n: int, one: float, other: float) -> None:
    assert binomial(u, n, min(one, other)) <= binomial(u, n, max(one, other))


def test_monotone_across_the_switch() -> None:
    """Where the search hands over to the expansion, in steps far smaller than a count."""
    u = uniforms(2000)
    grid = np.linspace(0.98, 1.02, 41)
    assert (np.diff([poisson(u, mean) for mean in grid], axis=0) >= 0).all()
    for n in (5, 40, 10**6):
        p = (1 - np.sqrt(1 - 4 * grid / n)) / 2
        for chance in (p, np.sort(1 - p)):
            assert (np.diff([binomial(u, n, x) for x in chance], axis=0) >= 0).all()


# The error bound of the expansion -----------------------------------------------------------------------------------


def formula(function: Any) -> Any:
    """A compiled function as it is written, which takes whole arrays."""
    return getattr(function, "py_func", function)


def jumps(law: stats.rv_frozen) -> tuple[NDArray[np.int64], Array]:  # type: ignore[type-arg]
    """Every k at which the quantile function of `law` jumps to k + 1 within reach of a uniform, and z there."""
    sd = float(law.std())
    k = np.unique(np.linspace(max(law.mean() - 9 * sd, 0), law.mean() + 12 * sd, 3000).astype(np.int64))
    lower, upper = law.cdf(k), law.sf(k)
    reached = (lower > 2.0**-54) & (upper > 2.0**-54)
    k, lower, upper = k[reached], lower[reached], upper[reached]
    return k, np.where(lower < 0.5, ndtri(lower), -ndtri(upper))


def assert_bound(real: Array, k: NDArray[np.int64], z: Array, variance: float) -> None:
    """At a jump from k to k + 1 the expansion has to say k + 1/2."""
    error = np.abs(real - (k + 0.5))
    bound = (0.03 + 0.0125 * z**4) / variance
    # Digits: of the expansion, and of the distribution function that says where the jump is.
    assert (error <= bound + 1e-9 * np.sqrt(variance) * (1 + np.abs(z))).all(), (error / bound).max()


def test_the_bound_holds_for_every_poisson() -> None:
    for mean in np.concatenate([np.linspace(1, 3, 81), np.geomspace(3, 1e6, 120)]):
        k, z = jumps(stats.poisson(mean))
        if mean > 1e5:
            k, z = (a[np.abs(z) < 4.4] for a in (k, z))
        assert_bound(formula(kernels._poisson_expansion)(z, mean), k, z, mean)


def test_the_bound_holds_for_every_binomial() -> None:
    for n in np.unique(np.concatenate([np.arange(4, 30), np.geomspace(30, 1e6, 30)]).astype(int)):
        rare = np.geomspace(1e-5, 0.02, 8)
        for p in np.concatenate([rare, np.linspace(0.02, 0.98, 25), 1 - rare]):
            if n * p * (1 - p) >= 1:
                k, z = jumps(stats.binom(n, p))
                inside = k < n
                real = formula(kernels._binomial_expansion)(z[inside], float(n), p, n * p * (1 - p))
                assert_bound(real, k[inside], z[inside], n * p * (1 - p))


# Dividing -----------------------------------------------------------------------------------------------------------


def split(n: Array, weights: Array, name: str = "split") -> Array:
    return Site(Stream(3, name, 0, len(n)), lambda: 1).split(n, weights)


@pytest.mark.parametrize("weights", [[1.0], [0.2, 0.8], [5, 0, 3, 2], [0, 1, 1, 4, 0.5, 3, 0], [1.0] * 12])
def test_split_is_multinomial(weights: list[float]) -> None:
    size, n = 40_000, 37.0
    share = np.array(weights) / sum(weights)
    parts = split(np.full(size, n), np.array(weights))
    np.testing.assert_array_equal(parts.sum(axis=0), n)
    assert (parts >= 0).all()
    assert not parts[share == 0].any()
    sd = np.sqrt(n * share * (1 - share))
    np.testing.assert_allclose(parts.mean(axis=1), n * share, atol=5 * sd.max() / np.sqrt(size))
    expected = n * (np.diag(share) - np.outer(share, share))
    np.testing.assert_allclose(np.atleast_2d(np.cov(parts)), expected, atol=0.04 * n * share.max())


@given(st.lists(st.floats(0, 10), min_size=1, max_size=14).filter(any), st.integers(0, 10**7))
def test_split_loses_nobody_and_gives_nothing_to_nothing(weights: list[float], n: int) -> None:
    parts = split(np.full(20, float(n)), np.array(weights))
    np.testing.assert_array_equal(parts.sum(axis=0), n)
    assert (parts >= 0).all()
    assert not parts[np.array(weights) == 0].any()


def test_split_by_weights_per_draw_is_the_split_of_each() -> None:
    weights = np.array([[1.0, 0, 1], [3.0, 2, 1], [0.0, 5, 1]])
    n = np.array([100.0, 50, 9])
    together = split(n, weights)
    for draw in range(3):
        np.testing.assert_array_equal(together[:, draw], split(n, weights[:, draw])[:, draw])


def test_split_over_nothing_is_refused_unless_there_is_nobody() -> None:
    assert not split(np.zeros(4), np.zeros(3)).any()
    with pytest.raises(ValueError, match="weights"):
        split(np.ones(4), np.zeros(3))
    with pytest.raises(ValueError, match="weights"):
        split(np.ones(4), np.array([2.0, -1.0]))


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=12), st.integers(0, 10**7))
def test_proportional_divides_fairly(people: list[int], total: int) -> None:
    n = np.array(people, np.float64)[:, None]
    parts = counts.proportional(np.array([float(total)]), n)
    taken = min(total, sum(people))
    assert parts.sum() == taken
    assert (parts >= 0).all()
    assert (parts <= n).all()
    assert np.abs(parts - n * taken / max(sum(people), 1)).max() < 1 + 1e-5


@given(st.integers(0, 10**6), st.floats(0, 130))
def test_evenly_loses_nobody_and_is_even(count: int, months: float) -> None:
    shares = np.array(list(counts.evenly(np.array([float(count)]), months)))
    assert shares.sum() == count
    assert len(shares) == max(np.ceil(months), 1)
    reached = np.minimum(count * np.arange(1, len(shares) + 1) / max(months, 1), count)
    assert np.abs(np.cumsum(shares) - reached).max() <= 1


def test_evenly_may_differ_per_draw() -> None:
    shares = np.array(list(counts.evenly(np.array([6.0, 6, 6]), np.array([2.0, 3, np.inf]))))
    np.testing.assert_array_equal(shares, [[3, 2, 0], [3, 2, 0], [0, 2, 0]])
