"""Differences of draws: truths that can be worked out from the stores themselves."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import town

from simulate.comparing import outcomes
from simulate.comparing.comparison import CompareOptions, Comparison, compare
from simulate.comparing.outcomes import ComparedOutcome
from simulate.comparing.statistics import INDEX
from simulate.errors import CannotAnswer

EVERYTHING = CompareOptions(everything=True)


def one(comparison: Comparison, name: str) -> ComparedOutcome:
    return next(outcome for outcome in comparison.outcomes if outcome.name == name)


def test_a_deterministic_change_is_exactly_that_in_every_draw(runs: list[Path]) -> None:
    stand = one(compare(runs[:2], CompareOptions(default=town.CARD.headline)), "stand")
    np.testing.assert_allclose(stand.difference[1], 3.0, atol=1e-9)
    assert (stand.higher[1] == 1).all()
    assert (stand.lower[1] == 0).all()
    np.testing.assert_allclose(stand.change[1], 3.0, atol=1e-9)
    np.testing.assert_allclose(stand.relative[1], 3.0 / town.years(runs[0], "stand").mean(axis=-1)[:, None])
    assert (stand.gain[1] > 1e6).all()


def test_a_run_against_itself_is_nothing(runs: list[Path]) -> None:
    comparison = compare([runs[0], runs[0]], EVERYTHING)
    assert comparison.inputs[1] == ()
    for outcome in comparison.outcomes:
        assert (outcome.difference[1] == 0).all()
        assert (outcome.lower[1] == 0).all()
        assert (outcome.higher[1] == 0).all()
        assert np.isnan(outcome.gain[1]).all()
    (chances,) = comparison.chances
    assert chances.met[0] == chances.met[1]
    assert (chances.gained[1], chances.lost[1]) == (0, 0)


def test_statistics_are_those_of_the_differences(runs: list[Path]) -> None:
    comparison = compare([runs[0], runs[2]], EVERYTHING)
    stand, parts, waiting = (one(comparison, name) for name in ("stand", "delen", "wachten"))
    by = town.years(runs[2], "stand") - town.years(runs[0], "stand")
    expected = [by.mean(axis=-1), *np.quantile(by, [0.05, 0.25, 0.5, 0.75, 0.95], axis=-1)]
    np.testing.assert_allclose(stand.difference[1, :, :, 0], expected, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(stand.lower[1, :, 0], (by < 0).mean(axis=-1))
    np.testing.assert_allclose(stand.higher[1, :, 0], (by > 0).mean(axis=-1))
    apart = town.years(runs[2], "stand").var(axis=-1) + town.years(runs[0], "stand").var(axis=-1)
    np.testing.assert_allclose(stand.gain[1, :, 0], apart / by.var(axis=-1))
    assert (stand.gain[1] > 1).all()
    assert parts.entries == ("kansarm", "overig", "kansrijk", "totaal")
    third = town.years(runs[2], "delen")[:, 2] - town.years(runs[0], "delen")[:, 2]
    np.testing.assert_allclose(parts.difference[1, INDEX["p50"], :, 2], np.median(third, axis=-1))
    assert [parts.entries[place] for place in parts.main] == ["totaal"]
    # The noise that decides who waits is the same in both; months without waiting do not count.
    assert (waiting.difference[1] == 0).all()


def test_a_few_years_at_a_time_give_the_same(runs: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    whole = compare([runs[0], runs[2]], EVERYTHING)
    monkeypatch.setattr(outcomes, "CHUNK_BYTES", 1)
    parts = compare([runs[0], runs[2]], EVERYTHING)
    for before, after in zip(whole.outcomes, parts.outcomes, strict=True):
        np.testing.assert_array_equal(before.difference, after.difference)
        np.testing.assert_array_equal(before.each, after.each)
    assert whole.chances == parts.chances


def test_of_more_draws_on_one_side_the_common_ones_are_paired(runs: list[Path], tmp_path: Path) -> None:
    (many,) = town.make(tmp_path, town.with_values("veel", size=900.0).model_copy(update={"draws": 1300}))
    comparison = compare([runs[0], many], CompareOptions())
    assert comparison.paired == [1]
    assert [side.outcomes.sizes["draw"] for side in comparison.runs] == [600, 600]
    by = town.years(many, "stand")[:, :600] - town.years(runs[0], "stand")
    np.testing.assert_allclose(one(comparison, "stand").difference[1, 0, :, 0], by.mean(axis=-1))


@pytest.mark.parametrize("better", ["lower", "higher"])
def test_regret_is_against_the_best_in_each_draw(runs: list[Path], better: str) -> None:
    comparison = compare(runs, CompareOptions(outcomes=("stand",), better=better))  # type: ignore[arg-type]
    values = np.stack([town.years(folder, "stand") for folder in runs])
    best = values.min(axis=0) if better == "lower" else values.max(axis=0)
    worse = np.abs(values - best)
    stand = one(comparison, "stand")
    np.testing.assert_allclose(stand.regret[:, 0, :, 0], worse.mean(axis=-1))
    np.testing.assert_allclose(stand.regret[:, 1, :, 0], np.quantile(worse, 0.9, axis=-1))
    # With the same 3 homes more in every draw the base is never best where more is better.
    assert (worse.min(axis=0) == 0).all()


def test_a_target_says_which_is_better_of_its_entry_only(runs: list[Path]) -> None:
    comparison = compare(runs, EVERYTHING)
    assert [(outcome.name, outcome.better) for outcome in comparison.ranked] == [("stand", ("higher",))]


def test_which_outcomes(runs: list[Path]) -> None:
    assert [o.name for o in compare(runs[:2], CompareOptions(default=town.CARD.headline)).outcomes] == list(
        town.CARD.headline
    )
    assert [o.name for o in compare(runs[:2], EVERYTHING).outcomes] == list(town.Town.outcomes())
    assert [o.name for o in compare(runs[:2], CompareOptions(outcomes=("wachten",))).outcomes] == ["wachten"]


def test_parts_and_years_that_are_named_are_all_that_is_told(runs: list[Path]) -> None:
    every = one(compare(runs[:2], EVERYTHING), "delen")
    comparison = compare(runs[:2], CompareOptions(entries=("kansarm",), years=(2027, 2025), default=("stand", "delen")))
    (delen,) = comparison.outcomes
    assert (delen.name, delen.chosen, delen.years) == ("delen", ("kansarm",), (2025, 2027))
    np.testing.assert_array_equal(delen.difference, every.difference[:, :, [0, 2]])
    np.testing.assert_array_equal(delen.visible, every.visible[:, [0, 2]])
    # A target of another year keeps its chance.
    assert comparison.chances[0].met == compare(runs[:2], EVERYTHING).chances[0].met
    with pytest.raises(CannotAnswer, match="2031 is not a whole year of all these runs: choose --year 2025 up to 2027"):
        compare(runs[:2], CompareOptions(years=(2031,)))


def test_what_is_named_can_be_asked_for(runs: list[Path]) -> None:
    options = CompareOptions(("delen[kansarm]", "stand"), years=(2026,), asked_year=0)
    asks = [one.ask for one in compare(runs[:2], options).asked if not isinstance(one, str)]
    assert [(ask.outcome, ask.entry, ask.year) for ask in asks] == [("delen", "kansarm", 2026), ("stand", None, 2026)]
    assert compare(runs[:2], CompareOptions(("stand",), years=(2026,))).asked == ()


def test_a_folder_that_is_not_there_is_told_with_the_nearest_that_is(runs: list[Path]) -> None:
    with pytest.raises(CannotAnswer, match=f"there is no such folder; did you mean '{runs[1].name}'"):
        compare([runs[0], runs[1].with_name(f"{runs[1].name}x")], EVERYTHING)


def test_one_draw_shows_no_difference(tmp_path: Path) -> None:
    folders = town.make(tmp_path, town.scenario("een", draws=1), town.scenario("ander", draws=1, seed=99))
    for outcome in compare(folders, EVERYTHING).outcomes:
        assert not outcome.visible[1].any()


def test_a_question_that_is_typed_and_has_no_answer_is_refused(runs: list[Path]) -> None:
    with pytest.raises(CannotAnswer, match="2099 is not a whole calendar year of this run: it has 20"):
        compare(runs[:2], CompareOptions(questions=("stand@2099",)))
