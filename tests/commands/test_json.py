"""`--json`: one JSON value on the standard output and nothing else, and the same exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from proef import Project

from simulate.commands.door import main


def told(*words: Any, code: int = 0) -> Any:
    done = CliRunner().invoke(main, [*map(str, words), "--json"])
    assert done.exit_code == code, done.output
    return json.loads(done.stdout)


def test_lists_and_descriptions(project: Project) -> None:
    names = told("list", "scenarios")
    assert {one["name"] for one in names} == {"basis", "plan"}
    assert names[0] | {"kind": "scenario", "own": True, "models": ["proef"]} == names[0]
    assert set(names[0]["label"]) == {"nl", "en"}
    assert [one["name"] for one in told("list", "measures", "--search", "decision stop")] == ["beslisstop"]
    assert "parameter" in {one["kind"] for one in told("list")}
    shown = told("show", "proef.instroom.kosten")
    assert shown["sections"][0]["blocks"][1]["properties"]["Unit"] == "euro per person per year"


def test_a_check_gives_every_problem_with_its_place(project: Project) -> None:
    assert told("check") == {"files": 5, "problems": [], "remarks": []}
    project.change("scenarios/plan.yaml", "beslisstop", "beslistop")
    (problem,) = told("check", "plan", code=2)["problems"]
    assert (problem["file"], problem["line"], problem["hint"]) == (
        "scenarios/plan.yaml",
        4,
        "did you mean 'beslisstop'?",
    )


def test_a_run_tells_where_it_is(project: Project) -> None:
    (one,) = told("run", "plan", "--draws", "5", "--workers", "1", "--no-figures")
    assert (one["scenario"], one["status"], one["draws"]) == ("plan", "complete", 5)
    assert (Path(one["folder"]) / "summary.csv").is_file()


@pytest.mark.usefixtures("toy_models")
def test_tables_of_analyses_are_numbers(town_runs: list[Path], mill_runs: tuple[Path, Path], tmp_path: Path) -> None:
    compared = told("compare", *town_runs[:2], "--no-figures", "--out", tmp_path / "a")
    assert {type(row["diff_mean"]) for row in compared["compare"]} == {float}
    assert compared["targets"]
    explained = told("explain", *mill_runs, "--draws", "50", "--workers", "1", "--no-figures", "--out", tmp_path / "b")
    assert explained["explain"]
