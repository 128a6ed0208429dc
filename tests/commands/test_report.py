"""`simulate report`: where it writes, and what it refuses."""

from __future__ import annotations

import re
from pathlib import Path

import docx
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


def test_the_author_and_house_style_of_a_project_are_in_it(
    report_runs: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both from simulate.toml, the template told from the folder of the project, also called from a folder below."""
    (tmp_path / "stijl").mkdir()
    house = docx.Document()
    house.styles["Normal"].font.name = "Verdana"
    house.save(str(tmp_path / "stijl" / "huis.docx"))
    (tmp_path / "simulate.toml").write_text('author = "Gemeente Voorbeeld"\ntemplate = "stijl/huis.docx"\n')
    monkeypatch.chdir(tmp_path / "stijl")
    for form in ("docx", "html"):
        done = report(report_runs["zorg"], "--to", form, "--appendix", "none")
        assert done.exit_code == 0, done.output
    written = tmp_path / "results" / "report"
    made = docx.Document(str(written / "zorg.docx"))
    assert made.styles["Normal"].font.name == "Verdana"
    assert made.core_properties.author == "Gemeente Voorbeeld"
    assert "Gemeente Voorbeeld" in (written / "zorg.html").read_text(encoding="utf-8")
    typed = report(report_runs["zorg"], "--to", "html", "--appendix", "none", "--overwrite", "--author", "Een ander")
    assert typed.exit_code == 0, typed.output
    assert "Gemeente Voorbeeld" not in (written / "zorg.html").read_text(encoding="utf-8")
    (tmp_path / "stijl" / "huis.docx").unlink()
    refused = report(report_runs["zorg"], "--to", "docx", "--overwrite")
    assert refused.exit_code == 2
    assert "huis.docx cannot be used as a template" in refused.output


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
