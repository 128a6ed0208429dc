"""What a report says is what the runs and their inputs say."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulate import registry
from simulate.errors import CannotAnswer
from simulate.inputs.resolve.resolved import load_scenario
from simulate.render.document import Document, Explorer, Picture, Ref, Section, Table, Text
from simulate.render.values import ROLES, amount, amount_in, six_digits, uncertainty
from simulate.reporting.content import report
from simulate.reporting.inputs import STATED
from simulate.results.asked import Wanted
from simulate.results.opening import open_results
from simulate.scenario import Distribution
from simulate.views.cards.asiel import CARD
from simulate.views.cards.asiel.antwoord import answer


def section(whole: Document, anchor: str) -> Section:
    def every(parts: tuple[Section, ...]) -> Iterator[Section]:
        for part in parts:
            yield part
            yield from every(part.sections)

    found = [part for part in every(whole.sections) if part.anchor == anchor]
    assert len(found) == 1
    return found[0]


def tables(part: Section) -> list[Table]:
    return [block for block in part.blocks if isinstance(block, Table)]


def test_the_answer_of_one_run_is_that_of_its_model(one: Document, report_runs: dict[str, Path]) -> None:
    said = [block.text for block in section(one, "asiel-antwoord").blocks if isinstance(block, Text)]
    assert said == answer(open_results(report_runs["asiel"]), "nl")
    assert len(said) == 3


def test_the_question_is_that_of_the_scenario(one: Document, report_runs: dict[str, Path]) -> None:
    question = load_scenario(report_runs["asiel"] / "scenario.yaml").question
    (block,) = section(one, "asiel-vraag").blocks
    assert question is not None
    assert isinstance(block, Text)
    assert block.text == question.nl


@pytest.mark.parametrize(("anchor", "stated"), [("asiel-cijfers", True), ("asiel-aannames", False)])
def test_programme_figures_and_assumptions_are_apart(one: Document, anchor: str, stated: bool) -> None:
    roles = {label.nl: role for role, label in ROLES.items()}
    found = {roles[str(row[4])] for table in tables(section(one, anchor)) for row in table.rows}
    assert found
    assert all((role in STATED) == stated for role in found)


def test_every_parameter_of_the_run_is_in_one_of_the_two(one: Document, report_runs: dict[str, Path]) -> None:
    told = {
        anchor
        for name in ("asiel-cijfers", "asiel-aannames")
        for table in tables(section(one, name))
        for anchor in table.anchors
    }
    scenario = load_scenario(report_runs["asiel"] / "scenario.yaml")
    assert told - {""} == {f"parameter-{name}" for name in scenario.parameters}


def test_every_source_that_is_named_is_described(one: Document) -> None:
    described = set(tables(section(one, "bronnen"))[0].anchors)
    named = {
        cell.anchor
        for block in one.blocks()
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
        if isinstance(cell, Ref) and cell.anchor.startswith("bron-")
    }
    assert named
    assert named <= described
    assert all(all(row) for row in tables(section(one, "bronnen"))[0].rows)


def test_the_numbers_to_look_through_are_those_of_the_summary(one: Document, report_runs: dict[str, Path]) -> None:
    (explorer,) = [block for block in one.blocks() if isinstance(block, Explorer)]
    rows = {}
    for name in ("summary.csv", "summary-months.csv"):
        with (report_runs["asiel"] / name).open(encoding="utf-8", newline="") as file:
            rows |= {(row["outcome"], row["entry"], row["period"][:7]): row for row in csv.DictReader(file)}
    seen = 0
    for outcome in explorer.data["outcomes"]:
        for entry in outcome["entries"]:
            for series in (*entry["years"], *entry["months"]):
                for place, period in enumerate(series["at"]):
                    row = rows[outcome["name"], entry["name"], period]
                    assert series["p95"][place] == pytest.approx(float(row["p95"]), rel=1e-4) if row["p95"] else True
                    assert (series["p25"][place] is None) == (row["p25"] == "")
                    seen += 1
    assert seen > 1000
    assert {outcome["name"] for outcome in explorer.data["outcomes"]} == set(registry.model("asiel").outcomes())


def test_every_headline_has_a_figure_with_words_for_who_cannot_see_it(one: Document) -> None:
    pictures = {block.name: block for block in one.blocks() if isinstance(block, Picture)}
    assert {f"asiel-{name}" for name in CARD.headline} <= set(pictures)
    assert all(len(picture.alt) > 40 and picture.svg and picture.png for picture in pictures.values())


def test_a_figure_that_the_run_drew_is_used_as_it_is(one: Document, report_runs: dict[str, Path]) -> None:
    bezetting = next(block for block in one.blocks() if isinstance(block, Picture) and block.name == "asiel-bezetting")
    assert bezetting.svg == (report_runs["asiel"] / "figures" / "bezetting.svg").read_bytes()


def test_in_the_other_language_figures_are_drawn_anew(two: Document) -> None:
    assert "Reception occupancy" in next(b for b in two.blocks() if isinstance(b, Picture)).svg.decode()


def test_two_runs_are_told_against_each_other(two: Document) -> None:
    answer = [block.text for block in section(two, "asiel-antwoord").blocks if isinstance(block, Text)]
    # The run is too short for what the scenario asks: that is said, and then what the model itself says.
    asked = [line for line in answer if "is not a whole calendar year of this run" in line]
    assert len(asked) == 3
    own = answer[len(asked) :]
    assert own[0].startswith("A. ")
    assert own[1].startswith("Under B against A, in 2027")
    went_in, came_out = tables(section(two, "asiel-asiel-regeerprogramma-anders"))
    assert any("tweestatusstelsel" in row for row in went_in.rows)
    assert came_out.heading[1:4] == ("A", "B", "difference")
    assert len(came_out.rows) >= len(CARD.headline)


def test_models_stand_in_parts_of_their_own(report_runs: dict[str, Path]) -> None:
    whole = report([report_runs["asiel"], report_runs["zorg"]], "nl", "Twee vragen")
    assert whole.title == "Twee vragen"
    assert [part.anchor for part in whole.sections] == ["model-asiel", "model-zorg", "bronnen"]
    assert section(whole, "zorg-bijsluiter").blocks


def test_the_same_runs_give_the_same_report(one: Document, report_runs: dict[str, Path]) -> None:
    assert report([report_runs["asiel"]], "nl") == one


@pytest.mark.parametrize(
    ("value", "nl", "en"),
    [
        (1234.5, "1.234,5", "1,234.5"),
        (0.0275, "0,0275", "0.0275"),
        (-3, "−3", "−3"),
        (2e6, "2.000.000", "2,000,000"),
    ],
)
def test_numbers_are_written_as_the_language_has_them(value: float, nl: str, en: str) -> None:
    assert (six_digits(value, "nl"), six_digits(value, "en")) == (nl, en)


def test_values_and_their_uncertainty_in_words() -> None:
    lognormal = Distribution(dist="lognormal", at={"p10": 1020.0, "p90": 1420.0})
    assert uncertainty(lognormal, None, "nl") == "1.020 – 1.420 (80 %, lognormaal)"
    assert uncertainty(None, None, "nl") == ""
    assert amount(0.481, None, "nl", "aandeel") == "48,1 %"
    assert amount_in(0.05, None, "kans", "nl", added=True) == "5 procentpunten"
    assert amount_in(2500, None, "personen", "en") == "2,500 persons"
    assert amount((2.0, 2.0, 2.0), "groep", "en") == "2 (all)"
    assert amount((1.0, 2.0, 3.5), "groep", "nl").endswith(" 3,5")
    assert amount(tuple(float(n) for n in range(12)), "provincie", "nl") == "0 tot 11 (12 waarden)"


def test_every_model_is_asked_what_it_has(report_runs: dict[str, Path]) -> None:
    folders = [report_runs["asiel"], report_runs["zorg"]]
    document = report(folders, "nl", questions=("bezetting@2027", "premie@2027"), appendix=False)
    for model, said in (("asiel", "In 2027: bezetting"), ("zorg", "In 2027: nominale premie")):
        (answered,) = (one for one in section(document, f"{model}-antwoord").blocks if isinstance(one, Text))
        assert answered.text.startswith(said)
    wanted = Wanted(("opvangplekken",), ("noodopvang",))
    named = report(folders, "nl", wanted=wanted, appendix=False)
    assert "opvangplekken, noodopvang" in repr(section(named, "asiel-antwoord"))
    alone = report(folders[1:], "nl", appendix=False)
    assert section(named, "zorg-antwoord") == section(alone, "zorg-antwoord")
    for options in ({"questions": ("bezeting@2027",)}, {"wanted": Wanted(("bezeting",))}):
        with pytest.raises(CannotAnswer, match="did you mean 'bezetting'"):
            report(folders, "nl", **options)  # type: ignore[arg-type]
