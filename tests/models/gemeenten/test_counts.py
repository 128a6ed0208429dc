"""Figures that follow from counts: what a person on assistance costs, and the bridge from the accres to the fund."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from simulate.inputs.resolve.scenario import resolve
from tests.models import runs
from tests.models.gemeenten.brief import MILLION, ROOT, number, row


def counted(series: str) -> dict[int, float]:
    """What was counted or budgeted, by year."""
    with (ROOT / "data/gemeenten/waarnemingen.csv").open(encoding="utf-8", newline="") as file:
        return {int(r["period"]): float(r["value"]) for r in csv.DictReader(file) if r["series"] == series}


def test_a_person_on_assistance_costs_the_macro_budget_over_persons() -> None:
    """At the end of 2023 there were one percent fewer than the 406,000 of a year later."""
    budget, persons = counted("buig_macrobudget"), counted("bijstand")
    assert number("bijstand.euro_per_ontvanger", 2025) == pytest.approx(budget[2025] * MILLION / persons[2025], abs=0.5)
    law = counted("buig_voorlopig")[2024] * MILLION / number("bijstand.ontvangers", 2024)
    assert number("bijstand.euro_per_ontvanger", 2024) == pytest.approx(law, abs=0.5)
    assert number("bijstand.ontvangers", 2025) == persons[2024]


def test_budgets_of_assistance_turned_out_higher_by_more_than_the_cut() -> None:
    definitive, before = counted("buig_macrobudget"), counted("buig_voorlopig")
    assert [round(definitive[year] - before[year]) for year in (2023, 2024, 2025)] == [643, 364, 301]
    # And lower in the year of the epidemic, when fewer than feared came to ask for it.
    assert definitive[2021] - before[2021] == pytest.approx(-460, abs=0.5)


def test_the_bridge_is_what_the_counts_leave_over() -> None:
    fund, accres = counted("gemeentefonds"), np.cumsum(list(row("3", "tranche").values()))
    assert number("fonds.stand_2023", 2023) / MILLION == fund[2023]
    assert number("fonds.taakmutaties", 2024) / MILLION == pytest.approx(fund[2024] - fund[2023] - accres[0], abs=1e-3)
    revised = number("accres.herziening_prijs", 2026) / MILLION
    budget = 47_525.903
    bridge = budget - fund[2023] - accres[2] - revised
    assert number("fonds.taakmutaties", 2026) / MILLION == pytest.approx(bridge, abs=0.01)
    halfway = (number("fonds.taakmutaties", 2024) + number("fonds.taakmutaties", 2026)) / 2 / MILLION
    assert number("fonds.taakmutaties", 2025) / MILLION == pytest.approx(halfway, abs=5)


def test_the_fund_of_2026_is_the_budget_of_2026() -> None:
    central = runs.run(resolve("gemeenten.yaml").model_copy(update={"uncertainty": False, "months": 12}), size=2)
    paid = runs.total(central, "gemeentefonds").sum(axis=0) / MILLION
    np.testing.assert_allclose(paid, 47_525.9, atol=0.1)


def test_the_revision_is_the_share_of_municipalities_of_the_memorandum() -> None:
    memorandum = {2025: 0.5, 2026: 0.6, 2027: 0.7, 2028: 0.8, 2029: 1.0}
    for year, billions in memorandum.items():
        assert number("accres.herziening_prijs", year) == pytest.approx(0.92e9 * billions, abs=5e6), year
    assert number("accres.herziening_volume", 2026) == 0
    assert number("accres.herziening_volume", 2029) == pytest.approx(0.92e9 * 0.1, abs=5e6)
    # Of the accres of 2027 municipalities had 0.914 in the memorandum of 2023, beside the provinces.
    assert pytest.approx(0.914, abs=5e-4) == 8_230.3 / (8_230.3 + 774.3)
