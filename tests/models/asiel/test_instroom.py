"""The inflow follows the law that was fitted on the yearly series, and its band stands beside the official one."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from simulate.models.asiel.instroom import jaarwet
from tests.models.asiel import chain

PHI, SPREAD, LEVEL = 0.60, 0.475, 24_000
YEAR, NEXT = slice(0, 12), slice(12, 24)


@pytest.fixture(scope="module")
def years() -> NDArray[np.float64]:
    """First applications by calendar year, (12 years, draws), with the fitted law and nothing else uncertain."""
    model = chain.run(
        chain.scenario(months=144, uncertainty=False),
        {
            "instroom.eerste_aanvragen": LEVEL,
            "instroom.spreiding": SPREAD,
            "instroom.volharding": PHI,
        },
        size=1500,
    )
    return chain.total(model, "eerste_aanvragen").reshape(12, 12, -1).sum(axis=1)


def test_the_expected_level_is_the_median(years: NDArray[np.float64]) -> None:
    assert np.median(years[-3:]) == pytest.approx(LEVEL, rel=0.05)


def test_the_spread_is_that_of_the_fit(years: NDArray[np.float64]) -> None:
    """The first year differs from the last known one by the yearly shock, later ones by the spread of many years."""
    assert np.log(years[0]).std() == pytest.approx(SPREAD * np.sqrt(1 - PHI**2), rel=0.06)
    assert np.log(years[-3:]).std() == pytest.approx(SPREAD, rel=0.06)


def test_a_year_persists_as_in_the_fit(years: NDArray[np.float64]) -> None:
    assert np.corrcoef(np.log(years[-2]), np.log(years[-1]))[0, 1] == pytest.approx(PHI, abs=0.05)


@pytest.mark.parametrize("volharding", [0.0, 0.3, 0.7, 0.95, 0.9999, 1.0])
def test_the_law_by_months_has_the_years_that_it_is_made_of(volharding: float) -> None:
    """Means over two years of the process by months, by its covariances: their correlation and their spread."""
    wet = jaarwet(np.array(volharding), np.array(0.4))
    maanden = np.arange(24)
    covariance = wet.spreiding**2 * wet.blijft ** np.abs(maanden[:, None] - maanden)
    first, second, both = (covariance[a, b].mean() for a, b in ((YEAR, YEAR), (NEXT, NEXT), (YEAR, NEXT)))
    assert both / first == pytest.approx(volharding, abs=0.02)
    # What a year adds to what the year before tells of it.
    assert np.sqrt(first) == pytest.approx(0.4, rel=0.02)
    assert np.sqrt(second - both**2 / first) == pytest.approx(0.4 * np.sqrt(1 - volharding**2), rel=0.02, abs=0.005)
    assert 0 < wet.begin < wet.spreiding


def test_the_inflow_returns_to_the_level_of_many_years() -> None:
    """From the last year known, by (1 - phi) of the way in a year, and without a shock exactly so for everybody."""
    scenario = chain.scenario(months=144, uncertainty=False)
    values: chain.Values = {
        "instroom.eerste_aanvragen": LEVEL,
        "instroom.spreiding": 0,
        "instroom.volharding": PHI,
        "instroom.langjarig_niveau": 0.5,
    }
    years = chain.mean(chain.run(scenario, values, size=100), "eerste_aanvragen").reshape(12, 12).sum(axis=1)
    assert 0.75 * LEVEL < years[0] < LEVEL
    assert (np.diff(years) < 0.01 * LEVEL).all()
    assert years[-1] == pytest.approx(0.5 * LEVEL, rel=0.02)


def test_the_season_comes_back(years: NDArray[np.float64]) -> None:
    scenario = chain.scenario(months=24, uncertainty=False)
    (season,) = (v.value for v in scenario.parameters["asiel.instroom.seizoen"].values)
    assert np.sum(season) == pytest.approx(12, abs=0.01)
    monthly = chain.mean(chain.run(scenario, {"instroom.spreiding": 0}, size=200), "eerste_aanvragen")[:12]
    np.testing.assert_allclose(monthly / monthly.mean(), season, rtol=0.02)


def test_total_inflow_of_2026_beside_the_official_band() -> None:
    """MPP of September 2025 for 2026: 39,000 to 67,100 in all. Official bands were too high in 2016-2018 and 2024.

    Total inflow is compared with total inflow. Ours is as wide and lies lower: it starts from what came in 2025.
    """
    model = chain.run(chain.scenario(months=24), size=1000)
    total = chain.total(model, "totale_instroom")[12:24].sum(axis=0)
    low, middle, high = np.quantile(total, (0.05, 0.5, 0.95))
    assert high - low > 0.8 * (67_100 - 39_000)
    assert low < 39_000 < high
    assert 30_000 < middle < 55_000


def test_total_inflow_of_2025_holds_what_came() -> None:
    """23,949 first and 1,726 repeat applications (UNHCR), 12,100 family members in three quarters, resettlement."""
    model = chain.run(chain.scenario(months=12), size=1000)
    low, high = np.quantile(chain.total(model, "totale_instroom").sum(axis=0), (0.05, 0.95))
    assert low < 23_949 + 1_726 + 12_100 * 4 / 3 + 760 < high
