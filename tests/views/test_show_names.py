"""`simulate show`: anything that has a name can be shown, and what is near when there is none."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from simulate.commands.door import main
from simulate.finding.index import index, parts
from simulate.inputs.catalogue import Catalogue
from simulate.render.document import Properties, Table, Text, text_of
from simulate.views.show.document import document
from simulate.vocabulary import Language


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue()


def blocks(name: str, catalogue: Catalogue, language: Language = "en") -> str:
    """All text of the description of a name."""
    said: list[str] = []
    for block in document(name, catalogue, language).blocks():
        match block:
            case Text():
                said += [block.lead, block.text]
            case Properties():
                said += [word for row in block.rows for word in row]
            case Table():
                said += [text_of(cell) for row in (block.heading, *block.rows) for cell in row]
    return "\n".join(said)


@pytest.mark.long
def test_every_name_that_is_listed_can_be_shown(catalogue: Catalogue) -> None:
    for one in index(catalogue):
        said = document(one.name, catalogue, "nl")
        kinds = {section.anchor.removeprefix(f"{one.name}-").partition("-")[0] for section in said.sections}
        assert one.kind in kinds, one.name


def test_every_part_of_an_outcome_can_be_shown(catalogue: Catalogue) -> None:
    for one in parts(catalogue)[::25]:
        assert one.label.en in blocks(one.name, catalogue)


def test_an_outcome_says_what_it_is_what_is_behind_it_and_where_it_is_shown(catalogue: Catalogue) -> None:
    said = blocks("opvangplekken", catalogue, "nl")
    for part in (
        "stand aan het eind van de maand",
        "structureel, flexibel, noodopvang, crisisnoodopvang",
        "Elke maand: noodplekken eraf bij een overschot",
        "asiel.capaciteit.structureel_doel",
        "noodopvang_afstoten",
        "geen_noodopvang",
        "docs/asiel-uitkomsten.md",
    ):
        assert part in said
    assert "bezetting (COA, 1995-" in blocks("bezetting", catalogue)
    assert "first in summary, figures and report" in blocks("bezetting", catalogue)


def test_an_outcome_of_two_models_is_shown_for_both(catalogue: Catalogue) -> None:
    said = blocks("in_procedure", catalogue)
    assert "In the asylum procedure" in said
    assert "In the permit procedure" in said


@pytest.mark.parametrize("name", ["doorstroomlocaties", "eigen_risico_165", "noodopvang_afstoten", "snellere_beroepen"])
def test_a_measure_acts_on_the_outcomes_that_name_it(name: str, catalogue: Catalogue) -> None:
    outcomes = blocks(name, catalogue).split("Acts first on\n")[1].splitlines()[0].split(", ")
    assert outcomes
    for outcome in outcomes:
        assert name in blocks(outcome, catalogue), outcome


def test_an_entry_names_what_has_it(catalogue: Catalogue) -> None:
    said = blocks("noodopvang", catalogue)
    assert "opvangplekken[noodopvang], kosten_opvang[noodopvang]" in said
    assert "geen_noodopvang" in said
    assert "Part of\nopvangplekken (Reception places)" in blocks("opvangplekken[noodopvang]", catalogue)


def test_a_source_says_where_it_is_used_and_on_which_lines(catalogue: Catalogue) -> None:
    assert "spreidingswet_intrekken\nmeasure\n1201-1208" in blocks("regeerprogramma-2024", catalogue)
    assert "bezetting" in blocks("coa-bezetting", catalogue)


def test_what_is_said_is_in_the_language_that_was_asked(catalogue: Catalogue) -> None:
    dutch, english = blocks("opvangplekken", catalogue, "nl"), blocks("opvangplekken", catalogue)
    assert "Elke maand" not in english
    assert not {"Made by", "Parameters of those", "Measures on these"} & set(dutch.splitlines())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("instroom", "totale_instroom"), ("wachtljst", "wachtlijst"), ("reistijd", "asiel.nareis.reistijd")],
)
def test_an_unknown_name_is_answered_with_near_ones_of_all_kinds(typed: str, meant: str) -> None:
    done = CliRunner().invoke(main, ["show", typed])
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"did you mean '{meant}'?" in done.stderr
    assert f"simulate list --search '{typed}'" in done.stderr
    dutch = CliRunner().invoke(main, ["show", typed, "--language", "nl"])
    assert f"bedoelde u '{meant}'?" in dutch.stderr


def test_near_names_say_of_which_kind_they_are() -> None:
    said = CliRunner().invoke(main, ["show", "instroom"]).stderr
    assert "totale_instroom (outcome)" in said
    assert "(parameter)" in said
    part = CliRunner().invoke(main, ["show", "opvangplekken[noodopvng]"])
    assert "opvangplekken[noodopvang]" in part.stderr
