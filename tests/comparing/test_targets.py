"""The chance of a target is the share of the draws in which it is met, counted directly."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import town

from simulate.comparing.comparison import CompareOptions, compare
from simulate.comparing.targets import named_targets
from simulate.views.striking import of_comparison

ENTRY = "telling"


def met(folder: Path, changes: dict[str, Any]) -> np.ndarray:
    """Per calendar year and draw, whether the limit holds."""
    values = town.years(folder, "stand")
    if "entry" in changes:
        values = town.years(folder, "tellingen", "sum")[:, 1]
    return values <= changes["at_most"] if changes.get("at_most") is not None else values >= changes["at_least"]


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({"at_least": 1004.0, "by": 2026}, slice(0, 2)),
        ({"at_least": 1004.0, "by": None, "years": (2026,)}, slice(1, 2)),
        ({"at_least": 998.0, "by": None, "years": (2025, 2027)}, slice(0, 3, 2)),
        ({"at_least": None, "at_most": 1001.0, "by": 2027}, slice(0, 3)),
        ({"outcome": "tellingen", "entry": "bruto", "at_least": 12_050.0, "by": 2025}, slice(0, 1)),
    ],
)
def test_chances_are_counted(runs: list[Path], tmp_path: Path, changes: dict[str, Any], asked: slice) -> None:
    folders = town.make(
        tmp_path,
        town.scenario("a", targets=(town.target(**changes),)),
        town.with_values("b", size=1004.0, pull=0.3),
    )
    (chances,) = compare(folders, CompareOptions()).chances
    by_year = [met(folder, changes)[asked] for folder in folders]
    join = np.any if changes["by"] is not None else np.all
    first, second = (join(one, axis=0) for one in by_year)
    assert chances.met == (first.mean(), second.mean())
    assert chances.gained[1] == (second & ~first).mean()
    assert chances.lost[1] == (first & ~second).mean()
    assert 0 < chances.met[0] < 1
    assert chances.by_year[2027][1] == met(folders[1], changes)[2].mean()


def test_a_year_outside_the_runs_cannot_be_told(tmp_path: Path) -> None:
    folders = town.make(tmp_path, town.scenario("a", targets=(town.target(by=2029),)), town.scenario("b"))
    (chances,) = compare(folders, CompareOptions()).chances
    assert np.isnan(chances.met).all()
    assert sorted(chances.by_year) == [2025, 2026, 2027]


def test_different_targets_of_one_name_are_kept_apart() -> None:
    scenarios = [town.scenario("a", targets=(town.target(),)), town.scenario("b", targets=(town.target(by=2027),))]
    assert [aim.name for aim in named_targets(scenarios)] == ["genoeg", "genoeg (b)"]
    moved = town.target().model_copy(update={"origin": town.ORIGIN.model_copy(update={"line": 99})})
    assert len(named_targets([scenarios[0], town.scenario("c", targets=(moved,))])) == 1


@pytest.mark.parametrize(
    ("limit", "met", "nearest", "nl", "en"),
    [
        ({"at_least": 5_000.0}, 0.0, -4_000, "in geen van de", "met in none of the"),
        ({"at_least": 10.0}, 1.0, 900, "in elk van de", "met in each of the"),
    ],
)
def test_a_target_that_all_draws_or_none_meet_says_by_how_much(
    tmp_path: Path, limit: dict[str, float], met: float, nearest: float, nl: str, en: str
) -> None:
    one = town.scenario(draws=60, targets=(town.target(**limit),))
    comparison = compare(town.make(tmp_path, one), CompareOptions())
    (chances,) = comparison.chances
    assert chances.met == (met,)
    assert chances.nearest[0] == pytest.approx(nearest, abs=150)
    for language, said in (("nl", nl), ("en", en)):
        (line,) = of_comparison(comparison, ["A"], language)  # type: ignore[arg-type]
        assert said in line
        assert "5 %" in line
