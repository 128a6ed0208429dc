"""Family reunification: an account that closes, a handling time that is kept, hours that suffice or do not."""

from __future__ import annotations

import numpy as np
import pytest

from tests.models.asiel import chain

EXACT = {
    "beginstand.nareis_geteld": 27_000,
    "beginstand.nareis_vergunningen_sinds": 20_000,
    "beginstand.nareis_verhouding": 1.25,
    "beginstand.nareis_besluiten_sinds": 38_000,
    "nareis.verzoeken_per_vergunning": 2,
}


def test_what_is_open_at_the_start_closes_the_account() -> None:
    """27,000 + 20,000 permits x 2 x 1.25 - 38,000 decisions = 39,000."""
    model = chain.run(chain.scenario(months=1, uncertainty=False), EXACT, size=3)
    opened = model.recorder.series["nareis_open"][0] + model.recorder.series["nareisbesluit"][0]
    came = sum(model.recorder.series[flow][0] for flow in ("nareisverzoek", "nareis_voldoet", "nareis_gegrond"))
    np.testing.assert_array_equal(opened - came, 39_000)


def test_a_draw_with_more_requests_per_permit_starts_with_more_of_them_open() -> None:
    model = chain.run(chain.scenario(months=1), size=500)
    requests = np.broadcast_to(model.p.nareis.verzoeken_per_vergunning, (500,))
    assert np.corrcoef(requests, model.recorder.series["nareis_open"][0])[0, 1] > 0.5


@pytest.mark.parametrize("weeks", [5, 13, 26])
def test_no_request_is_decided_before_it_has_taken_its_handling_time(weeks: int) -> None:
    """With hours for everything and nobody at the start, the first decision comes when the first request is due."""
    model = chain.run(
        chain.scenario(months=14, uncertainty=False),
        chain.NOBODY
        | {
            "beginstand.nareis_in_te_dienen": 9_000,
            "nareis.behandelduur": weeks,
            "nareis.inwilligingskans": 1.0,
            "beslissen.beslismedewerkers": 5_000,
            "nareis.verzoeken_per_vergunning": 0,
        },
        size=4,
    )
    series = model.recorder.series
    waited = series["wachttijd_nareis"]
    decided = series["nareisbesluit"]
    assert decided.sum(axis=0) == pytest.approx(series["nareisverzoek"].sum(axis=0))
    assert (waited[decided > 0] >= weeks).all()
    # Nothing else holds them up: they are decided in the first or the second week in which they may be.
    assert (waited[decided > 0] <= weeks + 2).all()


def test_no_more_is_decided_than_there_are_hours_for() -> None:
    model = chain.run(chain.scenario(months=36), size=50)
    p = model.p.beslissen
    hours = chain.total(model, "ind_medewerkers") * p.uren_per_fte * np.maximum(p.productiviteit, 0)
    # Productivity moves by the year: its highest value bounds every month of it.
    highest = hours.max(axis=0) * 3 / np.broadcast_to(p.uren_per_nareiszaak, (50,))
    assert (chain.total(model, "nareisbesluit").sum(axis=0) <= highest + 1).all()


@pytest.mark.parametrize(("staff", "empties"), [(3_000, True), (300, False)])
def test_the_queue_empties_only_where_capacity_exceeds_requests(staff: int, empties: bool) -> None:
    values = chain.NOBODY | EXACT | {
        "instroom.eerste_aanvragen": 24_000,
        "instroom.spreiding": 0,
        "beginstand.in_procedure": 30_000,
        "beslissen.beslismedewerkers": staff,
        "beslissen.meebewegen": 0,
        "nareis.behandelduur": 13,
    }  # fmt: skip
    model = chain.run(chain.scenario(months=96, uncertainty=False), values, size=4)
    waiting = chain.total(model, "nareis_open")
    least = chain.total(model, "nareisverzoek")[-3:].sum(axis=0)
    if empties:
        # What is left is what came in during the handling time, a quarter.
        assert (waiting[-1] <= 1.5 * least + 200).all()
    else:
        assert (waiting[-1] > waiting[0]).all()
        assert (np.diff(waiting[-24:].mean(axis=1)) > 0).mean() > 0.8


def test_hours_follow_the_work_that_waits_slowly() -> None:
    """With all work in family cases their share of the hours goes to one, by the inertia that is given."""
    model = chain.run(
        chain.scenario(months=13, uncertainty=False),
        chain.NOBODY | {
            "beginstand.nareis_geteld": 400_000,
            "beslissen.aandeel_nareis": 0.1,
            "beslissen.traagheid_inzet": 12,
        },
        size=2,
    )  # fmt: skip
    # A first-order approach: 1 - 0.9 / e after as many months as the inertia has.
    assert model.deel_nareis == pytest.approx(1 - 0.9 * np.exp(-13 / 12), abs=0.03)


def test_who_is_right_in_objection_waits_for_a_new_decision() -> None:
    model = chain.run(
        chain.scenario(months=60, uncertainty=False),
        chain.NOBODY | {
            "beginstand.nareis_geteld": 10_000,
            "nareis.inwilligingskans": 0.0,
            "nareis.bezwaar_aandeel": 1.0,
            "nareis.bezwaar_gegrond": 0.5,
            "nareis.bezwaar_duur": 1,
            "nareis.behandelduur": 1,
            "beslissen.beslismedewerkers": 5_000,
        },
        size=4,
    )  # fmt: skip
    series = model.recorder.series
    # Decided once, and then half of them again, and half of these: 10,000 x (1 + 1/2 + 1/4 + ...) = 20,000.
    assert series["nareisbesluit"].sum(axis=0) == pytest.approx(20_000, rel=0.03)
    assert series["nareis_ongegrond"].sum(axis=0) == pytest.approx(10_000, rel=0.01)
    assert not series["nareis_aankomst"].any()
