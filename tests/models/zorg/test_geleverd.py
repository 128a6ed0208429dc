"""Care that waits costs in the year in which it is given, and care that is never given costs nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulate.models.zorg.geleverd import komt, leveren
from tests.models import runs
from tests.models.zorg.test_truths import without_maximum

YEARS = st.lists(st.tuples(st.floats(0, 2), st.floats(0, 2)), min_size=1, max_size=12)


@given(YEARS, st.floats(0, 1))
def test_what_is_asked_for_is_given_waits_or_was_given_up(years: list[tuple[float, float]], stays: float) -> None:
    waiting, asked, given_, left = np.zeros(1), 0.0, 0.0, 0.0
    for wanted, room in years:
        left += float((waiting * (1 - stays))[0])
        of = leveren(np.full(1, wanted), waiting, np.full(1, room), np.full(1, stays))
        assert (of.gegeven <= room + 1e-12).all()
        assert (of.wachtend >= 0).all()
        # Nobody waits where there is room.
        assert (of.wachtend * (room - of.gegeven) <= 1e-9).all()
        waiting, asked, given_ = of.wachtend, asked + wanted, given_ + float(of.gegeven[0])
    assert given_ + left + float(waiting[0]) == pytest.approx(asked, abs=1e-9)
    assert given_ <= asked + 1e-9


def test_what_waits_is_given_a_year_later_if_there_is_room_and_never_if_it_was_given_up() -> None:
    first = leveren(np.full(2, 1.1), np.zeros(2), np.ones(2), np.array([1.0, 0.0]))
    np.testing.assert_allclose(first.gegeven, 1)
    np.testing.assert_allclose(first.wachtend, 0.1)
    second = leveren(np.full(2, 0.8), first.wachtend, np.ones(2), np.array([1.0, 0.0]))
    np.testing.assert_allclose(second.gegeven, [0.9, 0.8])
    np.testing.assert_allclose(second.wachtend, 0, atol=1e-12)


def test_who_stays_away_from_a_longer_list_is_as_with_the_lists_of_the_weeks() -> None:
    """A list twice as long keeps away 1 - 2 ** -elasticity, and that of the start nobody."""
    found = komt(np.array([0.0, 0.15, 0.15]), np.full(3, 0.15), np.array([0.2, 0.2, 0.0]))
    np.testing.assert_allclose(found, [1, 2**-0.2, 1])


def test_the_account_of_the_year_moves_with_the_lists_of_the_weeks() -> None:
    model = runs.run(runs.scenario("zorg.yaml", months=60), size=100)
    longer = sum(
        runs.total(model, name)[-1] / model.opening[name].sum(axis=(0, 1))
        for name in ("wacht_op_polikliniek", "wacht_op_behandeling")
    )
    assert np.corrcoef(model.wachtend, longer)[0, 1] > 0.7


def money(model: Any) -> dict[str, Any]:
    return {name: runs.total(model, name) for name in model.outcomes() if name in MONEY}


MONEY = ("netto_collectief", "verschuiving", "gedragseffect", "gedragseffect_gevraagd", "niet_geleverd", "zvw_uitgaven")


def test_the_net_cost_is_a_shift_and_behaviour_less_what_is_not_given() -> None:
    of = money(runs.run(runs.scenario("zorg-regeerprogramma.yaml", months=60), size=40))
    np.testing.assert_allclose(
        of["netto_collectief"], of["verschuiving"] + of["gedragseffect_gevraagd"] - of["niet_geleverd"], atol=1
    )
    np.testing.assert_allclose(of["gedragseffect"], of["gedragseffect_gevraagd"] - of["niet_geleverd"], atol=1)


def test_where_supply_follows_demand_all_that_is_asked_for_is_given_and_costs() -> None:
    follows, fixed = (
        money(runs.run(without_maximum(runs.scenario(f"zorg-eigen-risico-165{name}.yaml", months=60)), size=40))
        for name in ("-aanbod-volgt", "")
    )
    np.testing.assert_allclose(follows["niet_geleverd"], 0, atol=1e3)
    np.testing.assert_allclose(follows["gedragseffect"], follows["gedragseffect_gevraagd"], atol=1e3)
    # The same is asked for, by the same people, and own payments shift alike.
    np.testing.assert_allclose(follows["verschuiving"], fixed["verschuiving"])
    np.testing.assert_allclose(follows["gedragseffect_gevraagd"][:36], fixed["gedragseffect_gevraagd"][:36])
    assert (follows["netto_collectief"][24:].sum(axis=0) >= fixed["netto_collectief"][24:].sum(axis=0) - 1).all()


def test_where_supply_follows_demand_waits_stay_those_of_the_reference() -> None:
    base, fixed, follows = (
        runs.run(without_maximum(runs.scenario(name, months=48)), size=40)
        for name in ("zorg.yaml", "zorg-eigen-risico-165.yaml", "zorg-eigen-risico-165-aanbod-volgt.yaml")
    )
    waits = [runs.mean(model, "wachttijd_behandeling")[-6:].mean() for model in (base, fixed, follows)]
    assert waits[1] > waits[0]
    assert abs(waits[2] - waits[0]) < 0.35 * (waits[1] - waits[0])


def test_where_no_more_can_be_done_planned_care_that_is_asked_for_more_costs_nothing() -> None:
    """With room that is used up at the reference, only what does not go by a list is given and paid beyond it."""
    values = {"geld.aandeel_wachtlijstzorg": 1, "wachtlijst.budgetspeling": 0, "wachtlijst.budgetgroei": -0.1,
              "gedrag.sector_ggz": 0, "gedrag.sector_farmacie": 0, "gedrag.sector_overig": 0}  # fmt: skip
    model = runs.run(without_maximum(runs.scenario("zorg-eigen-risico-165.yaml", months=24)), values, size=20)
    last = {name: series[-1] for name, series in money(model).items()}
    asked = model.recorder.series["zorgvraag_effect"][-1].astype(np.float64)
    assert (asked[0] > 1e8).all()
    extra = model.rekening.uitgaven - model.rekening_referentie.uitgaven
    np.testing.assert_allclose(extra / (model.schaal * asked[0]), 0, atol=0.02)
    assert (last["niet_geleverd"] > 0).all()
