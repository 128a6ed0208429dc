"""The account of the population: nobody appears or vanishes, and what follows from the numbers can be worked out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from simulate.models.nederland.inwoners import ASIEL, JONG, MIDDEN, OEKRAINE, OUD
from simulate.scenario import Scenario
from tests.models.nederland import proef
from tests.models.runs import total

STIL = {
    "bevolking.geboorten_per_persoon": 0.0,
    "bevolking.sterfte": (0.0, 0.0, 0.0),
    "migratie.asiel_instroom": 0.0,
    "migratie.asiel_vertrek": 0.0,
    "migratie.oekraine_instroom": 0.0,
    "migratie.oekraine_vertrek": 0.0,
    "migratie.arbeid_eu": 0.0,
    "migratie.arbeid_eu_vertrek": 0.0,
    "migratie.arbeid_derde_land": 0.0,
    "migratie.arbeid_derde_land_vertrek": 0.0,
    "migratie.overig_instroom": 0.0,
    "migratie.overig_vertrek": 0.0,
    "migratie.niet_ingeschreven": 0.0,
}
"""Nobody is born, dies, comes or leaves."""


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return proef.run(proef.scenario(tmp_path_factory.mktemp("gelopen")))


@pytest.fixture(scope="module")
def exact(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    return proef.scenario(tmp_path_factory.mktemp("zeker"), months=24, uncertainty=False)


def whole(running: Any, outcome: str) -> NDArray[np.int64]:
    """An outcome summed over its axes, (months, draws)."""
    return total(running, outcome).astype(np.int64)


def test_inhabitants_change_by_births_deaths_and_migration_to_the_person(ran: Any) -> None:
    begin = ran.opening["inwoners"].sum(axis=(0, 1)).astype(np.int64)
    change = np.diff(whole(ran, "inwoners"), axis=0, prepend=begin[None])
    coming, leaving = whole(ran, "migranten_in"), whole(ran, "migranten_uit")
    assert (change == whole(ran, "geboorten") - whole(ran, "sterfte") + coming - leaving).all()
    assert (change == total(ran, "bevolkingsgroei_per_jaar")).all()
    assert (coming - leaving == total(ran, "migratiesaldo")).all()


def test_the_account_begins_with_the_last_count(ran: Any) -> None:
    begin = ran.opening["inwoners"]
    assert (begin.sum(axis=(0, 1)) == 18_130_000).all()
    assert (begin.sum(axis=1) == np.array([[3_711_000], [10_633_000], [3_786_000]])).all()


def test_the_first_draws_are_those_of_any_number(tmp_path: Path, ran: Any) -> None:
    few = proef.run(proef.scenario(tmp_path), size=7)
    for outcome, series in few.recorder.series.items():
        assert np.array_equal(series, ran.recorder.series[outcome][..., :7], equal_nan=True), outcome


def test_where_nothing_happens_only_age_does(exact: Scenario) -> None:
    years = {"bevolking.jaren_tot_20": 10.0, "bevolking.jaren_20_tot_65": 50.0}
    running = proef.run(exact, STIL | years, size=40)
    people = running.recorder.series["inwoners"].sum(axis=2).mean(axis=-1)
    assert (total(running, "inwoners") == 18_130_000).all()
    young, middle = 3_711_000.0, 10_633_000.0
    for month in range(24):
        # All leave their phase at once, before anybody reaches it.
        young, middle = young * (1 - 1 / 120), middle * (1 - 1 / 600) + young / 120
        assert people[month, JONG] == pytest.approx(young, rel=1e-4)
        assert people[month, MIDDEN] == pytest.approx(middle, rel=1e-4)
    assert people[-1, OUD] == pytest.approx(18_130_000 - young - middle, rel=1e-4)


def test_births_and_deaths_are_their_rates(exact: Scenario) -> None:
    rates = {"bevolking.geboorten_per_persoon": 0.012, "bevolking.sterfte": (0.0, 0.0, 0.06)}
    years = {"bevolking.jaren_tot_20": 1e9, "bevolking.jaren_20_tot_65": 1e9}
    running = proef.run(exact, STIL | rates | years, size=40)
    assert total(running, "geboorten").mean() == pytest.approx(10_633_000 * 0.001, rel=2e-3)
    deaths = running.recorder.series["sterfte"].sum(axis=2).mean(axis=-1)
    assert (deaths[:, :OUD] == 0).all()
    assert deaths[:, OUD].sum() == pytest.approx(3_786_000 * (1 - 0.995**24), rel=2e-3)


def test_people_of_other_parts_come_whole_and_all_of_them(exact: Scenario) -> None:
    """What is driven is a number of people, so that both sides count the same: within one of it, in every month."""
    driven = {
        "migratie.asiel_instroom": 30_001.0,
        "migratie.oekraine_instroom": 20_399.0,
        "migratie.oekraine_vertrek": 9_900.5,
    }
    running = proef.run(exact, STIL | driven, size=5)
    coming = running.recorder.series["migranten_in"].sum(axis=1).astype(float).cumsum(axis=0)
    leaving = running.recorder.series["migranten_uit"].sum(axis=1).astype(float).cumsum(axis=0)
    month = np.arange(1, 25)[:, None]
    for came, a_year in (
        (coming[:, ASIEL], 30_001),
        (coming[:, OEKRAINE], 20_399),
        (leaving[:, OEKRAINE], 9_900.5),
    ):
        short = month * a_year / 12 - came
        assert (short >= -1e-6).all()
        assert (short < 1).all()


def test_more_people_than_there_are_cannot_leave(exact: Scenario) -> None:
    running = proef.run(exact, {"migratie.oekraine_vertrek": 5_000_000.0}, size=5)
    assert (running.recorder.series["inwoners"][-1, :, OEKRAINE].sum(axis=0) <= 2_000).all()


def test_the_population_needs_no_more_than_its_own_parameters() -> None:
    read = proef.Proef.parameters()
    assert {name.split(".")[1] for name in read} == {"bevolking", "migratie", "huishoudens"}


@pytest.mark.parametrize(
    ("begin", "years", "least", "most"), [(17_947_684, 26, 40_474, 78_935), (18_130_000, 24, 36_250, 77_917)]
)
def test_the_growth_that_19_to_20_million_in_2050_ask(begin: int, years: int, least: int, most: int) -> None:
    """A year, from the inhabitants of 1 January 2024 and of 2026 (bouwstenen-2025:992-993)."""
    low, high = ((goal - begin) / years for goal in (19_000_000, 20_000_000))
    assert (round(low), round(high)) == (least, most)


def test_the_growth_of_a_calendar_year_is_what_the_target_is_held_against(ran: Any) -> None:
    growth = ran.recorder.series["bevolkingsgroei_per_jaar"].reshape(10, 12, -1).sum(axis=1)
    inhabitants = whole(ran, "inwoners")[11::12]
    begin = np.full(inhabitants.shape[1:], 18_130_000)
    assert (np.diff(inhabitants, axis=0, prepend=begin[None]) == growth).all()
    # On average since the start: that of a line to 2050 is held against this one.
    mean = ran.recorder.series["bevolkingsgroei_sinds_begin"][11::12]
    assert mean == pytest.approx(growth.cumsum(axis=0) / np.arange(1, 11)[:, None], rel=1e-5, abs=0.1)


def test_the_first_year_is_in_line_with_the_counts(ran: Any) -> None:
    """Of 2024 and 2025: 316,305 and some 307,000 came, 208,537 and 212,000 left, 166,143 were born, 172,165 died."""
    first = {
        name: total(ran, name)[:12].sum(axis=0) for name in ("migranten_in", "migranten_uit", "geboorten", "sterfte")
    }
    for name, counted in (
        ("migranten_in", 307_000),
        ("migranten_uit", 215_000),
        ("geboorten", 166_000),
        ("sterfte", 174_000),
    ):
        assert np.median(first[name]) == pytest.approx(counted, rel=0.04), name


def test_the_population_is_calm_where_the_scenario_is(tmp_path: Path) -> None:
    """Chance alone moves the growth of a year by some hundreds; the rest of its width is what is not known."""
    running = proef.run(proef.scenario(tmp_path, months=12, uncertainty=False))
    assert total(running, "bevolkingsgroei_per_jaar").sum(axis=0).std() < 1_500
