"""The calendar, and the order within a day, which is declared and owes nothing to who waited longest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from worlds import START, advance

from simulate.engine.clock import BOOKS, MEASURES, PROCESSES, Clock, Proceeding, month_starts, months_between

dates = st.dates(date(1999, 1, 1), date(2101, 12, 31))


# The calendar -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("year", "days"), [(2023, 365), (2024, 366), (2100, 365), (2000, 366)])
def test_every_day_of_a_year_is_in_its_month(year: int, days: int) -> None:
    clock = Clock(date(year, 1, 1), 12)
    for ordinal in range(days):
        if ordinal:
            clock.run(until=ordinal)
        today = date(year, 1, 1) + timedelta(ordinal)
        assert clock.today == today
        assert (clock.day, clock.month, clock.calendar_month) == (ordinal, today.month - 1, today.month - 1)
        assert clock.days_in_month == (month_starts(today.replace(day=1), 1)[1] - today.replace(day=1)).days
    assert clock.first_days[-1] == days
    assert clock.starts == [date(year, month, 1) for month in range(1, 13)] + [date(year + 1, 1, 1)]


def test_a_run_starts_on_a_first_of_a_month() -> None:
    for start, months in ((date(2025, 1, 2), 12), (date(2025, 1, 1), 0)):
        with pytest.raises(ValueError, match="starts on the first"):
            Clock(start, months)


@given(dates, st.integers(1, 400))
def test_months_follow_each_other(day: date, months: int) -> None:
    starts = month_starts(day.replace(day=1), months)
    assert len(starts) == months + 1
    assert all(s.day == 1 for s in starts)
    assert all(27 < (b - a).days < 32 for a, b in pairwise(starts))
    assert [months_between(starts[0], s) for s in starts] == list(range(months + 1))


@given(dates, dates)
def test_whole_months_between_two_days(one: date, other: date) -> None:
    """The most months that can be counted from the one without passing the other (a month ends on the same day)."""
    months = months_between(one, other)
    serial = one.year * 12 + one.month - 1 + months
    reached = (serial // 12, serial % 12 + 1, one.day)
    beyond = ((serial + 1) // 12, (serial + 1) % 12 + 1, one.day)
    assert reached <= (other.year, other.month, other.day) < beyond


def visited(clock: Clock, wait: Callable[[], object]) -> list[date]:
    """The days on which a process that waits like this is served before the end of the run."""
    seen: list[date] = []

    def proceed() -> Proceeding:
        while True:
            seen.append(clock.today)
            yield wait()  # type: ignore[misc]

    clock.begin(proceed(), PROCESSES)
    clock.run(until=clock.first_days[-1])
    return seen


def test_waiting_for_months_weeks_and_seasons() -> None:
    start, months = date(2023, 11, 1), 16
    firsts = month_starts(start, months)[:-1]
    clock = Clock(start, months)
    assert visited(clock, clock.next_month) == firsts
    clock = Clock(start, months)
    assert visited(clock, lambda: clock.next_month(5)) == firsts[::5]
    clock = Clock(start, months)
    assert visited(clock, lambda: clock.next(1, 7)) == [start, date(2024, 1, 1), date(2024, 7, 1), date(2025, 1, 1)]
    clock = Clock(start, months)
    assert visited(clock, lambda: clock.next(11)) == [start, date(2024, 11, 1)]
    clock = Clock(start, months)
    weeks = visited(clock, clock.next_week)
    assert weeks == [start + timedelta(7 * week) for week in range(len(weeks))]
    assert date(2025, 2, 28) - weeks[-1] < timedelta(7)


def test_from_the_middle_of_a_month() -> None:
    clock = Clock(date(2024, 1, 1), 24)
    seen: list[date] = []

    def proceed() -> Proceeding:
        yield clock.until(date(2024, 2, 29))
        seen.append(clock.today)
        yield clock.until(date(2024, 2, 3))
        seen.append(clock.today)
        yield clock.next_month()
        seen.append(clock.today)
        yield clock.timeout(30)
        yield clock.next(3)
        seen.append(clock.today)

    clock.begin(proceed(), PROCESSES)
    clock.run(until=clock.first_days[-1])
    assert seen == [date(2024, 2, 29), date(2024, 2, 29), date(2024, 3, 1), date(2025, 3, 1)]


# The order within a day -----------------------------------------------------------------------------------------------


def test_the_declared_order_holds_whoever_waited_longest() -> None:
    """Every way to arrive at day 28, by weeks, days, months or one long wait, in every order of starting."""
    ways = {BOOKS: [28], MEASURES: [7] * 4, PROCESSES: [1] * 28, PROCESSES + 1: [27, 1], PROCESSES + 2: [14, 14]}
    for order in permutations(ways):
        clock, served = Clock(START, 2), []

        def proceed(rank: int, clock: Clock = clock, served: list[int] = served) -> Proceeding:
            for days in ways[rank]:
                yield clock.timeout(days)
            served.append(rank)

        for rank in order:
            clock.begin(proceed(rank), rank)
        advance(clock, 28)
        assert served == sorted(ways)


def test_two_waiting_histories_of_one_process_give_the_same_series() -> None:
    """A monthly process that takes half of what is there, and one that waits for its months in two different ways."""

    def series(waits: Callable[[Clock], Proceeding]) -> list[int]:
        clock, water, seen = Clock(START, 120), [1000], []

        def tap() -> Proceeding:
            while True:
                yield from waits(clock)
                water[0] += 70

        def drain() -> Proceeding:
            while True:
                yield clock.next_month()
                water[0] //= 2
                seen.append(water[0])

        clock.begin(tap(), PROCESSES)
        clock.begin(drain(), PROCESSES + 1)
        clock.run(until=clock.first_days[-1])
        return seen

    def at_once(clock: Clock) -> Proceeding:
        yield clock.next_month()

    def in_steps(clock: Clock) -> Proceeding:
        yield clock.timeout(3)
        yield clock.timeout(clock.days_in_month - clock.today.day)
        yield clock.timeout(1)

    assert series(at_once) == series(in_steps)


def test_who_waits_for_a_signal_is_served_by_rank() -> None:
    for order in permutations((30, 31, 32)):
        assert woken_by_a_signal(order) == [30, 31, 32]


def woken_by_a_signal(order: tuple[int, ...]) -> list[int]:
    """Processes of these ranks begin to wait one after the other, in this order; who is served when it fires."""
    clock, served = Clock(START, 2), []
    signal = clock.signal()

    def proceed(rank: int, since: int) -> Proceeding:
        yield clock.timeout(since)
        yield signal.wait()
        served.append(rank)

    def fire() -> Proceeding:
        yield clock.timeout(9)
        signal.fire()

    for since, rank in enumerate(order):
        clock.begin(proceed(rank, since), rank)
    clock.begin(fire(), 40)
    advance(clock, 9)
    return served


def test_a_signal_wakes_on_its_day_again_and_again() -> None:
    clock, seen = Clock(START, 3), []
    signal = clock.signal()

    def wait() -> Proceeding:
        while True:
            yield signal.wait()
            seen.append(clock.day)

    def fire() -> Proceeding:
        signal.fire()  # before anybody can wait for it again: who waits is woken once
        yield clock.timeout(5)
        signal.fire()
        yield clock.timeout(20)
        signal.fire()

    clock.begin(wait(), PROCESSES)
    clock.begin(fire(), PROCESSES + 1)
    advance(clock, 40)
    assert seen == [0, 5, 25]


def test_a_turn_comes_after_the_lower_ranks() -> None:
    """A process woken early on a day can wait until those before it have done what they do that day."""
    clock, served = Clock(START, 2), []
    signal = clock.signal()

    def first() -> Proceeding:
        yield clock.timeout(3)
        signal.fire()
        served.append("first")

    def second() -> Proceeding:
        yield clock.timeout(3)
        served.append("second")

    def woken() -> Proceeding:
        yield signal.wait()
        served.append("woken")
        yield clock.turn()
        assert clock.day == 3
        served.append("its turn")

    def last() -> Proceeding:
        yield clock.timeout(3)
        served.append("last")

    for rank, proceeding in enumerate((first(), second(), woken(), last()), start=PROCESSES):
        clock.begin(proceeding, rank)
    advance(clock, 10)
    assert served == ["first", "woken", "second", "its turn", "last"]


def test_a_branch_has_the_rank_of_its_parent() -> None:
    clock, served = Clock(START, 2), []

    def branch() -> Proceeding:
        yield clock.timeout(4)
        served.append("branch")

    def parent() -> Proceeding:
        yield clock.timeout(3)
        clock.branch(branch())

    def other() -> Proceeding:
        yield clock.timeout(7)
        served.append("other")

    clock.begin(other(), PROCESSES + 1)
    clock.begin(parent(), PROCESSES)
    advance(clock, 7)
    assert served == ["branch", "other"]
