"""Explanations of runs of which every contribution is known, and what cannot be explained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import molen
import numpy as np
import pytest
import streek
import town

from simulate.errors import CannotAnswer, Interrupted
from simulate.explaining.against import contributes_against
from simulate.explaining.contributions import contributions
from simulate.explaining.explanation import Explained, ExplainOptions, Explanation, explain, question
from simulate.explaining.shapley import Orders
from simulate.results.opening import annual, open_results
from simulate.running.runner import run
from simulate.scenario import Expectation
from simulate.views.explain.rows import contribution_rows

ASKED = ExplainOptions(draws=200)


def silent() -> None: ...


def explained(folders: Sequence[Path], options: ExplainOptions = ASKED, workers: int = 1) -> Explanation:
    return explain(question(*folders, options), workers, silent)


def one(explanation: Explanation, name: str) -> Explained:
    return next(outcome for outcome in explanation.outcomes if outcome.name == name)


def test_what_adds_up_and_what_multiplies(runs: tuple[Path, Path]) -> None:
    found = explained(runs)
    assert [cause.name for cause in found.question.causes] == ["steen_erbij", "niets", molen.GRAAN]
    stone, idle, grain = range(3)
    som, meel = one(found, "som"), one(found, "meel")
    np.testing.assert_allclose(
        som.contributions[[stone, idle, grain]], np.array([1.0, 0, 1])[:, None, None] + 0 * som.contributions
    )
    # The wind times (2 → 3) and (3 → 4): the mean of making the stone first and making it last.
    wind = som.base - 5
    np.testing.assert_allclose(meel.contributions[stone], wind * (3 + 4) / 2)
    np.testing.assert_allclose(meel.contributions[grain], wind * (2 + 3) / 2)
    assert not meel.contributions[idle].any()
    summary = contributions(meel, 0)
    assert summary.shares is not None
    np.testing.assert_allclose(summary.shares, [7 / 12, 0, 5 / 12])
    assert (summary.largest_first, summary.idle) == ([stone, grain], [idle])


def test_what_goes_against_a_document_is_found_among_the_contributions(tmp_path: Path) -> None:
    wrong, right = (Expectation(outcome="som", goes=goes, source="vng-2024:12") for goes in ("lower", "higher"))  # type: ignore[arg-type]
    stone = molen.measure("steen", (molen.STEEN, "add", 1.0), expects=(wrong, right))
    less = molen.with_value(molen.scenario("minder", stone), molen.GRAAN, molen.value(1.0))
    found = explained(molen.make(tmp_path, molen.scenario(), less), ExplainOptions(("som",), draws=60))
    # Less grain takes away two of the sum; the stone by itself adds one, against what is said of it.
    (som,) = found.outcomes
    (one,) = contributes_against(found.question, som, contributions(som, 0))
    assert (one.measure.name, one.expected) == ("steen", wrong)
    for language, said in (("nl", "gaat hier in tegen vng-2024:12"), ("en", "goes here against vng-2024:12")):
        rows = contribution_rows(found.question, som, 0, 5, language)  # type: ignore[arg-type]
        assert sum(said in remark for remark in rows.remarks) == 1


def test_parts_and_years_can_be_chosen(tmp_path: Path) -> None:
    folders = town.make(tmp_path, town.scenario(draws=60), town.with_values("meer", size=1003.0))
    asked = ExplainOptions(("delen",), entries=("kansarm", "kansrijk"), years=(2027, 2025), draws=60)
    found = explained(folders, asked)
    assert [(one.name, one.entry) for one in found.outcomes] == [("delen", "kansarm"), ("delen", "kansrijk")]
    assert found.question.told == (2025, 2027)
    for one, place in zip(found.outcomes, (0, 2), strict=True):
        np.testing.assert_array_equal(one.base, annual(open_results(folders[0]))["delen"].values[:, place, :60])


def test_the_ends_are_what_is_in_the_folders(runs: tuple[Path, Path]) -> None:
    found = explained(runs)
    for name in molen.CARD.headline:
        for folder, values in zip(runs, (one(found, name).base, one(found, name).other), strict=True):
            np.testing.assert_array_equal(annual(open_results(folder))[name].values, values)


def test_contributions_add_up_in_every_draw_and_year(runs: tuple[Path, Path]) -> None:
    known = question(*runs, ASKED)
    for asked in (known, replace(known, plan=Orders(3, 2, 1))):
        for outcome in explain(asked, 1, silent).outcomes:
            np.testing.assert_allclose(outcome.contributions.sum(axis=0), outcome.other - outcome.base, atol=1e-9)


def test_a_draw_that_is_unknown_anywhere_does_not_count(tmp_path: Path) -> None:
    calm = molen.measure("luw", (molen.WIND, "add", -1.0))
    folders = molen.make(tmp_path, molen.scenario(), molen.scenario("luw", calm))
    (soms,) = explained(folders, ExplainOptions(("soms",), draws=200)).outcomes
    summary = contributions(soms, 0)
    known = ~np.isnan(soms.base[0])
    assert (np.isnan(soms.contributions[0, 0]) == ~known).all()
    assert 0 < summary.draws == known.sum() < 200
    assert summary.contributions[0, 0] == pytest.approx(-1)


def test_contributions_that_cancel_have_no_shares(tmp_path: Path) -> None:
    up, down = molen.measure("op", (molen.STEEN, "add", 3.0)), molen.measure("af", (molen.GRAAN, "add", -2.0))
    folders = molen.make(tmp_path, molen.scenario(), molen.scenario("heen_en_weer", up, down))
    summary = contributions(one(explained(folders), "som"), 0)
    assert summary.shares is None
    assert (summary.up, summary.down) == (pytest.approx(3), pytest.approx(-2))


@pytest.mark.long
def test_many_changes_are_sampled_with_their_error(tmp_path: Path) -> None:
    measures = [molen.measure(f"m{n}", (molen.STEEN, "multiply", 1 + n / 10)) for n in range(1, 8)]
    folders = molen.make(tmp_path, molen.scenario(), molen.scenario("veel", *measures))
    found = explained(folders, ExplainOptions(("meel",), draws=200, pairs=1))
    assert found.question.pairs == 1
    summary = contributions(found.outcomes[0], 1)
    # The size of a multiplication decides its contribution, whatever the order.
    assert summary.largest_first == [6, 5, 4, 3, 2, 1, 0]
    assert (summary.errors > 0).all()
    assert float(summary.contributions[:, 0].sum()) == pytest.approx(float(summary.difference[0]))


@pytest.mark.long
def test_the_same_bits_for_any_number_of_workers_and_draws(runs: tuple[Path, Path]) -> None:
    one_worker, two_workers = (explained(runs, ExplainOptions(("meel",), draws=1100), n) for n in (1, 2))
    fewer = explained(runs, ExplainOptions(("meel",), draws=150))
    first = one_worker.outcomes[0]
    assert first.contributions.shape == (3, 2, 1100)
    np.testing.assert_array_equal(first.contributions, two_workers.outcomes[0].contributions)
    np.testing.assert_array_equal(first.contributions[..., :150], fewer.outcomes[0].contributions)


def test_stopping_is_said(runs: tuple[Path, Path]) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(Interrupted, match="nothing was written"):
        explain(question(*runs, ASKED), 2, stop)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"seed": 6}, r"the seed differs \(5 and 6\)"),
        ({"months": 12}, "the number of months differs"),
        ({"start": date(2026, 1, 1)}, "the start of the run differs"),
        ({"uncertainty": False}, "without the uncertainty of parameters"),
        ({}, "have the same parameters and measures"),
    ],
)
def test_runs_that_are_no_pair(runs: tuple[Path, Path], tmp_path: Path, changes: dict[str, Any], reason: str) -> None:
    (other,) = molen.make(tmp_path, molen.scenario("ander", **changes))
    with pytest.raises(CannotAnswer, match=reason):
        question(runs[0], other, ASKED)


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (ExplainOptions(("meell",)), "there is no outcome 'meell'; did you mean 'meel'"),
        (ExplainOptions(years=(2031,)), "2031 is not a whole year of these runs: choose --year 2025 up to 2026"),
    ],
)
def test_what_is_not_there(runs: tuple[Path, Path], asked: ExplainOptions, reason: str) -> None:
    with pytest.raises(CannotAnswer, match=reason):
        question(*runs, asked)


def test_what_is_no_result(runs: tuple[Path, Path], tmp_path: Path) -> None:
    with pytest.raises(CannotAnswer, match="is not a result folder"):
        question(runs[0], tmp_path, ASKED)


@pytest.fixture
def regions(tmp_path: Path, toy_models: None) -> tuple[Path, Path, Path]:
    """A source and a barrel without a word between them, with both couplings, and the barrel by itself."""
    for name, scenario in (
        ("los", streek.scenario(doorgeven=0.0)),
        ("samen", streek.scenario(remmen=0.5)),
        ("vat", streek.scenario("vat")),
    ):
        run(scenario.model_copy(update={"name": name, "months": 24}), tmp_path / name, workers=1)
    return tmp_path / "los", tmp_path / "samen", tmp_path / "vat"


def test_what_couplings_do_is_divided_over_their_strengths_and_adds_up(regions: tuple[Path, Path, Path]) -> None:
    loose, coupled, _ = regions
    found = explained((loose, coupled), ExplainOptions(draws=40))
    assert [cause.name for cause in found.question.causes] == [streek.DOORGEVEN, streek.REMMEN]
    (samen,) = found.outcomes
    assert samen.contributions.any(axis=(1, 2)).all()
    np.testing.assert_allclose(samen.base + samen.contributions.sum(axis=0), samen.other)
    part = explained((loose / "vat", coupled / "vat"), ExplainOptions(draws=40))
    for outcome in part.outcomes:
        np.testing.assert_allclose(outcome.base + outcome.contributions.sum(axis=0), outcome.other)
    assert {outcome.name for outcome in part.outcomes} == {"inhoud", "erin", "eruit"}


def test_a_part_and_its_model_by_itself_are_not_explained(regions: tuple[Path, Path, Path]) -> None:
    _, coupled, alone = regions
    for pair in ((alone, coupled / "vat"), (coupled / "vat", alone)):
        with pytest.raises(CannotAnswer, match="vat ran by itself and samen as a part of streek"):
            question(*pair, ExplainOptions())
