"""Places: what stands stays, new tasks are realised in part, and halls open for those without a bed, at a pace."""

from __future__ import annotations

import numpy as np
import pytest

from simulate.models.asiel import Asiel
from simulate.models.asiel.capaciteit import CRISIS
from tests.models.asiel import chain

FULL = chain.NOBODY | {
    "huisvesting.vrijkomende_sociale_huurwoningen": 0,
    "huisvesting.overige_huisvesting": 0,
    "huisvesting.hotelregeling_plekken": 0,
    "huisvesting.doorstroom_plekken": 0,
    "beginstand.statushouders_in_opvang": 40_000,
    "opvang.statushouders_in_opvang": 1.0,
    "opvang.bezettingsnorm": 0.95,
    "opvang.uiterste_bezetting": 1.0,
    "capaciteit.plekken_begin": (40_000, 0, 0, 0),
    "capaciteit.structureel_doel": 0,
    "capaciteit.flexibel_doel": 0,
    "capaciteit.prognose_spreiding": 0,
    "capaciteit.looptijd_noodopvang": 1_000,
    "capaciteit.doorlooptijd": (30.0, 12.0, 3.0, 1.0),
}


def _plafond(model: Asiel, task: float, stood: float) -> np.ndarray:
    model.opgave, model.staat, model.prognose = (np.full(model.size, n) for n in (task, stood, 0.0))
    return model._plafond()


def test_of_a_task_only_what_is_new_is_realised_in_part() -> None:
    """A task of 60,000 on 40,000 places at a realisation of .3 allows 46,000."""
    model = chain.run(
        chain.scenario(months=1, uncertainty=False), FULL | {"capaciteit.spreidingswet_realisatie": 0.3}, size=2
    )
    np.testing.assert_allclose(_plafond(model, 60_000, 40_000), 46_000)


@pytest.mark.parametrize("task", [0, 10_000, 39_999])
def test_what_stands_does_not_vanish_because_less_is_asked(task: int) -> None:
    model = chain.run(chain.scenario(months=1, uncertainty=False), FULL, size=2)
    np.testing.assert_allclose(_plafond(model, task, 40_000), 40_000)


def test_nobody_is_roofless_because_a_ratio_caps_what_stands() -> None:
    """Full to the last place, a law that realises nothing, and nobody comes: everybody has a bed."""
    model = chain.run(
        chain.scenario(months=60, uncertainty=False), FULL | {"capaciteit.spreidingswet_realisatie": 0.0}, size=3
    )
    assert not chain.total(model, "niet_geplaatst").any()


@pytest.mark.parametrize(("pace", "roofless"), [(20_000, False), (100, True)])
def test_somebody_is_when_halls_open_too_slowly(pace: int, roofless: bool) -> None:
    model = chain.run(
        chain.scenario(months=24, uncertainty=False),
        FULL | {
            "instroom.eerste_aanvragen": 36_000,
            "instroom.spreiding": 0,
            "instroom.seizoen": (1.0,) * 12,
            "beslissen.beslisruimte": 0,
            "capaciteit.spreidingswet_realisatie": 0.0,
            "capaciteit.max_crisis_per_maand": pace,
        },
        size=4,
    )  # fmt: skip
    without = chain.total(model, "niet_geplaatst")
    # In the first months no trend is known yet.
    assert bool((without[6:] > 500).any()) is roofless
    assert (model.recorder.series["opvangplekken"][-1, CRISIS] > 0).all()
    opened = np.diff(model.recorder.series["opvangplekken"][:, CRISIS], axis=0)
    assert opened.max() <= pace


def test_halls_close_when_there_is_room_elsewhere() -> None:
    model = chain.run(
        chain.scenario(months=36, uncertainty=False),
        FULL | {"capaciteit.plekken_begin": (50_000, 0, 0, 5_000), "capaciteit.looptijd_crisis": 3},
        size=2,
    )
    halls = model.recorder.series["opvangplekken"][:, CRISIS]
    assert (np.diff(halls, axis=0) <= 0).all()
    assert halls[-1].max() <= 5
