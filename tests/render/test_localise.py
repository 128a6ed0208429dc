"""The texts of a change in the language of the reader."""

from __future__ import annotations

import pytest
import town

from simulate.render.localise import localise
from simulate.render.values import limit


@pytest.mark.parametrize(
    ("text", "dutch"),
    [
        ("set 0", "wordt 0"),
        ("multiply 0.9 (uniform: min 0.7, max 1)", "maal 0,9 (overal even waarschijnlijk: laagste 0,7, hoogste 1)"),
        ("lognormal: p10 17500, p90 33000", "lognormaal: p10 17.500, p90 33.000"),
        ("none", "geen"),
        ("false", "nee"),
        ("12000", "12.000"),
        ("-0.5 / 2", "−0,5 / 2"),
        ("2027-07-01", "2027-07-01"),
        ("opvangplekken (noodopvang): at most 0 by 2030", "opvangplekken (noodopvang): hoogstens 0 uiterlijk in 2030"),
        ("nareis_open > 30000", "nareis_open > 30.000"),
        ("nareis_open < 6 months before", "nareis_open < 6 maanden eerder"),
        ("set_by_min, multiply-max", "set_by_min, multiply-max"),
    ],
)
def test_dutch_has_no_english_words_and_its_own_numbers(text: str, dutch: str) -> None:
    assert localise(text, "nl") == dutch


def test_english_keeps_its_words_and_groups_its_numbers() -> None:
    assert localise("lognormal: p10 17500, p90 33000", "en") == "lognormal: p10 17,500, p90 33,000"
    assert localise("multiply 0.9 (uniform: min 0.7, max 1)", "en") == "multiply 0.9 (uniform: min 0.7, max 1)"


def test_a_target_of_several_years_is_of_each_of_them() -> None:
    one, many = (town.target(by=None, years=years) for years in ((2027,), (2027, 2028)))
    assert limit(one, "woningen", "nl").endswith(" in 2027")
    assert limit(many, "woningen", "nl").endswith("in elk van de jaren 2027, 2028")
    assert limit(many, "woningen", "en").endswith("in each of 2027, 2028")
