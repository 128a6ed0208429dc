"""Everybody leaves a delay exactly on time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from worlds import advance, draws, reach

from simulate.engine.arrays import Array
from simulate.engine.delays import Delay
from simulate.engine.model import Model
from simulate.engine.stocks import Flow, Outside, Overdrawn


class Reis(Model):
    """A journey."""

    name = "reis"

    buiten = Outside()
    op_reis = Delay("Op reis", "Travelling")
    per_groep = Delay("Op reis, per groep", "Travelling, by group", "groep")
    vertrek = Flow(buiten, op_reis, "Vertrek", "Departure")
    aankomst = Flow(op_reis, buiten, "Aankomst", "Arrival")
    vertrek_per_groep = Flow(buiten, per_groep, "Vertrek per groep", "Departure by group")


def arrivals(model: Reis, months: int) -> Array:
    """Let everybody leave as soon as possible: who leaves in each month, (months, draws)."""
    left = []
    for month in range(months):
        reach(model, month)
        left.append(model.op_reis.due)
        model.aankomst(model.op_reis.due)
    return np.array(left)


def test_everybody_leaves_on_the_first_of_the_month_they_are_due() -> None:
    model = Reis(draws(months=12, size=4))
    reach(model, 2)
    model.vertrek(10.0, after=np.array([1.0, 2, 5, 9]))
    for month in range(3, 12):
        reach(model, month)
        np.testing.assert_array_equal(model.op_reis.due, np.where(month >= np.array([3, 4, 7, 11]), 10, 0))


def test_who_comes_halfway_a_month_leaves_half_a_month_later() -> None:
    model = Reis(draws(months=12, size=1))
    reach(model, 3)
    advance(model.clock, model.clock.first_days[3] + 15)  # 16 April: half of April is over
    model.vertrek(10.0, after=2)
    for month, due in ((5, 5), (6, 10)):
        reach(model, month)
        np.testing.assert_array_equal(model.op_reis.due, due)


def test_who_is_due_may_stay_on_and_stays_due() -> None:
    model = Reis(draws(months=12, size=1))
    model.vertrek(10.0, after=1)
    reach(model, 1)
    model.vertrek(5.0, after=1)
    model.aankomst(4.0)
    reach(model, 2)
    np.testing.assert_array_equal(model.op_reis.due, [11])
    np.testing.assert_array_equal(model.op_reis.n, [11])


def test_who_is_not_due_cannot_leave() -> None:
    model = Reis(draws(months=12, size=2))
    model.vertrek(10.0, after=2)
    reach(model, 1)
    with pytest.raises(Overdrawn, match=r"aankomst on 2025-02-01: more people leave op_reis than are due"):
        model.aankomst(np.array([0.0, 1.0]))
    reach(model, 2)
    model.aankomst(10.0)
    assert not model.op_reis.n.any()


def test_reading_who_is_due_does_not_change_it() -> None:
    model = Reis(draws(months=12, size=2))
    model.vertrek(10.0, after=1)
    reach(model, 1)
    model.op_reis.due[:] = 0
    np.testing.assert_array_equal(model.op_reis.due, 10)


def test_nobody_leaves_in_the_month_of_coming() -> None:
    model = Reis(draws(months=3, size=1))
    model.vertrek(7.0, after=0)
    assert not model.op_reis.due.any()
    reach(model, 1)
    np.testing.assert_array_equal(model.op_reis.due, 7)


def test_a_fraction_of_a_month_divides_people_over_two_months() -> None:
    model = Reis(draws(months=12, size=3))
    model.vertrek(100.0, after=np.array([2.3, 2.0, 2.99]))
    np.testing.assert_array_equal(arrivals(model, 5)[2:4], [[70, 100, 1], [30, 0, 99]])


@given(st.lists(st.integers(0, 3), min_size=60, max_size=60), st.floats(1, 6))
def test_the_mean_stay_is_right_also_when_people_come_one_by_one(coming: list[int], months: float) -> None:
    model = Reis(draws(months=80, size=1))
    came = left = 0.0
    for month in range(70):
        reach(model, month)
        left += month * model.op_reis.due[0]
        model.aankomst(model.op_reis.due)
        if month < len(coming):
            model.vertrek(float(coming[month]), after=months)
            came += month * coming[month]
    assert not model.op_reis.n.any()
    assert left - came == pytest.approx(sum(coming) * months, abs=1 + 1e-6)


def test_beyond_the_horizon_people_stay() -> None:
    model = Reis(draws(months=4, size=2))
    reach(model, 2)
    model.vertrek(10.0, after=np.array([3.0, 900.0]))
    reach(model, 4)
    assert not model.op_reis.due.any()
    np.testing.assert_array_equal(model.op_reis.n, 10)


def test_the_stay_may_differ_per_entry_and_draw() -> None:
    model = Reis(draws(months=12, size=2))
    model.vertrek_per_groep(6.0, after=np.array([[1.0, 2], [2, 3], [3, 1]]))
    reach(model, 2)
    np.testing.assert_array_equal(model.per_groep.due, [[6, 6], [6, 0], [0, 6]])


@pytest.mark.parametrize(("over", "shares"), [(1.0, [10]), (0.2, [10]), (3.0, [3, 3, 4]), (2.5, [4, 4, 2])])
def test_who_is_on_the_way_at_the_start_arrives_evenly(over: float, shares: list[int]) -> None:
    model = Reis(draws(months=12, size=1))
    model.op_reis.open(10.0, over)
    np.testing.assert_array_equal(arrivals(model, 5)[:, 0], shares + [0] * (5 - len(shares)))


def test_the_time_left_at_the_start_may_differ_per_draw() -> None:
    model = Reis(draws(months=4, size=3))
    model.op_reis.open(np.array([6.0, 6, 100]), np.array([1.0, 3, 10]))
    np.testing.assert_array_equal(arrivals(model, 4), [[6, 2, 10], [0, 2, 10], [0, 2, 10], [0, 0, 10]])
    np.testing.assert_array_equal(model.op_reis.n, [0, 0, 60])


@given(st.integers(0, 10**6))
def test_nobody_is_lost_or_late(seed: int) -> None:
    """Against a list of persons with their month of leaving."""
    chance = np.random.default_rng(seed)
    model, persons = Reis(draws(months=24, size=3)), np.zeros((60, 3))
    model.op_reis.open(persons[0] + 9, 4)
    persons[:4] += np.array([[2.0], [2], [2], [3]])
    for month in range(24):
        reach(model, month)
        np.testing.assert_array_equal(model.op_reis.due, persons[month])
        model.aankomst(model.op_reis.due)
        for _ in range(2):
            count, after = chance.integers(0, 20, 3).astype(float), chance.integers(1, 12, 3)
            model.vertrek(count, after=after)
            persons[month + after, range(3)] += count
        np.testing.assert_array_equal(model.op_reis.n, persons[month + 1 :].sum(axis=0))
