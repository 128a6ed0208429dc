"""`simulate variants`: every combination is run once, compared in one table, and asked about where there are many."""

from __future__ import annotations

import csv
from datetime import date

import pytest
from click.testing import CliRunner, Result
from proef import Project, problems

from simulate.commands.actions import variants as action
from simulate.commands.door import main
from simulate.inputs.resolve.variants import variants_of

AANVRAGEN = "proef.instroom.aanvragen"
GRID = f"""\
extends: plan.yaml
label: {{nl: Rooster, en: Grid}}
months: 12
draws: 5
parameters:
  proef.instroom.kosten: 31_000
variants:
  {AANVRAGEN}: [30_000, '+10 %', {{2026-01-01: 5_000}}]
  beslisstop: [false, true, 2026-02-01]
"""


def simulate(*words: str) -> Result:
    done = CliRunner().invoke(main, words, env={"COLUMNS": "200"})
    assert not isinstance(done.exception, Exception), done.exception
    return done


@pytest.fixture(autouse=True)
def grid(project: Project) -> Project:
    project.write("scenarios/rooster.yaml", GRID)
    return project


def test_every_combination_is_a_scenario_with_the_line_of_its_choice(grid: Project) -> None:
    base, made = variants_of("rooster")
    assert base.name == "rooster"
    assert len(made) == 9
    names = [one.scenario.name for one in made]
    assert names[0] == "rooster-aanvragen-30000-beslisstop-zonder"
    assert names[-1] == "rooster-aanvragen-2026-01-01-5000-beslisstop-vanaf-2026-02-01"
    taken = [[measure.start for measure in one.scenario.measures] for one in made[:3]]
    assert taken == [[], [date(2025, 9, 1)], [date(2026, 2, 1)]]
    value = made[0].scenario.parameters[AANVRAGEN].values[0]
    assert (value.value, value.origin.file, value.origin.line) == (30_000, "scenarios/rooster.yaml", 8)
    assert made[-1].scenario.measures[0].taken is not None
    assert made[-1].scenario.measures[0].taken.line == 9
    assert "Applications: 30_000; Decision stop: without" in made[0].scenario.label.en


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
    assert "add --yes to run them all" in refused.stderr
    assert not (grid.path / "results").exists()


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("[30_000,", "[-5,", 8, "-5 is not possible"),
        ("'+10 %'", "30_000", 7, "a choice is given twice"),
        ("beslisstop:", "beslistop:", 9, "there is no measure 'beslistop'"),
        ("[false,", "[5,", 9, "'beslisstop' is taken or not"),
        (f"{AANVRAGEN}: [30_000,", f"{AANVRAGEN}: [true,", 8, "is a parameter"),
    ],
)
def test_what_is_wrong_has_its_line(grid: Project, old: str, new: str, line: int, said: str) -> None:
    grid.change("scenarios/rooster.yaml", old, new)
    found = problems(lambda: variants_of("rooster"))
    assert any(one.line == line and said in one.message for one in found), [str(one) for one in found]


def test_a_scenario_without_variants(grid: Project) -> None:
    (found,) = problems(lambda: variants_of("plan"))
    assert found.message == "the scenario has no variants"
