"""`simulate report`: where it writes, and what it refuses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from simulate.commands.door import main


def report(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["report", *map(str, arguments)])


def test_it_writes_beside_the_results_of_the_project(
    report_runs: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("scenarios", "parameters"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path)
    done = report(report_runs["asiel"], "--to", "md", "--language", "nl")
    assert done.exit_code == 0
    assert done.output.startswith("results/report/asiel.md: ")
    text = (tmp_path / "results/report/asiel.md").read_text(encoding="utf-8")
    assert 50_000 < len(text) < 1_000_000
    shown = re.findall(r"!\[[^]]*\]\((.*?)\)", text)
    assert shown
    assert all((tmp_path / "results/report" / one).read_bytes().startswith(b"\x89PNG") for one in shown)
    assert "asiel-figures" in done.output


def test_a_file_that_is_there_is_not_replaced_unasked(report_runs: dict[str, Path], tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    out.write_text("mine")
    refused = report(report_runs["asiel"], "--out", out)
    assert refused.exit_code == 2
    assert "is there already" in refused.output
    assert out.read_text() == "mine"
    assert report(report_runs["asiel"], "--out", out, "--overwrite").exit_code == 0
    assert out.read_text().startswith("<!doctype html>")
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_what_cannot_be_reported_is_said_in_one_sentence(report_runs: dict[str, Path], tmp_path: Path) -> None:
    for arguments, said in (
        ((tmp_path,), "is not a result folder"),
        ((report_runs["asiel"], "--out", tmp_path), "is a folder: name a file"),
        ((report_runs["asiel"], "--out", report_runs["asiel"] / "run.json" / "x.html"), "cannot write in"),
    ):
        refused = report(*arguments)
        assert refused.exit_code == 2
        assert said in refused.output
        assert len(refused.output.splitlines()) == 1
