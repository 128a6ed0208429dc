"""The demand of the population against persons one by one, and against what is known without any model."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from simulate.models.zorg.gedrag import Classes, Vraag, ask
from simulate.models.zorg.mensen import Gevoeligheid, Mensen, Prijs
from simulate.models.zorg.toeslag import zorgtoeslag
from simulate.models.zorg.verdeling import choosing, health, kostencurve, luck, scores

Array = NDArray[np.float64]
AGES, SEXES, INCOMES, SECTORS = 7, 2, 5, 4
TENTHS = (0.001, 0.01, 0.03, 0.08, 0.17, 0.32, 0.5, 0.85, 1.6, 6.439)
MEAN = 2500.0
MIX = np.array([0.65, 0.15, 0.12, 0.08])
SENSITIVITY = np.array([1.0, 1.5, 0.4, 0.5])


class Persons(NamedTuple):
    """People one by one: what they know of their cost, and their luck."""

    health: Array
    luck: Array

    @classmethod
    def drawn(cls, number: int) -> Persons:
        numbers = np.random.default_rng(20).standard_normal((2, number))
        return cls(numbers[0], numbers[1])


def people(known: float = 0.6, voluntary: float = 0.0) -> Mensen:
    tenths = np.array(TENTHS)[None, :, None] * np.ones((AGES, 1, 1))
    curve = kostencurve(tenths, np.ones((AGES, SEXES, 1)), np.asarray(0.9))
    need = MEAN * MIX[:, None] * np.ones((AGES, SEXES, INCOMES, SECTORS, 1))
    return Mensen(curve, need, np.full(1, known), np.full(1, voluntary), np.full(1, 0.6))


def price(deductible: float, maximum: float = np.inf) -> Prijs:
    return Prijs(np.full(1, deductible), np.full(1, maximum), np.full(1, 500.0))


def response(beta: float, myopia: float = 0.5, exponent: float = 0.6, euros: float = 0.0) -> Gevoeligheid:
    return Gevoeligheid(
        np.full((AGES, 1, INCOMES, 1), beta), SENSITIVITY[:, None], np.full(1, myopia), np.full(1, 500.0),
        np.full(1, exponent), np.full(1, euros),
    )  # fmt: skip


def one(demand: Vraag, field: str) -> Array:
    """Of one class: all are the same here."""
    values: Array = getattr(demand, field)
    return values[0, 0, 0, 0] if field in ("filled", "paid") else values[0, 0, 0, :, 0]


def test_strata_have_the_mean_and_the_shares_of_a_normal_score() -> None:
    assert health().share.sum() == pytest.approx(1)
    assert (health().score * health().share).sum() == pytest.approx(0, abs=1e-12)


def test_the_curve_has_mean_one() -> None:
    z = np.linspace(-4, 4, 4001)
    weight = np.exp(-(z**2) / 2)
    mean = (people().curve.cost(z[:, None])[0, 0, :, 0] * weight).sum() / weight.sum()
    assert mean == pytest.approx(1, rel=1e-3)


def test_the_curve_is_that_of_numpy() -> None:
    """Also beyond the knots, and with a curve for each draw."""
    tenths = np.array(TENTHS)[None, :, None] * np.array([0.5, 1.0, 2.0])[:, None, None]
    curve = kostencurve(tenths, np.ones((3, 2, 1)) * np.array([0.8, 1.0]), np.array([0.9, 1.1]))
    z = np.random.default_rng(3).normal(0, 2, (200, 2))
    expected = [
        [[np.interp(z[:, draw], curve.at, knots[:, draw]) for draw in range(2)] for knots in sexes]
        for sexes in curve.values
    ]
    np.testing.assert_allclose(curve.cost(z), np.exp(np.moveaxis(expected, -1, -2)), rtol=1e-13)
    fine = np.linspace(-4, 4, 401)
    weight = np.exp(-(fine**2) / 2)
    mean = (curve.cost(fine[:, None]) * weight[:, None]).sum(axis=2) / weight.sum()
    np.testing.assert_allclose(mean, 1, rtol=1e-13)


@pytest.mark.parametrize("known", [0.0, 0.6, 1.0])
def test_without_behaviour_who_uses_it_up_is_who_needs_more(known: float) -> None:
    """Where the curve rises: the chance to need more than a person at a score is known for every health."""
    of = people(known)
    for z in (*np.linspace(-1.6, 1.0, 9), *np.linspace(1.5, 2.5, 5)):
        need = MEAN * float(of.curve.cost(np.full((1, 1), z))[0, 0, 0, 0])
        (demand,) = ask(of, (price(need),), response(0.0))
        share = min(known, 1 - 1e-9)
        chance = ndtr((np.sqrt(share) * health().score - z) / np.sqrt(1 - share))
        np.testing.assert_allclose(demand.filled, (chance * health().share).sum(), atol=1e-9)
        if known == 0.6:
            assert float(one(demand, "filled")) == pytest.approx(float(ndtr(-z)), abs=0.02)


def test_strata_are_of_health_and_luck() -> None:
    assert scores(np.full(1, 0.6)).shape == (len(health().score), len(luck().score), 1)


def test_without_behaviour_people_pay_what_they_cost_up_to_the_deductible() -> None:
    persons = Persons.drawn(200_000)
    z = np.sqrt(0.6) * persons.health + np.sqrt(0.4) * persons.luck
    cost = MEAN * people().curve.cost(z[:, None])[0, 0, :, 0]
    for deductible in (165.0, 385.0, 885.0):
        (demand,) = ask(people(), (price(deductible),), response(0.0), by_quarter=True)
        np.testing.assert_allclose(demand.factor, 1, rtol=1e-12)
        assert float(one(demand, "paid")) == pytest.approx(np.minimum(cost, deductible).mean(), rel=0.02)
        assert float(one(demand, "filled")) == pytest.approx((cost >= deductible).mean(), abs=0.03)
        np.testing.assert_allclose(demand.quarters, 1, rtol=1e-12)


@pytest.mark.parametrize("myopia", [0.0, 0.5, 1.0])
@pytest.mark.parametrize(("maximum", "euros"), [(np.inf, 0.5), (50.0, 0.0), (150.0, 0.5), (150.0, 1.0)])
def test_demand_is_that_of_persons_one_by_one(myopia: float, maximum: float, euros: float) -> None:
    """Every person solves an own year: who knows that the deductible will be used up asks for more."""
    deductible, beta, exponent = 385.0, 1.2, 0.6
    (demand,) = ask(people(), (price(deductible, maximum),), response(beta, myopia, exponent, euros))
    persons = Persons.drawn(100_000)
    order = np.argsort(persons.health)
    z = np.sqrt(0.6) * persons.health + np.sqrt(0.4) * persons.luck
    need = MEAN * people().curve.cost(z[:, None])[0, 0, :, 0][order]
    expected, share, later = np.full(len(need), 0.5), np.ones((SECTORS, len(need))), np.ones((SECTORS, len(need)))
    for _ in range(60):
        # What a year would be like if the deductible stayed open.
        weighed = myopia * share + (1 - myopia) * expected * later
        rate = MIX[:, None] * need * np.exp(-beta * SENSITIVITY[:, None] * weighed)
        number = np.maximum(rate[0] / 500.0, 1) ** exponent
        counted_hospital = np.minimum(rate[0], maximum * number)
        without = np.minimum(rate[0], deductible * number)
        # In euros: what a treatment takes, against what it would take of the deductible without a maximum.
        later[0] = np.minimum(counted_hospital, without) / np.maximum(without, 1e-9)
        share[0] = euros * later[0] + (1 - euros) * counted_hospital / np.maximum(rate[0], 1e-9)
        counted = counted_hospital + rate[1:].sum(axis=0)
        # What people with about the same health see happen to each other is what they expect.
        unfilled = np.array([part.mean() for part in np.array_split(counted < deductible, 100)])
        expected = 0.5 * expected + 0.5 * np.repeat(unfilled, len(need) // 100)
    open_part = np.minimum(deductible / np.maximum(counted, 1e-9), 1)
    ahead = np.exp(-beta * SENSITIVITY[:, None] * (1 - myopia) * expected * later)
    now = np.exp(-beta * SENSITIVITY[:, None] * myopia * share)
    factors = ahead * (open_part * now + 1 - open_part)
    asked = (factors * need).sum(axis=1) / need.sum()
    np.testing.assert_allclose(one(demand, "factor"), asked, atol=0.02)
    assert float(one(demand, "paid")) == pytest.approx(np.minimum(counted, deductible).mean(), rel=0.03)
    assert float(one(demand, "filled")) == pytest.approx((counted >= deductible).mean(), abs=0.03)


def test_a_higher_deductible_is_less_care_and_more_own_payment() -> None:
    deductibles = (0.001, 165.0, 385.0, 460.0, 885.0)
    demands = [ask(people(voluntary=0.13), (price(d),), response(1.0))[0] for d in deductibles]
    for lower, higher in pairwise(demands):
        assert (higher.factor <= lower.factor + 1e-12).all()
        assert (higher.paid > lower.paid).all()
        assert (higher.filled <= lower.filled).all()
    # At hardly any price hardly anybody holds back.
    np.testing.assert_allclose(ask(people(), (price(1e-3),), response(1.0))[0].factor, 1, atol=5e-3)


def test_a_maximum_that_nobody_reaches_is_none() -> None:
    free, bound = (ask(people(), (price(385.0, m),), response(1.0))[0] for m in (np.inf, 1e9))
    np.testing.assert_allclose(bound.factor, free.factor, rtol=1e-4)
    np.testing.assert_allclose(bound.paid, free.paid, rtol=1e-4)


def test_a_maximum_per_treatment_lowers_own_payments_and_keeps_the_deductible_open() -> None:
    free, bound = (ask(people(), (price(385.0, m),), response(0.0))[0] for m in (np.inf, 50.0))
    assert (bound.paid < free.paid).all()
    assert (bound.filled < free.filled).all()


@settings(max_examples=30, deadline=None)
@given(
    deductible=st.floats(50, 900),
    maxima=st.tuples(st.floats(5, 900), st.floats(5, 900)),
    beta=st.floats(0, 2),
    exponent=st.floats(0.3, 0.9),
)
def test_for_the_care_that_is_used_a_lower_maximum_raises_nobodys_payment(
    deductible: float, maxima: tuple[float, float], beta: float, exponent: float
) -> None:
    """Whatever care people use, asked for at any price: each of them pays no more for it at the lower maximum."""
    low, high = sorted(maxima)
    answer = response(beta, exponent=exponent, euros=0.5)
    of = people(voluntary=0.13)
    paid = [ask(of, (price(deductible, m), price(385.0)), answer)[1].paid_at_first for m in (low, high, np.inf)]
    assert (paid[0] <= paid[1] + 1e-9).all()
    assert (paid[1] <= paid[2] + 1e-9).all()
    # Without behaviour it is what they pay.
    own = [ask(of, (price(deductible, m),), response(0.0, exponent=exponent))[0].paid for m in (low, high)]
    assert (own[0] <= own[1] + 1e-9).all()


@settings(max_examples=30, deadline=None)
@given(
    needs=st.lists(st.floats(1, 50_000), min_size=AGES, max_size=AGES),
    hospital=st.floats(0, 1),
    deductible=st.floats(50, 900),
    maxima=st.tuples(st.floats(5, 900), st.floats(5, 900)),
)
def test_nor_that_of_any_single_person(
    needs: list[float], hospital: float, deductible: float, maxima: tuple[float, float]
) -> None:
    """A class without any spread of cost is a person: each of these has an own need."""
    curve = kostencurve(np.ones((AGES, 10, 1)), np.zeros((AGES, SEXES, 1)), np.asarray(0.0))
    mix = np.array([hospital, *(1 - hospital) * MIX[1:] / MIX[1:].sum()])
    need = np.array(needs)[:, None, None, None, None] * mix[:, None] * np.ones((AGES, SEXES, INCOMES, SECTORS, 1))
    person = people()._replace(curve=curve, need=need)
    low, high = sorted(maxima)
    paid = [
        ask(person, (price(deductible, m), price(385.0)), response(0.7))[1].paid_at_first for m in (low, high, np.inf)
    ]
    assert (paid[0] <= paid[1] + 1e-9).all()
    assert (paid[1] <= paid[2] + 1e-9).all()
    assert (paid[2] <= deductible + 1e-9).all()


@pytest.mark.parametrize("euros", [0.0, 0.5, 1.0])
def test_where_no_deductible_is_ever_used_up_a_lower_maximum_only_makes_treatments_cheaper(euros: float) -> None:
    """The first channel alone: the deductible is open all year at every maximum, and the price of a treatment falls."""
    of = people()
    factors = [
        ask(of, (price(1e5, m),), response(0.8, exponent=0.3, euros=euros))[0].factor[..., 0, :]
        for m in (50.0, 150.0, 400.0)
    ]
    # In euros what counts is compared with the deductible itself, which a treatment seldom reaches here.
    for lower, higher in pairwise(factors):
        assert (lower >= higher - 1e-12).all()
        assert (lower > higher).any()


@pytest.mark.parametrize("euros", [0.0, 0.5, 1.0])
def test_where_treatments_do_not_answer_a_lower_maximum_only_keeps_the_deductible_open(euros: float) -> None:
    """The second channel alone: other care is dear for longer, fewer use the deductible up, and less is asked for."""
    still = response(0.8, euros=euros)
    sector = still.sector.copy()
    sector[0] = 0
    demands = [ask(people(), (price(385.0, m),), still._replace(sector=sector))[0] for m in (30.0, 60.0, 150.0, 385.0)]
    for lower, higher in pairwise(demands):
        np.testing.assert_allclose(lower.factor[..., 0, :], 1, rtol=1e-12)
        assert (lower.filled < higher.filled).all()
        assert (lower.factor[..., 1:, :] < higher.factor[..., 1:, :]).all()


@pytest.mark.parametrize("euros", [0.0, 1.0])
def test_a_maximum_of_at_least_the_deductible_is_none(euros: float) -> None:
    """A first treatment takes no more than the deductible."""
    free, *bound = (ask(people(), (price(385.0, m),), response(1.0, euros=euros))[0] for m in (np.inf, 385.0, 400.0))
    for demand in bound:
        np.testing.assert_array_equal(demand.factor, free.factor)
        np.testing.assert_array_equal(demand.paid, free.paid)


@pytest.mark.parametrize("euros", [0.0, 1.0])
def test_a_maximum_just_below_the_deductible_hardly_changes_anything(euros: float) -> None:
    """The limiting case: of care that is asked for and of own payments."""
    free, bound = (ask(people(), (price(385.0, m),), response(0.3, euros=euros))[0] for m in (np.inf, 384.0))
    np.testing.assert_allclose(bound.factor, free.factor, rtol=0.01)
    np.testing.assert_allclose(bound.paid, free.paid, rtol=0.01)


def test_in_euros_dear_care_is_dearer_than_as_a_share() -> None:
    """The two forms: of a dear treatment a maximum is a small share, but not a small part of the deductible."""
    share, euros = (ask(people(), (price(385.0, 150.0),), response(1.0, euros=e))[0] for e in (0.0, 1.0))
    assert (euros.factor[..., 0, :] < share.factor[..., 0, :]).all()


def test_the_payment_at_another_price_is_for_the_same_care() -> None:
    """Without behaviour it is what people pay at that price; with behaviour who asks for more at a low price pays."""
    for myopia, beta in ((0.5, 0.0), (1.0, 1.0)):
        for first, second in ((price(385.0), price(165.0, 50.0)), (price(165.0, 50.0), price(385.0))):
            at_first, at_second = ask(people(voluntary=0.1), (first, second), response(beta, myopia))
            if beta == 0:
                np.testing.assert_allclose(at_second.paid_at_first, at_first.paid, rtol=1e-12)
            elif second.deductible < first.deductible:
                assert (at_second.paid_at_first > at_first.paid).all()
            else:
                assert (at_second.paid_at_first < at_first.paid).all()


def test_quarters_are_parts_of_the_year() -> None:
    """The mean of the quarters is the demand of the year, also with a maximum per treatment."""
    for maximum in (np.inf, 50.0):
        of = Classes(people(voluntary=0.1), response(1.0))
        (demand,) = ask(people(voluntary=0.1), (price(385.0, maximum),), response(1.0), by_quarter=True)
        health_share, luck_share = health().share, luck().share
        strata = of.relative[: len(health_share) * len(luck_share), 0].reshape(len(health_share), -1)
        need = MEAN * MIX[0] * (health_share @ strata @ luck_share)
        np.testing.assert_allclose(demand.care.mean(), (demand.factor[..., 0, 0] * need).sum(), rtol=1e-12)


def test_care_rises_over_the_year_as_deductibles_are_used_up() -> None:
    (demand,) = ask(people(), (price(385.0),), response(1.0, myopia=1.0), by_quarter=True)
    assert (np.diff(demand.quarters[:, 0]) > 0).all()


def test_who_asks_for_quarters_gets_the_same_demand() -> None:
    with_quarters, without = (ask(people(), (price(385.0, 50.0),), response(1.0), asked)[0] for asked in (True, False))
    assert len(without.care) == 0
    for field in ("factor", "filled", "paid"):
        np.testing.assert_array_equal(getattr(with_quarters, field), getattr(without, field), field)


def test_costs_by_strata_are_kept_as_long_as_as_much_is_known() -> None:
    curve = people().curve
    few, many = np.full(1, 0.2), np.full(1, 0.9)
    found = curve.by_strata(few)
    assert curve.by_strata(few.copy()) is found
    np.testing.assert_array_equal(curve.by_strata(many), curve.cost(scores(many)))
    np.testing.assert_array_equal(curve.by_strata(few), found)


@pytest.mark.parametrize("draw", [0, 77, 78, 119])
def test_draws_are_worked_out_apart(draw: int) -> None:
    """Whatever draws are worked out together, with and without a maximum per treatment, each gets its own answer."""
    draws = 120
    of = people()
    need = of.need * np.linspace(0.5, 2, draws)
    many = Mensen(of.curve, need, np.full(draws, 0.6), np.full(draws, 0.1), np.full(draws, 0.6))
    maximum = np.where(np.arange(draws) % 2 == 1, 50.0, np.inf)
    prices = (
        Prijs(np.full(draws, 385.0), maximum, np.full(draws, 500.0)),
        Prijs(np.full(draws, 165.0), maximum[::-1], np.full(draws, 500.0)),
    )
    beta = response(1.0)
    wide = Gevoeligheid(*(np.repeat(v, draws, axis=-1) for v in beta))
    here = slice(draw, draw + 1)
    alone = Mensen(of.curve, need[..., here], *(v[here] for v in many[2:]))
    apart = tuple(Prijs(*(v[here] for v in price)) for price in prices)
    for together, single in zip(ask(many, prices, wide), ask(alone, apart, beta), strict=True):
        for field in ("factor", "filled", "paid", "paid_at_first"):
            np.testing.assert_array_equal(getattr(together, field)[..., here], getattr(single, field), field)
    for price, lone in zip(prices, apart, strict=True):
        (together,), (single,) = ask(many, (price,), wide, True), ask(alone, (lone,), beta, True)
        np.testing.assert_array_equal(together.quarters[:, here], single.quarters)


def test_the_voluntary_deductible_is_chosen_by_the_healthy() -> None:
    chosen = choosing(np.full(1, 0.13), np.full(1, 0.6))[:, 0]
    assert (np.diff(chosen) < 0).all()
    assert (chosen * health().share).sum() == pytest.approx(0.13)
    assert float(ndtri(0.13)) < 0


def test_the_allowance_is_that_of_the_law() -> None:
    law = {"threshold": np.asarray(22_356.0), "phase_out": np.asarray(0.1361)}
    premium = np.asarray(1_749.0)
    single = zorgtoeslag(premium, np.asarray(15_000.0), share=np.asarray(0.01848), adults=1, **law)
    couple = zorgtoeslag(premium, np.asarray(15_000.0), share=np.asarray(0.04227), adults=2, **law)
    assert float(single) == pytest.approx(1_336, abs=0.5)
    assert float(couple) == pytest.approx(2_553, abs=0.5)
    above = zorgtoeslag(premium, np.asarray(23_356.0), share=np.asarray(0.01848), adults=1, **law)
    assert float(single - above) == pytest.approx(136.1, abs=0.1)
    assert float(zorgtoeslag(premium, np.asarray(90_000.0), share=np.asarray(0.01848), adults=1, **law)) == 0
