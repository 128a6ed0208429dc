"""Folders that are not what their run wrote, runs with the same name, and more runs than fit in a title."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from simulate.commands.door import main
from simulate.inputs.resolve.resolved import load_scenario
from simulate.render.document import Document, Picture
from simulate.render.html import render
from simulate.reporting.content import report
from simulate.results import beside
from simulate.sensitivity.columns import quantities
from simulate.views.sensitivity.csv import COLUMNS
from simulate.views.sensitivity.text import quantity


@pytest.fixture
def copy(report_runs: dict[str, Path], tmp_path: Path) -> Path:
    """Of a run of the asylum chain with measures, to break."""
    return Path(shutil.copytree(report_runs["asiel-regeerprogramma"], tmp_path / "copy"))


def made(folder: Path, out: Path) -> Result:
    return CliRunner().invoke(main, ["report", str(folder), "--to", "md", "--out", str(out)])


def test_a_summary_that_is_not_the_one_of_the_run_is_refused(copy: Path, tmp_path: Path) -> None:
    path = copy / "summary.csv"
    path.write_text(path.read_text(encoding="utf-8")[:3000], encoding="utf-8")
    changed = made(copy, tmp_path / "a.md")
    path.unlink()
    gone = made(copy, tmp_path / "a.md")
    assert (changed.exit_code, gone.exit_code) == (2, 2)
    assert "summary.csv was changed after the run" in changed.output
    assert "has no summary.csv" in gone.output


@pytest.mark.long
def test_figures_that_are_gone_are_drawn_anew(report_runs: dict[str, Path], one: Document, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(report_runs["asiel"], tmp_path / "asiel"))
    shutil.rmtree(copy / "figures")
    names = [block.name for block in report([copy], "nl").blocks() if isinstance(block, Picture)]
    assert names == [block.name for block in one.blocks() if isinstance(block, Picture)]


@pytest.mark.long
def test_a_ranking_that_is_none_is_said(copy: Path, tmp_path: Path) -> None:
    (copy / "sensitivity").mkdir()
    (copy / "sensitivity" / "sensitivity.csv").write_text("a,b\n1,2\n")
    done = made(copy, tmp_path / "a.md")
    assert done.exit_code == 2
    assert "was changed, or is of other draws" in done.output
    beside.seal(copy, copy / "sensitivity", "sensitivity.csv")
    assert "is not what `simulate sensitivity` writes" in made(copy, tmp_path / "a.md").output


@pytest.mark.long
def test_a_measure_that_drives_is_called_in_the_language_of_the_report(copy: Path) -> None:
    known = quantities(load_scenario(copy / "scenario.yaml"))
    name = next(name for name in known if name.startswith("maatregel."))
    row = dict.fromkeys(COLUMNS, "1") | {"outcome": "bezetting", "axis": "", "entry": "", "times_floor": "2"}
    (copy / "sensitivity").mkdir()
    with (copy / "sensitivity" / "sensitivity.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerow(row | {"parameter": name, "parameter_label": "in the other language"})
    beside.seal(copy, copy / "sensitivity", "sensitivity.csv")
    page = render(report([copy], "nl")).decode()
    assert quantity(known[name], "nl").split(":")[0] in page
    assert "in the other language" not in page


@pytest.mark.long
def test_places_are_unique_and_without_spaces_whatever_runs_are_called(
    report_runs: dict[str, Path], copy: Path
) -> None:
    page = render(report([report_runs["asiel"], report_runs["asiel"], copy, report_runs["zorg"]], "nl")).decode()
    places = re.findall(r'\bid="([^"]*)"', page)
    assert len(places) == len(set(places))
    assert not [place for place in places if re.search(r"\s", place)]
    assert set(re.findall(r'href="#([^"]*)"', page)) <= set(places)


@pytest.mark.long
def test_a_title_hides_no_runs(report_runs: dict[str, Path], copy: Path) -> None:
    four = report([report_runs["asiel"], report_runs["asiel-regeerprogramma"], copy, copy], "nl")
    assert four.title.endswith(" en nog 1")
    both = report([report_runs["asiel"], report_runs["asiel-regeerprogramma"], copy, report_runs["zorg"]], "en")
    assert both.title.endswith("385 euros") or " and " in both.title
    assert both.title.count(" and ") == 1


def test_the_figures_by_province_are_told_apart(one: Document) -> None:
    captions = [block.caption for block in one.blocks() if isinstance(block, Picture)]
    assert len(set(captions)) == len(captions)
    assert any(caption.endswith(": op de kaart") for caption in captions)
