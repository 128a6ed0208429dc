from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simulate.running.statistics.sorting import MANY, sort_draws

LIMITS = np.iinfo(np.int32)


@pytest.mark.parametrize("dtype", [np.int32, np.int64, np.float32, np.float64])
@pytest.mark.parametrize("draws", [1, MANY - 1, MANY, 2500])
def test_rows_are_sorted_whether_their_numbers_lie_near_or_far(dtype: type[Any], draws: int) -> None:
    numbers = np.random.default_rng(3)
    near = numbers.integers(-70_000, -5_000, (4, draws))
    edge = np.resize([0, 65_535], (4, draws))
    over = np.resize([-1, 65_535], (4, draws))
    far = np.resize([LIMITS.min + 1, LIMITS.max, 0], (4, draws))
    values = np.stack([near, edge, over, far], axis=1).astype(dtype)
    found = sort_draws(values)
    assert found.dtype == values.dtype
    np.testing.assert_array_equal(found, np.sort(values, axis=-1))


def test_what_is_missing_comes_last() -> None:
    values = np.where(np.arange(3000) % 3 == 0, np.nan, np.arange(3000.0))[None, ::-1]
    np.testing.assert_array_equal(sort_draws(values), np.sort(values, axis=-1))
