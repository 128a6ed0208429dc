"""The deductible of 2012-2016 and the waits of 2016-2023, looked back at. See docs/zorg-terugblik.md.

Hospital care against 65-74 in 2013, seen and median, at 20-24, 25-34, 35-44, 45-54 and 55-64: -7.0 and -4.7, -4.6 and
-3.9, -2.3 and -2.3, -0.8 and -0.4, +0.5 and -0.2 (calibrated). Of the small steps of 2014-2016 no median is above the
noise; in 2012 the claims go the other way. Treatments above the norm rose by 32 points from 2016 to 2023, by 7 in the
model.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from simulate.inputs.resolve.scenario import resolve
from simulate.scenario import DatedValue
from studies.eigen_risico_2013.counts import (
    FILLED,
    TREATMENT,
    VISIT_WEEKS,
    below,
    filled,
    moved,
    own_payments,
    revenue,
)
from studies.eigen_risico_2013.page import study_page
from studies.eigen_risico_2013.payments import BEFOREHAND, filled_by_group
from studies.eigen_risico_2013.runs import LAST, LOWER, Ran, beside_the_run, first_draws, risen, run
from studies.eigen_risico_2013.steps import FITTED, SENSITIVITIES, SMALL, STEPS, WIDE, error, together

PAGE = Path(__file__).parents[2] / "docs" / "zorg-terugblik.md"


@pytest.fixture(scope="module")
def ran() -> Ran:
    return run()


def test_the_steps_are_those_of_the_deductible() -> None:
    dated = {v.date.year: float(np.asarray(v.value)) for v in _values("zorg.eigen_risico.verplicht")}
    assert {year: dated[year] - dated[year - 1] for year in STEPS} == STEPS


def _values(name: str) -> tuple[DatedValue, ...]:
    return resolve("zorg-terugblik-2012.yaml").parameters[name].values


@pytest.mark.parametrize(
    ("age", "net", "spread"),
    [
        ("18_24", -7.03, 2.31),
        ("25_34", -4.56, 0.69),
        ("35_44", -2.32, 0.58),
        ("45_54", -0.78, 0.37),
        ("55_64", 0.46, 0.61),
    ],
)
def test_what_is_seen_in_the_claims_of_2013(age: str, net: float, spread: float) -> None:
    seen = moved(2013, age)
    assert (seen.net, seen.spread) == pytest.approx((net, spread), abs=0.01)


def test_the_jump_of_2013_fits_at_every_age_that_was_used(ran: Ran) -> None:
    assert [step.age for step in ran.of_year(2013) if not (step.fits and step.inside)] == []
    assert error(ran.of_year(2013), effect=True) < 0.5 * error(ran.of_year(2013), effect=False)


def test_the_younger_the_larger_the_fall(ran: Ran) -> None:
    medians = [step.band[2] for step in ran.of_year(2013)]
    assert medians[:4] == sorted(medians[:4])
    assert medians[0] < 5 * medians[-1] < 0


def test_the_claims_of_2013_can_be_told_from_nothing_at_the_young_alone(ran: Ran) -> None:
    seen = {step.age: abs(step.seen.net) > step.noise for step in ran.of_year(2013)}
    assert seen["18_24"]
    assert seen["25_34"]
    assert not seen["55_64"]


def test_the_shipped_ranges_are_what_2013_leaves_of_the_wide_ones(ran: Ran) -> None:
    """Not narrower than that: the claims of one year are not to be believed more than once."""
    left, wide = ran.weighed["wide"].after, ran.weighed["wide"].before
    for name in SENSITIVITIES:
        uncertainty = _values(f"zorg.gedrag.{name}")[0].uncertainty
        assert uncertainty is not None
        shipped = uncertainty.at
        assert (wide[name][0], wide[name][2]) == pytest.approx((WIDE[name].at["p10"], WIDE[name].at["p90"]), rel=0.03)
        assert shipped["p10"] == pytest.approx(left[name][0], abs=0.15)
        assert shipped["p90"] > left[name][2] - 0.15
        assert shipped["p10"] < left[name][1] < shipped["p90"]
    assert all(weighed.effective > 25 for weighed in ran.weighed.values())


def test_the_small_steps_cannot_be_told_from_noise(ran: Ran) -> None:
    """By chance one median in fifteen may be above the noise of a year, none of the three years together."""
    years = [ran.of_year(year) for year in SMALL]
    assert sum(step.tells for steps in years for step in steps) <= 1
    assert not any(step.tells for step in together(years))


def test_the_model_is_hardly_nearer_to_the_small_steps_than_no_effect(ran: Ran) -> None:
    steps = [step for year in SMALL for step in ran.of_year(year)]
    assert 0.8 < error(steps, effect=True) / error(steps, effect=False) < 1.1


def test_2012_is_a_failure(ran: Ran) -> None:
    steps = ran.of_year(2012)
    assert [step.age for step in steps] == list(FITTED)
    wrong = {step.age for step in steps if step.band[2] < 0 < step.seen.net - step.noise}
    assert {"25_34", "35_44"} <= wrong
    assert not any(step.inside for step in steps if step.age in {"25_34", "35_44"})


def test_own_payments_and_revenue(ran: Ran) -> None:
    lists, shipped = ran.lists["as shipped"], ran.payments["shipped"]
    for year, paid in own_payments().items():
        assert np.median(lists.january("eigen_betaling", year)) == pytest.approx(paid, rel=0.10)
    for year in (2020, 2021, 2022):
        modelled = np.median(lists.january("opbrengst_eigen_risico", year)) * 12 / 1e9
        assert modelled == pytest.approx(np.mean(revenue([year])), rel=0.10)
    assert np.median(shipped["opbrengst_eigen_risico"][0]) * 12 / 1e9 == pytest.approx(3.35, rel=0.08)
    assert revenue([2024, 2025]) == (3.3, 3.4)


@pytest.mark.parametrize(("name", "deductible"), [("still", 385), ("still, lower", LOWER)])
def test_without_an_answer_to_the_price_own_payments_follow_from_the_costs(
    ran: Ran, name: str, deductible: int
) -> None:
    """Near what was worked out beforehand, and never above what equal costs within every tenth would give."""
    paid = float(np.median(ran.payments[name]["eigen_betaling"][0]))
    low, high = BEFOREHAND[name]
    assert 0.95 * low < paid < 1.05 * high
    assert paid < 1.03 * below(deductible, LAST)


def test_who_fills_the_deductible(ran: Ran) -> None:
    """Within four points with the answer to the price, for which the spread was fitted; without it more people do."""
    model = filled_by_group(ran)
    for group, percent in filled().items():
        assert np.median(model["shipped"][group]) == pytest.approx(percent, abs=4), FILLED
        assert np.median(model["still"][group]) > np.median(model["shipped"][group])


def test_waits_start_where_they_were_counted(ran: Ran) -> None:
    waits = {(c.measure, c.year): (c.value, np.median(v)) for c, v in beside_the_run(ran.lists["as shipped"])}
    assert waits[TREATMENT, 2016][1] == pytest.approx(waits[TREATMENT, 2016][0], abs=4)
    assert waits[VISIT_WEEKS, 2016][1] == pytest.approx(waits[VISIT_WEEKS, 2016][0], rel=0.1)


def test_the_model_gives_a_part_of_the_rise_of_the_waits_and_not_all(ran: Ran) -> None:
    counted, model = risen(ran.lists["as shipped"])
    assert counted == pytest.approx(31.7)
    assert 2 < model < 0.6 * counted


def test_absence_is_a_small_part_of_it(ran: Ran) -> None:
    share = "boven_treeknorm_behandeling"
    shipped, held = (first_draws(ran.lists[name], share, LAST) for name in ("as shipped", "absence as in 2016"))
    assert 0 <= shipped - held < 3


def test_the_page_shows_these_numbers(ran: Ran) -> None:
    assert study_page(ran) == PAGE.read_text(encoding="utf-8"), "run `make docs`"
