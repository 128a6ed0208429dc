"""The command: what it writes and says, and one sentence with exit code 2 for what cannot be compared."""

from __future__ import annotations

import csv
import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import town
from click.testing import CliRunner, Result

from simulate.commands.door import main
from simulate.comparing.comparison import CompareOptions, compare
from simulate.output import LIST
from simulate.running.store import record
from simulate.views.compare import csv as sheets
from simulate.views.compare import difference_chart as figures
from simulate.views.compare.folder import output

pytestmark = pytest.mark.usefixtures("toy_models")


@pytest.fixture
def runs(town_runs: list[Path]) -> list[Path]:
    """The town with targets; the same with exactly 3 homes more; and one with noise of its own on top."""
    return town_runs


def simulate(*words: Any) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], env={"COLUMNS": "140"})


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_everything_is_written_and_told(runs: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = simulate("compare", *runs, "--out", out)
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines()[-1] == f"The comparison is in {out}"
    for wanted in ("What went in", "Draw i of both is the same world", "Common random numbers", "Enough", "Regret"):
        assert wanted in done.stdout
    assert sorted(path.name for path in out.iterdir()) == [
        LIST, "compare.csv", "compare.md", "figures", "inputs.csv", "regret.csv", "targets.csv",
    ]  # fmt: skip
    assert sorted(path.name for path in (out / "figures").iterdir()) == [
        f"{name}.{kind}" for name in sorted(town.CARD.headline) for kind in ("png", "svg")
    ]
    page = (out / "compare.md").read_text(encoding="utf-8")
    assert "scenarios/x.yaml:4" in page
    assert "](figures/stand.svg)" in page
    told = rows(out / "compare.csv")
    assert tuple(told[0]) == sheets.COLUMNS
    keys = {(row["scenario"], row["outcome"], row["entry"], row["period"]) for row in told}
    assert len(keys) == len(told) == 2 * 3 * (1 + 4 + 1)
    first = next(row for row in told if (row["scenario"], row["outcome"]) == ("meer", "stand"))
    assert float(first["diff_p50"]) == pytest.approx(3)
    assert (first["prob_higher"], first["prob_lower"], first["paired"]) == ("1", "0", "yes")
    assert all(float(row["variance_ratio"]) > 1 for row in told if row["outcome"] == "stand")
    assert {row["scenario"] for row in rows(out / "regret.csv")} == {"town", "meer", "anders"}
    assert {row["role"] for row in rows(out / "inputs.csv")} == {"observed", "assumption"}
    assert not list(tmp_path.glob(".*"))


def test_in_dutch(runs: list[Path], tmp_path: Path) -> None:
    done = simulate("compare", *runs[:2], "--out", tmp_path / "out", "--language", "nl", "--no-figures")
    assert "Wat erin ging" in done.stdout
    assert "Kans dat een doel wordt gehaald" in done.stdout
    assert "# Vergelijking met Stad" in (tmp_path / "out" / "compare.md").read_text(encoding="utf-8")
    assert not (tmp_path / "out" / "figures").exists()


def test_the_default_folder_is_beside_the_results(
    runs: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("scenarios", "parameters"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path)
    assert simulate("compare", *runs[:2], "--no-figures").exit_code == 0
    assert (tmp_path / "results" / "compare" / "town-vs-meer" / "compare.csv").is_file()


def test_what_lies_in_a_whole_is_called_after_it_too(tmp_path: Path) -> None:
    part = tmp_path / "nederland" / "wonen"
    part.mkdir(parents=True)
    assert record.called(part) == "wonen"
    (part.parent / "run.json").write_text("{}")
    assert record.called(part) == "nederland-wonen"
    assert output([part, part.parent], None).path.name == "nederland-wonen-vs-nederland"


def test_an_earlier_comparison_is_replaced_and_nothing_else_is(runs: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert simulate("compare", *runs, "--out", out).exit_code == 0
    assert simulate("compare", *runs[:2], "--outcome", "vol", "--no-figures", "--out", out).exit_code == 0
    assert not (out / "figures").exists()
    assert {row["outcome"] for row in rows(out / "compare.csv")} == {"vol"}
    (out / "notes.txt").write_text("mine")
    refused = simulate("compare", *runs[:2], "--out", out)
    assert (refused.exit_code, "notes.txt" in refused.stderr) == (2, True)
    assert (out / "notes.txt").read_text() == "mine"
    assert simulate("compare", *runs[:2], "--out", runs[2]).exit_code == 2
    assert record.read(runs[2]).status == "complete"


def test_what_goes_wrong_while_writing_leaves_what_was_there(
    runs: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    simulate("compare", *runs[:2], "--out", out, "--no-figures")
    before = (out / "compare.csv").read_text()

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(figures, "draw", full)
    done = simulate("compare", *runs[:3], "--out", out)
    assert (done.exit_code, "the disk is full" in done.stderr) == (2, True)
    assert (out / "compare.csv").read_text() == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"seed": 6}, "the seed differs (5 and 6)"),
        ({"months": 24}, "the number of months differs (36 and 24)"),
        ({"start": date(2026, 1, 1)}, "the start of the run differs (2025-01-01 and 2026-01-01)"),
    ],
)
def test_other_numbers_stand_side_by_side(
    runs: list[Path], tmp_path: Path, changes: dict[str, Any], reason: str
) -> None:
    (other,) = town.make(tmp_path, town.scenario("ander", **changes))
    done = simulate("compare", runs[0], other, "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    said = " ".join(done.stdout.split())
    assert f"no difference was taken draw by draw, because {reason}" in said
    assert "Regret" not in said
    (row, *_) = rows(tmp_path / "out" / "compare.csv")
    assert (row["paired"], row["diff_p50"], row["prob_lower"], row["variance_ratio"]) == ("no", "", "", "")
    # The same scenario: what differs between other draws is no difference.
    assert (row["diff_mean"], row["relative"]) == ("", "")
    assert f"ander and town are no pair: {reason}" in said
    assert said.index("are no pair") < said.index("What came out")
    assert float(row["p50"]) > 0
    chances = rows(tmp_path / "out" / "targets.csv")
    assert {row["scenario"] for row in chances} == {"town", "ander"}


def changed(folder: Path, to: Path, **facts: Any) -> Path:
    """A copy of a result folder with another record."""
    shutil.copytree(folder, to)
    record.write(to, record.read(to).model_copy(update=facts))
    return to


def test_other_code_is_not_paired(runs: list[Path], tmp_path: Path) -> None:
    versions = record.read(runs[1]).versions | {"code": "x"}
    other = changed(runs[1], tmp_path / "other", versions=versions)
    side = compare([runs[0], other], CompareOptions()).runs[1]
    assert "code of the engine or the model changed" in " ".join(map(str, side.unpaired))


def refused(*words: Any) -> str:
    """The one sentence with which a comparison is refused."""
    done = simulate("compare", *words)
    assert (done.exit_code, done.stdout) == (2, ""), done.output
    assert len(done.stderr.splitlines()) == 1
    return done.stderr


def test_what_cannot_be_compared(runs: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = ("--out", tmp_path / "out")
    assert "is not a result folder" in refused(runs[0], tmp_path, *out)
    assert "is not a result folder" in refused(tmp_path / "nowhere", runs[0], *out)
    assert "is nothing to compare" in refused(runs[0], *out)
    assert "did you mean 'stand'?" in refused(*runs[:2], "--outcome", "stan", *out)
    assert "--outcome" in refused(*runs[:2], "--better", "lower", *out)
    half = changed(runs[1], tmp_path / "half", status="incomplete")
    assert "is not complete" in refused(runs[0], half, *out)
    other = changed(runs[1], tmp_path / "other", model="toy")
    assert "run of the model toy" in refused(runs[0], other, *out)
    assert not (tmp_path / "out").exists()


def test_damage_is_told(runs: list[Path], tmp_path: Path) -> None:
    out = ("--out", tmp_path / "out")
    folders = [Path(shutil.copytree(runs[1], tmp_path / name)) for name in "abcd"]
    (folders[0] / record.SCENARIO).write_text("name: x\n")
    seal = folders[1] / record.NAME
    seal.write_text(json.dumps(json.loads(seal.read_text()) | {"seed": 9}))
    chunk = next(
        path for path in (folders[2] / record.OUTCOMES / "stand").rglob("*") if path.name == "0" and path.is_file()
    )
    chunk.unlink()
    torn = next(
        path for path in (folders[3] / record.OUTCOMES / "stand").rglob("*") if path.name == "0" and path.is_file()
    )
    data = bytearray(torn.read_bytes())
    data[len(data) // 2] ^= 255
    torn.write_bytes(data)
    for folder, what in zip(
        folders, ("scenario.yaml was changed", "run.json was changed", "is missing", "stand"), strict=True
    ):
        said = refused(runs[0], folder, *out)
        assert "is damaged" in said
        assert what in said
    assert not (tmp_path / "out").exists()


def test_a_table_that_no_screen_can_show_is_in_the_page(runs: list[Path], tmp_path: Path) -> None:
    words = ["compare", *map(str, runs), "--out", str(tmp_path / "out"), "--no-figures"]
    done = CliRunner().invoke(main, words, env={"COLUMNS": "40"})
    assert done.exit_code == 0, done.output
    assert "columns are too many for this screen: see compare.md" in " ".join(done.stdout.split())
    assert "Enough" in (tmp_path / "out" / "compare.md").read_text(encoding="utf-8")


def test_names_that_are_too_long_together_are_cut(
    runs: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simulate.views.compare.folder.results", lambda: tmp_path / "results")
    names = [f"variant-met-een-naam-die-zegt-wat-er-anders-is-{number}" for number in range(6)]
    folders = [shutil.copytree(runs[0], tmp_path / name) for name in names]
    done = simulate("compare", *folders, "--no-figures")
    assert done.exit_code == 0, done.stderr
    (made,) = (tmp_path / "results" / "compare").iterdir()
    assert len(made.name) <= 200
    assert (made / "compare.csv").exists()


def test_what_it_does_not_draw_or_replaces_is_said(runs: list[Path], tmp_path: Path) -> None:
    other = shutil.copytree(runs[0], tmp_path / "other" / runs[0].name)
    first = simulate("compare", runs[0], other, "--out", tmp_path / "out")
    assert "No figure of " in first.stderr
    again = simulate("compare", other, other, "--out", tmp_path / "out", "--no-figures")
    assert f"held a comparison of {runs[0].resolve()} and {other.resolve()}, which was replaced" in again.stderr
    assert "No figure" not in again.stderr
