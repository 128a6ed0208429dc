"""The value in force: its path, then what the measures make of it, per draw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from worlds import START, advance, draws, path

from simulate.engine.arrays import Array
from simulate.engine.clock import MEASURES, Clock, Proceeding
from simulate.engine.draws import EffectDraws, MeasureDraws, Path
from simulate.engine.model import Model
from simulate.engine.processes import closing, process
from simulate.engine.recorder import Level
from simulate.engine.stocks import Flow, Outside, Stock
from simulate.engine.values import Values
from simulate.scenario import Condition, Operation

SIZE = 4


def effect(operation: Operation, value: object, parameter: str = "m.f.x") -> EffectDraws:
    return EffectDraws(parameter, operation, np.asarray(value, np.float64))


def measure(
    *effects: EffectDraws, start: date = date(2025, 4, 1), name: str = "maatregel", **more: Any
) -> MeasureDraws:
    nothing = MeasureDraws(name, start, None, 0, None, None, (), effects)
    return replace(nothing, **more)


def course(*measures: MeasureDraws, x: Path | None = None, holds: Callable[[Clock], Array] | None = None) -> Course:
    return Course(measures, x or path(10.0), holds)


class Course:
    """The value of m.f.x on any day of a run of three years."""

    def __init__(self, measures: tuple[MeasureDraws, ...], x: Path, holds: Callable[[Clock], Array] | None) -> None:
        self.clock = Clock(START, 36)
        judge = holds or (lambda clock: np.zeros(SIZE))
        world = draws(months=36, size=SIZE, paths={"m.f.x": x, "m.g.y": path(1.0)}, measures=measures)
        self.values = Values(world, self.clock, lambda condition: judge(self.clock))
        self.clock.begin(self.values.proceed(), MEASURES)

    def on(self, *day: int) -> Array:
        advance(self.clock, date(*day))
        return np.broadcast_to(self.values.f.x, np.broadcast_shapes(np.shape(self.values.f.x), (SIZE,)))


# Paths ---------------------------------------------------------------------------------------------------------------


def test_a_value_is_in_force_from_its_date() -> None:
    dates = (date(2024, 6, 1), date(2025, 3, 14), date(2026, 1, 1))
    x = course(x=path(1.0, np.array([2.0, 3, 4, 5]), 6.0, dates=dates))
    np.testing.assert_array_equal(x.on(2025, 1, 1), 1)
    np.testing.assert_array_equal(x.on(2025, 3, 13), 1)
    np.testing.assert_array_equal(x.on(2025, 3, 14), [2, 3, 4, 5])
    np.testing.assert_array_equal(x.on(2025, 12, 31), [2, 3, 4, 5])
    np.testing.assert_array_equal(x.on(2026, 1, 1), 6)


def test_before_its_first_date_a_value_is_the_first() -> None:
    x = course(x=path(1.0, 2.0, dates=(date(2025, 6, 1), date(2025, 7, 1))))
    np.testing.assert_array_equal(x.on(2025, 1, 5), 1)


def test_a_path_can_be_read_on_any_day() -> None:
    days = [date(2025, 1, 1) + timedelta(30 * i) for i in range(5)]
    steps = path(*range(5), dates=tuple(days))
    for i, day in enumerate(days):
        assert steps.at(day) == i
        assert steps.at(day - timedelta(1)) == max(i - 1, 0)


def test_an_unknown_name_is_told() -> None:
    values = course().values
    with pytest.raises(AttributeError, match="no parameter is called 'z' here; there are x"):
        _ = values.f.z
    with pytest.raises(AttributeError, match="no parameter file is called 'h'"):
        _ = values.h
    assert values.now("m.f.x") == 10


# What a measure does -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("operation", "after"), [("set", 3.0), ("add", 13.0), ("multiply", 30.0)])
def test_a_measure_acts_from_its_date(operation: Operation, after: float) -> None:
    x = course(measure(effect(operation, 3.0), start=date(2025, 4, 12)))
    np.testing.assert_array_equal(x.on(2025, 4, 11), 10)
    np.testing.assert_array_equal(x.on(2025, 4, 12), after)
    np.testing.assert_array_equal(x.on(2027, 12, 31), after)


def test_its_size_may_differ_per_draw_and_per_entry() -> None:
    x = course(measure(effect("multiply", np.arange(4.0))))
    np.testing.assert_array_equal(x.on(2025, 4, 1), [0, 10, 20, 30])
    entries = path(np.array([[1.0], [2.0]]))
    x = course(measure(effect("add", [[5.0], [7.0]]), effect("multiply", np.arange(4.0))), x=entries)
    np.testing.assert_array_equal(x.on(2025, 4, 1), np.array([[6.0], [9.0]]) * np.arange(4))


def test_until_its_end() -> None:
    x = course(measure(effect("set", 3.0), until=date(2026, 2, 15)))
    np.testing.assert_array_equal(x.on(2026, 2, 14), 3)
    np.testing.assert_array_equal(x.on(2026, 2, 15), 10)


@pytest.mark.parametrize("start", [date(2020, 1, 1), START])
def test_a_measure_that_acts_already_acts_from_the_first_moment(start: date) -> None:
    """Also for what reads the value before any process has begun: the opening of stocks."""
    x = course(measure(effect("set", 3.0), start=start, until=date(2025, 3, 1)))
    assert x.values.f.x == 3
    np.testing.assert_array_equal(x.on(2025, 2, 28), 3)
    np.testing.assert_array_equal(x.on(2025, 3, 1), 10)


def test_one_that_has_ended_does_not_act() -> None:
    x = course(measure(effect("set", 3.0), start=date(2020, 1, 1), until=date(2024, 1, 1)))
    assert x.values.f.x == 10


def test_phased_in_it_grows_by_the_month() -> None:
    x = course(measure(effect("set", 20.0), phase_in=4))
    months = [x.on(2025, month, 1)[0] for month in range(3, 10)]
    np.testing.assert_allclose(months, [10, 12.5, 15, 17.5, 20, 20, 20])


def test_late_it_comes_whole_months_later_and_ends_as_much_later() -> None:
    late = np.array([0, 1, 3, 40])
    x = course(measure(effect("set", 3.0), until=date(2025, 7, 1), delay=late))
    np.testing.assert_array_equal(x.on(2025, 4, 1), [3, 10, 10, 10])
    np.testing.assert_array_equal(x.on(2025, 5, 1), [3, 3, 10, 10])
    np.testing.assert_array_equal(x.on(2025, 7, 1), [10, 3, 3, 10])
    np.testing.assert_array_equal(x.on(2025, 9, 30), [10, 10, 3, 10])
    np.testing.assert_array_equal(x.on(2025, 10, 1), 10)


def test_late_in_the_middle_of_a_month_it_comes_on_its_own_day() -> None:
    x = course(measure(effect("set", 3.0), start=date(2025, 1, 31), delay=np.array([0, 1, 2, 3])))
    np.testing.assert_array_equal(x.on(2025, 1, 30), 10)
    np.testing.assert_array_equal(x.on(2025, 1, 31), [3, 10, 10, 10])
    np.testing.assert_array_equal(x.on(2025, 2, 28), [3, 10, 10, 10])
    np.testing.assert_array_equal(x.on(2025, 3, 1), [3, 3, 10, 10])
    np.testing.assert_array_equal(x.on(2025, 3, 30), [3, 3, 10, 10])
    np.testing.assert_array_equal(x.on(2025, 3, 31), [3, 3, 3, 10])


def test_whether_it_comes_is_a_matter_of_the_draw() -> None:
    x = course(measure(effect("set", 3.0), comes=np.array([True, False, True, False])))
    np.testing.assert_array_equal(x.on(2025, 4, 1), [3, 10, 3, 10])


def test_measures_act_in_the_order_of_the_scenario() -> None:
    add, twice = measure(effect("add", 5.0), name="a"), measure(effect("multiply", 2.0), name="b", start=START)
    np.testing.assert_array_equal(course(add, twice).on(2025, 4, 1), 30)
    np.testing.assert_array_equal(course(twice, add).on(2025, 4, 1), 25)


def test_the_order_of_beginning_does_not_matter() -> None:
    first, second = measure(effect("add", 5.0), name="a"), measure(effect("set", 1.0), name="b", start=date(2025, 2, 1))
    np.testing.assert_array_equal(course(first, second).on(2025, 4, 1), 1)
    np.testing.assert_array_equal(course(second, first).on(2025, 4, 1), 6)


def test_a_new_base_value_comes_under_the_measure() -> None:
    base = path(10.0, 40.0, dates=(START, date(2025, 6, 1)))
    x = course(measure(effect("multiply", 0.5)), x=base)
    np.testing.assert_array_equal(x.on(2025, 5, 31), 5)
    np.testing.assert_array_equal(x.on(2025, 6, 1), 20)


def test_no_measure_leaves_what_is_possible_in_the_unit() -> None:
    share = path(0.4, low=0.0, high=1.0)
    up, down = measure(effect("add", 0.9), name="a"), measure(effect("add", -0.7), name="b", start=date(2025, 6, 1))
    x = course(up, down, x=share)
    np.testing.assert_array_equal(x.on(2025, 4, 1), 1)
    np.testing.assert_allclose(x.on(2025, 6, 1), 0.3)
    np.testing.assert_array_equal(course(measure(effect("add", -0.9)), x=share).on(2025, 4, 1), 0)


def test_a_conditional_measure_acts_while_its_condition_holds() -> None:
    always = Condition(outcome="o", above=1.0)

    def holds(clock: Clock) -> Array:
        return np.array([1.0, 0, clock.month % 2, clock.month > 6])

    x = course(measure(effect("set", 3.0), conditions=(always,)), holds=holds)
    np.testing.assert_array_equal(x.on(2025, 4, 1), [3, 10, 3, 10])
    np.testing.assert_array_equal(x.on(2025, 5, 31), [3, 10, 10, 10])
    np.testing.assert_array_equal(x.on(2025, 8, 1), [3, 10, 3, 3])


def test_all_conditions_have_to_hold() -> None:
    one, other = Condition(outcome="o", above=1.0), Condition(outcome="p", above=1.0)
    x = course(measure(effect("set", 3.0), conditions=(one, other)), holds=lambda clock: np.array([1.0, 0, 1, 0]))
    np.testing.assert_array_equal(x.on(2025, 4, 1), [3, 10, 3, 10])


# Conditions on a running model ---------------------------------------------------------------------------------------


class Meer(Model):
    """A stock that grows by ten a month until June and shrinks by five after. The measure touches only the record."""

    name = "meer"

    buiten = Outside()
    water = Stock("Water", "Water", "huishouden")
    erin = Flow(buiten, water, "Erin", "In")
    eruit = Flow(water, buiten, "Eruit", "Out")
    gezien = Level("Gezien", "Seen", "factor")

    @process("stromen", "flow")
    def stromen(self) -> Proceeding:
        """On the first of the month; each draw a hundred more than the one before."""
        self.erin(np.array([[0.0, 100, 200, 300], [0, 0, 0, 0]]))
        while True:
            if self.clock.month < 6:
                self.erin(np.array([[10.0], [0]]))
            else:
                self.eruit(np.array([[5.0], [0]]))
            yield self.clock.next_month()

    @closing("noteren", "note")
    def noteren(self) -> None:
        self.record(gezien=self.p.f.x)

    processes = (stromen,)
    closings = (noteren,)


def acting(condition: Condition) -> Array:
    """In which month (rows) and draw the measure acts."""
    rule = measure(effect("set", 1.0, "meer.f.x"), start=START, conditions=(condition,))
    model = Meer(draws(months=18, size=4, paths={"meer.f.x": path(0.0)}, measures=(rule,)))
    return np.asarray(model.run()["gezien"])


def water() -> Array:
    """At the end of each month: 10 to 60, then down to 0."""
    return np.array([10.0 * (m + 1) if m < 6 else 60 - 5 * (m - 5) for m in range(18)])[:, None] + 100 * np.arange(4)


@pytest.mark.parametrize(
    ("condition", "law"),
    [
        (Condition(outcome="water", above=130.0), lambda level: level > 130),
        (Condition(outcome="water", below=130.0), lambda level: level < 130),
    ],
)
def test_a_condition_is_judged_on_the_last_closed_month(condition: Condition, law: Callable[[Array], Array]) -> None:
    seen = acting(condition)
    assert not seen[0].any()
    np.testing.assert_array_equal(seen[1:], law(water()[:-1]))


@pytest.mark.parametrize("ago", [1, 3, 12])
def test_falling_is_lower_than_so_many_months_before(ago: int) -> None:
    seen, level = acting(Condition(outcome="water", falling=ago)), water()
    expected = [[m > ago and level[m - 1, d] < level[m - 1 - ago, d] for d in range(4)] for m in range(18)]
    np.testing.assert_array_equal(seen, expected)
    assert seen.any()


def test_what_is_announced_is_what_will_be_in_force() -> None:
    late = np.array([0, 0, 1, 2])
    x = course(
        measure(effect("set", 3.0), start=date(2026, 1, 1), delay=late),
        x=path(1.0, 2.0, dates=(START, date(2025, 6, 1))),
    )
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 3, 1)]
    told = [np.broadcast_to(x.values.announced("m.f.x", day), (SIZE,)).copy() for day in days]
    for day, value in zip(days, told, strict=True):
        np.testing.assert_array_equal(x.on(day.year, day.month, day.day), value)
    np.testing.assert_array_equal(told[1], [3, 3, 2, 2])
