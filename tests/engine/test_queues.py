"""Queues against persons one by one: every person of the other side is a date in a list."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import advance, draws

from simulate.engine import queues
from simulate.engine.arrays import Array
from simulate.engine.model import Model
from simulate.engine.queues import Queue
from simulate.engine.stocks import Flow, Outside

CLASSES = 2


class Balie(Model):
    """A counter: people come, are served in order, leave before that, or are picked out of order."""

    name = "balie"

    buiten = Outside()
    rij = Queue("Rij", "Queue", "huishouden")
    komen = Flow(buiten, rij, "Komen", "Coming")
    bediend = Flow(rij, buiten, "Bediend", "Served", fifo=True)
    weg = Flow(rij, buiten, "Weg", "Left")


class Loket(Model):
    """The same without classes."""

    name = "loket"

    buiten = Outside()
    rij = Queue("Rij", "Queue")
    komen = Flow(buiten, rij, "Komen", "Coming")
    bediend = Flow(rij, buiten, "Bediend", "Served", fifo=True)
    weg = Flow(rij, buiten, "Weg", "Left")


@dataclass
class Persons:
    """The same queue for one class in one draw, as a list of days of arrival, the longest waiting first."""

    chance: np.random.Generator
    came: list[int] = field(default_factory=list)
    waited: list[int] = field(default_factory=list)
    """How long those waited who were served last."""

    def come(self, number: float, day: int) -> None:
        self.came += [day] * int(number)

    def serve(self, number: float, day: int) -> None:
        served, self.came = self.came[: int(number)], self.came[int(number) :]
        self.waited = [day - came for came in served]

    def leave(self, number: float) -> None:
        stay = np.sort(self.chance.permutation(len(self.came))[int(number) :])
        self.came = [self.came[i] for i in stay]


class Crowd:
    """Persons for every class and draw of a counter."""

    def __init__(self, size: int) -> None:
        chance = np.random.default_rng(5)
        self.at = [[Persons(chance) for _ in range(size)] for _ in range(CLASSES)]
        self.shape = (CLASSES, size)

    def each(self, what: str, number: Array, *day: int) -> None:
        for place in np.ndindex(self.shape):
            getattr(self.at[place[0]][place[1]], what)(number[place], *day)

    def told(self, what: object) -> Array:
        told = np.full(self.shape, np.nan)
        for place in np.ndindex(self.shape):
            told[place] = what(self.at[place[0]][place[1]])  # type: ignore[operator]
        return told


def mean(numbers: list[int]) -> float:
    return float(np.mean(numbers)) if numbers else np.nan


# Without leaving early everything is certain -------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([1, 3, 7, 30]), st.sampled_from([0.5, 0.9, 1.0, 1.3]))
def test_first_come_first_served_is_exact(seed: int, tick: int, load: float) -> None:
    """Numbers, waits, ages and the counts above a waiting time, in every draw and on every day."""
    chance, size = np.random.default_rng(seed), 6
    model, crowd = Balie(draws(months=60, size=size)), Crowd(size)
    for step in range(1, 100):
        day = step * tick
        advance(model.clock, day)
        coming = chance.poisson([[1.0], [2.0]], (CLASSES, size)).astype(float)
        model.komen(coming)
        crowd.each("come", coming, day)
        if step % 3:
            served = model.rij.first(chance.poisson(4.5 / load, size).astype(float))
            model.bediend(served)
            crowd.each("serve", served, day)
            np.testing.assert_allclose(model.rij.wait, crowd.told(lambda one: mean(one.waited)), atol=1e-6)
            for limit in (0, 5, 20.5, 100):
                late = crowd.told(lambda one, limit=limit: sum(w > limit for w in one.waited))
                np.testing.assert_allclose(model.rij.served_later_than(limit), late, atol=1e-6)
        np.testing.assert_array_equal(model.rij.n, crowd.told(lambda one: len(one.came)))
        age = crowd.told(lambda one, day=day: day - mean(one.came))
        np.testing.assert_allclose(model.rij.age, age, atol=1e-6)
        for limit in (0, 5, 20.5, 100):
            late = crowd.told(lambda one, day=day, limit=limit: sum(day - came > limit for came in one.came))
            np.testing.assert_allclose(model.rij.waiting_longer_than(limit), late, atol=1e-6)


def test_counts_above_several_waiting_times_are_those_above_each() -> None:
    chance, rungs = np.random.default_rng(4), np.array([0.0, 3.5, 10.0, 80.0])
    model = Balie(draws(months=6, size=5))
    for day in range(1, 90, 4):
        advance(model.clock, day)
        model.komen(chance.poisson(9, (CLASSES, 5)).astype(float))
        model.bediend(np.minimum(chance.poisson(8, (CLASSES, 5)), model.rij.n))
        for one, each in (
            (model.rij.waiting_longer_than, model.rij.waiting_longer_than_each),
            (model.rij.served_later_than, model.rij.served_later_than_each),
        ):
            np.testing.assert_array_equal(each(rungs), [one(rung) for rung in rungs])
            own = np.broadcast_to(rungs[:1], (CLASSES, 5))
            np.testing.assert_array_equal(one(own), one(rungs[0]))


def test_the_most_urgent_class_goes_first() -> None:
    model = Balie(draws(size=4))
    model.komen(np.array([[3.0, 3, 0, 5], [4.0, 4, 4, 0]]))
    first = model.rij.first(np.array([2.0, 5, 3, 100]))
    np.testing.assert_array_equal(first, [[2, 3, 0, 5], [0, 2, 3, 0]])
    np.testing.assert_array_equal(model.rij.first(np.array([0.0, -2, 4, 4])), [[0, 0, 0, 4], [0, 0, 4, 0]])


def test_without_classes_places_are_places_of_each_draw() -> None:
    model = Loket(draws(size=4))
    model.komen(np.array([3.0, 0, 9, 5]))
    np.testing.assert_array_equal(model.rij.first(np.array([2.0, 5, 9, 100])), [2, 0, 9, 5])


# With people who leave early: the cohorts lose by shares, so waits agree on average -----------------------------------


def test_with_leavers_and_two_priorities_the_waits_are_those_of_persons() -> None:
    chance, size = np.random.default_rng(8), 300
    model, crowd = Balie(draws(months=60, size=size)), Crowd(size)
    sums = {"cohorts": np.zeros((CLASSES, 3)), "persons": np.zeros((CLASSES, 3))}
    for step in range(1, 90):
        day = step * 7
        advance(model.clock, day)
        coming = chance.poisson([[2.0], [3.0]], (CLASSES, size)).astype(float)
        model.komen(coming)
        crowd.each("come", coming, day)
        leaving = chance.binomial(model.rij.n.astype(int), [[0.02], [0.08]]).astype(float)
        model.weg(leaving)
        crowd.each("leave", leaving)
        served = model.rij.first(chance.poisson(4.0, size).astype(float))
        model.bediend(served)
        crowd.each("serve", served, day)
        np.testing.assert_array_equal(model.rij.n, crowd.told(lambda one: len(one.came)))
        if step > 20:
            sums["cohorts"] += [
                [(np.nan_to_num(a) * w).sum() for a, w in zip(what, (served[c], model.rij.n[c], 1), strict=True)]
                for c, what in enumerate(
                    zip(model.rij.wait, model.rij.age, model.rij.waiting_longer_than(40), strict=True)
                )
            ]
            each = (lambda p: sum(p.waited), lambda p, day=day: sum(day - d for d in p.came),
                    lambda p, day=day: sum(day - d > 40 for d in p.came))  # fmt: skip
            sums["persons"] += np.array([crowd.told(what).sum(axis=1) for what in each]).T
    # The urgent wait a few days, the others weeks: waits agree within the chance of who leaves.
    np.testing.assert_allclose(sums["cohorts"][:, 0], sums["persons"][:, 0], rtol=0.005)
    np.testing.assert_allclose(sums["cohorts"][:, 1:], sums["persons"][:, 1:], rtol=0.03)


def test_who_leaves_takes_an_equal_share_of_every_cohort() -> None:
    model = Loket(draws(size=1))
    for day, count in ((1, 100.0), (11, 300.0)):
        advance(model.clock, day)
        model.komen(count)
    model.weg(200.0)
    advance(model.clock, 21)
    assert model.rij.waiting_longer_than(15)[0] == pytest.approx(50)
    assert model.rij.age[0] == pytest.approx((20 * 50 + 10 * 150) / 200)
    model.bediend(100.0)
    assert model.rij.wait[0] == pytest.approx((20 * 50 + 10 * 50) / 100)
    assert model.rij.served_later_than(15)[0] == pytest.approx(50)


def test_what_happens_after_a_service_does_not_change_what_it_was() -> None:
    """People who leave, or the last of them, change the scale of the curve and not the late services of today."""
    for leaving in (0.0, 60.0, 99.0, 100.0):
        model = Loket(draws(size=2))
        advance(model.clock, 1)
        model.komen(400.0)
        model.weg(200.0)
        advance(model.clock, 50)
        model.bediend(100.0)
        model.weg(leaving)
        np.testing.assert_allclose(model.rij.served_later_than(30), 100)
        np.testing.assert_allclose(model.rij.wait, 49)


# Corners --------------------------------------------------------------------------------------------------------------


def test_a_queue_to_which_nobody_ever_came() -> None:
    model = Loket(draws(size=3))
    model.bediend(0.0)
    model.weg(0.0)
    assert np.isnan(model.rij.wait).all()
    assert np.isnan(model.rij.age).all()
    assert not model.rij.waiting_longer_than(0).any()
    assert not model.rij.served_later_than(0).any()


def test_the_wait_is_unknown_only_where_nobody_was_served() -> None:
    model = Loket(draws(size=3))
    advance(model.clock, 1)
    model.komen(np.array([5.0, 5, 0]))
    advance(model.clock, 8)
    model.bediend(np.array([5.0, 0, 0]))
    np.testing.assert_array_equal(model.rij.wait, [7, np.nan, np.nan])
    np.testing.assert_array_equal(model.rij.age, [np.nan, 7, np.nan])


@pytest.mark.parametrize("way", ["bediend", "weg"])
def test_after_everybody_has_gone_it_begins_afresh(way: str) -> None:
    model = Loket(draws(size=2))
    advance(model.clock, 3)
    model.komen(10.0)
    model.weg(3.0)
    advance(model.clock, 5)
    getattr(model, way)(np.array([7.0, 6.0]))
    model.komen(np.array([4.0, 3.0]))
    advance(model.clock, 10)
    np.testing.assert_allclose(model.rij.age, [5, (3 * 5 + 7) / 4])
    model.bediend(model.rij.n)
    np.testing.assert_allclose(model.rij.wait, [5, (3 * 5 + 7) / 4])
    model.komen(2.0)
    np.testing.assert_allclose(model.rij.age, 0)
    model.bediend(1.0)
    np.testing.assert_allclose(model.rij.wait, 0)


@pytest.mark.parametrize("age", [0.0, 0.2, 0.5, 0.8, 1.0, 3.7, 12.0, 30.3])
def test_opening_ages_have_the_mean_and_the_spread_that_is_asked(age: float) -> None:
    model = Balie(draws(size=2))
    model.rij.open(1000.0, age)
    month = 365.2425 / 12
    np.testing.assert_allclose(model.rij.age, age * month, atol=0.6)
    if age >= 1:
        for part in (0.25, 0.5, 1.0, 1.5):
            over = model.rij.waiting_longer_than(part * age * month)
            np.testing.assert_allclose(over, 1000 * (1 - part / 2), atol=1000 / (2 * age))
    np.testing.assert_allclose(model.rij.waiting_longer_than((2 * age + 1) * month), 0, atol=1e-9)
    model.bediend(1000.0)
    np.testing.assert_allclose(model.rij.wait, age * month, atol=0.6)


def test_short_waits_open_in_short_cells() -> None:
    """Of a wait of a month and a half on average nobody has waited longer than three, and a sixth less than a half."""
    model = Balie(draws(size=2))
    week = 12 / 365.2425 * 7
    model.rij.open(1000.0, 1.5, cell=week)
    month = 365.2425 / 12
    np.testing.assert_allclose(model.rij.age, 1.5 * month, atol=1)
    for part in (0.5, 1.0, 2.0, 2.5):
        np.testing.assert_allclose(model.rij.waiting_longer_than(part * month), 1000 * (1 - part / 3), atol=1000 / 13)
    np.testing.assert_allclose(model.rij.waiting_longer_than((3 + week) * month), 0, atol=1e-9)


def test_opening_ages_may_differ_per_class_and_draw() -> None:
    ages = np.array([[0.0, 6.3], [2.0, 24.0]])
    together = Balie(draws(size=2))
    together.rij.open(400.0, ages)
    np.testing.assert_allclose(together.rij.age, ages * 365.2425 / 12, atol=0.6)
    alone = Balie(draws(size=2))
    alone.rij.open(400.0, ages[0, 1])
    assert together.rij.age[0, 1] == pytest.approx(alone.rij.age[0, 1])


def test_who_opens_is_served_before_who_comes() -> None:
    model = Loket(draws(size=1))
    model.rij.open(10.0, 4.0)
    advance(model.clock, 2)
    model.komen(10.0)
    model.bediend(10.0)
    assert model.rij.wait[0] == pytest.approx(4 * 365.2425 / 12 + 2, abs=0.6)
    np.testing.assert_allclose(model.rij.age, 0, atol=1e-9)


def test_a_queue_is_opened_before_people_come() -> None:
    model = Loket(draws(size=1))
    model.komen(1.0)
    with pytest.raises(RuntimeError, match="rij is opened after"):
        model.rij.open(10.0, 4.0)


# Long runs ------------------------------------------------------------------------------------------------------------


def test_the_curve_is_compacted_and_nothing_is_forgotten() -> None:
    """Daily for eight years, with a wait of about a month: the memory stays that of a short run, the waits exact."""
    chance, size = np.random.default_rng(1), 3
    model, crowd = Balie(draws(months=100, size=size)), Crowd(size)
    rows = []
    for day in range(1, 3000):
        advance(model.clock, day)
        coming = chance.poisson(0.8, (CLASSES, size)).astype(float)
        model.komen(coming)
        crowd.each("come", coming, day)
        served = np.maximum(model.rij.n - 25, 0)
        model.bediend(served)
        crowd.each("serve", served, day)
        rows.append(len(model.rij._curve))
        if day % 50 == 0:
            np.testing.assert_allclose(model.rij.wait, crowd.told(lambda one: mean(one.waited)), atol=1e-5)
            np.testing.assert_allclose(model.rij.age, crowd.told(lambda one: day - mean(one.came)), atol=1e-5)  # noqa: B023
    assert max(rows) <= 256


def test_a_draw_in_which_nobody_is_served_keeps_its_people_while_others_go_on() -> None:
    model = Loket(draws(months=100, size=3))
    for day in range(1, 1000):
        advance(model.clock, day)
        model.komen(1.0)
        # The first draw serves nobody; the second all, each day; in the third they wait two days.
        model.bediend(np.array([0.0, 1.0, float(model.rij.n[2] > 2)]))
    np.testing.assert_allclose(model.rij.wait, [np.nan, 0, 2])
    np.testing.assert_allclose(model.rij.age[[0, 2]], [998 / 2, 0.5])
    model.bediend(np.array([999.0, 0, 2]))
    np.testing.assert_allclose(model.rij.wait, [998 / 2, np.nan, 0.5])


def test_after_massive_leaving_the_scale_is_renewed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of all leave, day after day, for years: precision and the reading of today's services stay."""

    def live(floor: float) -> Array:
        monkeypatch.setattr(queues, "_SCALE_FLOOR", floor)
        model, told = Balie(draws(months=24, size=5)), []
        chance = np.random.default_rng(2)
        for day in range(1, 400):
            advance(model.clock, day)
            model.komen(chance.poisson(40, (CLASSES, 5)).astype(float))
            model.bediend(np.minimum(chance.poisson(9, (CLASSES, 5)), model.rij.n))
            model.weg(np.floor(model.rij.n / 2))
            rij = model.rij
            assert np.nanmin(rij.wait) >= -1e-9
            assert np.nanmin(rij.age) >= -1e-9
            told.append([rij.wait, rij.age, rij.served_later_than(2), rij.waiting_longer_than(2)])
        return np.array(told)

    renewed, once = live(1e-2), live(1e-30)
    np.testing.assert_allclose(renewed, once, atol=1e-6)


