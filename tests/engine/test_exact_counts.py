"""Counts against whole-number arithmetic: no gamma function and no logarithm on the other side, and no SciPy.

A stream gives (word + 1/2) / 2**52. The next such number beyond a jump of the distribution function is where an error
of one digit would show, so that is where counts are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulate.engine import counts
from simulate.engine.arrays import Array
from tests.engine import oracle

MEANS = [1e-9, 0.001, 0.3, 0.999999, 1.0, 1.000001, 1.5, 3.7, 9.99, 30.0, 100.3, 1234.5, 1e5 / 3, 3e7, 1e9 / 7, 1e9]
TRIALS = [1, 2, 5, 50, 64, 65, 1_000, 10**6]
CHANCES = [1e-12, 1e-9, 1e-6, 0.001, 0.05, 0.3, 0.5, 0.7, 0.95, 0.999, 1 - 1e-6, 1 - 1e-9, 1 - 2.0**-53]
MANY = [1e-12, 1e-9, 1e-6, 0.001, 0.3, 0.95, 1 - 1e-6, 1 - 1e-9, 1 - 2.0**-53]

SHARES = (1e-14, 1e-13, 1e-12, 1e-11, 1e-9)
"""How far from a jump counts are asked for, as shares of the smaller tail."""
FEW, LARGE = 1e-13, 3e-12
"""The error of the distribution functions, as a share of the smaller tail: to a mean of a million, and of 1e9."""
SEARCH = 2.0**-48
"""Their error where the variance is below 1, and a sum from zero is rounded: sixteen steps between two uniforms."""


def drawable(u: float) -> float:
    """The nearest number that a stream can give."""
    word = min(max(round(u * 2.0**52 - 0.5), 0), 2**52 - 1)
    return (word + 0.5) * 2.0**-52


def uniforms(law: oracle.Law, number: int = 40) -> Array:
    """Numbers of a stream: at random, in both tails as far as they go, and around jumps of the distribution."""
    chosen = list(np.random.default_rng(7).random(number))
    chosen += [u for tail in 0.737 * 10.0 ** -np.arange(1, 17) for u in (tail, 1 - tail)]
    jumps = {k for u in map(drawable, chosen) for k in (law.quantile(u) - 1, law.quantile(u))}
    chosen += [u for k in sorted(jumps) for share in SHARES for u in law.near(k, share)]
    beside = [float(law.chance(k)) + step * 2.0**-52 for k in sorted(jumps) for step in (-2, -1, 0, 1, 2)]
    return np.unique([drawable(u) for u in (*chosen, *beside, 0.0, 1.0)])


def assert_exact(found: Array, u: Array, law: oracle.Law, digits: float, rounding: float) -> None:
    """Every count is the quantile at a number that is as near to u as the digits allow."""
    for one, count in zip(map(Fraction, u.tolist()), found.tolist(), strict=True):
        error = Fraction(digits) * min(one, 1 - one) + Fraction(rounding)
        low, high = max(one - error, Fraction(2) ** -80), min(one + error, 1 - Fraction(2) ** -80)
        assert law.quantile(low) <= count <= law.quantile(high), (float(one), law.quantile(one))


@pytest.mark.parametrize("mean", MEANS)
def test_a_poisson_count_is_the_quantile(mean: float) -> None:
    law = oracle.poisson(mean)
    u = uniforms(law)
    assert_exact(counts.poisson(u, mean), u, law, FEW if mean < 1e6 else LARGE, 0.0 if mean >= 1 else SEARCH)


@pytest.mark.parametrize(
    ("n", "p"),
    [*((n, p) for n in TRIALS for p in CHANCES), *((10**9, p) for p in MANY)],
    ids=lambda number: f"{number}",
)
def test_a_binomial_count_is_the_quantile(n: int, p: float) -> None:
    law = oracle.binomial(n, p)
    u = uniforms(law)
    large = n * p * (1 - p) >= 1
    assert_exact(counts.binomial(u, float(n), p), u, law, FEW if n < 1e6 else LARGE, 0.0 if large else SEARCH)


def spread(low: float, high: float) -> st.SearchStrategy[float]:
    """Numbers of every size."""
    return st.floats(float(np.log10(low)), float(np.log10(high))).map(lambda power: min(10.0**power, high))


@settings(deadline=None, max_examples=60)
@given(spread(1e-9, 1e5))
def test_a_poisson_count_of_any_mean_is_the_quantile(mean: float) -> None:
    law = oracle.poisson(mean)
    u = uniforms(law, 8)
    assert_exact(counts.poisson(u, mean), u, law, FEW, 0.0 if mean >= 1 else SEARCH)


@settings(deadline=None, max_examples=60)
@given(spread(1, 1e6).map(int), st.one_of(st.floats(0.001, 0.999), spread(1e-12, 0.5)), st.booleans())
def test_a_binomial_count_of_any_kind_is_the_quantile(n: int, p: float, failures: bool) -> None:
    chance = 1 - p if failures else p
    law = oracle.binomial(n, chance)
    u = uniforms(law, 8)
    large = n * chance * (1 - chance) >= 1
    assert_exact(counts.binomial(u, float(n), chance), u, law, FEW if n < 1e5 else LARGE, 0.0 if large else SEARCH)


def exact(chances: Iterable[tuple[int, float]], law: oracle.Law) -> None:
    for k, chance in chances:
        assert float(law.chance(k)) == pytest.approx(chance, rel=1e-15)


def test_the_oracle_knows_what_can_be_counted_by_hand() -> None:
    exact([(-1, 0.0), (0, 1 / 16), (1, 5 / 16), (2, 11 / 16), (3, 15 / 16), (4, 1.0)], oracle.binomial(4, 0.5))
    e = float.fromhex("0x1.5bf0a8b145769p+1")
    exact([(0, 1 / e), (1, 2 / e), (2, 2.5 / e), (3, 16 / (6 * e))], oracle.poisson(1.0))
    assert oracle.binomial(4, 0.5).quantile(np.nextafter(5 / 16, 0).item()) == 1
    assert oracle.binomial(4, 0.5).quantile(np.nextafter(5 / 16, 1).item()) == 2
