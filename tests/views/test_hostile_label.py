"""A run whose labels are hostile is drawn, told, compared, exported and reported as any other."""

from __future__ import annotations

import io
from pathlib import Path
from xml.dom import minidom

import openpyxl
import pytest
import toy
from click.testing import CliRunner
from rich.console import Console

from simulate.commands.door import main
from simulate.render import docx, html, markdown, terminal
from simulate.reporting.content import report
from simulate.running.runner import run
from simulate.views.card import card
from simulate.views.publish import SummaryAndFigures
from simulate.views.run import screen
from simulate.vocabulary import Label
from tests.packages import INSTALLED
from tests.trials.hostile import HOSTILE

LABEL = " ".join(text for text in HOSTILE if len(text) < 100) + "\x1b[2J\ufffe"
"""All of it at once, with what no file could say: a model of one's own might."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A result folder of a toy of which every label says that."""
    folder = tmp_path_factory.mktemp("runs") / "toy"
    label = Label(LABEL, LABEL)
    base = toy.scenario()
    parameters = {name: one.model_copy(update={"label": label}) for name, one in base.parameters.items()}
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(INSTALLED)
        changed = toy.scenario(label=label, question=label, draws=60, parameters=parameters)
        run(changed, folder, workers=1, publish=SummaryAndFigures("toy", "nl"))
    return folder


def test_its_figures_are_xml(hostile: Path) -> None:
    figures = sorted((hostile / "figures").glob("*.svg"))
    assert figures
    for figure in figures:
        assert not minidom.parse(str(figure)).getElementsByTagName("script")


def test_it_is_told_on_a_terminal(hostile: Path, toy_models: None) -> None:
    said = Console(file=io.StringIO(), width=120)
    terminal.show(screen(hostile, card("toy"), "nl"), said)
    assert isinstance(said.file, io.StringIO)
    assert "\x1b" not in said.file.getvalue()


def test_it_is_reported(hostile: Path, toy_models: None) -> None:
    document = report([hostile], "nl")
    page, text = html.render(document).decode(), markdown.render(document).decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page + text
    assert "](javascript:" not in text
    assert not any(line.startswith(("# Kop", "- punt", "=cmd")) for line in text.splitlines())
    assert docx.render(document)[:2] == b"PK"


@pytest.mark.parametrize(
    "command",
    [["export", "--to", "csv", "--summary"], ["export", "--to", "xlsx", "--summary"], ["compare", "--no-figures"]],
)
def test_it_is_exported_and_compared(hostile: Path, toy_models: None, tmp_path: Path, command: list[str]) -> None:
    name, *options = command
    folders = [str(hostile)] * (2 if name == "compare" else 1)
    out = tmp_path / ("x" if name == "compare" else f"x.{options[1]}")
    told = CliRunner().invoke(main, [name, *folders, *options, "--out", str(out)])
    assert told.exit_code in (0, 2), told.output
    assert told.exception is None or isinstance(told.exception, SystemExit), told.exception
    assert "\x1b[2J" not in told.output
    if out.suffix == ".xlsx":
        cells = [cell for sheet in openpyxl.load_workbook(out) for row in sheet.iter_rows() for cell in row]
        assert not any(cell.data_type == "f" for cell in cells)
