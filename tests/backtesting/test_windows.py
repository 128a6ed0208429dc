"""The windows of the backtests: scenarios as of a day, evaluations on what was counted later."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from simulate.backtesting.evaluating import Evaluation, evaluate
from simulate.backtesting.running import run_window
from simulate.backtesting.windows import models_with_a_past, windows
from simulate.calibrating.calibration import CHECKED as DRAWS
from simulate.calibrating.scoring import dataset
from simulate.commands.door import main
from simulate.errors import InputError
from simulate.results.opening import open_results
from simulate.results.statistics import quantiles
from simulate.running.blocks import run_block
from simulate.series import register

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Evaluation]]:
    """The shortest window, as the page has it."""
    (scenario,) = windows("wonen", date(2008, 1, 1), DRAWS)
    folder = tmp_path_factory.mktemp("windows")
    return folder, run_window(scenario, folder, workers=1)


WITHOUT = {"gemeenten"}
"""Models that no past can judge: before 2024 the municipal fund had another system."""


@pytest.mark.parametrize("model", models_with_a_past())
def test_a_window_starts_with_what_was_known_on_its_day(model: str) -> None:
    found = windows(model)
    assert not found if model in WITHOUT else len(found) >= 3
    for scenario in found:
        assert scenario.as_of is not None
        assert scenario.start <= scenario.as_of
        assert set(scenario.against) <= set(register())
        assert not [measure for measure in scenario.measures if measure.start > scenario.as_of]


@pytest.mark.parametrize("model", models_with_a_past())
def test_the_page_tells_of_every_window(model: str) -> None:
    page = (DOCS / "validation.md").read_text(encoding="utf-8")
    assert all(f"`{scenario.name}`" in page for scenario in windows(model))


def test_only_counts_after_the_start_are_evaluated(ran: tuple[Path, list[Evaluation]]) -> None:
    assert [one.series.name for one in ran[1]] == ["nieuwbouw_1990", "pijplijn_1990"]
    for one in ran[1]:
        assert [count.begin.year for count in one.matched.counts] == [2008, 2009, 2010, 2011]


def test_the_score_of_the_carried_value_is_its_absolute_error(ran: tuple[Path, list[Evaluation]]) -> None:
    for one in ran[1]:
        last = next(count.value for count in one.series.counts if count.begin.year == 2007)
        assert one.baselines[0].score == pytest.approx(np.abs(one.matched.observed - last).mean())
        assert one.baselines[0].skill is not None
        assert one.baselines[0].skill.value == pytest.approx(1 - one.score / one.baselines[0].score)


def test_a_run_of_the_past_is_told_as_it_is(ran: tuple[Path, list[Evaluation]]) -> None:
    folder, evaluations = ran
    ds = open_results(folder / "wonen-toets-2008")
    year = ds["nieuwe_woningen"].sel(telling="nieuwbouw", month="2009").sum("month").values
    np.testing.assert_allclose(evaluations[0].matched.ensemble[1], year)


def test_given_the_inflow_reception_from_2014_lies_in_the_band_of_nine_out_of_ten() -> None:
    """Peak and fall both, and the few status holders of 2019 within a quarter; with what was known in 2014 alone."""
    scenario = next(one for one in windows("asiel", draws=DRAWS) if one.name == "asiel-toets-2014-instroom-gegeven")
    names = ["bezetting", "statushouders_in_opvang"]
    residents, holders = (one.matched for one in evaluate(dataset(scenario, run_block(scenario, 0)), scenario, names))
    low, high = quantiles(residents.ensemble, (0.05, 0.95))
    assert [count.begin.year for count in residents.counts[:6]] == list(range(2014, 2020))
    assert np.all((low <= residents.observed) & (residents.observed <= high))
    last = [count.begin.year for count in holders.counts].index(2019)
    assert holders.observed[last] == 5_595
    assert np.median(holders.ensemble[last]) == pytest.approx(5_595, rel=0.25)


def test_a_series_can_be_asked_for(ran: tuple[Path, list[Evaluation]]) -> None:
    folder, evaluations = ran
    scenario = evaluations[0].scenario
    ds = open_results(folder / scenario.name)
    assert [one.series.name for one in evaluate(ds, scenario, ["vergunningen_1990"])] == ["vergunningen_1990"]


def test_there_is_no_model_of_that_name() -> None:
    with pytest.raises(InputError, match="there is no model"):
        windows("zee")


@pytest.mark.parametrize("command", ["backtest", "calibrate"])
def test_models_that_run_together_have_no_past_in_common(command: str) -> None:
    done = CliRunner().invoke(main, [command, "nederland"])
    assert done.exit_code == 2
    assert "nederland runs asiel, wonen, zorg, gemeenten together" in done.output
    assert "one of these, held against its own past" in done.output
    assert "nederland" not in models_with_a_past()
