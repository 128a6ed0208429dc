"""The command: tables, sensitivity.csv and sobol.csv, figures in two languages."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import ladder
import pandas as pd
import pytest
from click.testing import CliRunner, Result

from simulate.commands.door import main
from simulate.running.verify import verify
from simulate.sensitivity.design import CHANCE, OTHERS


@pytest.fixture(autouse=True)
def ladder_model(toy_models: None) -> None:
    """Offered to every test here."""


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A result folder of 1,500 draws of 2025. Nobody writes in it."""
    return ladder.make(tmp_path_factory.mktemp("results") / "ladder")


def simulate(*words: Any) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def texts(svg: Path) -> str:
    return " ".join("".join(node.itertext()) for node in ElementTree.parse(svg).iter() if node.tag.endswith("text"))


def test_it_says_and_writes_what_drives_the_headlines(ran: Path, tmp_path: Path) -> None:
    done = simulate("sensitivity", ran, "--out", tmp_path)
    assert done.exit_code == 0, done.output
    assert "Sum, 2025" in done.stdout
    assert "nothing rises above the noise" in done.stdout
    assert "Sobol indices were not computed" in " ".join(done.stdout.split())
    table = pd.read_csv(tmp_path / "sensitivity.csv")
    som = table[table["outcome"] == "som"]
    assert som["rank"].tolist() == [*range(1, 8)]
    assert som["parameter"].iloc[0] == "ladder.veel"
    assert ((som["times_floor"] > 1) == (som.index < 4)).all()
    assert {path.name for path in tmp_path.glob("*.png")} == {
        "som-2025.png", "dal-2025.png", "gebeurt-2025.png", "per_groep-kansarm-2025.png", "per_groep-overig-2025.png",
        "per_groep-kansrijk-2025.png",
    }  # fmt: skip


def test_the_figure_is_in_the_language_and_the_same_each_time(ran: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert (
            simulate("sensitivity", ran, "--outcome", "som", "--out", tmp_path / name, "--language", "nl").exit_code
            == 0
        )
    told = texts(tmp_path / "a" / "som-2025.svg")
    for words in (
        "Wat bepaalt: Som, 2025",
        "Rangcorrelatie",
        "Getal ladder.veel",
        "Scenario ladder · 1.500 trekkingen",
    ):
        assert words in told
    assert (tmp_path / "a" / "som-2025.svg").read_bytes() == (tmp_path / "b" / "som-2025.svg").read_bytes()


def test_a_result_folder_with_a_ranking_still_verifies(ran: Path, tmp_path: Path) -> None:
    folder = tmp_path / "r"
    shutil.copytree(ran, folder)
    assert simulate("sensitivity", folder, "--outcome", "som").exit_code == 0
    assert (folder / "sensitivity" / "sensitivity.csv").is_file()
    assert all(finding.holds is not False for finding in verify(folder, 0))


def test_a_damaged_result_is_not_ranked(ran: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(ran, tmp_path / "copy"))
    for path in (folder / "outcomes.zarr").rglob("c/*/**/*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-1] + b"?")
    done = simulate("sensitivity", folder)
    assert done.exit_code == 2
    assert "is damaged" in done.stderr
    assert not (folder / "sensitivity").exists()


def test_what_cannot_be_told_is_said(ran: Path, tmp_path: Path) -> None:
    for words, said in (
        ((ran, "--outcome", "zom"), "did you mean 'som'"),
        ((ran, "--year", 1999), "is not a whole year"),
        ((ran, "--outcome", "vast"), "the same in all draws"),
        ((tmp_path,), "is not a result folder"),
    ):
        done = simulate("sensitivity", *words)
        assert done.exit_code == 2
        assert said in done.stderr


def test_what_differs_in_too_few_draws_is_not_told(ran: Path, tmp_path: Path) -> None:
    words = ("sensitivity", ran, "--outcome", "per_groep", "--sobol", 32, "--workers", 1, "--out", tmp_path)
    done = simulate(*words)
    assert done.exit_code == 0
    # Half of the draws have no number, so one in eight has one in all runs.
    assert "32 draws are too few to tell of By group, good prospect" in done.stderr
    assert set(pd.read_csv(tmp_path / "sobol.csv")["entry"]) == {"kansarm", "overig"}


def test_the_command_tells_draws_and_writes(ran: Path, tmp_path: Path) -> None:
    words = (
        "sensitivity",
        ran,
        "--outcome",
        "som",
        "--outcome",
        "per_groep",
        "--sobol",
        256,
        "--top",
        2,
        "--workers",
        1,
    )
    done = simulate(*words, "--out", tmp_path, "--language", "nl")
    assert done.exit_code == 0, done.output
    assert "toeval binnen het model" in done.stdout
    table = pd.read_csv(tmp_path / "sobol.csv")
    som = table[table["outcome"] == "som"]
    assert som["rank"].tolist() == [1, 2, 3, 4]
    assert set(som["group"]) == {"ladder.veel", "ladder.minder", OTHERS, CHANCE}
    assert (som["ST"].diff().dropna() <= 0).all()
    # What has no number in all runs of a draw is left out of it.
    assert (table[table["entry"] == "kansrijk"]["draws"] < 256).all()
    told = texts(tmp_path / "sobol-som-2025.svg")
    for said in ("Waar de spreiding uit komt: Som, 2025", "N = 256 trekkingen", "Getal ladder.veel", "256 trekkingen"):
        assert said in told
    again = tmp_path / "again"
    assert simulate(*words, "--out", again, "--language", "nl").exit_code == 0
    for name in ("sobol.csv", "sobol-som-2025.svg"):
        assert (tmp_path / name).read_bytes() == (again / name).read_bytes()


def test_without_salib_the_extra_is_named(ran: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "SALib.analyze.sobol", None)
    done = simulate("sensitivity", ran, "--sobol", 64, "--out", tmp_path)
    assert done.exit_code == 2
    assert "pip install -e '.[sobol]'" in done.stderr
    assert not list(tmp_path.iterdir())


def test_stopped_or_failing_nothing_is_written(ran: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(self: ladder.Ladder) -> None:
        raise KeyboardInterrupt

    def failing(self: ladder.Ladder) -> None:
        raise ValueError("no such number")

    words = ("sensitivity", ran, "--outcome", "som", "--sobol", 64, "--workers", 1, "--out", tmp_path / "out")
    for broken, code, said in ((stopped, 130, "stopped"), (failing, 1, "ValueError: no such number")):
        monkeypatch.setattr(ladder.Ladder, "run", broken)
        done = simulate(*words)
        assert (done.exit_code, said in done.stderr) == (code, True), done.stderr
        assert not (tmp_path / "out").exists()


def test_what_cannot_be_told_is_said_before_anything_is_computed(
    ran: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(ladder.Ladder, "run")
    (tmp_path / "file").touch()
    for words, said in (
        ((ran, "--outcome", "zom"), "did you mean 'som'"),
        ((ran, "--outcome", "vast"), "the same in all draws"),
        ((tmp_path,), "is not a result folder"),
        ((ran, "--out", tmp_path / "file" / "below"), "cannot write in"),
    ):
        done = simulate("sensitivity", *words, "--sobol", 64)
        assert done.exit_code in (1, 2)
        assert said in done.stderr
    assert simulate("sensitivity", ran, "--sobol", 8).exit_code == 2
    assert not (ran / "sensitivity").exists()
