"""The staff norm: the normal load and the backlog over the years meant to clear it; budgets that lag behind it."""

from __future__ import annotations

import numpy as np
import pytest

from simulate.models.asiel import Asiel
from tests.models.asiel import chain

STEADY = chain.NOBODY | {
    "instroom.eerste_aanvragen": 24_000,
    "instroom.spreiding": 0,
    "instroom.aandeel_groep": (0.0, 1.0, 0.0),
    "beginstand.in_procedure_groep": (0.0, 1.0, 0.0),
    "beslissen.overig_afgedaan": (0.0, 0.0, 0.0),
    "beslissen.uren_per_zaak": (50.0, 50.0, 50.0),
    "beslissen.uren_per_fte": 1_300,
    "beslissen.productiviteit": 1.0,
    "beslissen.wettelijke_termijn": 6,
    "beslissen.wegwerktermijn": 4,
    "beslissen.verloop": 0,
    "nareis.verzoeken_per_vergunning": 0,
    "beroep.gegrond_aandeel": 0.0,
    "beroep.gegrond_hoger_beroep": 0.0,
    "instroom.seizoen": (1.0,) * 12,
}


def norm(model: Asiel, hours: float) -> np.ndarray:
    """The norm for so many hours of work a year."""
    return model._norm(np.full(model.size, hours), np.zeros(model.size))


def test_the_norm_of_a_stock_within_the_term_is_the_inflow() -> None:
    """24,000 cases of 50 hours are 1.2 million hours, of 1,300 each: 923 fte; half a year of cases is no backlog."""
    model = chain.run(chain.scenario(months=1, uncertainty=False), STEADY | {"beginstand.in_procedure": 5_000}, size=2)
    np.testing.assert_allclose(norm(model, 24_000 * 50), 24_000 * 50 / 1_300)


def test_a_backlog_counts_over_the_years_meant_to_clear_it() -> None:
    """50,000 open less 12,000 within the term is 38,000 cases; a quarter of it is added to the load of a year."""
    model = chain.run(
        chain.scenario(months=1, uncertainty=False),
        STEADY | {"beginstand.in_procedure": 50_000, "beslissen.beslisruimte": 0, "instroom.eerste_aanvragen": 0},
        size=2,
    )
    np.testing.assert_allclose(norm(model, 24_000 * 50), (24_000 + 38_000 / 4) * 50 / 1_300)


@pytest.mark.parametrize("closes", [0.25, 1.0])
def test_a_budget_closes_its_part_of_the_gap_each_year(closes: float) -> None:
    values = STEADY | {
        "beginstand.in_procedure": 5_000,
        "beslissen.beslismedewerkers": 1_600,
        "beslissen.meebewegen": closes,
        "beslissen.behandelduur": 4,
    }
    model = chain.run(chain.scenario(months=25, uncertainty=False), values, size=4)
    wanted = 24_000 * 50 / 1_300 / 1_600
    # Two first Januaries.
    assert model.begroot == pytest.approx(1 - (1 - wanted) * (1 - (1 - closes) ** 2), rel=0.02)


def test_a_stock_that_is_gone_asks_for_no_staff() -> None:
    """A crisis stock is not the normal load: when it has gone, staff goes back to what comes in."""
    values = STEADY | {
        "beginstand.in_procedure": 60_000,
        "beslissen.beslismedewerkers": 2_000,
        "beslissen.meebewegen": 0.5,
        "beslissen.werving_per_kwartaal": 500,
        "beslissen.afvloeiing_per_kwartaal": 0.2,
        "beslissen.behandelduur": 4,
    }
    model = chain.run(chain.scenario(months=120, uncertainty=False), values, size=4)
    staff = chain.total(model, "ind_medewerkers").mean(axis=1)
    assert chain.total(model, "in_procedure").mean(axis=1)[-1] < 13_000
    assert staff[-1] == pytest.approx(24_000 * 50 / 1_300, rel=0.1)
