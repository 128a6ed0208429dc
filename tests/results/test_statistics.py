from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from simulate.results.statistics import QUANTILES, additive, error_of_median, quantiles, statistics

NUMBERS = st.one_of(st.floats(-1e6, 1e6, width=32), st.just(float("nan")))


@given(arrays(np.float32, st.tuples(st.integers(1, 4), st.integers(1, 40)), elements=NUMBERS))
def test_quantiles_are_those_of_numpy_without_what_is_missing(values: np.ndarray[Any, Any]) -> None:
    probabilities = tuple(QUANTILES.values())
    found = quantiles(values, probabilities)
    for row, column in zip(values.astype(float), found.T, strict=True):
        known = row[~np.isnan(row)]
        expected = np.quantile(known, probabilities) if known.size else np.full(len(probabilities), np.nan)
        np.testing.assert_allclose(column, expected, rtol=1e-12, atol=1e-9)


def test_statistics_of_whole_numbers() -> None:
    found = statistics(np.arange(1001, dtype=np.int32)[None, ::-1])
    np.testing.assert_allclose(found[:, 0], [500, 50, 100, 250, 500, 750, 900, 950, 1000 / np.sqrt(1001) / 2])


@pytest.mark.parametrize("draws", [2000, 2503, 10_000])
def test_many_draws_have_the_quantiles_of_numpy_however_they_lie(draws: int) -> None:
    chance = np.random.default_rng(draws)
    rows = np.stack(
        [
            chance.lognormal(8, 2, draws),
            chance.poisson(0.2, draws),
            np.where(chance.uniform(size=draws) < 0.2, np.nan, chance.normal(size=draws)),
            # Nearly all in one part of the range, and not the same.
            np.append(chance.normal(size=draws - 1), 1e9),
            np.zeros(draws),
        ]
    )
    found = statistics(rows.reshape(5, 1, draws))[1:8, :, 0]
    np.testing.assert_allclose(found, np.nanquantile(rows, tuple(QUANTILES.values()), axis=-1), rtol=1e-12, atol=1e-12)


def test_no_draws_give_nothing() -> None:
    assert np.isnan(statistics(np.full((2, 3), np.nan))).all()


def test_one_draw_is_all_its_quantiles() -> None:
    *told, error = statistics(np.array([[7.5]]))[:, 0]
    assert told == [7.5] * 8
    assert np.isnan(error)


@pytest.mark.parametrize("draws", [100, 1000, 5000])
def test_the_error_of_a_median_is_how_far_medians_lie_apart(draws: int) -> None:
    numbers = np.random.default_rng(5).lognormal(0, 1, (2000, draws))
    found = statistics(numbers)
    apart = np.median(numbers, axis=1).std()
    # The density of a lognormal at its median is 1 / √2π.
    np.testing.assert_allclose(apart, np.sqrt(np.pi / 2 / draws), rtol=0.06)
    np.testing.assert_allclose(found[-1].mean(), apart, rtol=0.06)
    assert found[-1].std() < 0.3 * apart


def test_what_is_missing_makes_a_median_less_precise() -> None:
    numbers = np.random.default_rng(5).normal(size=(1, 4000))
    numbers[:, 1000:] = np.nan
    np.testing.assert_allclose(statistics(numbers), statistics(numbers[:, :1000]))


@pytest.mark.parametrize(
    ("kind", "unit", "axis", "adds"),
    [
        ("stock", "personen", "provincie", True),
        ("level", "plekken", "provincie", True),
        ("total", "EUR", "provincie", True),
        ("level", "aandeel", "provincie", False),
        ("mean", "maanden", "provincie", False),
        ("mean", "personen", "provincie", False),
        # Three counts of the same homes are no parts of a whole.
        ("total", "woningen", "telling", False),
        ("total", "woningen", "provincie", True),
    ],
)
def test_what_adds_up(kind: str, unit: str, axis: str, adds: bool) -> None:
    outcome = xr.DataArray(np.zeros((1, 2, 3)), dims=("month", axis, "draw"), attrs={"kind": kind, "units": unit})
    assert additive(outcome) is adds


def test_the_error_of_a_median_of_few_draws_is_that_of_a_bell() -> None:
    few = np.array([1.0, 2.0, 3.0, np.nan, 4.0, 5.0])
    assert error_of_median(few) == pytest.approx(np.sqrt(np.pi / 2) * np.std([1, 2, 3, 4, 5], ddof=1) / np.sqrt(5))
    assert error_of_median(np.full(8, 3.0)) == 0
    assert np.isnan(error_of_median(np.array([1.0])))
