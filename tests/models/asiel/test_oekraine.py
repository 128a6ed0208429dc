"""Displaced people from Ukraine: at the end of protection they branch once, and nobody is lost."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from tests.models.asiel import chain

QUIET = chain.NOBODY | {
    "oekraine.instroom": 0,
    "oekraine.vertrek": 0,
    "oekraine.eigen_woonruimte": 0,
    "oekraine.doorstroom_na_status": 0,
    "oekraine.opvangplicht_na_rtb": 12,
    "oekraine.einde_transitie": 0.5,
    "oekraine.einde_arbeid": 0.1,
    "oekraine.einde_asiel": 0.1,
    "oekraine.einde_terugkeer": 0.3,
    "beginstand.oekraine_gemeentelijk": 90_000,
    "beginstand.oekraine_particulier": 40_000,
}
ENDS = (2027 - 2026) * 12 + 3
"""The first month without protection, which ends on 4 March 2027: it is seen on 1 April."""


def test_people_branch_once_by_their_shares() -> None:
    model = chain.run(chain.scenario(months=40, uncertainty=False), QUIET, size=20)
    series = model.recorder.series
    assert not series["oekraine_asielvraag"][:ENDS].any()
    assert series["oekraine_asielvraag"].sum(axis=0).mean() == pytest.approx(9_000, rel=0.02)
    returned = series["oekraine_teruggekeerd_gemeentelijk"]
    assert returned.sum(axis=0).mean() == pytest.approx(27_000, rel=0.01)
    assert not returned[: ENDS + 12].any()
    # Who has a home asks for no place in reception: 3 of 9 return.
    assert series["oekraine_teruggekeerd_particulier"].sum(axis=0).mean() == pytest.approx(40_000 / 3, rel=0.02)


def test_until_the_duty_ends_reception_goes_on() -> None:
    model = chain.run(chain.scenario(months=40, uncertainty=False), QUIET | {"oekraine.einde_asiel": 0.0}, size=5)
    housed = model.recorder.series["oekraine_opgevangen"]
    np.testing.assert_array_equal(housed[: ENDS + 12], 90_000)
    assert housed[-1].mean() == pytest.approx(90_000 * 6 / 9, rel=0.02)


def test_a_status_for_all_leaves_nothing_to_branch() -> None:
    model = chain.run(chain.scenario(months=40, uncertainty=False), QUIET | {"oekraine.statusrecht": 1}, size=5)
    for flow in ("oekraine_asielvraag", "oekraine_terugkeer_gemeentelijk", "oekraine_terugkeer_particulier"):
        assert not model.recorder.series[flow].any()


def test_before_there_was_protection_nothing_ends() -> None:
    scenario = chain.scenario(months=24, uncertainty=False, start=date(2014, 1, 1))
    model = chain.run(scenario, size=3)
    assert not model.recorder.series["oekraine_nieuwe_aanvragen"].any()
    assert not model.recorder.series["oekraine_terugkeer_gemeentelijk"].any()


def test_homes_they_take_are_not_there_for_status_holders() -> None:
    values = chain.NOBODY | {
        "beginstand.statushouders_in_opvang": 40_000,
        "huisvesting.realisatie_taakstelling": 1.0,
        "huisvesting.overige_huisvesting": 0,
        "huisvesting.spreiding_gemeenten": 0,
        "huisvesting.taakstelling_achterstand": 40_000,
        "oekraine.eigen_woonruimte": 0.05,
    }
    run = {
        share: chain.run(
            chain.scenario(months=12, uncertainty=False), values | {"oekraine.aandeel_sociale_huur": share}, size=20
        )
        for share in (0.0, 1.0)
    }
    housed = {share: chain.total(model, "huisvesting").sum(axis=0).mean() for share, model in run.items()}
    assert housed[1.0] < housed[0.0]
