"""The command: windows are run, scored and written, and what cannot be is said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from simulate.backtesting.evaluating import Evaluation
from simulate.backtesting.running import run_window
from simulate.backtesting.windows import windows
from simulate.calibrating.calibration import CHECKED as DRAWS
from simulate.commands.door import main
from simulate.views.backtest import csv


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Evaluation]]:
    """The shortest window."""
    (scenario,) = windows("wonen", date(2008, 1, 1), DRAWS)
    folder = tmp_path_factory.mktemp("windows")
    return folder, run_window(scenario, folder, workers=1)


def backtest(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["backtest", *map(str, words)])


def test_the_command_writes_and_tells(ran: tuple[Path, list[Evaluation]]) -> None:
    folder = ran[0]
    arguments = ("wonen", "--as-of", "2008-01-01", "--draws", DRAWS, "--workers", 1, "--out", folder)
    done = backtest(*map(str, arguments))
    assert done.exit_code == 0, done.output
    assert "pijplijn_1990" in done.output
    assert (folder / "scorecard.csv").read_text(encoding="utf-8") == csv.file(ran[1])


@pytest.mark.long
def test_any_day_can_be_asked_for_as_far_as_it_was_known(tmp_path: Path) -> None:
    done = backtest("asiel", "--as-of", "2025-04-01", "--draws", "20", "--workers", "1", "--out", tmp_path)
    assert done.exit_code == 0, done.output
    assert (tmp_path / "asiel-toets-2025-04" / "run.json").exists()
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
