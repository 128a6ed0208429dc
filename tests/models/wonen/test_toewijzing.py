"""Vacancies are counted once, and the seekers are an account that closes."""

from __future__ import annotations

import pytest

from tests.models import runs
from tests.models.runs import Values
from tests.models.wonen.test_truths import FREE, by_year, run

MIX = (0.25, 0.13, 0.22, 0.40)
COUNTED: Values = FREE | {
    "beginstand.pijplijn": 110_400, "beginstand.aandeel_in_aanbouw": 2 / 3, "verdeling.segmentverdeling_lopend": MIX,
    "procedures.opgelegde_vergunningen": 73_600, "toewijzing.referentieproductie": 73_600,
    "toewijzing.vrijkomend_sociaal": 161_000, "doorstroming.aandeel_ouderen": 0.25, "doorstroming.verhuisketen": 2.5,
    "doorstroming.aandeel_sociaal_in_keten": 0.3, "toewijzing.groei_zoekenden": 0,
    "toewijzing.voorrang_statushouders": 1, "toewijzing.statushouders_vraag": 13_000,
}  # fmt: skip
"""As many completions in every month as in the year of the count: eighteen months of them in the pipeline."""


def test_at_the_production_of_the_count_there_are_the_vacancies_of_the_count() -> None:
    model = run(60, COUNTED)
    assert by_year(model, "nieuwbouw").mean() == pytest.approx(73_600, rel=0.01)
    assert by_year(model, "vrijgekomen_sociaal").mean() == pytest.approx(161_000, rel=0.005)


def test_only_what_is_built_above_it_adds_and_it_adds_once() -> None:
    more = dict(COUNTED) | {"procedures.opgelegde_vergunningen": 83_600}
    base, built = run(72, COUNTED), run(72, more)
    extra = (by_year(built, "nieuwbouw") - by_year(base, "nieuwbouw"))[-2:].sum()
    vacancies = (by_year(built, "vrijgekomen_sociaal") - by_year(base, "vrijgekomen_sociaal"))[-2:].sum()
    assert extra == pytest.approx(20_000, rel=0.02)
    # A quarter is social, and a quarter starts chains of 2.5 moves, of which three in ten free a social home.
    assert vacancies / extra == pytest.approx(0.25 + 0.25 * 2.5 * 0.3, rel=0.02)


def test_the_account_of_seekers_closes() -> None:
    """Where nothing changes their number stays, and grows by as much as is said."""
    steady, growing = run(60, COUNTED), run(60, dict(COUNTED) | {"toewijzing.groei_zoekenden": 9_000})
    seekers, grown = (runs.mean(m, "woningzoekenden") for m in (steady, growing))
    assert seekers[-1] == pytest.approx(seekers[0], rel=0.01)
    # Of what comes in each year a part stops again.
    assert grown[-1] - seekers[-1] == pytest.approx(5 * 9_000, rel=0.2)


def test_status_holders_get_the_homes_that_were_counted() -> None:
    allocated = run(24, COUNTED).recorder.series["toewijzingen"].mean(axis=-1)[-12:].sum(axis=0)
    assert allocated[1] == pytest.approx(13_000, rel=0.01)
    assert allocated.sum() == pytest.approx(161_000, rel=0.01)
