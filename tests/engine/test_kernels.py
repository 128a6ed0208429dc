"""Kernels: the interpreter makes the same bits of them as the compiler, and both what plain NumPy makes of it.

Counts and mathematics have tests of their own against exact values, and queues against persons one by one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from simulate.engine import counts, kernels
from simulate.engine.arrays import Array
from simulate.engine.streams import Site, Stream, _tree
from tests.engine import kernel_cases

ROOT = Path(kernels.__file__).parents[2]


@pytest.fixture(scope="module")
def interpreted() -> dict[str, str]:
    """What the interpreter makes of every case. It is measured, so that kernels count in the coverage of the engine."""
    environment = os.environ | {"NUMBA_DISABLE_JIT": "1", "PYTHONPATH": os.fspath(ROOT)}
    command = [sys.executable, "-m", "tests.engine.kernel_cases"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def test_compiled_code_and_the_interpreter_agree_to_the_last_bit(interpreted: dict[str, str]) -> None:
    compiled = kernel_cases.digests()
    assert compiled.keys() == interpreted.keys()
    assert [name for name in compiled if compiled[name] != interpreted[name]] == []


def test_every_kernel_is_compared() -> None:
    assert {kernel for kernel, _, _ in kernel_cases.cases()} == set(kernels.KERNELS)


# Numbers at an address ------------------------------------------------------------------------------------------------

STREAM = Stream(5, "kernels", 2, 7)


def site() -> Site:
    """The numbers of one day."""
    return Site(STREAM, lambda: 9)


def test_counts_at_an_address_are_the_quantiles_at_its_uniforms() -> None:
    u = STREAM.uniform(9, 3)
    assert_array_equal(site().uniform(3), u)
    for mean in (0.4, 3.0, np.array([[0.0], [2.5], [1e4]]) + np.zeros(7)):
        assert_array_equal(site().poisson(mean + np.zeros((3, 7))), counts.poisson(u, mean))
    n, p = np.array([[0.0], [9.0], [1e5]]), np.linspace(0, 1, 7)
    assert_array_equal(site().binomial(n, p), counts.binomial(u, n, p))


@given(st.lists(st.integers(0, 4), min_size=1, max_size=9).filter(any), st.integers(0, 10**5))
def test_a_split_is_a_tree_of_binomials(weights: list[int], people: int) -> None:
    shares, n = np.array(weights, np.float64), np.full(7, float(people))
    u = STREAM.uniform(9, max(len(weights) - 1, 1))
    expected = np.zeros((len(weights), 7))
    expected[0] = n
    for row, (low, middle, high) in zip(u, _tree(len(weights)).tolist(), strict=False):
        whole = shares[low:high].sum()
        first = counts.binomial(row, expected[low], shares[low:middle].sum() / whole if whole else 0.0)
        expected[middle], expected[low] = expected[low] - first, first
    assert_array_equal(site().split(n, shares), expected)


@pytest.mark.parametrize("size", [1, 2, 8, 64, 1024])
def test_a_column_has_one_draw_in_each_equal_part(size: int) -> None:
    for first in (0, 4096, 2**31):
        quantiles = np.empty(size)
        kernels.column(np.uint64(3), np.uint64(2**63 + 5), np.arange(first, first + size), quantiles)
        assert_array_equal(np.sort(np.floor(quantiles * size)), np.arange(size))


# Flows ----------------------------------------------------------------------------------------------------------------

DRAWS = 4


def whole(number: int, most: int = 20) -> st.SearchStrategy[Array]:
    """So many whole numbers of people."""
    return st.lists(st.integers(0, most), min_size=number, max_size=number).map(lambda n: np.array(n, np.float64))


@given(st.data())
def test_a_flow_takes_gives_and_counts_or_changes_nothing(data: st.DataObject) -> None:
    rows, sources, targets = (data.draw(st.integers(1, 4)) for _ in range(3))
    row, each = data.draw(st.sampled_from([(0, 0), (0, 1), (1, 0), (DRAWS, 1)]))
    count = data.draw(whole(rows * DRAWS, 8))
    count[data.draw(st.integers(0, len(count) - 1))] += data.draw(st.sampled_from([0.0, 0.0, 0.5, -9.0, np.nan]))
    origin = np.array(data.draw(st.lists(st.integers(0, sources - 1), min_size=rows, max_size=rows)))
    destination = np.array(data.draw(st.lists(st.integers(0, targets - 1), min_size=rows, max_size=rows)))
    source = data.draw(whole(sources * DRAWS)).reshape(sources, DRAWS)
    target = data.draw(whole(targets * DRAWS)).reshape(targets, DRAWS)
    moved, total = np.zeros((rows, DRAWS)), np.ones((rows, DRAWS))
    people = np.array([[count[r * row + j * each] for j in range(DRAWS)] for r in range(rows)])
    left, there = source.copy(), target.copy()
    np.subtract.at(left, origin, people)
    np.add.at(there, destination, people)

    # What is wrong is told of the first row in which anything is.
    wrong = [(not (p >= 0).all(), (p != np.rint(p)).any()) for p in people]
    bad = next((kernels.NEGATIVE if negative else kernels.BROKEN for negative, part in wrong if negative or part), None)
    expected = bad or (kernels.TOO_MANY if (left < 0).any() else kernels.DONE)

    before = source.copy(), target.copy()
    done = kernels.move(count, row, each, moved, source, origin, target, destination, total)
    assert done == expected
    if done == kernels.DONE:
        before = left, there
        assert_array_equal(moved, people)
    assert_array_equal(source, before[0])
    assert_array_equal(target, before[1])
    assert_array_equal(total, 1 + (people if done == kernels.DONE else 0))


# Delays and pools -----------------------------------------------------------------------------------------------------

MONTHS = 6


@given(whole(5), st.lists(st.floats(0, 12), min_size=5, max_size=5), st.floats(0, 0.97))
def test_a_delay_puts_everybody_in_the_two_months_around_their_stay(
    count: Array, months: list[float], elapsed: float
) -> None:
    kept, calendar = np.zeros(5), np.zeros((MONTHS, 5))
    kernels.delay(count, kept, elapsed, np.array(months), 1, calendar)
    for i, stay in enumerate(np.maximum(months, 1) + elapsed):
        first = min(int(stay), MONTHS - 1)
        assert calendar[:, i].sum() == count[i]
        assert calendar[first : first + 2, i].sum() == count[i]
        if first + 1 < MONTHS:
            assert calendar[first + 1, i] == np.floor(count[i] * (stay - np.floor(stay)) + 1e-9)
    assert ((kept > -1e-6) & (kept < 1)).all()


@given(whole(5), whole(5, 9))
def test_places_are_put_in_their_month_or_the_last(count: Array, month: Array) -> None:
    calendar, expected = np.ones((MONTHS, 5)), np.ones((MONTHS, 5))
    kernels.put(calendar, month, count)
    np.add.at(expected, (np.minimum(month, MONTHS - 1).astype(int), np.arange(5)), count)
    assert_array_equal(calendar, expected)


@given(whole(4), whole(12))
def test_places_go_to_the_first_class_first(places: Array, waiting: Array) -> None:
    n, found = waiting.reshape(3, 4), np.empty((3, 4))
    kernels.allot(places, n, found)
    for i in range(4):
        # One by one, in the order of their classes.
        queue = [c for c in range(3) for _ in range(int(n[c, i]))][: int(places[i])]
        assert_array_equal(found[:, i], [queue.count(c) for c in range(3)])


@given(
    whole(MONTHS * 6, 5), st.integers(0, 2), st.lists(st.sampled_from([0.0, 0.7, 1, 2, 2.5, 3]), min_size=3, max_size=3)
)
def test_what_ends_soon_is_the_sum_of_the_coming_months(endings: Array, here: int, months: list[float]) -> None:
    calendar, found = endings.reshape(MONTHS, 6), np.full(6, -1.0)
    kernels.ends_within(calendar, here, np.array(months, np.float64), found)
    expected = [calendar[here + 1 : here + 1 + int(months[i % 3]), i].sum() for i in range(6)]
    assert_array_equal(found, expected)


@given(whole(3, 8), whole(3, 8), whole(3), st.integers(0, 8))
def test_an_order_ends_opens_and_is_done_in_its_months(ready: Array, end: Array, places: Array, here: int) -> None:
    at, months = np.array([0, 3, 4]), np.array([1.0, 3.0])
    found, expected = np.zeros(6), np.zeros(6)
    kernels.ordered_ends_within(at, ready, end, places, float(here), months, found)
    for i, where in enumerate(at):
        expected[where] = places[i] * (ready[i] > here and end[i] <= here + months[where % 2])
    assert_array_equal(found, expected)

    endings, opened = np.zeros((MONTHS, 6)), np.zeros((MONTHS, 6))
    later = kernels.open_order(at, ready, end, places, float(here), endings)
    for i, where in enumerate(at):
        opened[int(min(end[i], MONTHS - 1)), where] += places[i] * (ready[i] == here)
    assert_array_equal(endings, opened)
    assert later == (ready > here).any()


@given(whole(4, 40), whole(MONTHS * 4, 9))
def test_the_first_end_dates_are_cancelled_first(count: Array, endings: Array) -> None:
    left = endings.reshape(MONTHS, 4)
    gone = np.minimum(np.cumsum(left, axis=0), count)
    expected = left - np.diff(gone, axis=0, prepend=0)
    kernels.cancel(count, left)
    assert_array_equal(left, expected)


# Recording ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("told", [True, False])
@given(whole(8), whole(2, 60), st.floats(0, 1))
def test_of_a_mixture_leaves_the_same_part_of_every_kind(told: bool, count: Array, away: Array, part: float) -> None:
    there = count.reshape(4, 2).copy()
    onto, share = np.full((4, 2), 7.0), np.empty((4 if told else 0, 2))
    kernels.leave_mixed(there, away, away * part, onto, share)
    mixed = count.reshape(4, 2) / np.maximum(count.reshape(4, 2).sum(axis=0), 1)
    assert_allclose(onto - 7, mixed * away * part, atol=1e-12)
    assert_allclose(there, np.maximum(count.reshape(4, 2) - mixed * away, 0), atol=1e-12)
    if told:
        assert_array_equal(share, mixed)


def test_who_came_in_a_month_is_mixed_as_that_month_was() -> None:
    # Three months, two draws and three kinds, of which two are asked for.
    share = np.array(
        [[[1, 0, 0], [0, 1, 0]], [[0.5, 0.25, 0.25], [0, 0.5, 0.5]], [[0, 0, 1], [0.25, 0.75, 0]]], np.float32
    )
    count, month, found = np.array([[8.0, 4.0], [6.0, 12.0]]), np.array([[1, 2], [0, 1]]), np.empty((2, 2))
    kernels.came_from(count, month, share, found)
    assert found.tolist() == [[8 * 0.5 + 6 * 1, 4 * 0.25], [8 * 0.25, 4 * 0.75 + 12 * 0.5]]


@pytest.mark.parametrize("largest", [2.0**31 - 1, 2.0**31])
def test_counts_are_recorded_when_they_fit(largest: float) -> None:
    count = np.array([[0.0, 5.0, largest]])
    for kernel in (kernels.enter, kernels.enter_total):
        kept, given = np.zeros((1, 3), np.int32), count.copy()
        assert kernel(given, kept) == (largest < 2.0**31)
        assert kept.tolist() == [[0, 5, 2**31 - 1]]
    assert not given.any()


@given(whole(8, 9), st.lists(st.integers(0, 2), min_size=4, max_size=4))
def test_a_flow_is_recorded_over_fewer_rows(count: Array, into: list[int]) -> None:
    given, kept = count.reshape(4, 2).copy(), np.zeros((3, 2), np.int32)
    assert kernels.enter_total_over(given, np.array(into), kept)
    together = [[sum(count.reshape(4, 2)[r, j] for r in range(4) if into[r] == k) for j in range(2)] for k in range(3)]
    assert kept.tolist() == together
    assert not given.any()
    given[0] = 2.0**31
    assert not kernels.enter_total_over(given, np.array(into), kept)
    assert kept[into[0]].tolist() == [2**31 - 1] * 2


@given(whole(6, 9), whole(6, 2))
def test_a_mean_is_weighted(value: Array, weight: Array) -> None:
    sums, weights, means = np.zeros((2, 3)), np.zeros((2, 3)), np.empty((2, 3))
    value[weight == 0] = np.nan
    for _ in range(2):
        kernels.weigh(value, 3, 1, weight, 3, 1, sums, weights)
    kernels.average(sums, weights, means)
    assert_array_equal(means, value.reshape(2, 3))
    assert not sums.any()
    assert not weights.any()


@given(st.data())
def test_numbers_at_ranks_are_those_of_the_sorted_row(data: st.DataObject) -> None:
    """Whatever the numbers are; a row of which it cannot be told says so."""
    size = data.draw(st.integers(1, 3000), "size")
    chance = np.random.default_rng(data.draw(st.integers(0, 2**32), "seed"))
    ranks = np.unique(data.draw(st.lists(st.integers(0, size - 1), min_size=1, max_size=20), "ranks"))
    rows = np.stack(
        [
            chance.normal(size=size) * 10.0 ** data.draw(st.integers(-300, 300), "power"),
            chance.poisson(data.draw(st.sampled_from([0.01, 3, 5e4])), size).astype(float),
            chance.pareto(data.draw(st.sampled_from([0.1, 1.0])), size),
            np.full(size, 4.0),
            np.where(chance.uniform(size=size) < 0.1, np.nan, 1.0),
        ]
    )
    found = np.empty((len(rows), len(ranks)))
    kernels.at_ranks(rows, rows.min(axis=-1), rows.max(axis=-1), ranks, found)
    told = ~np.isnan(found)
    np.testing.assert_array_equal(found[told], np.sort(rows, axis=-1)[:, ranks][told])
    assert told[[1, 3]].all() or size > 1000
    assert told[0].all() or size > 1000
    assert not told[4].any() or not np.isnan(rows[4]).any()
