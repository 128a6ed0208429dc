"""A sentence is found by its template, with what is filled in, and what is not a sentence of the program stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulate.dutch.capitals import in_capitals
from simulate.dutch.catalogue import dutch
from simulate.dutch.translating import translate, translate_error
from simulate.errors import InputError, Problem, RunError


@pytest.mark.parametrize(
    ("english", "said"),
    [
        ("there is no model 'foo'", "er is geen model 'foo'"),
        ("there is no command 'rn'; did you mean 'run'?", "de opdracht 'rn' bestaat niet; bedoelde u 'run'?"),
        ("cannot write in a/b: the disk is full", "in a/b kan niet worden geschreven: de schijf is vol"),
        (
            "r is complete: 1,000 draws are there, nothing to do",
            "r is af: er zijn 1.000 trekkingen, er is niets te doen",
        ),
        ("one of asiel, wonen, … (48 in all)", "een van asiel, wonen, … (in totaal 48)"),
        ("a path or one of asiel, wonen", "een pad of een van asiel, wonen"),
        (
            "2040 is not a whole calendar year of this run: it has 2026 up to 2035",
            "2040 is geen heel kalenderjaar van deze run: zij heeft 2026 tot en met 2035",
        ),
        (
            "stopped; 3 of 9 blocks are kept in r. The same command goes on from there.\n"
            "The result in r stays as it was: complete, 2,500 draws.",
            "gestopt; 3 van de 9 blokken zijn bewaard in r. Dezelfde opdracht gaat daar verder.\n"
            "Het resultaat in r blijft zoals het was: af, 2.500 trekkingen.",
        ),
    ],
)
def test_a_sentence_is_told_with_what_is_filled_in(english: str, said: str) -> None:
    assert translate(english, "nl") == said
    assert translate(english, "en") == english


@pytest.mark.parametrize("text", ["Homes and asylum seekers", "x", "", "Plan A: cheaper homes", "12,5"])
def test_what_is_no_sentence_of_the_program_stays(text: str) -> None:
    assert translate(text, "nl") == text


@given(st.sampled_from(sorted(dutch())), st.lists(st.text("abc_{}0", min_size=1, max_size=8), min_size=9, max_size=9))
def test_every_sentence_of_the_catalogue_is_found_again(template: str, names: list[str]) -> None:
    """Whatever is filled in, also braces: what is filled in comes back, and nothing raises."""
    filled = template.replace("{}", "\0")
    for name in names:
        filled = filled.replace("\0", f"'{name}'", 1)
    said = translate(filled, "nl")
    assert said
    if "{}" not in template:
        assert said == dutch()[template]


def test_a_problem_keeps_its_place_and_its_line() -> None:
    problem = Problem(
        "a.yaml", 3, 5, "'x' is not a number", "  k: x", "a number, such as 53_400 or 0.95", "did you mean 'y'?"
    )
    assert translate_error(InputError([problem]), "nl").splitlines() == [
        "a.yaml:3:5: 'x' is geen getal",
        "      k: x",
        "        ^",
        "    verwacht: een getal, zoals 53_400 of 0.95",
        "    bedoelde u 'y'?",
        "1 fout",
    ]
    assert translate_error(InputError([problem]), "en") == str(InputError([problem]))
    assert translate_error(InputError([Problem("command line", 0, 1, "x"), problem]), "nl").endswith("2 fouten")
    assert translate_error(RunError("stopped; nothing was written"), "nl") == "gestopt; er is niets geschreven"


def test_only_whole_words_in_capitals_change() -> None:
    assert in_capitals("FILE... results/NAME CSV MODEL Excel WHOLE NUMBER") == (
        "BESTAND... results/NAAM CSV MODEL Excel GEHEEL GETAL"
    )
