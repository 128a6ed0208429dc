"""What must come out if the model is right: closed forms, arithmetic of the documents, brakes that bind or not."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.stats import norm

from tests.models import runs
from tests.models.runs import Values

NO_BRAKES: dict[str, float | tuple[float, ...]] = {
    f"remmen.{brake}_aandeel": 0 for brake in ("beroep", "stikstof", "net", "drinkwater", "ontsluiting")
} | {"remmen.arrest_kans": 0}
FREE: dict[str, float | tuple[float, ...]] = NO_BRAKES | {
    "procedures.opgelegd": 1,
    "procedures.opgelegde_vergunningen": 72_000,
    "procedures.intrekking": 0,
    "bouwen.bouw_fte": 5e6,
    "bouwen.tegenslag": 0,
    "bouwen.industrieel_aandeel": 0,
    "bouwen.bouwtijd": (12, 12, 12, 12),
    "bouwen.starttijd": 6,
    "beginstand.aandeel_opgehouden": 0,
    "beginstand.zachte_plannen": 0,
    "beginstand.harde_plannen": 0,
    "beginstand.wacht_op_dekking": 0,
    "beginstand.in_procedure": 0,
}
"""Permits from outside, and nothing that holds a home back."""


def run(months: int, values: Values, size: int = 40, name: str = "wonen.yaml") -> Any:
    return runs.run(runs.scenario(name, months=months), values, size=size)


def by_year(model: Any, outcome: str) -> Any:
    """Totals of the calendar years, meant over the draws."""
    series = runs.mean(model, outcome)
    return series.reshape(-1, 12).sum(axis=1)


def test_littles_law_from_permit_to_key() -> None:
    model = run(96, FREE)
    pipeline, completions = runs.mean(model, "pijplijn")[-24:].mean(), by_year(model, "nieuwbouw")[-2:].mean()
    assert completions == pytest.approx(72_000, rel=0.01)
    # Six months until the start and twelve of building.
    assert 12 * pipeline / completions == pytest.approx(18, rel=0.03)
    assert runs.mean(model, "doorlooptijd")[-12:].mean() == pytest.approx(18, abs=1)
    # Waits for the start are geometric: the median is below the mean.
    assert runs.mean(model, "doorlooptijd_mediaan")[-12:].mean() == pytest.approx(12 + 6 * np.log(2), abs=1.2)


def test_a_brake_that_nobody_meets_longest_changes_nothing() -> None:
    values: Values = {
        "remmen.beroep_aandeel": 1, "remmen.beroep_duur": 20, "remmen.drinkwater_aandeel": 0.4,
        "remmen.drinkwater_duur": 6, "remmen.net_aandeel": 0, "remmen.ontsluiting_aandeel": 0,
        "remmen.stikstof_aandeel": 0, "remmen.arrest_kans": 0,
    }  # fmt: skip
    with_water, without = run(36, values), run(36, dict(values) | {"remmen.drinkwater_aandeel": 0})
    # What waits for water at the start is not yet told apart; afterwards no home is behind a brake that is not slowest.
    for outcome in ("opgehouden_door", "zonder_rem"):
        np.testing.assert_array_equal(with_water.recorder.series[outcome], without.recorder.series[outcome])


def test_removing_the_slowest_brake_moves_the_queue_to_the_next() -> None:
    both: Values = NO_BRAKES | {
        "remmen.beroep_aandeel": 0.5, "remmen.beroep_duur": 24, "remmen.ontsluiting_aandeel": 0.5,
        "remmen.ontsluiting_duur": 12,
    }  # fmt: skip
    model, without = run(48, both), run(48, dict(both) | {"remmen.beroep_aandeel": 0})
    held, then = (m.recorder.series["opgehouden"].mean(axis=-1)[-12:].mean(axis=0) for m in (model, without))
    assert held[2] > 0
    assert then[2] == 0
    # Half of the homes met access alone; without appeals all that meet it are behind it.
    assert 1.5 < then[6] / held[6] < 2.6
    assert then.sum() - then[0] < held.sum() - held[0]


def test_half_the_appeal_time_brings_homes_forward_by_no_more_than_it_takes_away() -> None:
    whole: Values = FREE | {"remmen.beroep_aandeel": 0.4, "remmen.beroep_duur": 14}
    half = dict(whole) | {"remmen.beroep_duur": 7}
    slow, fast = (run(96, values) for values in (whole, half))
    saved = (runs.mean(slow, "pijplijn")[-24:] - runs.mean(fast, "pijplijn")[-24:]).mean()
    # Seven months for 40 percent of 6,000 permits a month.
    assert saved == pytest.approx(0.4 * 7 * 6_000, rel=0.06)
    np.testing.assert_allclose(by_year(slow, "nieuwbouw")[-1], by_year(fast, "nieuwbouw")[-1], rtol=0.01)


def test_the_net_lets_no_more_through_than_it_connects() -> None:
    values: Values = FREE | {
        "remmen.net_aandeel": 1, "remmen.net_aansluitingen": 24_000, "remmen.net_overige": 0,
        "remmen.net_wachtrij": 1e5,
    }  # fmt: skip
    model = run(60, values)
    released = by_year(model, "rem_los")[-2:].mean() + by_year(model, "overige_aangesloten")[-2:].mean()
    assert released == pytest.approx(24_000, rel=0.02)


def test_plans_without_cover_are_those_whose_loss_is_above_it() -> None:
    values: Values = {
        "haalbaarheid.aandeel_onrendabel": (0.8, 0.6, 0.4, 0.2), "haalbaarheid.tekort_per_woning": 20_000,
        "haalbaarheid.tekort_spreiding": 0.5, "haalbaarheid.gemeentelijke_bijdrage": 10_000,
        "haalbaarheid.stimulans_per_woning": 0,
    }  # fmt: skip
    model = run(2, values)
    above = norm.cdf(np.log(2) / 0.5)
    found = model.recorder.series["onrendabel_aandeel"][0].mean(axis=-1)
    np.testing.assert_allclose(found, above * np.array([0.8, 0.6, 0.4, 0.2]), rtol=1e-5)


def test_the_quota_are_the_arithmetic_of_the_documents() -> None:
    """100,000 homes: 66,667 affordable, 30,000 social, when every plan is covered and the mix is that of the quota."""
    mix = (0.30, 0.20, 1 / 6, 1 / 3)
    values: Values = FREE | {"procedures.opgelegde_vergunningen": 100_000, "verdeling.segmentverdeling_lopend": mix}
    model = run(72, values)
    segments = model.recorder.series["nieuwbouw_per_segment"].mean(axis=-1)[-12:].sum(axis=0)
    assert segments.sum() == pytest.approx(100_000, rel=0.01)
    assert segments[0] == pytest.approx(30_000, rel=0.02)
    assert segments[:3].sum() == pytest.approx(66_667, rel=0.02)
    assert runs.mean(model, "aandeel_betaalbaar")[-12:].mean() == pytest.approx(2 / 3, abs=0.01)


def test_a_quota_without_money_makes_homes_wait() -> None:
    values: Values = {"haalbaarheid.aandeel_onrendabel": (0.9, 0.6, 0.5, 0.2), "haalbaarheid.subsidie_budget": 0}
    mixed = {"verdeling.segmentverdeling": (0.6, 0.2, 0.1, 0.1)}
    free, quota = run(120, values), run(120, dict(values) | mixed)
    assert runs.mean(quota, "wacht_op_dekking")[-1] > runs.mean(free, "wacht_op_dekking")[-1]
    assert by_year(quota, "vergunningen")[-1] < by_year(free, "vergunningen")[-1]


def test_the_incentive_stops_when_its_budget_is_spent() -> None:
    values: Values = {"haalbaarheid.stimulans_per_woning": 7_000, "haalbaarheid.stimulans_budget": 70e6}
    model = run(24, values)
    paid = runs.total(model, "stimulans_betaald").reshape(2, 12, -1).sum(axis=1)
    # Seventy million is ten thousand homes a year; far more are affordable.
    np.testing.assert_allclose(paid, 70e6, rtol=1e-6)
    assert runs.total(model, "stimulans_onbetaald")[-1].min() > 0


def test_pipeline_over_completions_lead_time_and_old_permits_hold_at_once() -> None:
    """In 2024-2025: three years of completions in the pipeline, a median of 24 months, a quarter above two years."""
    model = runs.run(runs.scenario("wonen.yaml", months=24), size=400)
    ratio = runs.mean(model, "pijplijn")[11] / by_year(model, "nieuwbouw")[0]
    assert 2.4 < ratio < 3.2
    assert 22 < runs.mean(model, "doorlooptijd_mediaan")[:12].mean() < 28
    assert 0.22 < runs.mean(model, "ouder_dan_twee_jaar")[:12].mean() < 0.34


def test_the_goal_is_judged_on_calendar_years() -> None:
    model = run(24, FREE | {"procedures.opgelegde_vergunningen": 200_000}, size=20)
    reached = model.recorder.series["doel_gehaald"]
    years = model.recorder.series["nieuwe_woningen"].reshape(2, 12, 3, -1).sum(axis=1)
    np.testing.assert_array_equal(reached[[11, 23]], years >= 100_000)
    assert not np.delete(reached, [11, 23], axis=0).any()
    assert 0 < reached.mean() < 1


def test_without_priority_status_holders_get_fewer_homes_and_others_more() -> None:
    with_, without = (run(24, {"toewijzing.voorrang_statushouders": switch}) for switch in (1, 0))
    urgent, status, regular = (
        without.recorder.series["toewijzingen"] - with_.recorder.series["toewijzingen"]
    ).swapaxes(0, 1)  # fmt: skip
    assert not urgent.any()
    assert (status <= 0).all()
    assert (regular >= 0).all()
    np.testing.assert_array_equal(status, -regular)


def test_same_seed_same_bits() -> None:
    first, second = run(14, {}, size=8), run(14, {}, size=8)
    for name, series in first.recorder.series.items():
        np.testing.assert_array_equal(series, second.recorder.series[name])


def test_where_builders_are_short_fewer_permits_are_asked_for_and_no_fewer_homes_are_built() -> None:
    values: Values = FREE | {"bouwen.bouw_fte": 480_000, "procedures.opgelegde_vergunningen": 120_000}
    patient, waiting = (run(120, dict(values) | {"plannen.geduld_ontwikkelaars": m}) for m in (1e6, 12))
    permits, completions = (by_year(waiting, outcome)[-1] for outcome in ("vergunningen", "nieuwbouw"))
    assert by_year(patient, "vergunningen")[-1] == pytest.approx(120_000, rel=0.01)
    assert completions == pytest.approx(by_year(patient, "nieuwbouw")[-1], rel=0.01)
    # Work piles up until no more is asked for than can be built.
    assert permits == pytest.approx(completions, rel=0.05)
    assert runs.mean(waiting, "pijplijn")[-1] < 0.7 * runs.mean(patient, "pijplijn")[-1]
