"""Places open after their lead time and close at their end date, and never more than there are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from worlds import draws, reach

from simulate.engine.arrays import Array
from simulate.engine.model import Model
from simulate.engine.pools import Pool


class Opvang(Model):
    """Reception."""

    name = "opvang"

    plekken = Pool("Plekken", "Places")
    per_soort = Pool("Plekken per soort", "Places by kind", "plaatssoort")


def opvang(months: int = 24, size: int = 3) -> Opvang:
    return Opvang(draws(months=months, size=size))


def course(model: Opvang, until: int) -> Array:
    """What is open in every month from now until a month, (months, draws)."""
    seen = []
    for month in range(model.clock.month, until + 1):
        reach(model, month)
        seen.append(model.plekken.open.copy())
    return np.array(seen)


def test_places_open_after_their_lead_and_end_after_their_term() -> None:
    model = opvang()
    reach(model, 2)
    model.plekken.order(np.array([5.0, 6, 7]), lead=np.array([1.0, 3, 4]), term=np.array([2.0, 2, 1]))
    np.testing.assert_array_equal(model.plekken.ordered, [5, 6, 7])
    expected = [[0, 0, 0], [5, 0, 0], [5, 0, 0], [0, 6, 0], [0, 6, 7], [0, 0, 0]]
    np.testing.assert_array_equal(course(model, 7), expected)
    assert not model.plekken.ordered.any()


def test_without_a_term_places_stay() -> None:
    model = opvang(months=6)
    model.plekken.order(np.array([5.4, 5.6, -3.0]), lead=2)
    np.testing.assert_array_equal(course(model, 6)[1:], [[0, 0, 0]] + [[5, 6, 0]] * 5)


def test_a_lead_is_at_least_a_month() -> None:
    model = opvang()
    model.plekken.order(np.ones(3), lead=0)
    np.testing.assert_array_equal(course(model, 1)[:, 0], [0, 1])


def test_what_is_ready_after_the_run_never_opens() -> None:
    model = opvang(months=3)
    model.plekken.order(np.ones(3), lead=np.array([4.0, 400, np.inf]), term=1)
    assert not course(model, 3).any()
    np.testing.assert_array_equal(model.plekken.ordered, 1)


def test_at_the_start_end_dates_are_spread_evenly() -> None:
    model = opvang()
    model.plekken.start(12, ending_over=np.array([1.0, 4, np.inf]))
    seen = course(model, 5)
    np.testing.assert_array_equal(seen[:, 0], [12, 0, 0, 0, 0, 0])
    np.testing.assert_array_equal(seen[:, 1], [12, 9, 6, 3, 0, 0])
    np.testing.assert_array_equal(seen[:, 2], 12)


def test_at_the_start_end_dates_may_differ_per_entry() -> None:
    model = opvang()
    ending = np.array([np.inf, 3, 2, 1])[:, None] + np.zeros(3)
    model.per_soort.start(np.array([[9.0], [6], [6], [6]]), ending_over=ending)
    reach(model, 2)
    np.testing.assert_array_equal(model.per_soort.open[:, 0], [9, 2, 0, 0])


def test_what_was_ordered_before_the_start_opens_evenly() -> None:
    model = opvang()
    model.plekken.start(10)
    model.plekken.expect(np.array([6.0, 6, 5]), over=np.array([1.0, 3, 2]))
    np.testing.assert_array_equal(model.plekken.ordered, [6, 6, 5])
    np.testing.assert_array_equal(
        course(model, 4), [[10, 10, 10], [16, 12, 12], [16, 14, 15], [16, 16, 15], [16, 16, 15]]
    )


def test_closing_cancels_the_earliest_end_dates() -> None:
    model = opvang()
    model.plekken.start(12, ending_over=np.array([4.0, 4, np.inf]))
    closed = model.plekken.close(np.array([4.0, 0, 5]))
    np.testing.assert_array_equal(closed, [4, 0, 5])
    np.testing.assert_array_equal(course(model, 4)[:, 0], [8, 8, 6, 3, 0])
    np.testing.assert_array_equal(course(opvang_again(), 4)[:, 2], 7)


def opvang_again() -> Opvang:
    model = opvang()
    model.plekken.start(12, ending_over=np.array([4.0, 4, np.inf]))
    model.plekken.close(np.array([4.0, 0, 5]))
    return model


def test_closing_leaves_the_end_dates_of_what_is_not_open_yet_alone() -> None:
    """Ten places without an end, five to come for two months: closing five of the ten must not make the five stay."""
    model = opvang()
    model.plekken.start(10)
    model.plekken.order(np.full(3, 5.0), lead=3, term=2)
    model.plekken.close(np.full(3, 5.0))
    np.testing.assert_array_equal(course(model, 6)[:, 0], [5, 5, 5, 10, 10, 5, 5])


def test_no_more_is_closed_than_is_open() -> None:
    model = opvang()
    model.plekken.start(np.array([3.0, 0, 8]))
    np.testing.assert_array_equal(model.plekken.close(np.array([5.0, 1, -2])), [3, 0, 0])
    np.testing.assert_array_equal(model.plekken.open, [0, 0, 8])


def test_closing_returns_whole_places() -> None:
    model = opvang()
    model.plekken.start(np.array([30.0, 30, 30]))
    np.testing.assert_array_equal(model.plekken.close(model.plekken.open * np.array([0.01, 0.02, 0.5])), [0, 1, 15])


def test_steering_orders_what_lacks_and_closes_what_is_too_much() -> None:
    model = opvang()
    model.plekken.start(np.array([10.0, 10, 10]))
    model.plekken.order(np.array([5.0, 0, 0]), lead=4)
    model.plekken.steer(np.array([20.0, 10, 4]), lead=2)
    np.testing.assert_array_equal(model.plekken.ordered, [10, 0, 0])
    np.testing.assert_array_equal(model.plekken.open, [10, 10, 4])
    reach(model, 4)
    np.testing.assert_array_equal(model.plekken.open, [20, 10, 4])


def test_what_ends_soon_is_known_also_of_what_is_not_open_yet() -> None:
    model = opvang()
    model.plekken.start(12, ending_over=4)
    model.plekken.order(np.full(3, 5.0), lead=1, term=np.array([1.0, 2, 9]))
    np.testing.assert_array_equal(model.plekken.ending(1), 3)
    np.testing.assert_array_equal(model.plekken.ending(2), [11, 6, 6])
    np.testing.assert_array_equal(model.plekken.ending(3), [14, 14, 9])
    reach(model, 2)
    np.testing.assert_array_equal(model.plekken.ending(1), [3, 8, 3])
    np.testing.assert_array_equal(model.plekken.open, [6, 11, 11])


def test_what_ends_soon_counts_once_what_opened_before_the_others() -> None:
    model = opvang()
    model.plekken.order(np.full(3, 5.0), lead=np.array([1.0, 2, 3]), term=4)
    for month, soon in ((0, [5, 5, 5]), (1, [5, 5, 5]), (2, [5, 5, 5]), (5, [0, 5, 5]), (6, [0, 0, 5])):
        reach(model, month)
        np.testing.assert_array_equal(model.plekken.ending(7), soon)


def test_it_is_known_also_near_the_end_of_the_run() -> None:
    model = opvang(months=3, size=1)
    model.plekken.order(np.ones(1), lead=1, term=61)
    for month, soon in ((1, 0), (2, 0), (3, 1)):
        reach(model, month)
        np.testing.assert_array_equal(model.plekken.ending(59), soon)
    np.testing.assert_array_equal(model.plekken.ending(1200), 1)


def test_what_ends_long_after_the_run_is_not_counted_however_far_is_asked_ahead() -> None:
    model = opvang(months=3, size=1)
    model.plekken.order(np.ones(1), lead=1, term=80)
    reach(model, 2)
    np.testing.assert_array_equal(model.plekken.ending(1200), 0)


def test_reading_what_is_open_is_reading_a_moment() -> None:
    """An array that was read before does not change when places open or close."""
    model = opvang()
    model.plekken.start(10, ending_over=2)
    seen = model.plekken.open
    model.plekken.close(np.full(3, 2.0))
    reach(model, 2)
    np.testing.assert_array_equal(seen, 10)


@given(st.integers(0, 10**6))
def test_against_places_one_by_one(seed: int) -> None:
    """Every place of the other side has a month of opening and of ending; the first to end is the first to close."""
    chance, months = np.random.default_rng(seed), 20
    model, places = opvang(months, size=1), []
    for month in range(months + 1):
        reach(model, month)
        places = [place for place in places if place[1] > month]
        is_open = sorted((p for p in places if p[0] <= month), key=lambda place: place[1])
        assert model.plekken.open[0] == len(is_open)
        assert model.plekken.ordered[0] == len(places) - len(is_open)
        window = int(chance.integers(1, 6))
        assert model.plekken.ending(window)[0] == sum(ending <= month + window for _, ending in places)
        closing = int(chance.integers(0, 6))
        model.plekken.close(np.array([float(closing)]))
        places = is_open[closing:] + [p for p in places if p[0] > month]
        count, lead, term = (int(chance.integers(*ends)) for ends in ((0, 8), (1, 6), (1, 9)))
        forever = chance.random() < 0.3
        model.plekken.order(np.array([float(count)]), lead, None if forever else term)
        places += [(month + lead, np.inf if forever else month + lead + term)] * count


def test_too_many_places_are_refused_when_recorded() -> None:
    class Veel(Opvang):
        def start(self) -> None:
            self.plekken.start(np.nan)

    with pytest.raises(OverflowError, match="plekken"):
        Veel(draws(months=1, size=2)).run()
