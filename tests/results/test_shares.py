from __future__ import annotations

import numpy as np
import pytest

from simulate.results.shares import no_shares, shares
from simulate.running.replicate import FEWEST


def pairs(share: float, shape: tuple[int, ...], seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Normal pairs of variance 1 of which `share` is common."""
    rng = np.random.default_rng(seed)
    common = np.sqrt(share) * rng.normal(size=shape)
    first, second = (common + np.sqrt(1 - share) * rng.normal(size=shape) for _ in range(2))
    return first, second


@pytest.mark.parametrize("truth", [0.0, 0.3, 0.8])
def test_the_share_is_right_and_so_is_its_standard_error(truth: float) -> None:
    share, error = shares(*pairs(truth, (400, 600)))
    assert share.mean() == pytest.approx(truth, abs=0.01)
    assert error.mean() == pytest.approx(share.std(), rel=0.15)
    assert (np.abs(share - truth) < 1.96 * error).mean() == pytest.approx(0.95, abs=0.04)


def test_the_standard_error_holds_for_a_long_tail() -> None:
    share, error = shares(*(np.exp(side) for side in pairs(0.5, (400, 600))))
    truth = np.expm1(0.5) / np.expm1(1)
    assert share.mean() == pytest.approx(truth, abs=0.02)
    assert error.mean() == pytest.approx(share.std(), rel=0.25)


def test_level_and_scale_do_not_matter() -> None:
    first, second = pairs(0.5, (3, 200))
    plain = shares(first, second)
    np.testing.assert_allclose(shares(1e5 + 50 * first, 1e5 + 50 * second), plain, rtol=1e-6)


def test_all_parameters_is_exactly_one() -> None:
    first, _ = pairs(0.5, (4, 200))
    share, error = shares(first, first)
    assert (share.tolist(), error.tolist()) == ([1.0] * 4, [0.0] * 4)


def test_the_jackknife_is_that_of_leaving_out_each_pair() -> None:
    first, second = pairs(0.5, (1, 50))
    left_out = [shares(np.delete(first, i, 1), np.delete(second, i, 1))[0][0] for i in range(50)]
    assert shares(first, second)[1][0] == pytest.approx(np.sqrt(49 * np.var(left_out)))


def test_nothing_is_told_without_spread_or_with_few_pairs() -> None:
    first, second = pairs(0.5, (1, FEWEST - 1))
    assert np.isnan(shares(first, second)).all()
    same = np.full((1, 100), 0.1)
    assert np.isnan(shares(same, same)).all()
    assert np.isnan(shares(same, same * (1 + 1e-9))).all()
    assert np.isnan(no_shares(same)).all()
    assert not np.isnan(no_shares(np.arange(100.0)[None])).any()


def test_pairs_with_a_missing_number_do_not_count() -> None:
    first, second = pairs(0.6, (1, 300))
    kept = shares(first[:, :200], second[:, :200])
    first[:, 200:250], second[:, 250:] = np.nan, np.nan
    np.testing.assert_allclose(shares(first, second), kept, rtol=1e-9)
    assert np.isnan(shares(np.full((2, 99), np.nan), np.zeros((2, 99)))).all()


def test_what_happens_or_not_has_a_share_too_unless_it_is_rare() -> None:
    first, second = pairs(0.5, (200, 600))
    share, _ = shares((first > 0).astype(np.float32), (second > 0).astype(np.float32))
    assert share.mean() == pytest.approx(1 / 3, abs=0.01)
    rare, again = np.zeros((1, 600)), np.zeros((1, 600))
    rare[0, :10], again[0, 5:15] = 1, 1
    assert np.isnan(shares(rare, again)).all()
    rare[0, :FEWEST] = 1
    assert not np.isnan(shares(rare, again)).any()
