"""The answer to a question in words: the interval, the chance, what differs from the base, in both languages."""

from __future__ import annotations

from datetime import date

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


def _beside(base: Answer, other: Answer, apart: date | None = None, language: Language = "en") -> str:
    found = AskedOf(base.ask, (base, other), (None, _difference(base, other)), (None, apart))
    return asked.beside(found, 1, (), "A", "", language)


def test_the_difference_is_that_of_the_same_draws() -> None:
    line = _beside(_answer(DRAWS), _answer(DRAWS + 1_000))
    assert "Against A: +1,000 persons, the same in every draw" in line
    assert "goes from 50 % to 41 %" in line.replace("40 %", "41 %")


def test_a_difference_in_some_draws_says_in_how_many_there_is_none() -> None:
    line = _beside(_answer(DRAWS), _answer(np.where(DRAWS > 7_500, DRAWS + 3_000, DRAWS)))
    assert "lower in 0 %, higher in 25 % and the same in 75 % of the same draws; that chance stays 50 %." in line
    assert "higher in each of the same draws" in _beside(_answer(DRAWS), _answer(DRAWS * 2 + 1))


@pytest.mark.parametrize(
    ("apart", "nl", "en"),
    [
        (date(2029, 4, 1), "een verschil ontstaat pas in april 2029", "a difference arises only in April 2029"),
        (date(2027, 4, 1), "een verschil was er wel eerder, vanaf april 2027", "earlier, from April 2027"),
        (None, "ook op geen ander moment van de run", "nor is there at any other time of the run"),
    ],
)
def test_no_difference_says_when_there_is_one(apart: date | None, nl: str, en: str) -> None:
    assert nl in _beside(_answer(DRAWS), _answer(DRAWS), apart, "nl")
    line = _beside(_answer(DRAWS), _answer(DRAWS[:50]), apart)
    assert line.startswith("In 2028, occupancy: no difference with A, in none of the 50 draws;")
    assert en in line


def test_an_event_changes_by_points_and_says_where_it_happens_only_here() -> None:
    line = _beside(_answer(DRAWS * 0, unit="kans"), _answer((DRAWS < 2_500).astype(float), unit="kans"))
    assert line.endswith("Against A: +25 percentage points; only in A in 0 % and only here in 25 % of the same draws.")


def test_shares_differ_by_points() -> None:
    line = _beside(_answer(DRAWS / 20_000, unit="aandeel"), _answer(DRAWS / 20_000 + 0.1, unit="aandeel"))
    assert "+10.0 percentage points, the same in every draw" in line


def test_the_ends_of_an_interval_have_no_more_digits_than_their_error_allows() -> None:
    skewed = np.random.default_rng(1).lognormal(0, 2, 300) * 1_234
    (line,) = asked.lines(_answer(skewed, Ask(outcome="bezetting", year=2028)), (), ModelCard(), "en")
    high = line.partition(" – ")[2].partition(")")[0]
    assert high.endswith(",000")


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
