"""Known sums of the documents come out of the cost process, when the model is given just those people."""

from __future__ import annotations

import numpy as np
import pytest

from tests.models.asiel import chain

NO_HOMES = {
    "huisvesting.vrijkomende_sociale_huurwoningen": 0,
    "huisvesting.overige_huisvesting": 0,
    "huisvesting.hotelregeling_plekken": 0,
    "huisvesting.doorstroom_plekken": 0,
    "huisvesting.alternatieve_plekken": 0,
}


def test_18_000_status_holders_for_a_year_cost_466_million_at_71_euro_a_day() -> None:
    """Bouwstenen 1129-1131: 365 x 71 x 18,000 = 466.47 million."""
    model = chain.run(
        chain.scenario(months=12, uncertainty=False),
        chain.NOBODY | NO_HOMES | {"beginstand.statushouders_in_opvang": 18_000},
        size=3,
    )
    people = chain.total(model, "statushouders_in_opvang")
    # The allocation key rounds the opening to whole people in each province.
    assert np.abs(people - 18_000).max() <= 6
    cost = chain.total(model, "statushouders_bouwstenen").sum(axis=0)
    np.testing.assert_allclose(cost * 18_000 / people[0], 365 * 71 * 18_000, rtol=1e-12)
    assert 365 * 71 * 18_000 == 466_470_000


def test_the_hotel_scheme_pays_59_million_a_year() -> None:
    """Bouwstenen 1134-1136: 2,000 places x 2 half-years x 14,800 euro = 59.2 million."""
    model = chain.run(
        chain.scenario(months=18, uncertainty=False),
        chain.NOBODY
        | NO_HOMES
        | {"beginstand.statushouders_in_opvang": 18_000, "huisvesting.hotelregeling_plekken": 2_000},
        size=3,
    )
    paid = chain.total(model, "hotelregeling_bouwstenen")
    np.testing.assert_array_equal(paid[6:18].sum(axis=0), 59_200_000)


def test_reception_of_2023_costs_what_its_residents_cost() -> None:
    """31,087 residents x 30,400 + 20,834 in emergency places x 69,400 = 2.39 billion."""
    model = chain.run(
        chain.scenario(months=12, uncertainty=False),
        chain.NOBODY
        | NO_HOMES
        | {
            "beginstand.statushouders_in_opvang": 31_087 + 20_834,
            "opvang.statushouders_in_opvang": 1.0,
            "capaciteit.plekken_begin": (31_087, 0, 20_834, 0),
            "capaciteit.looptijd_noodopvang": 1e6,
            "capaciteit.max_noodopvang_per_maand": 0,
            "capaciteit.max_crisis_per_maand": 0,
            "capaciteit.structureel_doel": 0,
            "capaciteit.flexibel_doel": 0,
            "capaciteit.grote_locaties_plekken": 0,
            "capaciteit.afstoot": 0,
        },
        size=2,
    )
    cost = model.recorder.series["kosten_opvang"].sum(axis=(0, 1))
    assert cost == pytest.approx(31_087 * 30_400 + 20_834 * 69_400, rel=1e-3)
    assert cost == pytest.approx(2.39e9, rel=2e-3)


def test_payers_add_up() -> None:
    model = chain.run(chain.scenario(months=24), size=40)
    kinds = (
        "kosten_opvang", "kosten_leegstand", "kosten_ind", "kosten_ind_overig", "kosten_nidos", "kosten_dtv",
        "kosten_rechtsbijstand", "dwangsommen", "kosten_huisvesting", "kosten_terugkeer", "kosten_oekraine_rijk",
    )  # fmt: skip
    state = sum(chain.total(model, kind) for kind in kinds)
    np.testing.assert_allclose(state, chain.total(model, "kosten_rijk"), rtol=1e-9)
    both = chain.total(model, "kosten_rijk") + chain.total(model, "kosten_gemeenten")
    np.testing.assert_allclose(both, chain.total(model, "kosten_totaal"), rtol=1e-9)


def test_current_prices_rise_on_the_first_of_january_only() -> None:
    model = chain.run(chain.scenario(months=25, uncertainty=False), {"kosten.inflatie": 0.02}, size=2)
    index = chain.total(model, "kosten_totaal_lopend") / chain.total(model, "kosten_totaal")
    np.testing.assert_allclose(index[:12], 1.02**3, rtol=1e-9)  # 2026, at the price level of 2023
    np.testing.assert_allclose(index[12:24], 1.02**4, rtol=1e-9)
    np.testing.assert_allclose(index[24], 1.02**5, rtol=1e-9)
