"""What must come out if the model is right: closed forms, arithmetic of the law, measures that do what they say."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from simulate.models.zorg.kaart import WEKEN_PER_JAAR
from simulate.models.zorg.verdeling import kostencurve
from simulate.scenario import Scenario
from tests.models import runs
from tests.models.runs import Values

STILL: dict[str, float | tuple[float, ...]] = {
    "gedrag.gevoeligheid_jong": 0, "gedrag.gevoeligheid_midden": 0, "gedrag.gevoeligheid_oud": 0,
    "gedrag.uitstelbaar": 0, "kosten.volumegroei": 0, "bevolking.bevolkingsgroei": (0,) * 7,
    "personeel.instroom_opleiding": 0, "personeel.zij_instroom": 0, "personeel.uitstroom": 0,
    "personeel.verzuim_schommeling": 0, "personeel.productiviteitsgroei": 0, "wachtlijst.budgetspeling": 1,
    "verwijzing.schommeling": 0, "wachtlijst.uitval_poli": 0, "wachtlijst.uitval_behandeling": 0,
}  # fmt: skip
"""Nothing grows, nobody answers to a price, staff stays."""
ONE_LIST: dict[str, float | tuple[float, ...]] = STILL | {
    "wachtlijst.aandeel_polikliniek": 1,
    "verwijzing.urgentiesleutel": (0, 0, 1),
    "verwijzing.behandelaandeel": (0, 0, 0),
}
"""Routine first visits only."""


def run(name: str, months: int, values: Values, size: int = 40, start: date | None = None) -> Any:
    return runs.run(runs.scenario(name, months=months, start=start), values, size=size)


def without_maximum(of: Scenario) -> Scenario:
    """The same without the maximum per treatment, of which nobody knows whether it adds care or holds it back."""
    return of.model_copy(update={"measures": tuple(m for m in of.measures if m.name != "maximum_50")})


def last(model: Any, outcome: str, months: int = 12) -> Any:
    return runs.mean(model, outcome)[-months:].mean()


@pytest.mark.parametrize(("short", "elasticity"), [(0.03, 0.2), (0.05, 0.5), (0.10, 1.0)])
def test_the_list_grows_until_the_wait_keeps_so_many_away(short: float, elasticity: float) -> None:
    """Where 1 + x times as many come as there are places for, the steady wait is (1 + x) ** (1 / elasticity)."""
    values = {"wachtlijst.begintekort": short, "wachtlijst.wachttijdgevoeligheid": elasticity}
    model = run("zorg.yaml", 120, ONE_LIST | values)
    per_week = 7 * runs.total(model, "consult").sum(axis=0) / model.clock.day
    wait = runs.total(model, "wacht_op_polikliniek")[-6:].mean(axis=0) / per_week
    begin = model.opening["wacht_op_polikliniek"].sum(axis=(0, 1)) / per_week
    assert np.median(wait / begin) == pytest.approx((1 / (1 - short)) ** (1 / elasticity), rel=0.03)


def test_littles_law_on_the_list_for_a_first_visit() -> None:
    model = run("zorg.yaml", 60, ONE_LIST | {"wachtlijst.begintekort": 0.01})
    waiting, seen = last(model, "wacht_op_polikliniek", 24), last(model, "consult", 24) / (WEKEN_PER_JAAR / 12)
    # A list is counted at month end, up to a week after it was served: half a week of arrivals more on average.
    assert waiting / seen == pytest.approx(last(model, "wachttijd_poli", 24) + 0.5, abs=0.6)


def test_who_leaves_the_list_makes_room() -> None:
    few, many = (run("zorg.yaml", 48, {"wachtlijst.uitval_poli": chance}) for chance in (0.01, 0.05))
    assert last(many, "uitval_poli") > 3 * last(few, "uitval_poli")


def test_triage_helps_the_urgent_and_costs_the_others() -> None:
    fair, strict = (run("zorg.yaml", 36, STILL | {"wachtlijst.triage": share}) for share in (0.1, 0.9))
    for outcome in ("wachttijd_poli_urgentie", "wachttijd_behandeling_urgentie"):
        waits = [model.recorder.series[outcome][-6:].mean(axis=(0, 2)) for model in (fair, strict)]
        assert waits[1][1] < 0.2 * waits[0][1]
        assert waits[1][2] > waits[0][2]


def test_a_lower_deductible_makes_lists_longer_and_fewer_hours_of_paper_make_them_shorter() -> None:
    base, lower, hours = (
        runs.run(without_maximum(runs.scenario(name, months=96)), size=60)
        for name in ("zorg.yaml", "zorg-eigen-risico-165.yaml", "zorg-administratietijd.yaml")
    )
    waits = {model: runs.total(model, "wachttijd_poli")[-12:].mean(axis=0) for model in (base, lower, hours)}
    # The draws share their numbers, so this holds in every one of them.
    assert (waits[lower] > waits[base]).all()
    # Where the budget binds, hours change nothing but by chance.
    assert (waits[hours] < 1.02 * waits[base]).all()
    assert waits[hours].mean() < waits[base].mean()
    # Until people know of it: from November 2026 care waits for the cheaper year.
    before = slice(0, 10)
    np.testing.assert_array_equal(lower.recorder.series["consult"][before], base.recorder.series["consult"][before])


def test_routine_care_waits_for_the_lower_deductible_over_the_turn_of_the_year() -> None:
    values = {"gedrag.uitstelbaar": 0.1}
    start = date(2026, 7, 1)
    moved, still = (
        run("zorg-eigen-risico-165.yaml", 12, {**more}, start=start) for more in (values, {"gedrag.uitstelbaar": 0})
    )
    ratio = runs.mean(moved, "verwijzing") / runs.mean(still, "verwijzing")
    np.testing.assert_allclose(ratio[:4], 1)
    assert (ratio[4:6] < 0.99).all()
    assert (ratio[6:8] > 1.01).all()
    # As many come as would have come.
    assert runs.total(moved, "verwijzing").sum() == pytest.approx(runs.total(still, "verwijzing").sum(), rel=0.01)


def test_without_behaviour_a_lower_deductible_is_a_pure_shift_to_the_premium() -> None:
    """The deductible counts on the nominal side: standard premium and allowance stay, the premium takes it all."""
    model, base = (run(name, 36, STILL) for name in ("zorg-eigen-risico-165.yaml", "zorg.yaml"))
    of = {name: model.recorder.series[name][-1].astype(np.float64) for name in model.outcomes()}
    np.testing.assert_allclose(of["zorgvraag_effect"], 0, atol=1e3)
    np.testing.assert_allclose(of["gedragseffect"], 0, atol=1e3)
    adults = model.personen().sum(axis=(0, 1))
    less = 12 * of["verschuiving"]
    np.testing.assert_allclose(of["premie_effect"] * adults, less, rtol=1e-6)
    assert less.mean() > 1e9
    for same in ("standaardpremie", "zorgtoeslag_uitgaven", "toeslag_alleen"):
        np.testing.assert_allclose(of[same], base.recorder.series[same][-1], rtol=1e-5)
    np.testing.assert_allclose(of["lasten"][2:], 0, atol=1e3)


def test_the_reference_costs_nothing() -> None:
    model = run("zorg.yaml", 24, {})
    for outcome in ("zorgvraag_effect", "verschuiving", "gedragseffect", "netto_collectief", "lasten", "premie_effect"):
        assert not model.recorder.series[outcome].any(), outcome


def test_full_compensation_leaves_employers_nothing_to_bear() -> None:
    model = run("zorg-regeerprogramma.yaml", 36, {})
    bearers = model.recorder.series["lasten"][-1]
    np.testing.assert_allclose(bearers[2], 0, atol=1)
    assert (bearers[3] > 0).all()


def test_avoided_care_comes_back_after_its_time_and_not_before() -> None:
    values = {"gedrag.terugkeer_duur": 24, "gedrag.terugkeer_aandeel": 0.5}
    base, lower = (
        run(name, 66, values, start=date(2025, 1, 1)) for name in ("zorg.yaml", "zorg-eigen-risico-165.yaml")
    )
    back = [runs.mean(model, "teruggekeerd") for model in (base, lower)]
    # The deductible falls in January 2027: until January 2029 what comes back was avoided before.
    np.testing.assert_allclose(back[1][:46], back[0][:46], rtol=0.01)
    assert (back[1][52:] < 0.9 * back[0][52:]).all()
    assert (runs.mean(lower, "latere_zorg")[60:] < 0).all()


def test_staff_follows_little_and_the_forecast_of_shortage_is_in_the_band() -> None:
    model = run("zorg.yaml", 108, {}, size=300)
    shortage = model.recorder.series["personeelstekort"][96:108].mean(axis=0)
    low, high = np.quantile(shortage, (0.05, 0.95))
    # The labour market forecast of December 2023 for 2033.
    assert low < 26_500 < high
    trained = runs.mean(model, "in_opleiding")[-12:].mean() / runs.mean(model, "begint_opleiding")[-12:].mean()
    duration = np.median(model.p.personeel.opleidingsduur)
    assert trained == pytest.approx(duration, rel=0.03)


def test_the_premium_of_2026_is_near_what_insurers_asked() -> None:
    """From 2025, with what was known then: insurers asked 1,884 on average, and the standard premium is 2,119.

    A surplus of the health insurance fund, which nobody knew of, lowers the premium by some 70 euro.
    """
    model = run("zorg-toets-2025.yaml", 14, {}, size=200)
    assert np.median(model.recorder.series["premie"][12]) == pytest.approx(1_884, rel=0.04)
    assert np.median(model.recorder.series["standaardpremie"][12]) == pytest.approx(2_119, rel=0.04)


def test_waits_start_where_the_monitor_has_them() -> None:
    model = run("zorg.yaml", 6, {}, size=200)
    p = model.p.wachtlijst
    for outcome, wait in (("wachttijd_poli", p.poli_wachttijd), ("wachttijd_behandeling", p.behandel_wachttijd)):
        assert runs.mean(model, outcome)[1:].mean() == pytest.approx(np.mean(wait), rel=0.06)


def test_a_list_does_not_run_dry_where_more_can_be_done_than_is_asked_for() -> None:
    """Without an answer to the wait a list settles at the working stock, however much room there is."""
    values = {
        "wachtlijst.begintekort": 0, "wachtlijst.wachttijdgevoeligheid": 0, "personeel.productiviteitsgroei": 0.05,
        "wachtlijst.poli_wachttijd": 4, "wachtlijst.werkvoorraad_poli": 3,
    }  # fmt: skip
    model = run("zorg.yaml", 60, ONE_LIST | values)
    waiting = runs.mean(model, "wacht_op_polikliniek")[-12:].mean()
    assert waiting == pytest.approx(3 / 4 * model.opening["wacht_op_polikliniek"].sum(axis=(0, 1)).mean(), rel=0.05)
    assert last(model, "wachttijd_poli") > 2


def test_the_spread_of_costs_follows_the_parameters_of_the_year() -> None:
    """The share above eighty is another one from 2024 on; within a year the curve is that of its first day."""
    first, second = (run("zorg.yaml", months, {}, size=3, start=date(2023, 1, 1)) for months in (6, 18))
    for model in (first, second):
        p = model.p.kostenverdeling
        spread = np.stack(np.broadcast_arrays(p.spreiding_man, p.spreiding_vrouw), axis=1)
        np.testing.assert_array_equal(model.curve.values, kostencurve(model.tienden(), spread, p.topspreiding).values)
    assert (first.curve.values != second.curve.values).any()
