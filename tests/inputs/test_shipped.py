"""The files that come with the project are sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulate.inputs.checking import check
from simulate.inputs.resolve.resolved import dump_scenario, load_scenario
from simulate.inputs.resolve.scenario import resolve
from simulate.registry import own_names

ROOT = Path(__file__).parents[2]
SCENARIOS = sorted(path.name for path in ROOT.glob("scenarios/*.yaml"))
BASELINES = [f"{model}.yaml" for model in own_names()]
OTHERS = [pytest.param(name, marks=pytest.mark.long) for name in SCENARIOS if name not in BASELINES]


@pytest.fixture(autouse=True)
def in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_nothing_is_wrong() -> None:
    report = check()
    assert report.problems == ()
    assert report.files > len(SCENARIOS)


@pytest.mark.parametrize("name", BASELINES + OTHERS)
def test_every_scenario_resolves_and_reads_back(name: str, tmp_path: Path) -> None:
    scenario = resolve(name)
    path = tmp_path / "scenario.yaml"
    path.write_text(dump_scenario(scenario), encoding="utf-8")
    assert load_scenario(path) == scenario
    assert all(file.startswith(("scenarios/", "parameters/")) for file in scenario.files)
