"""Euros are whole and kept: what is paid by the month is the year, and what closes a gap is the gap."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulate import registry
from simulate.engine.draws import Path
from simulate.inputs.resolve.scenario import resolve
from simulate.models.gemeenten.ombuigen import RESERVES, VOORZIENINGEN, dichten
from simulate.models.gemeenten.termijnen import Termijnen
from simulate.running.sampling.draws import sample
from tests.models import runs

NAMES = (
    "gemeenten.yaml",
    "gemeenten-regeerprogramma.yaml",
    "gemeenten-vng.yaml",
    "gemeenten-septembercirculaire-2024.yaml",
)
EUROS = st.integers(0, 10**12).map(float)


@pytest.fixture(scope="module", params=NAMES)
def model(request: pytest.FixtureRequest) -> Any:
    return runs.run(resolve(request.param).model_copy(update={"months": 72}), size=60)


def years(model: Any, outcome: str) -> Any:
    """An outcome by year and month, summed over its axes: (years, months, draws)."""
    series = runs.total(model, outcome)
    return series.reshape(-1, 12, series.shape[-1])


def test_money_of_the_fund_is_in_whole_euros(model: Any) -> None:
    for name in ("gemeentefonds", "accres_cumulatief", "accrestranche", "ruimte", "ombuiging", "lasten_ongewijzigd"):
        series = model.recorder.series[name]
        np.testing.assert_array_equal(series, np.rint(series), err_msg=name)


def test_the_fund_is_its_count_and_all_tranches(model: Any) -> None:
    """In every year, and within it a twelfth by the month but for corrections in June."""
    fund, tranche = (years(model, name).sum(axis=1) for name in ("gemeentefonds_zonder_taken", "accrestranche"))
    np.testing.assert_array_equal(np.diff(fund, axis=0), tranche[1:])
    growth = years(model, "accres_cumulatief").sum(axis=1)
    np.testing.assert_array_equal(np.diff(growth, axis=0), years(model, "bbp_accres").sum(axis=1)[1:])
    paid = years(model, "gemeentefonds_zonder_taken")
    for months in (slice(0, 5), slice(6, 12)):
        assert np.ptp(paid[:, months], axis=1).max() <= 1
    # What was paid too much or too little up to May is set right in June.
    np.testing.assert_allclose(paid.sum(axis=1), 12 * paid[:, 11], atol=12)


def test_what_closes_the_gap_is_the_gap(model: Any) -> None:
    room, closed = (years(model, name).sum(axis=1) for name in ("ruimte", "ombuiging"))
    np.testing.assert_array_equal(closed, np.maximum(-room, 0))


def test_reserves_change_by_what_is_taken_and_left_over_and_are_never_below_nought(model: Any) -> None:
    reserves = model.recorder.series["reserves"].astype(float)
    assert reserves.min() >= 0
    taken = model.recorder.series["ombuiging"][:, RESERVES].reshape(-1, 12, 60).sum(axis=1)
    left = np.maximum(years(model, "ruimte").sum(axis=1), 0)
    np.testing.assert_array_equal(np.diff(reserves[11::12], axis=0), (left - taken)[1:])


def test_the_room_is_nought_by_definition_until_2025() -> None:
    ran = runs.run(runs.scenario("gemeenten-septembercirculaire-2024.yaml", months=24), size=20)
    room = ran.recorder.series["ruimte"].reshape(2, 12, -1, 20).sum(axis=1)
    assert not room[0].any()
    # 2025 has what was cut for once, and nothing else.
    np.testing.assert_array_equal(room[1].sum(axis=0), -675e6)


def test_the_budget_of_assistance_is_what_is_needed_less_what_is_not_borne(model: Any) -> None:
    needed, budget, short = (years(model, name).sum(axis=1) for name in ("buig_nodig", "buig_budget", "buig_tekort"))
    np.testing.assert_array_equal(needed - budget, short)
    cut, avoided = (years(model, name).sum(axis=1) for name in ("buig_korting", "buig_vermeden"))
    np.testing.assert_allclose(short, np.maximum(cut - np.maximum(avoided, 0), 0), atol=1)
    borne = years(model, "buig_gedragen").sum(axis=1)
    np.testing.assert_array_equal(borne == 1, (cut > 0) & (short < 1))


def test_a_run_that_begins_within_a_year_pays_what_is_left_of_it() -> None:
    whole = runs.run(runs.scenario("gemeenten-septembercirculaire-2024-exact.yaml", months=24), size=2)
    late = runs.run(
        runs.scenario("gemeenten-septembercirculaire-2024-exact.yaml", months=20, start=date(2024, 5, 1)), size=2
    )
    for name in ("gemeentefonds", "accrestranche", "accres_cumulatief"):
        np.testing.assert_allclose(runs.total(late, name), runs.total(whole, name)[4:], atol=1, err_msg=name)


@pytest.mark.parametrize("name", ["buig_korting", "buig_tekort", "spuk_korting", "jeugd_taakstelling"])
def test_what_runs_by_the_month_is_as_much_in_a_run_that_begins_within_a_year(name: str) -> None:
    """Nobody knows how many were on assistance in the months before: the first year is close, not the same."""
    values = {"bijstand.korting": 120e6, "bijstand.uitstroom": 0, "spuk.korting": 0.1, "jeugd.besparing": 5e8}
    whole, late = (
        runs.run(runs.scenario("gemeenten-regeerprogramma.yaml", months=months, start=start), values, size=2)
        for months, start in ((12, date(2026, 1, 1)), (8, date(2026, 5, 1)))
    )
    np.testing.assert_allclose(runs.total(late, name), runs.total(whole, name)[4:], rtol=1e-6, atol=2)


@pytest.mark.parametrize(
    ("parameter", "level", "outcomes"),
    [
        ("spuk.korting", 0.1, ("spuk_korting", "spuk_bespaard")),
        ("jeugd.besparing", 5e8, ("jeugd_taakstelling", "jeugd_taakstelling_gehaald")),
        ("wmo.extra", 75e6, ("wmo_middelen",)),
        ("afspraken.dienstverlening", 120e6, ("dienstverlening",)),
        ("jeugd.extra_middelen", 900e6, ("jeugd_middelen",)),
        ("opvang.meer_kosten", 500e6, ("opvang_meer",)),
        ("wmo.afschuiving", 60e6, ("wmo_afschuiving",)),
        ("bijstand.korting", 120e6, ("buig_korting",)),
    ],
)
def test_a_booking_from_july_on_counts_for_half_in_its_first_year(
    parameter: str, level: float, outcomes: tuple[str, ...]
) -> None:
    scenario, name = runs.scenario("gemeenten.yaml", months=36), f"gemeenten.{parameter}"
    draws = runs.with_values(sample(scenario, 0, 3), "gemeenten", {parameter: 0, "bijstand.volgt_instroom": 0})
    path = draws.paths[name]
    july = Path((*path.dates, date(2027, 7, 1)), (*path.values, np.array([level])), path.low, path.high)
    model = registry.model("gemeenten")(replace(draws, paths=draws.paths | {name: july}))
    model.run()
    # What is booked is never taken back later in the year.
    assert all((runs.total(model, outcome) >= 0).all() for outcome in outcomes)
    for outcome in outcomes:
        before, half, whole = years(model, outcome).sum(axis=1)
        assert not before.any()
        assert (whole > 0).all()
        np.testing.assert_allclose(half, whole / 2, atol=1)


@given(amounts=st.lists(EUROS, min_size=12, max_size=12))
def test_twelve_payments_are_the_amount_that_is_known_last(amounts: list[float]) -> None:
    payments = Termijnen()
    paid = sum(payments.betaal("x", np.array([amount]), month) for month, amount in enumerate(amounts, start=1))
    assert paid == amounts[-1]
    assert payments.betaal("x", np.array([12.0]), 1) == 1


def test_growth_that_is_withheld_from_july_on_counts_for_half_and_goes_on() -> None:
    scenario, name = runs.scenario("gemeenten.yaml", months=36), "gemeenten.wmo.beschermd_wonen"
    draws = sample(scenario, 0, 3)
    path = draws.paths[name]
    given = [day for day in path.dates if day <= date(2027, 7, 1)]
    july = Path(
        (*given, date(2027, 7, 1)), (*path.values[: len(given)], path.at(date(2027, 7, 1)) - 24e6), path.low, path.high
    )
    flat = Path(tuple(given), path.values[: len(given)], path.low, path.high)
    found = []
    for one in (flat, july):
        model = registry.model("gemeenten")(replace(draws, paths=draws.paths | {name: one}))
        model.run()
        found.append(years(model, "beschermd_wonen_onthouden"))
    withheld = found[1] - found[0]
    assert not withheld[0].any()
    np.testing.assert_allclose(withheld[1].sum(axis=0), 12e6, atol=2)
    np.testing.assert_allclose(withheld[2].sum(axis=0), 12e6 + 24e6, atol=2)
    assert (withheld >= -1).all()


@given(amounts=st.lists(EUROS, min_size=1, max_size=12), first=st.integers(1, 12))
def test_an_amount_that_runs_by_the_month_is_a_twelfth_of_each(amounts: list[float], first: int) -> None:
    """The months before a run are as its first."""
    payments, paid, amounts = Termijnen(), 0.0, amounts[: 13 - first]
    for month, amount in enumerate(amounts, start=first):
        average = payments.gemiddeld("x", np.array([amount]), month)
        paid += payments.betaal("y", average, month)[0]
    assert paid == pytest.approx(sum(amounts) / 12, abs=2, rel=1e-12)
    assert payments.gemiddeld("x", np.array([7.0]), 1) == 7


@given(gap=EUROS, plans=st.lists(EUROS, min_size=4, max_size=4), reserves=EUROS)
def test_a_gap_is_divided_without_loss(gap: float, plans: list[float], reserves: float) -> None:
    closed = dichten(np.array([gap]), np.array(plans)[:, None], np.array([reserves]))
    assert closed.sum() == gap
    assert closed.min() >= 0
    assert closed[RESERVES] <= reserves
    # Services are cut beyond the plan only where reserves are used up.
    assert closed[VOORZIENINGEN] <= plans[VOORZIENINGEN] or closed[RESERVES] == reserves
