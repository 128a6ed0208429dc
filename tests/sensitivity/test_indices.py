"""The indices against other programs and closed forms."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import ks_2samp, spearmanr

from simulate.sensitivity import indices as subject
from simulate.sensitivity.indices import SLICES, indices, sliced

NUMBERS = np.random.default_rng(11)
X = NUMBERS.uniform(size=(3, 4000))
Y = X[0] + 0.3 * X[1] ** 2 + NUMBERS.normal(0, 0.2, 4000)
NOTHING = NUMBERS.uniform(size=(20, 4000))


def test_the_rank_correlation_is_that_of_scipy() -> None:
    ties = np.round(X * 5)
    found = indices(ties, Y, NOTHING, 1)
    for place, row in enumerate(ties):
        assert found.correlation[place] == pytest.approx(spearmanr(row, Y).statistic, abs=1e-12)


def test_pawn_is_the_mean_distance_over_slices() -> None:
    found = indices(X, Y, NOTHING, 1)
    for place, row in enumerate(X):
        mine = sliced(row)
        exact = np.mean([ks_2samp(Y[mine == slice_], Y).statistic for slice_ in range(SLICES)])
        assert exact - 1 / subject.BINS <= found.pawn[place] <= exact + 1e-12


def test_an_interval_is_as_wide_as_the_spread_between_samples() -> None:
    apart = []
    for seed in range(60):
        numbers = np.random.default_rng(seed)
        x = numbers.uniform(size=(1, 500))
        y = x[0] + numbers.normal(0, 0.5, 500)
        apart.append(indices(x, y, numbers.uniform(size=(2, 500)), 1))
    for name in ("correlation", "pawn"):
        spread = np.std([getattr(found, name)[0] for found in apart])
        told = np.mean([getattr(found, f"{name}_high")[0] - getattr(found, f"{name}_low")[0] for found in apart])
        assert told / (2 * subject.WIDTH) == pytest.approx(spread, rel=0.35)


def test_slices_hold_equally_many_and_few_values_have_one_each() -> None:
    assert np.bincount(sliced(X[0])).tolist() == [400] * SLICES
    assert np.bincount(sliced(np.array([0.0, 1.0, 1.0, 7.0]))).tolist() == [1, 2, 1]
    assert sliced(np.ones(5)).tolist() == [0] * 5
