from __future__ import annotations

from functools import reduce
from operator import add
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from simulate.results.statistics import QUANTILES
from simulate.running.statistics.bins import BINS, FEW, Binned, edges_of, first_of, ordered, quantile, tally

BLOCK, BLOCKS = 1000, 60
RNG = np.random.default_rng(11)
SIZE = (4, BLOCK * BLOCKS)
DRAWN: dict[str, np.ndarray[Any, Any]] = {
    "long tail": RNG.lognormal(3, 1, SIZE).astype(np.float32),
    "money": RNG.normal(1e9, 1e6, SIZE),
    "people": RNG.poisson(3500, SIZE).astype(np.int32),
    "few people": RNG.poisson(3, SIZE).astype(np.int32),
    "totals": np.rint(RNG.normal(48_000, 4_000, SIZE)).astype(np.int64),
    "often nought": np.where(RNG.random(SIZE) < 0.4, 0, RNG.lognormal(0, 1, SIZE)).astype(np.float32),
    "an event": (RNG.random(SIZE) < 0.1).astype(np.float32),
    "sometimes missing": np.where(RNG.random(SIZE) < 0.3, np.nan, RNG.normal(6, 1, SIZE)).astype(np.float32),
    "never there": np.full(SIZE, np.nan, np.float32),
    "constant": np.full(SIZE, 7.1, np.float32),
}


def binned(values: np.ndarray[Any, Any], width: int = BLOCK) -> Binned:
    found = first_of(values[:, :width])
    for begin in range(width, values.shape[-1], width):
        found = found.added(values[:, begin : begin + width])
    return found


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("probability", QUANTILES.values())
def test_a_quantile_is_off_by_two_thousandths_of_the_draws_at_most(name: str, probability: float) -> None:
    """What is given as p5 lies between p4.8 and p5.2."""
    values, found = DRAWN[name], quantile(binned(DRAWN[name]), probability)
    for row, value in zip(values, found, strict=True):
        there = np.sort(row[~np.isnan(row)])
        if not there.size:
            assert np.isnan(value)
            continue
        below, upto = (np.searchsorted(there, value, side) for side in ("left", "right"))
        place = probability * (there.size - 1)
        assert max(below - place - 1, place - upto) < 0.002 * there.size


@pytest.mark.parametrize("name", ["few people", "an event", "constant"])
def test_values_that_many_draws_share_are_exact(name: str) -> None:
    values, found = DRAWN[name], binned(DRAWN[name])
    for probability in QUANTILES.values():
        np.testing.assert_array_equal(quantile(found, probability), np.quantile(values, probability, axis=-1))


def test_quantiles_of_whole_numbers_are_whole() -> None:
    found = binned(DRAWN["totals"])
    for probability in QUANTILES.values():
        value = quantile(found, probability)
        np.testing.assert_array_equal(value, np.rint(value))


@pytest.mark.parametrize("name", DRAWN)
def test_nothing_is_lost(name: str) -> None:
    values, found = DRAWN[name].astype(float), binned(DRAWN[name]).tally
    there = ~np.isnan(values)
    np.testing.assert_array_equal(found.counts.sum(axis=-1), there.sum(axis=-1))
    np.testing.assert_allclose(found.sums, np.where(there, values, 0).sum(axis=-1), rtol=1e-12)
    if there.any():
        np.testing.assert_array_equal(found.low, np.nanmin(values, axis=-1))
        np.testing.assert_array_equal(found.high, np.nanmax(values, axis=-1))


def test_bins_hold_equally_many_of_the_first_block() -> None:
    counts = first_of(DRAWN["money"][:, :1000]).tally.counts
    assert set(counts.ravel().tolist()) <= {1000 // BINS, 1000 // BINS + 1}


def test_counts_add_up_in_any_order() -> None:
    values = DRAWN["long tail"]
    edges = edges_of(*ordered(values[:, :1000]))
    blocks = [tally(*ordered(values[:, begin : begin + 1000]), edges) for begin in range(0, 9000, 1000)]
    one, other = reduce(add, blocks), reduce(add, reversed(blocks))
    for field in ("counts", "low", "high"):
        assert getattr(one, field).tobytes() == getattr(other, field).tobytes()


NUMBERS = st.one_of(st.floats(-1e6, 1e6, width=32), st.just(float("nan")), st.just(0.0))


@given(arrays(np.float32, st.tuples(st.integers(1, 3), st.integers(2, 60)), elements=NUMBERS), st.integers(1, 60))
def test_a_quantile_lies_within_the_draws_and_rises(values: np.ndarray[Any, Any], width: int) -> None:
    found = binned(values, width)
    quantiles = np.stack([quantile(found, probability) for probability in QUANTILES.values()])
    for row, column in zip(values, quantiles.T, strict=True):
        there = row[~np.isnan(row)]
        known = column[~np.isnan(column)]
        if there.size <= FEW:
            assert known.size == (len(QUANTILES) if there.size else 0)
        if known.size:
            assert (np.diff(known) >= 0).all()
            assert there.min() <= known[0] <= known[-1] <= there.max()


def test_a_quantile_is_not_known_where_the_first_block_had_no_numbers() -> None:
    """All later draws lie in one bin then, but for a value that all of them share."""
    numbers = np.stack([RNG.lognormal(size=4000), np.full(4000, 7)]).astype(np.float32)
    numbers[:, :BLOCK] = np.nan
    for probability in QUANTILES.values():
        np.testing.assert_array_equal(quantile(binned(numbers), probability), [np.nan, 7])
