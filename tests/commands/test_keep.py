"""What is said of a folder that keeps statistics: in one sentence, and with exit code 2."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import toy
from click.testing import CliRunner, Result

from simulate.commands.door import main
from simulate.running.runner import run
from simulate.views.publish import SummaryAndFigures
from tests.packages import INSTALLED


def simulate(*words: Any) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Statistics of 1,500 draws; nobody writes in it."""
    folder = tmp_path_factory.mktemp("kept") / "toy"
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(INSTALLED)
        publish = SummaryAndFigures("toy", figures=False)
        run(toy.scenario(draws=1500), folder, workers=1, publish=publish, keep="statistics")
    return folder


@pytest.mark.parametrize(
    "words",
    [
        ("compare", "KEPT", "KEPT"),
        ("explain", "KEPT", "KEPT"),
        ("report", "KEPT"),
        ("sensitivity", "KEPT"),
        ("export", "KEPT", "--to", "csv"),
    ],
)
def test_what_needs_draws_says_so(
    words: tuple[str, ...], kept: Path, toy_models: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = simulate(*(kept if word == "KEPT" else word for word in words))
    assert done.exit_code == 2
    assert "keeps statistics and no draws" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_its_summary_can_be_exported(kept: Path, toy_models: None, tmp_path: Path) -> None:
    done = simulate("export", kept, "--to", "csv", "--summary", "--outcome", "kosten", "--out", tmp_path / "x.csv")
    assert done.exit_code == 0, done.stderr
    assert len((tmp_path / "x.csv").read_text().splitlines()) > 24


def test_verify_says_that_it_holds(kept: Path, toy_models: None) -> None:
    done = simulate("verify", kept)
    assert done.exit_code == 0
    assert "gives the statistics that are kept" in done.stdout
