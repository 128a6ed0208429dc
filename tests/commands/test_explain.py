"""The command: what it writes and says, and one sentence with exit code 2 for what it cannot do."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import molen
import pytest
from click.testing import CliRunner, Result

from simulate.commands.door import main
from simulate.output import LIST
from simulate.views.explain import csv as sheet
from simulate.views.explain import waterfall as figures

pytestmark = pytest.mark.usefixtures("toy_models")


@pytest.fixture
def runs(mill_runs: tuple[Path, Path]) -> tuple[Path, Path]:
    """The mill, and the mill with three changes."""
    return mill_runs


FEW = ("--draws", "60", "--workers", "1")


def simulate(*words: Any) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], env={"COLUMNS": "120"})


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_everything_is_written_and_told(runs: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = simulate("explain", *runs, *FEW, "--out", out)
    assert done.exit_code == 0, done.output
    said = " ".join(done.stdout.split())
    for wanted in ("Scenario anders (anders) against Scenario molen (molen)", "Shapley value", "all 8 combinations",
                   "The steen_erbij", "58 %", "observation", "difference"):  # fmt: skip
        assert wanted in said
    assert done.stdout.splitlines()[-1] == f"The explanation is in {out}"
    assert sorted(path.name for path in out.iterdir()) == [LIST, "explain.csv", "explain.md", "figures"]
    assert sorted(path.name for path in (out / "figures").iterdir()) == ["meel.png", "meel.svg", "som.png", "som.svg"]
    page = (out / "explain.md").read_text(encoding="utf-8")
    assert "](figures/meel.svg)" in page
    assert "None of the changes does anything here." in page
    told = rows(out / "explain.csv")
    assert tuple(told[0]) == sheet.COLUMNS
    assert len(told) == 3 * 2 * (3 + 3)
    meel = [row for row in told if (row["outcome"], row["period"]) == ("meel", "2026")]
    by = {row["name"] or row["what"]: float(row["mean"]) for row in meel}
    assert by["scenario"] - by["base"] == pytest.approx(by["difference"])
    assert by["steen_erbij"] + by["niets"] + by[molen.GRAAN] == pytest.approx(by["difference"])
    assert {row["role"] for row in meel if row["name"]} == {"observed"}
    assert not list(tmp_path.glob(".*"))


def test_in_dutch_and_of_one_year(runs: tuple[Path, Path], tmp_path: Path) -> None:
    words = ("--language", "nl", "--no-figures", "--year", 2025, "--outcome", "meel", "--out", tmp_path / "out")
    done = simulate("explain", *runs, *FEW, *words)
    assert "Meel, 2025" in done.stdout
    assert "bijdrage" in done.stdout
    assert "# Waar het verschil vandaan komt" in (tmp_path / "out" / "explain.md").read_text(encoding="utf-8")
    assert not (tmp_path / "out" / "figures").exists()


@pytest.mark.long
def test_many_changes(tmp_path: Path) -> None:
    measures = [molen.measure(f"m{n}", (molen.STEEN, "multiply", 1 + n / 10)) for n in range(1, 9)]
    folders = molen.make(tmp_path, molen.scenario(), molen.scenario("veel", *measures))
    done = simulate("explain", *folders, *FEW, "--orders", 1, "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert "8 changes, 2 orders in each draw, 60 draws: 16 runs" in done.stderr
    assert "the other 3 together" in done.stdout
    assert "too wide" in done.stdout


def test_the_default_folder_is_beside_the_results(
    runs: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("scenarios", "parameters"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path)
    assert simulate("explain", *runs, *FEW, "--no-figures").exit_code == 0
    assert (tmp_path / "results" / "explain" / "molen-vs-anders" / "explain.csv").is_file()


@pytest.mark.long
def test_an_earlier_explanation_is_replaced_and_nothing_else_is(
    runs: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    words = ("explain", *runs, *FEW, "--outcome", "som", "--out", out)
    assert simulate(*words).exit_code == 0
    assert simulate(*words, "--no-figures").exit_code == 0
    assert not (out / "figures").exists()
    before = (out / "explain.csv").read_text()

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(figures, "draw", full)
        done = simulate(*words)
    assert (done.exit_code, "the disk is full" in done.stderr) == (2, True)
    assert (out / "explain.csv").read_text() == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    (out / "notes.txt").write_text("mine")
    refused = simulate(*words)
    assert (refused.exit_code, "notes.txt" in refused.stderr) == (2, True)


def test_one_sentence_for_what_cannot_be_explained(runs: tuple[Path, Path], tmp_path: Path) -> None:
    (other,) = molen.make(tmp_path, molen.scenario("ander", seed=6))
    out = tmp_path / "out"
    for words in ((runs[0], other), (runs[0], tmp_path), (*runs, "--outcome", "nee"), (*runs, "--year", 1999)):
        done = simulate("explain", *words, *FEW, "--out", out)
        assert (done.exit_code, done.stdout, len(done.stderr.splitlines())) == (2, "", 1), done.output
    assert not out.exists()
