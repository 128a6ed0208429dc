"""What the card of municipal money says: its sentences, what they leave out, and counts that they quote."""

from __future__ import annotations

from functools import cache

import pytest
import xarray as xr

from simulate.calibrating.scoring import dataset
from simulate.inputs.resolve.scenario import resolve
from simulate.running.blocks import run_block
from simulate.views.cards.gemeenten.antwoord import answer
from simulate.vocabulary import LANGUAGES, Language
from tests.models.gemeenten.test_counts import counted


@cache
def run(name: str, months: int = 48) -> xr.Dataset:
    """The first draws of a scenario."""
    scenario = resolve(name).model_copy(update={"months": months})
    return dataset(scenario, run_block(scenario, 0, 40))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_room_is_said_to_be_a_difference_with_2025_in_the_sentence_itself(language: Language) -> None:
    (said,) = [line for line in answer(run("gemeenten.yaml"), language) if line.startswith("In 2029")]
    assert {"nl": "verschil met 2025", "en": "difference with 2025"}[language] in said
    assert {"nl": "geen begrotingstekort", "en": "no deficit"}[language] in said


def test_a_booking_is_told_where_there_is_one() -> None:
    plain, programme = (
        " ".join(answer(run(name), "en")) for name in ("gemeenten.yaml", "gemeenten-regeerprogramma.yaml")
    )
    for words in ("cut of the BUIG", "specific grants", "youth care"):
        assert words not in plain
        assert words in programme
    assert "75.0 million extra for the Wmo in 2026, with the other 45.8 million" in plain
    assert "438 million" in programme


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_assistance_turned_out_is_as_counted(language: Language) -> None:
    (said,) = [line for line in answer(run("gemeenten-regeerprogramma.yaml"), language) if "BUIG" in line]
    point = {"nl": ".", "en": ","}[language]
    for series in ("buig_voorlopig", "buig_macrobudget"):
        for year in (2024, 2025):
            assert f"{counted(series)[year]:,.0f}".replace(",", point) in said


def test_a_run_that_ends_before_2029_is_about_its_last_year() -> None:
    assert any(line.startswith("In 2027") for line in answer(run("gemeenten.yaml", 24), "en"))
    assert answer(run("gemeenten.yaml", 6), "en") == []


def test_the_window_of_the_letter_tells_of_2026_as_well() -> None:
    assert "lower in 2026 than in 2025" in answer(run("gemeenten-septembercirculaire-2024.yaml", 72), "en")[0]
