"""What few draws may say: exact differences are told, chance alone is not, and targets only beyond doubt."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from simulate.comparing.comparison import CompareOptions, Comparison, compare
from simulate.views import preview


@pytest.fixture
def comparison(town_runs: list[Path], toy_models: None) -> Comparison:
    """The town; the same with exactly 3 homes more; and with noise on top."""
    return compare(town_runs, CompareOptions())


def test_a_difference_that_is_the_same_in_every_draw_is_told(comparison: Comparison) -> None:
    sizes = {outcome.name: preview.seen(outcome, 1, 0, preview.entry_of(outcome)) for outcome in comparison.outcomes}
    assert "higher" in sizes.values()
    assert set(sizes.values()) <= {"higher", "lower", "same"}


def test_a_mean_within_three_errors_is_not_called_a_difference(comparison: Comparison) -> None:
    outcome = next(one for one in comparison.outcomes if preview.seen(one, 1, 0, 0) == "higher")
    noisy = replace(outcome, error=np.abs(outcome.change) / 2.9)
    assert preview.seen(noisy, 1, 0, 0) == "unseen"
    clear = replace(outcome, error=np.abs(outcome.change) / 3.1)
    assert preview.seen(clear, 1, 0, 0) == "higher"
    for language in ("nl", "en"):
        said = preview.answer(noisy, 1, 0, 0, language)
        assert said.seen == "unseen"
        assert ("nog geen verschil" in said.text) or ("no difference visible yet" in said.text)
        assert "oorlopig" in said.precision or "reliminary" in said.precision


def test_of_a_few_draws_that_differ_no_direction_is_told(comparison: Comparison) -> None:
    outcome = next(one for one in comparison.outcomes if preview.seen(one, 1, 0, 0) == "higher")
    few = replace(outcome, known=np.full_like(outcome.known, preview.FEWEST - 1))
    assert preview.seen(few, 1, 0, 0) == "unseen"


@pytest.mark.parametrize(
    ("chance", "draws", "said"),
    [
        (0.5, 250, "cannot be told yet in 250 draws"),
        (0.58, 250, "cannot be told yet in 250 draws"),
        (0.58, 4000, "likely met"),
        (0.2, 250, "likely missed"),
        (1.0, 250, "met in every draw"),
        (0.0, 250, "met in no draw"),
    ],
)
def test_a_target_is_called_met_only_beyond_doubt(chance: float, draws: int, said: str) -> None:
    assert preview._verdict(chance, draws, "en") == said


def test_targets_have_a_chance_and_a_verdict_of_each_run(comparison: Comparison) -> None:
    found = list(preview.targets(comparison, "nl"))
    assert found
    assert all(len(one.chances) == len(one.verdicts) == len(one.changes) == 3 for one in found)
