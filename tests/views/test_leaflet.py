"""The leaflet that goes into a report is the one on the page of the model, and a card names outcomes of its model."""

from pathlib import Path

import pytest

from simulate.registry import model, own_names
from simulate.views.card import card

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", own_names())
def test_the_page_of_the_model_says_what_its_reports_say(name: str) -> None:
    page = " ".join((DOCS / f"{name}.md").read_text(encoding="utf-8").translate(str.maketrans("", "", "*`")).split())
    leaflet = card(name).leaflet
    assert len(leaflet) >= 4
    for lead, text in leaflet:
        said = text.en if lead.en == "Limits." else f"{lead.en}{'' if text.en.startswith(',') else ' '}{text.en}"
        assert said in page
        assert text.nl != text.en


@pytest.mark.parametrize("name", own_names())
def test_the_headline_of_a_card_is_of_outcomes_of_its_model(name: str) -> None:
    shown = card(name)
    outcomes = model(name).outcomes()
    assert shown.headline
    assert {*shown.headline, *(one for group in shown.by_province for one in group)} <= outcomes.keys()
