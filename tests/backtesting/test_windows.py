"""The windows of the backtests: scenarios as of a day, judged on what was counted later."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from simulate.backtesting.card import COLUMNS, grid, sheet
from simulate.backtesting.command import run_window
from simulate.backtesting.judging import Judged, judge
from simulate.backtesting.windows import windows
from simulate.calibrating.calibration import CHECKED as DRAWS
from simulate.calibrating.scoring import dataset
from simulate.commands.door import main
from simulate.errors import InputError
from simulate.registry import own_names
from simulate.render.markdown import cell, table
from simulate.results.opening import open_results
from simulate.results.statistics import quantiles
from simulate.running.blocks import run_block
from simulate.series import register

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Judged]]:
    """The shortest window, as the page has it."""
    (scenario,) = windows("wonen", date(2008, 1, 1), DRAWS)
    folder = tmp_path_factory.mktemp("windows")
    return folder, run_window(scenario, folder, workers=1)


@pytest.mark.parametrize("model", own_names())
def test_a_window_starts_with_what_was_known_on_its_day(model: str) -> None:
    found = windows(model)
    assert len(found) >= 3
    for scenario in found:
        assert scenario.as_of is not None
        assert scenario.start <= scenario.as_of
        assert set(scenario.against) <= set(register())
        assert not [measure for measure in scenario.measures if measure.start > scenario.as_of]


@pytest.mark.parametrize("model", own_names())
def test_the_page_tells_of_every_window(model: str) -> None:
    page = (DOCS / "validation.md").read_text(encoding="utf-8")
    assert all(f"`{scenario.name}`" in page for scenario in windows(model))


def test_the_page_has_the_scores_that_come_out(ran: tuple[Path, list[Judged]]) -> None:
    told = grid(ran[1], "en")
    rows = table(told.heading, [[cell(text) for text in row] for row in told.rows])
    assert rows in (DOCS / "validation.md").read_text(encoding="utf-8")


def test_only_counts_after_the_start_are_judged(ran: tuple[Path, list[Judged]]) -> None:
    assert [one.series.name for one in ran[1]] == ["nieuwbouw_1990", "pijplijn_1990"]
    for one in ran[1]:
        assert [count.begin.year for count in one.held.counts] == [2008, 2009, 2010, 2011]


def test_the_score_of_the_carried_value_is_its_absolute_error(ran: tuple[Path, list[Judged]]) -> None:
    for one in ran[1]:
        last = next(count.value for count in one.series.counts if count.begin.year == 2007)
        assert one.rivals[0].score == pytest.approx(np.abs(one.held.counted - last).mean())
        assert one.rivals[0].skill is not None
        assert one.rivals[0].skill.value == pytest.approx(1 - one.score / one.rivals[0].score)


def test_a_run_of_the_past_is_told_as_it_is(ran: tuple[Path, list[Judged]]) -> None:
    folder, judged = ran
    ds = open_results(folder / "wonen-toets-2008")
    year = ds["nieuwe_woningen"].sel(telling="nieuwbouw", month="2009").sum("month").values
    np.testing.assert_allclose(judged[0].held.ensemble[1], year)


def test_given_the_inflow_reception_from_2014_lies_in_the_band_of_nine_out_of_ten() -> None:
    """Peak and fall both, and the few status holders of 2019 within a quarter; with what was known in 2014 alone."""
    scenario = next(one for one in windows("asiel", draws=DRAWS) if one.name == "asiel-toets-2014-instroom-gegeven")
    names = ["bezetting", "statushouders_in_opvang"]
    residents, holders = (one.held for one in judge(dataset(scenario, run_block(scenario, 0)), scenario, names))
    low, high = quantiles(residents.ensemble, (0.05, 0.95))
    assert [count.begin.year for count in residents.counts[:6]] == list(range(2014, 2020))
    assert np.all((low <= residents.counted) & (residents.counted <= high))
    last = [count.begin.year for count in holders.counts].index(2019)
    assert holders.counted[last] == 5_595
    assert np.median(holders.ensemble[last]) == pytest.approx(5_595, rel=0.25)


def test_the_sheet_has_a_row_for_each(ran: tuple[Path, list[Judged]]) -> None:
    rows = list(csv.DictReader(sheet(ran[1]).splitlines()))
    assert len(rows) == 2
    assert set(rows[0]) == set(COLUMNS)
    assert float(rows[0]["crps"]) == pytest.approx(ran[1][0].score)
    assert sum(map(float, rows[0]["ranks"].split())) == pytest.approx(4, abs=0.01)


def test_a_series_can_be_asked_for(ran: tuple[Path, list[Judged]]) -> None:
    folder, judged = ran
    scenario = judged[0].scenario
    ds = open_results(folder / scenario.name)
    assert [one.series.name for one in judge(ds, scenario, ["vergunningen_1990"])] == ["vergunningen_1990"]


def backtest(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["backtest", *map(str, words)])


def test_the_command_writes_and_tells(ran: tuple[Path, list[Judged]]) -> None:
    folder = ran[0]
    arguments = ("wonen", "--as-of", "2008-01-01", "--draws", DRAWS, "--workers", 1, "--out", folder)
    done = backtest(*map(str, arguments))
    assert done.exit_code == 0, done.output
    assert "pijplijn_1990" in done.output
    assert (folder / "scorecard.csv").read_text(encoding="utf-8") == sheet(ran[1])


def test_any_day_can_be_asked_for_as_far_as_it_was_known(tmp_path: Path) -> None:
    done = backtest("asiel", "--as-of", "2025-01-01", "--draws", "20", "--workers", "1", "--out", tmp_path)
    assert done.exit_code == 0, done.output
    assert (tmp_path / "asiel-toets-2025-01" / "run.json").exists()
    early = backtest("asiel", "--as-of", "2013-01-01", "--out", tmp_path)
    assert early.exit_code == 2
    assert "was published by 2013-01-01" in early.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("asyl",), "there is no model 'asyl'"),
        (("asiel", "--as-of", "2016-05-02"), "is not the first day of a month"),
        (("asiel", "--against", "bezeting"), "did you mean 'bezetting'"),
    ],
)
def test_what_cannot_be_is_said(words: tuple[str, ...], said: str) -> None:
    done = backtest(*words)
    assert done.exit_code == 2
    assert said in done.output


def test_there_is_no_model_of_that_name() -> None:
    with pytest.raises(InputError, match="there is no model"):
        windows("zee")
