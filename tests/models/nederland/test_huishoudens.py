"""Households: the official path with the migration that was in it, and the difference that other migration makes."""

from __future__ import annotations

import csv
from typing import Any

import numpy as np
import pytest

from simulate.inputs.paths import packaged
from simulate.inputs.resolve.scenario import resolve
from simulate.models.nederland.inwoners import ARBEID_EU, ASIEL, OEKRAINE
from simulate.scenario import Scenario
from tests.models import runs
from tests.models.nederland import proef
from tests.models.nederland.test_bevolking import STIL

BEGIN_2022 = 8_120_744
"""Where the forecast of 2021 begins, by which the older ones are judged; 8,139,000 were counted later."""
HEADS = "huishoudens.per_persoon"


@pytest.fixture(scope="module")
def population(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    return proef.scenario(tmp_path_factory.mktemp("huishoudens"))


@pytest.fixture(scope="module")
def official() -> Any:
    """The households of the housing model without an error of the forecast, (months, draws)."""
    exact = {"vraag.ramingsfout": 0.0, "beginstand.huishoudens": 8_523_000.0}
    housing = runs.scenario("wonen.yaml", months=120, uncertainty=False)
    return runs.total(runs.run(housing, exact, size=2), "huishoudens")[:, 0]


def test_the_forecast_is_the_one_of_the_housing_model(population: Scenario) -> None:
    """From the start on, figure by figure; and so is the number of households at the start."""
    housing = resolve("wonen.yaml").parameters
    there = {v.date: v.value for v in housing["wonen.vraag.huishoudensgroei"].values if v.date >= population.start}
    here = {v.date: v.value for v in population.parameters["nederland.huishoudens.groei_in_raming"].values}
    assert here == there
    begin = population.parameters["nederland.huishoudens.begin"].values[-1]
    assert (begin.date, begin.value) == (population.start, housing["wonen.beginstand.huishoudens"].values[-1].value)


def test_with_the_migration_of_the_forecast_the_path_is_the_official_one_to_the_household(
    population: Scenario, official: Any
) -> None:
    """Asylum and Ukraine as forecast, in thousands a month; nobody else comes or leaves, or was forecast to."""
    as_forecast = STIL | {
        "migratie.asiel_gehuisvest": 12_000.0,
        "migratie.oekraine_gehuisvest": 6_000.0,
        "migratie.oekraine_uit_woning": 3_600.0,
        "huishoudens.saldo_in_raming": (12_000.0, 2_400.0, 0.0, 0.0, 0.0),
        "huishoudens.saldo_in_raming_factor": 1.0,
    }
    running = proef.run(population, as_forecast, size=20)
    assert (runs.total(running, "huishoudens_afwijking") == 0).all()
    assert (runs.total(running, "huishoudens_uit_bevolking") == official[:, None]).all()


def test_where_no_migrant_makes_a_household_migration_changes_nothing(population: Scenario, official: Any) -> None:
    running = proef.run(population, {HEADS: (0.0,) * 5})
    assert (runs.total(running, "huishoudens_afwijking") == 0).all()
    assert (runs.total(running, "huishoudens_uit_bevolking") == official[:, None]).all()


def test_the_difference_is_that_in_people_times_households_a_person(population: Scenario) -> None:
    heads = (0.5, 0.4, 0.3, 0.2, 0.1)
    forecast = (9_000.0, 1_000.0, 8_000.0, 3_000.0, 40_000.0)
    homes = {
        "migratie.asiel_gehuisvest": 24_000.0,
        "migratie.oekraine_gehuisvest": 7_000.0,
        "migratie.oekraine_uit_woning": 2_000.0,
    }
    given = {HEADS: heads, "huishoudens.saldo_in_raming": forecast, "huishoudens.saldo_in_raming_factor": 1.0}
    running = proef.run(population, homes | given)
    series, year = running.recorder.series, np.arange(1, 121)[:, None] / 12
    people = series["migratiesaldo"].astype(float).cumsum(axis=0)
    people[:, ASIEL] = 24_000 * year - series["migranten_uit"][:, :, ASIEL].sum(axis=1).cumsum(axis=0)
    people[:, OEKRAINE] = 5_000 * year
    people -= np.array(forecast)[:, None] * year[:, None]
    people[:, ARBEID_EU] += series["niet_ingeschreven"] - running.opening["niet_ingeschreven"]
    expected = (people * np.array(heads)[:, None]).sum(axis=1)
    assert np.abs(series["huishoudens_afwijking"] - expected).max() < 0.51


def test_who_waits_in_reception_forms_no_household(population: Scenario) -> None:
    """More people in the country through asylum, as many of them housed: not one household more."""
    few, many = (
        proef.run(population, {"migratie.asiel_instroom": n, "migratie.asiel_vertrek": 0.0}, size=20)
        for n in (20_000.0, 40_000.0)
    )
    households = [runs.total(one, "huishoudens_afwijking") for one in (few, many)]
    assert np.array_equal(*households)
    assert (runs.total(many, "inwoners")[-1] > runs.total(few, "inwoners")[-1] + 190_000).all()


def test_ten_thousand_more_housed_are_so_many_households(population: Scenario) -> None:
    less, more = (
        proef.run(population, {"migratie.asiel_gehuisvest": n, HEADS: (1 / 2.2, 0.4, 0.3, 0.5, 0.3)}, size=20)
        for n in (20_000.0, 30_000.0)
    )
    gained = runs.total(more, "huishoudens_afwijking") - runs.total(less, "huishoudens_afwijking")
    assert gained[11] == pytest.approx(10_000 / 2.2, abs=1)
    assert gained[119] == pytest.approx(100_000 / 2.2, abs=1)


def test_the_net_migration_in_the_forecast_is_the_published_total(population: Scenario) -> None:
    """62,366 in 2030 and 53,605 in 2040 (StatLine 84880NED), and straight lines to, between and after them."""
    values = population.parameters["nederland.huishoudens.saldo_in_raming"].values
    total = {value.date.year: sum(value.value) for value in values if isinstance(value.value, tuple)}
    assert (total[2030], total[2040]) == (62_366, 53_605)
    for year in range(2026, 2041):
        assert total[year] == pytest.approx(np.interp(year, [2022, 2030, 2040], [90_000, 62_366, 53_605]), abs=1)


@pytest.mark.parametrize(("made", "error"), [("2009", 180_446), ("2011", 67_638), ("2016", 61_875)])
def test_forecasts_of_households_were_too_low_in_2022(made: str, error: int) -> None:
    """The number with which the next forecast begins, less the forecast; by straight lines between its years."""
    told = vintage(made) | ({2016: 7_733_845} if made == "2016" else {})
    assert round(BEGIN_2022 - np.interp(2022, sorted(told), [told[y] for y in sorted(told)])) == error


def vintage(made: str) -> dict[int, int]:
    with (packaged().path / "data/wonen/vintages.csv").open(encoding="utf-8", newline="") as file:
        return {int(row["period"][:4]): int(row["middle"]) for row in csv.DictReader(file) if row["made"] == made}


def test_a_household_of_the_mean_size_for_each_growth() -> None:
    """19 to 20 million in 2050 are 18,750 to 36,500 households a year at 2.16 people each, from people alone."""
    low, high = 40_500 / 2.16, 78_900 / 2.16
    assert (round(low / 250) * 250, round(high / 250) * 250) == (18_750, 36_500)
