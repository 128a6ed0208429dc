"""Draws are added until an outcome is precise, and they are the draws of any run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import linear
import pytest
import toy

from simulate.commands.actions.until import Until, typed_precision, unit_words
from simulate.errors import InputError, Interrupted
from simulate.results.opening import open_results
from simulate.results.precision import Goal, estimates, worst
from simulate.running.execution.progress import Silent
from simulate.running.runner import run
from simulate.running.store.record import Record
from simulate.running.until import next_draws, run_until
from simulate.scenario import Scenario
from simulate.views.publish import SummaryAndFigures


def published(scenario: Scenario) -> SummaryAndFigures:
    return SummaryAndFigures(scenario.model, figures=False)


def precisely(scenario: Scenario, folder: Path, outcome: str, wanted: Goal, most: int, **more: Any) -> Record:
    def width_ratio(there: Path) -> float:
        return worst(there, outcome, wanted).over(wanted)

    return run_until(
        scenario, folder, width_ratio, most, progress=Silent(), workers=1, publish=published(scenario), **more
    )


def test_the_precision_is_reached_with_about_the_draws_that_theory_asks_for(tmp_path: Path) -> None:
    # `helft` is normal with variance 8, so the error of its median is √(8π/2n): 0.05 asks for 5,027 draws.
    facts = precisely(linear.scenario(), tmp_path, "helft", Goal(0.05, False), 50_000)
    (found,) = estimates(open_results(tmp_path), "helft")
    assert facts.status == "complete"
    assert found.error <= 0.05
    assert 4000 <= facts.draws <= 7000
    assert facts.draws % 1000 == 0
    assert (tmp_path / "summary.csv").is_file()


def test_the_bits_are_those_of_a_run_with_that_many_draws_from_the_start(tmp_path: Path, bits: toy.Bits) -> None:
    facts = precisely(toy.scenario(), tmp_path / "until", "bezetting", Goal(0.004, True), 20_000)
    assert facts.draws > 1000
    run(toy.scenario(draws=facts.draws), tmp_path / "at once", workers=1, publish=published(toy.scenario()))
    assert bits(tmp_path / "until") == bits(tmp_path / "at once")
    for name in ("summary.csv", "spread.csv", "scenario.yaml"):
        assert (tmp_path / "until" / name).read_bytes() == (tmp_path / "at once" / name).read_bytes()


def test_the_most_is_respected(tmp_path: Path) -> None:
    facts = precisely(toy.scenario(), tmp_path, "bezetting", Goal(1e-6, True), 2300)
    assert (facts.draws, facts.status) == (2300, "complete")
    assert worst(tmp_path, "bezetting", Goal(1e-6, True)).over(Goal(1e-6, True)) > 1


def test_what_is_precise_enough_at_once_takes_one_block(tmp_path: Path) -> None:
    assert precisely(toy.scenario(), tmp_path, "bezetting", Goal(0.5, True), 9000).draws == 1000


def test_a_folder_that_is_precise_enough_is_left_as_it_is(tmp_path: Path) -> None:
    run(toy.scenario(), tmp_path, workers=1, publish=published(toy.scenario()))
    before = {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*") if file.is_file()}
    assert precisely(toy.scenario(), tmp_path, "bezetting", Goal(0.5, True), 9000).draws == 2500
    assert {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*") if file.is_file()} == before


@pytest.mark.long
def test_stopped_it_goes_on_where_it_was(tmp_path: Path, events: Path, bits: toy.Bits) -> None:
    (events / "2").write_text("interrupt once")
    wanted = Goal(1e-6, True)
    with pytest.raises(Interrupted):
        precisely(toy.scenario(), tmp_path / "r", "bezetting", wanted, 4000)
    facts = precisely(toy.scenario(), tmp_path / "r", "bezetting", wanted, 4000)
    run(toy.scenario(draws=4000), tmp_path / "whole", workers=1)
    assert facts.draws == 4000
    assert bits(tmp_path / "r") == bits(tmp_path / "whole")


def test_a_failing_block_ends_it(tmp_path: Path, events: Path) -> None:
    (events / "1").write_text("fail")
    facts = precisely(toy.scenario(), tmp_path / "r", "bezetting", Goal(1e-6, True), 9000)
    assert (facts.status, facts.draws) == ("incomplete", 4000)


def test_the_next_step_follows_the_root_of_the_draws() -> None:
    assert next_draws(1000, 1.5, 100_000) == 3000
    assert next_draws(1000, 1.01, 100_000) == 2000
    assert next_draws(1000, 100, 100_000) == 4000
    assert next_draws(4000, 2, 10_000) == 10_000
    assert next_draws(2500, 1.0001, 10_000) == 3000


def test_a_chance_has_the_error_of_a_share(tmp_path: Path) -> None:
    run(linear.scenario(), tmp_path, workers=1, publish=published(linear.scenario()))
    (found,) = estimates(open_results(tmp_path), "kans_op_meer")
    assert found.error == pytest.approx((found.value * (1 - found.value) / 1000) ** 0.5)


def test_a_precision_is_a_share_or_a_number_with_its_unit() -> None:
    assert typed_precision("1%") == (1, "%")
    assert typed_precision("0.5 %") == typed_precision("0.5%") == (0.5, "%")
    assert typed_precision("1_500 personen") == typed_precision("1500personen") == (1500, "personen")
    assert typed_precision("€ 5") == typed_precision("5 €") == (5, "€")
    for typed in ("", "0", "-1%", "one", "1%%", "0%", "nan", "€ 5 €", "5% personen"):
        with pytest.raises(InputError, match=r"is not a precision"):
            typed_precision(typed)


@pytest.mark.parametrize("typed", ["5", "500", "0.5", "1_000"])
def test_a_number_alone_is_refused_with_the_share_that_may_have_been_meant(typed: str) -> None:
    with pytest.raises(InputError, match=rf"expected {typed}% for a share"):
        typed_precision(typed)


def test_a_unit_is_typed_in_either_language_and_only_that_of_the_outcome() -> None:
    for typed in ("personen", "persons", "Personen"):
        wanted = Until(500, typed, "bezetting", None).precision_of(toy.scenario())
        assert wanted.goal == Goal(500, False)
    for typed in ("woningen", "euro", "p"):
        with pytest.raises(InputError, match=r"expected 500% or '500 personen'"):
            Until(500, typed, "bezetting", None).precision_of(toy.scenario())
    assert Until(2, "procentpunten", "kans_op_meer", None).precision_of(linear.scenario()).goal == Goal(0.02, False)
    words = unit_words("EUR")
    assert words["euro"] == words["€"] == words["eur"] == 1
    assert words["miljoen euro"] == words["million euro"] == 1e6


def test_least_is_the_smallest_number_of_draws(tmp_path: Path) -> None:
    assert precisely(toy.scenario(), tmp_path, "bezetting", Goal(0.5, True), 9000, least=2500).draws == 2500
    assert precisely(toy.scenario(), tmp_path, "bezetting", Goal(0.5, True), 3000, least=5000).draws == 3000
