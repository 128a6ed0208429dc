"""The command: a table, sensitivity.csv, figures in two languages."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd
from click.testing import CliRunner, Result

from simulate.commands.door import main
from simulate.running.verify import verify


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