def test_nine_in_ten_leave_every_week_for_twenty_years() -> None:
    """Without a renewed scale the survivors of the first would be 10^-1000 of a person."""
    model = Loket(draws(months=240, size=2))
    for day in range(1, 7000, 7):
        advance(model.clock, day)
        model.komen(99.0)
        model.bediend(np.array([9.0, 0.0]))
        model.weg(np.floor(model.rij.n * 0.9))
        assert model.rij.n.min() > 0
        assert 0 <= model.rij.wait[0] < 100
        assert (model.rij.age >= 0).all()
        assert (model.rij.age < 100).all()


def test_who_is_never_served_but_leaves_makes_room() -> None:
    """All leave unserved every day: the curve does not grow with the years."""
    model = Loket(draws(months=100, size=2))
    for day in range(1, 2500):
        advance(model.clock, day)
        model.komen(3.0)
        model.weg(model.rij.n)
    assert len(model.rij._curve) <= 128
    model.komen(1.0)
    advance(model.clock, 2510)
    model.bediend(1.0)
    np.testing.assert_allclose(model.rij.wait, 11)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([0.02, 0.3, 0.9]), st.sampled_from([1, 30]))
def test_a_wait_is_never_negative_and_never_longer_than_the_run(seed: int, leaving: float, tick: int) -> None:
    chance, size = np.random.default_rng(seed), 20
    model = Balie(draws(months=60, size=size))
    model.rij.open(chance.integers(0, 9, (CLASSES, size)).astype(float), 2.0)
    for step in range(1, 60):
        day = step * tick
        advance(model.clock, day)
        model.komen(chance.poisson(1.5, (CLASSES, size)).astype(float))
        model.weg(chance.binomial(model.rij.n.astype(int), leaving).astype(float))
        served = model.rij.first(chance.poisson(2.5, size).astype(float))
        before = model.rij.n.copy()
        model.bediend(served)
        assert (np.isnan(model.rij.wait) == (served == 0)).all()
        wait = model.rij.wait[served > 0]
        assert ((wait > -1e-6) & (wait < day + 125)).all()
        late = model.rij.served_later_than(10)
        assert ((late > -1e-6) & (late <= served + 1e-6)).all()
        over = model.rij.waiting_longer_than(10)
        assert ((over > -1e-6) & (over <= before - served + 1e-6)).all()
        np.testing.assert_allclose(model.rij.waiting_longer_than(-1), model.rij.n, atol=1e-6)
