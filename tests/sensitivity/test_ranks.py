"""Ranks are those of another library."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from scipy.stats import rankdata

from simulate.engine.arrays import Array
from simulate.sensitivity.ranks import ranks


@given(arrays(np.float64, array_shapes(max_dims=2), elements=st.sampled_from([-1.5, 0.0, 0.1, 0.2, 3.0, np.inf])))
def test_ranks_are_those_of_scipy(values: Array) -> None:
    assert np.array_equal(ranks(values), rankdata(values, axis=-1))
