"""Numbers as a person would write them, whatever comes out of a model, in both languages."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from simulate.render.chart import true_ticks
from simulate.render.document import unbroken
from simulate.render.localise import grouped, localise
from simulate.render.numbers import (
    LARGEST,
    decimals,
    decimals_of_error,
    number,
    percent,
    relative,
    scale,
    scaled,
    signed,
    true_decimals,
)
from simulate.render.values import six_digits
from simulate.vocabulary import CHANCE, LANGUAGES, UNITS, Language

ROOT = Path(__file__).parents[2]
LANGUAGE = st.sampled_from(LANGUAGES)
WILD = st.one_of(
    st.floats(-1e300, 1e300),
    st.sampled_from([0.0, -0.0, 1e-17, -1e-17, 1e300, -1e300, 5e-324, 0.5, 0.005, 999.5, 1e15, 999_999_999_999_999.9]),
)
PLAIN = re.compile(r"[+−]?\d{1,3}(?:[.,]\d{3})*(?:[.,]\d+)?(?: × 10\^\d+)?( %)?")


def value_of(text: str, language: Language) -> float:
    """Read a number as a reader does."""
    text = text.removesuffix(" %").replace("−", "-").replace("+", "")
    text = text.replace(".", "").replace(",", ".") if language == "nl" else text.replace(",", "")
    head, _, power = text.partition(" × 10^")
    return float(head) * 10.0 ** int(power or 0)


@given(WILD, LANGUAGE, st.integers(-6, 6))
@example(-0.4, "nl", 0)
@example(1e300, "nl", 2)
def test_a_number_is_short_and_is_what_it_says(value: float, language: Language, shown: int) -> None:
    for text in (number(value, language, shown), signed(value, language, shown)):
        assert PLAIN.fullmatch(text)
        assert len(text) <= 28
        assert "-" not in text
        # A nought has no sign.
        assert not re.fullmatch(r"[+−][0.,]+", text)
        said = value_of(text, language)
        allowed = 0.51 * 10.0**-shown if abs(value) < LARGEST else 0.06 * abs(value)
        assert abs(said - value) <= allowed + 1e-9 * abs(value)


@given(WILD, LANGUAGE)
def test_a_sign_is_that_of_the_number(value: float, language: Language) -> None:
    text = signed(value, language, 3)
    assert text.startswith("+") == (value >= 0.0005)
    assert text.startswith("−") == (value <= -0.0005)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_missing_or_endless_is_never_a_word_of_a_program(language: Language) -> None:
    for of in (number, signed):
        assert of(math.nan, language) == "–"
        assert of(math.inf, language).endswith("∞")
    assert percent(math.nan, language) == "–"
    assert relative(math.nan, language) == ""
    for units in (*UNITS, "unheard of"):
        scale_of = scale(units, "total", math.nan, language, error=math.nan)
        assert scale_of.value(math.nan) == "–"
        assert "nan" not in scale_of.interval(math.nan, math.nan) + scale_of.signed(math.nan)


@given(WILD, WILD, st.sampled_from([*UNITS, CHANCE]), st.floats(0, 1e12), LANGUAGE)
def test_a_row_has_one_scale_and_no_number_without_end(
    one: float, other: float, units: str, error: float, language: Language
) -> None:
    scale_of = scale(units, "total", max(abs(one), abs(other)), language, error=error)
    texts = [scale_of.value(one), scale_of.value(other), scale_of.signed(one - other if abs(one) < 1e299 else one)]
    texts += scale_of.interval(one, other).split(" – ") if not scale_of.chance else []
    for text in texts:
        assert PLAIN.fullmatch(text), text
        assert len(text) <= 30
    assert (units in ("aandeel", CHANCE)) == texts[0].endswith(" %")


@given(st.floats(1e-9, 1e12), LANGUAGE)
def test_no_more_digits_than_the_error_allows(error: float, language: Language) -> None:
    shown = decimals_of_error(error)
    assert shown is not None
    assert shown == 10 or 10.0**-shown <= error * (1 + 1e-9) < 10.0 ** (1 - shown) * (1 + 1e-9)
    assert decimals_of_error(0) is decimals_of_error(math.nan) is None


def test_a_median_is_as_long_as_its_error_allows() -> None:
    assert number(64_205, "nl", decimals_of_error(1897) or 0) == "64.000"
    wide = scale("personen", "level", 64_205, "nl", error=1897)
    assert wide.value(64_205) == "64.000"
    assert scale("personen", "level", 64_205, "nl", error=math.nan).value(64_205) == "64.205"
    assert scale("EUR", "total", 3.2e9, "nl", error=4e7).value(3.2123e9) == "3,21"


@pytest.mark.parametrize(("language", "text"), [("nl", "48,1 %"), ("en", "48.1 %")])
def test_a_share_is_a_percentage(language: Language, text: str) -> None:
    share = scale("aandeel", "level", 0.481, language)
    assert share.value(0.481) == text
    assert share.unit in ("procentpunten", "percentage points")
    assert scaled("aandeel", 0.481, language) == (0.01, "%")


@given(st.lists(st.floats(-1e12, 1e12), max_size=9))
@example([0.0, 0.025, 0.05])
@example([0.0, 2.5, 5.0, 7.5])
@example([1e-17, 0.0])
def test_labels_along_an_axis_are_true(values: list[float]) -> None:
    shown = true_decimals(values)
    assert 0 <= shown <= 10
    if shown < 10 and len(set(values)) > 1:
        gap = min(abs(one - other) for one in values for other in values if one != other)
        assert all(abs(round(value, shown) - value) <= 0.001 * gap for value in values)


def test_a_tick_of_a_fortieth_is_not_three_hundredths() -> None:
    from matplotlib.figure import Figure

    ax = Figure().subplots()
    true_ticks(ax.yaxis, "nl", " %")
    assert ax.yaxis.get_major_formatter().format_ticks([0.0, 0.025, 0.05]) == ["0,000 %", "0,025 %", "0,050 %"]
    assert ax.yaxis.get_major_formatter().format_ticks([-5.0, 0.0, 5.0]) == ["−5 %", "0 %", "5 %"]


@given(st.floats(1e-8, 1e14), LANGUAGE)
@example(1e-5, "nl")
def test_a_given_number_keeps_its_first_digits(value: float, language: Language) -> None:
    assert value_of(six_digits(value, language), language) == pytest.approx(value, rel=1e-5 if value > 1e-4 else 0.01)


def test_large_numbers_are_grouped_alike_and_years_are_not() -> None:
    assert localise("normal: p10 2500, p90 13000", "nl") == "normaal: p10 2.500, p90 13.000"
    assert grouped("2030", "nl") == "2030"
    assert grouped("999", "nl") == "999"


def test_a_number_is_not_parted_from_what_is_behind_it() -> None:
    assert unbroken("12 % van 3,2 miljard euro ± 0,1") == "12\u00a0% van 3,2\u00a0miljard euro ±\u00a00,1"
    assert unbroken("in 2030 zijn er") == "in 2030 zijn er"


@given(st.floats(0, 1), LANGUAGE)
def test_a_chance_is_nought_or_one_only_when_it_is(share: float, language: Language) -> None:
    text = percent(share, language)
    assert (text == "0 %") == (share == 0)
    assert (text == "100 %") == (share == 1)


@given(st.floats(0, 1e12))
def test_three_digits_at_most_three_decimals(largest: float) -> None:
    assert 0 <= decimals(largest) <= 3


def test_nobody_formats_a_number_for_a_reader_elsewhere() -> None:
    """Every number in a table or sentence goes through `render/numbers.py`, so that this page holds for all of them."""
    own = re.compile(r"\{[^{}]*:[,.]*\.?\d*[fg]\}")
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for folder in ("views", "reporting", "render")
        for path in sorted((ROOT / "simulate" / folder).rglob("*.py"))
        if path.name != "numbers.py" and "csv" not in path.name
        for line in path.read_text(encoding="utf-8").splitlines()
        if own.search(line)
    ]
    allowed = ("amount:,.0f", "condition.", ".6g", ".12g", ".10g", ".5g", "largest:.0f")
    assert [line for line in found if not any(word in line for word in allowed)] == []
