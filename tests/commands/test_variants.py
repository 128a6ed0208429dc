"""`simulate variants`: every combination is run once, compared in one table, and asked about where there are many."""

from __future__ import annotations

import csv
import re

import pytest
from click.testing import CliRunner, Result
from proef import Project

from simulate.commands.actions import variants as action
from simulate.commands.door import main
from tests.inputs.resolve.test_variants import AANVRAGEN, GRID


def simulate(*words: str) -> Result:
    done = CliRunner().invoke(main, words, env={"COLUMNS": "200"})
    assert not isinstance(done.exception, Exception), done.exception
    return done


@pytest.fixture(autouse=True)
def grid(project: Project) -> Project:
    project.write("scenarios/rooster.yaml", GRID)
    return project


@pytest.mark.long
def test_all_are_run_and_compared(grid: Project) -> None:
    assert simulate("check", "rooster").exit_code == 0
    done = simulate("variants", "rooster", "--workers", "1", "--no-figures")
    assert done.exit_code == 0, done.output
    assert "10 runs of 5 draws" in done.stderr
    folder = grid.path / "results" / "variants" / "rooster"
    assert len([one for one in folder.iterdir() if (one / "summary.csv").is_file()]) == 10
    rows = list(csv.DictReader((folder / "variants.csv").open(encoding="utf-8")))
    assert {(row[AANVRAGEN], row["beslisstop"]) for row in rows} == {
        (amount, taken)
        for amount in ("30_000", "+10 %", "2026-01-01: 5_000")
        for taken in ("without", "with", "from 2026-02-01")
    }
    assert (folder / "all" / "compare.csv").is_file()
    assert "as the scenario is" in done.stdout


def test_above_fifty_it_asks(grid: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(action, "MOST", 9)
    refused = simulate("variants", "rooster", "--workers", "1")
    assert refused.exit_code == 2
    said = (
        r"10 runs of 5 draws, the scenario itself among them: about \d+ seconds with 1 processes, and \d+ MB in results"
    )
    assert re.search(said, " ".join(refused.stderr.split())), refused.stderr
    assert "add --yes to run them all" in refused.stderr
    assert not (grid.path / "results").exists()
