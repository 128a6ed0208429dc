"""Draws in which only some changes are made: where none or all are, the bits are those of an ordinary run."""

from __future__ import annotations

from datetime import date
from typing import Any

import molen
import numpy as np
import pytest

from simulate.engine.recorder import Series
from simulate.errors import CannotAnswer
from simulate.explaining.causes import causes
from simulate.explaining.mixing import Mask, mixed, order
from simulate.explaining.shapley import Orders, Plan, Subsets
from simulate.inputs.resolve.scenario import resolve
from simulate.registry import model
from simulate.running.sampling.draws import sample
from simulate.scenario import Scenario

SIZE = 40


class Pair:
    """Two scenarios and what lies between."""

    def __init__(self, base: Scenario, other: Scenario) -> None:
        self.base, self.other = base, other
        self.causes = causes(base, other)
        self.measure_versions = order(base, other, self.causes)
        self.draws = sample(base, 0, SIZE), sample(other, 0, SIZE)
        self.model: Any = model(base.model)

    def run(self, mask: Mask) -> dict[str, Series]:
        drawn = mixed(*self.draws, self.causes, self.measure_versions, mask)
        series: dict[str, Series] = self.model(drawn).run()
        return series

    def ordinary(self) -> tuple[dict[str, Series], ...]:
        return tuple(self.model(draws).run() for draws in self.draws)

    @property
    def many(self) -> int:
        return len(self.causes)


def shipped(base: str, other: str, months: int = 24) -> Pair:
    return Pair(*(resolve(name).model_copy(update={"months": months}) for name in (base, other)))


def assert_same(found: dict[str, Series], wanted: dict[str, Series]) -> None:
    for name, series in wanted.items():
        np.testing.assert_array_equal(found[name], series, err_msg=name)


@pytest.mark.parametrize(
    ("base", "other"),
    [
        ("asiel-bouwstenen", "asiel-d66-cda"),
        ("wonen", "wonen-d66-cda"),
        ("zorg-460-150", "zorg-d66-cda"),
    ],
)
def test_none_and_all_of_the_changes_give_the_bits_of_both_runs(base: str, other: str) -> None:
    pair = shipped(base, other)
    assert pair.many > 3
    for made, ordinary in zip((False, True), pair.ordinary(), strict=True):
        assert_same(pair.run(np.full((pair.many, 1), made)), ordinary)
        assert_same(pair.run(np.full((pair.many, SIZE), made)), ordinary)


@pytest.mark.parametrize(
    ("base", "other", "months"),
    [
        ("asiel", "asiel-regeerprogramma", 24),
        ("wonen", "wonen-d66-cda", 24),
        ("zorg", "zorg-eigen-risico-165", 37),
        ("zorg", "zorg-regeerprogramma", 37),
    ],
)
def test_a_draw_has_the_bits_of_the_run_whose_changes_it_has(base: str, other: str, months: int) -> None:
    """What holds in one draw does not touch another."""
    pair = shipped(base, other, months)
    there = np.arange(SIZE) % 3 == 0
    old, new = pair.ordinary()
    found = pair.run(np.broadcast_to(there, (pair.many, SIZE)))
    assert_same(found, {name: np.where(there, new[name], old[name]) for name in old})


@pytest.mark.long
def test_random_orders_agree_with_all_combinations_of_a_real_scenario() -> None:
    base, other = (resolve(name).model_copy(update={"months": 48}) for name in ("asiel", "asiel-bouwstenen"))
    chosen = ("migratiepact", "migratiepact_aanloopdruk", "alternatieve_huisvesting")
    few = tuple(measure for measure in other.measures if measure.name in chosen)
    pair = Pair(base, other.model_copy(update={"measures": few}))

    def found(of: Plan) -> Any:
        runs = [pair.run(mask[:, :SIZE])["bezetting"][-3:].sum(axis=1, dtype=float) for mask in of.masks(0)]
        return of.contributions(0, np.stack(runs)).mean(axis=1)

    exact, sampled = found(Subsets(3)), found(Orders(3, 1, 4))
    error = (sampled - exact).std(axis=-1) / np.sqrt(SIZE)
    assert (np.abs((sampled - exact).mean(axis=-1)) <= 4 * error + 1e-9).all()
    np.testing.assert_allclose(sampled.sum(axis=0), exact.sum(axis=0))
    assert (np.abs(exact).max(axis=-1) > 0).all()


def test_a_measure_that_changed_is_there_once_in_every_draw() -> None:
    late = molen.measure("maal", (molen.STEEN, "add", 1.0), start=date(2026, 1, 1))
    early = molen.measure("maal", (molen.STEEN, "add", 5.0))
    pair = Pair(molen.scenario("a", late), molen.scenario("b", early))
    there = np.arange(SIZE) % 2 == 0
    (cause,) = pair.causes
    assert (cause.kind, cause.action, cause.name) == ("measure", "changed", "maal")
    found = pair.run(there[None])["som"] - pair.model(sample(molen.scenario(), 0, SIZE)).run()["som"]
    np.testing.assert_allclose(found[0], np.where(there, 5, 0))
    np.testing.assert_allclose(found[-1], np.where(there, 5, 1))


def test_a_measure_with_a_chance_comes_where_it_would_have_come() -> None:
    perhaps = molen.measure("maal", (molen.STEEN, "add", 1.0), probability=0.5)
    pair = Pair(molen.scenario("a"), molen.scenario("b", perhaps))
    there = np.arange(SIZE) % 2 == 0
    old, new = pair.ordinary()
    assert_same(pair.run(there[None]), {name: np.where(there, new[name], old[name]) for name in old})


def test_dated_values_are_those_of_either_scenario_on_every_day() -> None:
    base = molen.with_value(molen.scenario(), molen.STEEN, molen.value(2.0), molen.value(7.0, date(2025, 6, 15)))
    other = molen.with_value(molen.scenario(), molen.STEEN, molen.value(3.0), molen.value(4.0, date(2026, 3, 1)))
    pair = Pair(base, other)
    there = np.arange(SIZE) % 2 == 0
    old, new = pair.ordinary()
    assert_same(pair.run(there[None]), {name: np.where(there, new[name], old[name]) for name in old})


def test_measures_stand_as_in_both_scenarios() -> None:
    first, second = (molen.measure(name, (molen.STEEN, "add", 1.0)) for name in ("first", "second"))
    times = molen.measure("times", (molen.STEEN, "multiply", 2.0))
    apart = molen.measure("apart", (molen.GRAAN, "add", 1.0))
    base, other = molen.scenario("a", apart, first, second), molen.scenario("b", first, times, second, apart)
    places = order(base, other, causes(base, other))
    assert [name for name, _ in places if name != "apart"] == ["first", "times", "second"]
    turned = molen.scenario("c", second, first)
    with pytest.raises(CannotAnswer, match=r"first, second|second, first"):
        order(base, turned, causes(base, turned))


def test_what_only_explains_is_no_change() -> None:
    one = molen.measure("maal", (molen.STEEN, "add", 1.0))
    other = one.model_copy(update={"taken": molen.ORIGIN.model_copy(update={"line": 9}), "label": one.label})
    assert causes(molen.scenario("a", one), molen.scenario("b", other)) == ()
