"""Households: the forecast as it was made, drawn as a line on top of the counted number, with errors as in the past."""

from __future__ import annotations

import csv
from datetime import date

import numpy as np
import pytest

from simulate.inputs.paths import packaged
from simulate.inputs.resolve.scenario import resolve
from tests.models import runs
from tests.models.wonen.test_truths import run

COUNTED_2022 = 8_120_744
"""Households at the start of the forecast of 2022, as it has them."""
FORECAST_2007 = {2010: 7_346_499, 2020: 7_820_760, 2030: 8_093_557}
"""StatLine 37888ned: older than the series that is scored."""


def forecast(made: str) -> dict[int, int]:
    """What an official forecast said of households on 1 January, by year."""
    with (packaged().path / "data/wonen/vintages.csv").open(encoding="utf-8", newline="") as file:
        told = {int(row["period"][:4]): int(row["middle"]) for row in csv.DictReader(file) if row["made"] == made}
    return FORECAST_2007 if made == "2007" else told | ({2022: COUNTED_2022} if made == "2022" else {})


@pytest.fixture(scope="module")
def growth() -> dict[int, float]:
    values = resolve("wonen.yaml").parameters["wonen.vraag.huishoudensgroei"].values
    return {value.date.year: float(np.asarray(value.value)) for value in values if value.date.year >= 2022}


@pytest.mark.parametrize(("first", "last"), [(2022, 2030), (2030, 2040), (2040, 2050)])
def test_growth_adds_up_to_the_forecast_of_each_period(growth: dict[int, float], first: int, last: int) -> None:
    gained = sum(growth[year] for year in range(first, last))
    assert gained == pytest.approx(forecast("2022")[last] - forecast("2022")[first], abs=20)


def test_growth_falls_every_year_and_never_in_a_step(growth: dict[int, float]) -> None:
    steps = -np.diff([growth[year] for year in sorted(growth)])
    assert (steps > 0).all()
    # The bends are in 2030 and 2040, and on no side of them it falls by more than a fifteenth of the growth of 2022.
    assert steps.max() < growth[2022] / 15
    assert abs(growth[2031] - growth[2030]) < 1.05 * abs(growth[2030] - growth[2029])


def test_the_line_is_the_one_that_bends_least(growth: dict[int, float]) -> None:
    """Of the lines with these averages, one for each growth at the beginning: the least squares of the two bends."""
    at = forecast("2022")
    means = [(at[last] - at[first]) / (last - first) for first, last in ((2022, 2030), (2030, 2040), (2040, 2050))]
    begins = np.arange(means[0], means[0] + 30_000, 10)
    knots = [begins]
    for mean in means:
        knots.append(2 * mean - knots[-1])
    slopes = np.diff(knots, axis=0) / np.array([8, 10, 10])[:, None]
    bends = (np.diff(slopes, axis=0) ** 2).sum(axis=0)
    best = begins[bends.argmin()]
    assert growth[2022] == pytest.approx(best - (best - means[0]) / 8, abs=100)


def test_the_run_adds_the_forecast_to_the_counted_number() -> None:
    exact = {"vraag.ramingsfout": 0.0, "beginstand.huishoudens": 8_523_000}
    households = runs.mean(run(60, exact, size=2), "huishoudens")
    assert households[0] - 8_523_000 == pytest.approx(65_006 / 12, abs=2)
    assert households[47] - 8_523_000 == pytest.approx(65_006 + 60_506 + 56_006 + 51_506, abs=2)


def test_the_error_of_the_forecast_is_that_of_the_vintages() -> None:
    """Growth a year above what was forecast some ten years before, counted (StatLine 37975 and 37259) less told."""
    counted = {2015: 7_665_198, 2020: 7_997_800, 2021: 8_043_443, 2024: 8_374_404}
    starts = {"2007": (2007, 2015), "2009": (2009, 2020), "2011": (2011, 2021), "2016": (2016, 2024)}
    errors = []
    for made, (begin, end) in starts.items():
        told = forecast(made)
        errors.append((counted[end] - np.interp(end, sorted(told), [told[y] for y in sorted(told)])) / (end - begin))
    people = {(2000, 10): 16_864_472, (2002, 8): 16_667_122, (2004, 6): 16_462_455}
    errors += [(16_574_989 - told) / years / 2.1 for (_, years), told in people.items()]
    value = resolve("wonen.yaml").parameters["wonen.vraag.ramingsfout"].values[-1]
    assert float(np.asarray(value.value)) == pytest.approx(np.mean(errors), abs=500)
    assert value.uncertainty is not None
    spread = (float(np.asarray(value.uncertainty.at["p90"])) - float(np.asarray(value.uncertainty.at["p10"]))) / 2
    assert spread == pytest.approx(1.44 * np.std(errors, ddof=1) * np.sqrt(1 + 1 / len(errors)), rel=0.03)


def test_soft_plans_are_what_their_reason_says() -> None:
    """One number for them, and those of a year later follow from it."""
    found = resolve("wonen.yaml").parameters
    at = {
        name: {v.date: float(np.asarray(v.value)) for v in found[f"wonen.{name}"].values}
        for name in (
            "beginstand.zachte_plannen", "beginstand.harde_plannen", "beginstand.wacht_op_dekking",
            "beginstand.in_procedure", "plannen.nieuwe_plannen", "plannen.tijd_tot_hard", "plannen.planuitval",
        )
    }  # fmt: skip
    first = {name: values[date(1990, 1, 1)] for name, values in at.items()}
    stages = sum(first[f"beginstand.{stage}"] for stage in ("harde_plannen", "wacht_op_dekking", "in_procedure"))
    soft = first["beginstand.zachte_plannen"]
    assert soft == pytest.approx(1_075_000 - 180_000 - 200_700 - 75_000 - stages, abs=500)
    stays = 1 - 1 / (first["plannen.tijd_tot_hard"] * (1 - first["plannen.planuitval"]))
    new = first["plannen.nieuwe_plannen"] / 12
    later = soft * stays**12 + sum(new * stays**month for month in range(12))
    assert at["beginstand.zachte_plannen"][date(2026, 1, 1)] == pytest.approx(later, rel=0.01)
