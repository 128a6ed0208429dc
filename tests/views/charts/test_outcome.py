from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rich.console import Console
from toy import CARD

from simulate.render import numbers as words
from simulate.render import terminal
from simulate.results.opening import open_results
from simulate.views.charts.outcome import write_figures
from simulate.views.run import screen

pytestmark = pytest.mark.usefixtures("toy_models")


def texts(svg: Path) -> str:
    return " | ".join(
        "".join(node.itertext()).strip() for node in ElementTree.parse(svg).iter() if node.tag.endswith("text")
    )


def test_every_headline_has_a_figure_in_the_language_with_unit_and_source(finished: Path) -> None:
    figures = finished / "figures"
    assert {path.name for path in figures.iterdir()} == {
        f"{name}.{kind}" for name in ("bezetting", "kosten", "doorlooptijd") for kind in ("svg", "png")
    }
    told = texts(figures / "bezetting.svg")
    for words_ in ("Bezetting", "Het speelgoed", "personen", "mediaan", "Scenario toy · 2.500 trekkingen · seed 7"):
        assert words_ in told
    assert "miljoen euro per jaar" in texts(figures / "kosten.svg")
    assert "kansrijk" in texts(figures / "doorlooptijd.svg")
    assert (figures / "bezetting.png").read_bytes().startswith(b"\x89PNG")


def test_english_figures_and_the_same_bytes_each_time(finished: Path, tmp_path: Path) -> None:
    for folder in (tmp_path / "a", tmp_path / "b"):
        folder.mkdir()
        write_figures(open_results(finished), folder, CARD.headline, (), "en")
    assert "2,500 draws" in texts(tmp_path / "a" / "figures" / "bezetting.svg")
    for path in (tmp_path / "a" / "figures").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / "figures" / path.name).read_bytes(), path.name


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_terminal_shows_the_headlines_by_year(finished: Path, width: int) -> None:
    console = Console(width=width, record=True, force_terminal=False)
    terminal.show(screen(finished, CARD, "nl"), console)
    told = console.export_text()
    assert "2026" in told
    assert "Bezetting" in told
    assert "miljoen euro" in told
    assert max(map(len, told.splitlines())) <= width


def test_the_answer_of_the_model_comes_first(finished: Path) -> None:
    card = replace(CARD, answer=lambda ds, language: [f"{language}: {ds.sizes['draw']} draws"])
    console = Console(width=80, record=True)
    terminal.show(screen(finished, card, "en"), console)
    assert console.export_text().startswith("en: 2500 draws\n")


def test_numbers_in_two_languages() -> None:
    assert words.number(1234567.891, "nl", 1) == "1.234.567,9"
    assert words.number(1234567.891, "en", 1) == "1,234,567.9"
    assert words.number(float("nan"), "nl") == "–"
    assert words.scaled("EUR", 2.4e9, "nl") == (1e9, "miljard euro")
    assert words.scaled("personen", 2.4e9, "en") == (1.0, "persons")
    assert words.over_time("persons", "flow", words.PER_MONTH, "en") == "persons per month"
    assert words.over_time("persons per month", "flow", words.PER_MONTH, "en") == "persons per month"
    assert words.over_time("persons", "stock", words.PER_MONTH, "en") == "persons"
