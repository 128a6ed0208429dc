"""Runs of other draws, seed, months or code: what makes them unequal is said, and is never shown as a difference."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import town
from hypothesis import given
from hypothesis import strategies as st

from simulate.comparing.comparison import CompareOptions, compare
from simulate.comparing.outcomes import SURE, ComparedOutcome
from simulate.comparing.statistics import PROBABILITIES, difference, error_of_mean, spread, summarise
from simulate.explaining.contributions import contributions
from simulate.explaining.explanation import Explained
from simulate.render.document import Stack
from simulate.views.compare import document, text
from simulate.views.compare.difference import _difference, scale_of_difference, word_difference

EVERYTHING = CompareOptions(everything=True)


def outcome_of(base: Any, other: Any, *, paired: bool = True, units: str = "EUR") -> ComparedOutcome:
    """The comparison of two runs of one year: each (draws,)."""
    values = [np.asarray(each, float)[None, None] for each in (base, other)]
    own = np.stack([error_of_mean(each) for each in values])
    nothing = np.full((2, 1, 1), np.nan)
    change, lower, higher, gain, error = (
        np.full((2, 1 + len(PROBABILITIES), 1, 1), np.nan),
        *(nothing.copy() for _ in range(4)),
    )
    error[1] = np.hypot(*own)
    if paired:
        change[1], lower[1], higher[1], gain[1], error[1] = difference(*values)
    return ComparedOutcome(
        name="netto", label="Net", label_nl="Netto", units=units, kind="total", axis="", years=(2030,),
        entries=("totaal",), each=np.stack([summarise(each) for each in values]), difference=change, lower=lower,
        higher=higher, gain=gain, spread=np.stack([spread(each) for each in values]), error=error,
        known=np.array([(~np.isnan(each)).sum(axis=-1) for each in values], float), own_error=own, better=(None,),
        regret=np.full((2, 2, 1, 1), np.nan),
    )  # fmt: skip


def worded(found: ComparedOutcome, language: Any = "en") -> str:
    """All that is told of the difference."""
    scaled = scale_of_difference(found, 1, 0, [0], language)
    return " ".join(map(str, vars(word_difference(found, 1, 0, 0, scaled)).values()))


NUMBERS = np.random.default_rng(1)


def test_a_base_of_rounding_noise_has_no_percentage() -> None:
    for noise in (NUMBERS.normal(0, 1e-7, 400), NUMBERS.uniform(0.9e-7, 1.1e-7, 400), np.full(400, 1e-7)):
        found = outcome_of(noise, np.full(400, 3.2e9))
        assert np.isnan(found.relative[1])
        assert found.visible[1]
        assert "%" not in word_difference(found, 1, 0, 0, scale_of_difference(found, 1, 0, [0], "nl")).relative
        assert "3.2 billion" in f"3.2 {scale_of_difference(found, 1, 0, [0], 'en').unit}"


def test_a_base_near_nought_against_its_spread_has_no_percentage() -> None:
    base = NUMBERS.normal(10, 100, 400)
    assert np.isnan(outcome_of(base, base + 50).relative[1])
    far = NUMBERS.normal(1000, 100, 400)
    assert outcome_of(far, far + 50).relative[1, 0, 0] == pytest.approx(50 / far.mean())


@given(st.floats(-1e12, 1e12), st.floats(0, 1e9), st.floats(-1e12, 1e12), st.booleans())
def test_no_percentage_is_ever_longer_than_a_thousand(middle: float, wide: float, moved: float, paired: bool) -> None:
    steps = np.linspace(-1, 1, 60)
    found = outcome_of(middle + wide * steps, middle + moved + wide * steps[::-1], paired=paired)
    relative = float(found.relative[1, 0, 0])
    assert np.isnan(relative) or abs(relative) <= 10


def test_what_is_nothing_but_rounding_is_no_difference() -> None:
    base = NUMBERS.normal(1e9, 1e8, 400)
    assert not outcome_of(base, base * (1 + 1e-9)).visible[1]
    assert outcome_of(base, base * 1.001).visible[1]


def test_noise_is_worded_as_no_visible_difference() -> None:
    one, other = NUMBERS.normal(500, 20, (2, 400))
    assert "geen verschil zichtbaar bij 400 trekkingen" in worded(outcome_of(one, other), "nl")
    assert "no difference visible in 400 draws" in worded(outcome_of(one, other, paired=False))


def test_a_difference_below_the_last_digit_is_less_than_that_and_not_nought() -> None:
    base = NUMBERS.normal(1000, 100, 400)
    found = outcome_of(base, base + 0.1, units="personen")
    assert found.visible[1]
    scaled = scale_of_difference(found, 1, 0, [0], "nl")
    assert word_difference(found, 1, 0, 0, scaled).median == "+0,100"
    assert word_difference(found, 1, 0, 0, replace(scaled, decimals=0)).median == "minder dan 1"
    assert word_difference(found, 1, 0, 0, replace(scaled, decimals=-3)).median == "minder dan 1.000"


def test_a_difference_that_few_draws_make_is_told_by_its_mean() -> None:
    """Most go a little down and some far up: the median has another sign than what is seen."""
    base = np.full(400, 1000.0)
    other = base + np.where(np.arange(400) % 20 < 11, -2.0, 100.0)
    found = outcome_of(base, other, units="personen")
    cell = _difference(found, 1, 0, 0, scale_of_difference(found, 1, 0, [0], "en"))
    assert isinstance(cell, Stack)
    assert (cell.text, cell.below[1]) == ("mean +44 (+4 %)", "lower in 55 %")
    same = _difference(
        outcome_of(base, base + 5, units="personen"), 1, 0, 0, scale_of_difference(found, 1, 0, [0], "en")
    )
    assert "mean" not in str(same)


def test_what_goes_one_way_is_seen_alike_in_a_comparison_and_an_explanation() -> None:
    """Two in three go down and the mean is not known to: what one calls visible the other does not call unseen."""
    for down, seen in ((67, True), (55, False)):
        draws = np.where(np.arange(100) < down, -10.0, 30.0 if down == 67 else 12.0)
        base = np.full(100, 500.0)
        runs = base[None], (base + draws)[None]
        found = contributions(Explained("x", "x", "x", "personen", "stock", "", "", *runs, draws[None, None]), 0)
        assert abs(found.difference[0]) < SURE * found.error
        assert found.one_way is bool(outcome_of(*(run[0] for run in runs), units="personen").visible[1, 0, 0]) is seen


def test_a_difference_in_few_draws_that_all_go_one_way_is_visible() -> None:
    base = np.zeros(400)
    other = base.copy()
    other[:20] = NUMBERS.exponential(1000, 20)
    assert outcome_of(base, other).visible[1]
    other[:20] *= np.tile([1, -1], 10)
    assert not outcome_of(base, other).visible[1]


@pytest.mark.parametrize("many", [601, 1300])
def test_more_draws_of_the_same_scenario_are_no_difference(runs: list[Path], tmp_path: Path, many: int) -> None:
    (more,) = town.make(tmp_path, town.scenario("veel", draws=many))
    for order in ([runs[0], more], [more, runs[0]]):
        comparison = compare(order, EVERYTHING)
        assert [run.draws for run in comparison.runs] == [600, 600]
        for outcome in comparison.outcomes:
            assert not outcome.visible[1].any()
            assert (outcome.change[1] == 0).all()
        said = text.unequal(comparison, "en")
        assert len(said) == 1
        assert f"veel {many:,}" in said[0]
        assert "the first 600, which they have in common" in said[0]
        assert document.page(comparison, "en", (), "").sections[0].blocks[0].text == said[0]  # type: ignore[union-attr]
        assert document.screen(comparison, "en").sections[0].blocks[0].text == said[0]  # type: ignore[union-attr]


def test_equal_runs_need_no_word(runs: list[Path]) -> None:
    assert text.unequal(compare(runs, EVERYTHING), "nl") == []


def test_another_seed_alone_is_no_difference_and_a_change_is_one(runs: list[Path], tmp_path: Path) -> None:
    same, more = town.make(tmp_path, town.scenario("ander", seed=6), town.with_values("groot", size=1500.0))
    comparison = compare([runs[0], same], EVERYTHING)
    assert not any(outcome.visible[1].any() for outcome in comparison.outcomes)
    assert all(np.isnan(outcome.relative[1]).all() for outcome in comparison.outcomes)
    (said,) = text.unequal(comparison, "nl")
    assert "ander en town zijn geen paar: de seed verschilt (5 en 6)" in said
    apart = compare([same, more], EVERYTHING)
    assert apart.paired == []
    stand = next(outcome for outcome in apart.outcomes if outcome.name == "stand")
    assert stand.visible[1].all()
