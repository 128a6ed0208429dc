"""The scorecard: the table that the page of backtests has, and a row in the CSV for each series."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from simulate.backtesting.evaluating import Evaluation, evaluate
from simulate.backtesting.windows import windows
from simulate.calibrating.calibration import CHECKED
from simulate.calibrating.scoring import dataset
from simulate.render.markdown import cell, table
from simulate.running.blocks import run_block
from simulate.views.backtest.csv import COLUMNS, file
from simulate.views.backtest.tables import scores

DOCS = Path(__file__).parents[3] / "docs"


@pytest.fixture(scope="module")
def evaluations() -> list[Evaluation]:
    """The shortest window, as the page has it."""
    (scenario,) = windows("wonen", date(2008, 1, 1), CHECKED)
    return list(evaluate(dataset(scenario, run_block(scenario, 0)), scenario))


def test_the_page_has_the_scores_that_come_out(evaluations: list[Evaluation]) -> None:
    scorecard = scores(evaluations, "en")
    rows = table(scorecard.heading, [[cell(text) for text in row] for row in scorecard.rows])
    assert rows in (DOCS / "validation.md").read_text(encoding="utf-8")


def test_the_csv_has_a_row_for_each(evaluations: list[Evaluation]) -> None:
    rows = list(csv.DictReader(file(evaluations).splitlines()))
    assert len(rows) == 2
    assert set(rows[0]) == set(COLUMNS)
    assert float(rows[0]["crps"]) == pytest.approx(evaluations[0].score)
    assert sum(map(float, rows[0]["ranks"].split())) == pytest.approx(4, abs=0.01)
