"""The answer to a question in words: the interval, the chance, what differs from the base, in both languages."""

from __future__ import annotations

import numpy as np
import pytest

from simulate.comparing.asked import AskedOf, _difference
from simulate.results.asked import Answer
from simulate.scenario import Ask
from simulate.views import asked
from simulate.views.card import ModelCard
from simulate.vocabulary import Label, Language

DRAWS = np.arange(101, dtype=np.float64) * 100


def _answer(values: np.ndarray, ask: Ask | None = None, unit: str = "personen") -> Answer:
    ask = ask or Ask(outcome="bezetting", year=2028, at_most=5_000)
    return Answer(ask, "Occupancy", "Bezetting", unit, "level", "", "totaal", None, values)


def test_one_answer_has_value_interval_and_chance() -> None:
    (line,) = asked.lines(_answer(DRAWS), (), ModelCard(), "en")
    first = "In 2028: occupancy 5,000 persons (median; 90 %: 500 – 9,500)."
    assert line == f"{first} The chance of at most 5,000 persons is 50 %."
    (line,) = asked.lines(_answer(DRAWS), (), ModelCard(), "nl")
    assert "5.000 personen (mediaan; 90 %: 500 – 9.500). De kans op hoogstens 5.000 personen is 50 %." in line


def test_the_question_in_words_comes_first_and_what_is_left_out_last() -> None:
    ask = Ask(outcome="bezetting", year=2028, text=Label("Hoeveel?", "How many?"))
    card = ModelCard(leaves_out={"bezetting": Label("niets.", "nothing.")})
    (line,) = asked.lines(_answer(DRAWS, ask), (), card, "en")
    assert line.startswith("How many? In 2028")
    assert line.endswith("What is not in this: nothing.")


def test_the_difference_is_that_of_the_same_draws() -> None:
    base, other = _answer(DRAWS), _answer(DRAWS + 1_000)
    both = AskedOf(base.ask, (base, other), (None, _difference(base, other)))
    line = asked.compared(both, 1, "A", "", "en")
    assert "+1,000 persons" in line
    assert "higher in 100 %" in line
    assert "goes from 50 % to 41 %" in line.replace("40 %", "41 %")


def test_draws_that_only_one_has_are_no_difference() -> None:
    base, other = _answer(DRAWS), _answer(DRAWS[:50])
    both = AskedOf(base.ask, (base, other), (None, _difference(base, other)))
    assert "no difference" in asked.compared(both, 1, "A", "", "en")


def test_an_event_changes_by_points_and_says_where_it_happens_only_here() -> None:
    base, other = _answer(DRAWS * 0, unit="kans"), _answer((DRAWS < 2_500).astype(float), unit="kans")
    both = AskedOf(base.ask, (base, other), (None, _difference(base, other)))
    line = asked.compared(both, 1, "A", "", "en")
    assert line == "Against A: +24.8 percentage points; only in A in 0 % and only here in 25 % of the same draws."


def test_shares_differ_by_points() -> None:
    base, other = _answer(DRAWS / 20_000, unit="aandeel"), _answer(DRAWS / 20_000 + 0.1, unit="aandeel")
    both = AskedOf(base.ask, (base, other), (None, _difference(base, other)))
    assert "+10.0 percentage points (90 %: +10.0 – +10.0)" in asked.compared(both, 1, "A", "", "en")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("size", [0.0, -0.0, 1e-17, 1e300, -5.0])
def test_no_number_breaks_a_sentence(language: Language, size: float) -> None:
    for unit in ("personen", "EUR", "aandeel", "kans"):
        (line,) = asked.lines(_answer(DRAWS * 0 + size, unit=unit), (), ModelCard(), language)
        assert "nan" not in line
        assert "e+" not in line


@pytest.mark.parametrize(
    ("values", "limit", "nl", "en"),
    [
        (DRAWS + 6_000, {"at_most": 5_000}, ("is 0 %", "haalt het niet: 6.000", "minder dan 3 %"),
         ("is 0 %", "does not reach it: 6,000", "less than 3 %")),
        (DRAWS, {"at_most": 20_000}, ("is 100 %", "ongunstigste trekking haalt het: 10.000", "meer dan 97 %"),
         ("is 100 %", "least favourable draw reaches it: 10,000", "more than 97 %")),
        (DRAWS, {"at_least": 20_000}, ("is 0 %", "haalt het niet: 10.000"), ("is 0 %", "does not reach it: 10,000")),
    ],
)  # fmt: skip
def test_a_chance_of_nought_or_one_says_how_near_it_was(
    values: np.ndarray, limit: dict[str, float], nl: tuple[str, ...], en: tuple[str, ...]
) -> None:
    found = _answer(values, Ask(outcome="bezetting", year=2028, **limit))
    for language, parts in (("nl", nl), ("en", en)):
        (line,) = asked.lines(found, (), ModelCard(), language)  # type: ignore[arg-type]
        assert all(part in line for part in parts), line


def test_a_chance_in_between_says_nothing_of_the_kind() -> None:
    (line,) = asked.lines(_answer(DRAWS), (), ModelCard(), "en")
    assert "draw that" not in line
    assert "With so many draws" not in line
