"""40,000 fewer labour migrants from the EU, on the two readings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulate.models.nederland.inwoners import ARBEID_EU
from tests.models.nederland import proef
from tests.models.runs import total

STAND, STROOM = "minder_eu_arbeidsmigranten_stand", "minder_eu_arbeidsmigranten_stroom"
JULI_2026, JUNI_2030 = 6, 53
"""The months in which the measure begins, and in which it has its full size after four years."""


def measured(name: str) -> str:
    return f"measures:\n  - {name}: {{delay: none, probability: 1}}\n"


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder: Path = tmp_path_factory.mktemp("arbeid")
    return {
        name: proef.run(proef.scenario(folder, more=measured(name) if name else "")) for name in ("", STAND, STROOM)
    }


def fewer(runs: dict[str, Any], name: str, outcome: str) -> Any:
    """How much lower an outcome is with the measure, (months, draws)."""
    return total(runs[""], outcome) - total(runs[name], outcome)


def test_as_a_stock_they_are_40_000_fewer_after_four_years_in_every_draw(runs: dict[str, Any]) -> None:
    difference = fewer(runs, STAND, "arbeidsmigranten_eu")
    assert (difference[:JULI_2026] == 0).all()
    assert (difference[JUNI_2030:] == 40_000).all()
    months = np.arange(JULI_2026, JUNI_2030 + 1)
    due = np.rint((months - JULI_2026 + 1) / 48 * 40_000)[:, None]
    assert (difference[months] == due).all()
    assert (difference == total(runs[STAND], "arbeidsmigranten_eu_minder")).all()


def test_the_others_are_not_touched(runs: dict[str, Any]) -> None:
    """Only births, which are fewer where fewer people of 20-64 live, and those are all of the remainder."""
    for outcome in ("inwoners", "migranten_in", "migranten_uit", "sterfte", "jarig_geworden"):
        with_it, without = (runs[name].recorder.series[outcome] for name in (STAND, ""))
        for ground in range(ARBEID_EU):
            assert np.array_equal(with_it[:, :, ground], without[:, :, ground]), (outcome, ground)
    born = fewer(runs, STAND, "geboorten")
    assert 0 < born.sum(axis=0).mean() < 40_000 * 0.017 * 10


def test_households_are_so_many_fewer_as_live_in_their_homes(runs: dict[str, Any]) -> None:
    """At three to a home 40,000 people are 13,300 households; who would have died here is no migrant who left."""
    per_person = np.asarray(runs[""].p.huishoudens.per_persoon)[ARBEID_EU]
    households = fewer(runs, STAND, "huishoudens_afwijking")[JUNI_2030]
    assert households == pytest.approx(40_000 * per_person, rel=0.01)
    assert round(40_000 / 3, -2) == 13_300
    assert round(40_000 / 2.16, -2) == 18_500


def test_labour_and_builders_go_with_them(runs: dict[str, Any]) -> None:
    works = np.asarray(runs[""].p.bevolking.arbeidsdeelname)[ARBEID_EU]
    labour = fewer(runs, STAND, "beroepsbevolking")[JUNI_2030]
    # Less those who would have turned 65.
    assert (labour <= 40_000 * works + 1).all()
    assert (labour >= 0.95 * 40_000 * works).all()
    builders = fewer(runs, STAND, "bouwers_eu")[JUNI_2030]
    assert builders == pytest.approx(40_000 * np.asarray(runs[""].p.migratie.aandeel_bouw), abs=0.05)
    assert builders == pytest.approx(total(runs[STAND], "bouwers_eu_minder")[JUNI_2030], abs=0.05)


def test_as_a_flow_they_are_more_and_come_back_when_it_ends(runs: dict[str, Any]) -> None:
    difference = fewer(runs, STROOM, "arbeidsmigranten_eu")
    assert (difference[JUNI_2030] > 40_000).all()
    # Four years of 40,000, less who would have left again.
    assert (difference[JUNI_2030] < 160_000).all()
    assert (difference[-1] < difference[JUNI_2030]).all()
    assert (difference == total(runs[STROOM], "arbeidsmigranten_eu_minder")).all()


def test_where_all_stay_all_who_did_not_come_are_missed(tmp_path: Path) -> None:
    stay = {
        "migratie.arbeid_eu_vertrek": 0.0,
        "migratie.arbeid_eu": 60_000.0,
        "migratie.aandeel_ingeschreven": 1.0,
        "bevolking.sterfte": (0.0, 0.0, 0.0),
    }
    flow = proef.scenario(tmp_path, more=measured(STROOM), months=60)
    missed = total(proef.run(flow, stay, size=20), "arbeidsmigranten_eu_minder")[JUNI_2030]
    assert missed == pytest.approx(160_000, abs=1)


def test_a_measure_that_ends_lets_them_come_back(tmp_path: Path) -> None:
    more = f"measures:\n  - {STAND}: {{delay: none, probability: 1, phase_in: 0, until: 2028-01-01}}\n"
    running = proef.run(proef.scenario(tmp_path, more=more, months=48), {"migratie.aandeel_ingeschreven": 0.5}, size=20)
    missed = total(running, "arbeidsmigranten_eu_minder")
    assert (missed[23] > 30_000).all()
    assert (missed[24:] < 1_000).all()


def test_nobody_is_kept_away_who_does_not_want_to_come(tmp_path: Path) -> None:
    """Where few come the stock falls as far as that allows, and never below nobody."""
    few = {"migratie.arbeid_eu": 1_200.0, "migratie.niet_ingeschreven": 1_000.0, "migratie.aandeel_ingeschreven": 0.5}
    running = proef.run(proef.scenario(tmp_path, more=measured(STAND), months=36), few, size=20)
    coming = running.recorder.series["migranten_in"][:, :, ARBEID_EU].sum(axis=1)
    assert (coming >= 0).all()
    assert (coming[24:] == 0).all()
