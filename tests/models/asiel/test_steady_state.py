"""With constant parameters the chain settles where its closed forms say, and obeys Little's law in every queue."""

from __future__ import annotations

import numpy as np
import pytest

from simulate.models.asiel import Asiel
from tests.models.asiel import chain

CONSTANT = {
    "instroom.eerste_aanvragen": 24_000,
    "instroom.herhaalde_aanvragen": 0,
    "instroom.hervestiging": 0,
    "instroom.spreiding": 0,
    "instroom.seizoen": (1.0,) * 12,
    "instroom.aandeel_groep": (0.0, 1.0, 0.0),
    "beginstand.in_procedure_groep": (0.0, 1.0, 0.0),
    "beginstand.in_beroep_groep": (0.0, 1.0, 0.0),
    "beslissen.inwilligingskans": (0.5, 0.5, 0.5),
    "beslissen.overig_afgedaan": (0.02, 0.02, 0.02),
    "beslissen.overig_naar_vertrek": 0.3,
    "beslissen.meebewegen": 0,
    "beslissen.verloop": 0,
    "beroep.beroep_aandeel": 0.8,
    "beroep.duur": 6,
    "beroep.gegrond_aandeel": 0.0,
    "beroep.hoger_beroep_aandeel": 0.5,
    "beroep.duur_hoger_beroep": 4,
    "beroep.gegrond_hoger_beroep": 0.0,
    "nareis.verzoeken_per_vergunning": 0,
    "beginstand.nareis_in_te_dienen": 0,
    "beginstand.nareis_geteld": 0,
    "beginstand.nareis_vergunningen_sinds": 0,
    "beginstand.nareis_besluiten_sinds": 0,
    "beginstand.nareis_in_bezwaar": 0,
    "oekraine.asiel_na_einde": 0,
    "oekraine.einde_asiel": 0,
    "beginstand.nareis_op_reis": 0,
}


@pytest.fixture(scope="module")
def settled() -> Asiel:
    """Ten years; capacity is below the inflow, so the queue grows until leaving balances it."""
    return chain.run(chain.scenario(months=120, uncertainty=False), CONSTANT, size=120)


def _late(model: Asiel, outcome: str) -> float:
    """Mean over the last two years and the draws."""
    return float(chain.mean(model, outcome)[-24:].mean())


def test_what_comes_in_goes_out(settled: Asiel) -> None:
    out = sum(_late(settled, f) for f in ("besluit", "besluit_buiten_volgorde", "overig_afgedaan"))
    change = np.diff(chain.mean(settled, "in_procedure"))[-24:].mean()
    assert _late(settled, "eerste_aanvragen") == pytest.approx(2_000, rel=0.01)
    assert out + change == pytest.approx(2_000, rel=0.01)


def test_courts_hold_rate_times_duration(settled: Asiel) -> None:
    """Monthly rulings with chance 1/d hold d months of filings at month end, before the next rulings."""
    filed = _late(settled, "beroep_ingesteld")
    assert filed == pytest.approx(0.8 * _late(settled, "afwijzing"), rel=0.01)
    # Month-end stock, just before the next rulings: a month's filings over the chance.
    assert _late(settled, "in_beroep") == pytest.approx(6 * filed, rel=0.03)
    assert _late(settled, "in_hoger_beroep") == pytest.approx(
        (4 - 1) * _late(settled, "hoger_beroep_ingesteld"), rel=0.03
    )


def test_departures_balance_what_enters(settled: Asiel) -> None:
    entering = _late(settled, "vertrekplicht")
    expected = (
        0.3 * _late(settled, "overig_afgedaan")
        + 0.2 * _late(settled, "afwijzing")
        + 0.5 * _late(settled, "uitspraak")
        + _late(settled, "uitspraak_hoger")
    )
    assert entering == pytest.approx(expected, rel=0.01)
    leaving = sum(_late(settled, f) for f in ("zelfstandig_vertrek", "gedwongen_vertrek", "zonder_toezicht"))
    assert leaving == pytest.approx(entering, rel=0.02)


def test_status_holders_obey_little(settled: Asiel) -> None:
    """Mean number = rate x mean time, for those who wait for a home (time measured by the queue itself)."""
    rate = _late(settled, "huisvesting") + _late(settled, "naar_doorstroom") + _late(settled, "naar_hotelregeling")
    weeks = np.nanmean(settled.recorder.series["wachttijd_huisvesting"][-24:])
    number = chain.mean(settled, "statushouders_in_opvang")[-24:].mean()
    # Month-end counts are taken just before the next month's homes: half a month's moves above the mean of the month.
    months = weeks * 7 / (365.2425 / 12)
    assert number == pytest.approx(rate * months, rel=0.12)
