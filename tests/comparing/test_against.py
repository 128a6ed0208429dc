"""What goes against a document: seen beyond chance, in the run that has the measure, turned round where it is gone."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import molen
import pytest
import town

from simulate.comparing.against import Against
from simulate.comparing.comparison import CompareOptions, compare
from simulate.scenario import Expectation, Scenario
from simulate.views.striking import of_comparison
from simulate.vocabulary import Language


def milling(goes: Any, name: str = "met") -> Scenario:
    """The mill with one more stone by a measure, of which a document says which way the sum goes: up by exactly 1."""
    expects = (Expectation(outcome="som", goes=goes, source="vng-2024:12"),)
    stone = molen.measure("steen", (molen.STEEN, "add", 1.0), start=date(2026, 1, 1), expects=expects)
    return molen.scenario(name, stone, draws=60)


def building(goes: Any) -> Scenario:
    """The town with three homes more, and a measure of which a document says which way part of its people goes."""
    expects = (Expectation(outcome="delen", entry="kansrijk", goes=goes, source="vng-2024:12"),)
    more_homes = town.with_values("meer", size=1003.0)
    return more_homes.model_copy(update={"measures": (town.measure(expects=expects),)})


def found(folder: Path, *scenarios: Scenario, **options: Any) -> tuple[Against, ...]:
    make = molen.make if scenarios[0].model == "molen" else town.make
    return compare(make(folder, *scenarios), CompareOptions(**options)).against


MILL, TOWN = molen.scenario(draws=60), town.with_values("town", size=1000.0)


def test_what_goes_the_other_way_is_told_with_its_size(tmp_path: Path) -> None:
    (one,) = found(tmp_path, MILL, milling("lower"))
    assert (one.run, one.measure.name, one.taken_away, one.alone, one.years) == (1, "steen", False, True, (2026,))
    assert one.seen.mean == pytest.approx(1)
    assert (float(one.seen.by.higher), float(one.seen.by.lower)) == (1.0, 0.0)
    # The grinding reads the stone, and makes the flour as well.
    assert one.route is not None
    assert ([maker.name for maker in one.route.makers], one.route.outcomes) == (["malen"], ("som",))
    assert [str(moved.part) for moved in one.beside] == ["meel"]


def test_what_goes_as_the_document_says_is_not_told(tmp_path: Path) -> None:
    assert found(tmp_path, MILL, milling("higher")) == ()


def test_where_a_measure_is_taken_away_the_reverse_is_expected(tmp_path: Path) -> None:
    (one,) = found(tmp_path, milling("lower"), MILL)
    assert one.taken_away
    assert one.seen.mean == pytest.approx(-1)
    assert found(tmp_path / "also", milling("higher"), MILL) == ()


def test_an_entry_is_looked_at_by_itself_and_another_change_is_said(tmp_path: Path) -> None:
    (one,) = found(tmp_path, TOWN, building("lower"))
    assert str(one.seen.part) == "delen[kansrijk]"
    assert one.seen.mean == pytest.approx(1.5)
    assert {str(moved.part) for moved in one.beside} == {"delen[kansarm]", "delen[overig]"}
    # The size has another value as well.
    assert not one.alone


def test_what_is_no_more_than_chance_is_not_told(tmp_path: Path) -> None:
    noise = {"parameters": TOWN.parameters | {town.PULL: town.parameter(town.PULL, "factor", town.value(1.0))}}
    for goes in ("lower", "higher"):
        other = building(goes).model_copy(update=noise)
        assert found(tmp_path / goes, TOWN, other) == ()


def test_only_the_years_that_are_asked_for_are_looked_at(tmp_path: Path) -> None:
    folders = molen.make(tmp_path, MILL, milling("lower"))
    assert len(compare(folders, CompareOptions(years=(2026,))).against) == 1
    # The measure begins in 2026.
    assert compare(folders, CompareOptions(years=(2025,))).against == ()


def test_a_year_before_which_it_ends_is_not_looked_at(tmp_path: Path) -> None:
    """`until` is the first day on which it does not act any more."""
    expects = (Expectation(outcome="som", goes="lower", source="vng-2024:12"),)
    for until, years in ((date(2026, 1, 1), (2025,)), (date(2026, 2, 1), (2025, 2026))):
        stone = molen.measure("steen", (molen.STEEN, "add", 1.0), until=until, expects=expects)
        (one,) = found(tmp_path / str(until), MILL, molen.scenario("met", stone, draws=60))
        assert one.years == years


def test_runs_that_are_no_pair_say_nothing(tmp_path: Path) -> None:
    assert found(tmp_path, MILL, milling("lower").model_copy(update={"seed": 6})) == ()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "nl",
            (
                "A. Door ‘De steen’ zou dit lager worden, zegt",
                "Ledenbrief Rijksbegroting 2025, regel 12: som.",
                "andersom",
                "2026 +1",
            ),
        ),
        (
            "en",
            (
                "A. By ‘The steen’ this would become lower, says",
                "Ledenbrief Rijksbegroting 2025, line 12: sum.",
                "other way",
                "2026 +1",
            ),
        ),
    ],
)
def test_it_is_said_in_a_sentence(tmp_path: Path, language: Language, said: tuple[str, ...]) -> None:
    comparison = compare(molen.make(tmp_path, MILL, milling("lower")), CompareOptions())
    (line,) = of_comparison(comparison, ["base", "A"], language)
    assert all(part in line for part in said)


def test_what_changes_nothing_of_what_is_told_is_said(tmp_path: Path) -> None:
    """The stone counts in the sum, and not in how often there is much wind."""
    stone = molen.measure("steen", (molen.STEEN, "add", 1.0), start=date(2026, 1, 1))
    folders = molen.make(tmp_path, MILL, molen.scenario("met", stone, draws=60))
    for outcome, said in (("soms", 1), ("som", 0)):
        comparison = compare(folders, CompareOptions((outcome,)))
        lines = of_comparison(comparison, ["base", "A"], "en")
        assert sum("A. Nothing that is told here differs, in any draw or year" in line for line in lines) == said
    assert of_comparison(compare([folders[0]] * 2, CompareOptions(("soms",))), ["base", "A"], "en") == []
