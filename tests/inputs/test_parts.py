"""Parts of outcomes by name: every one that exists is found, and what does not exist leads to what is nearest."""

from __future__ import annotations

import pytest

from simulate.inputs.model_info import model_info
from simulate.inputs.parts import Declared, NoPart, Part, chosen, entries, part_of
from simulate.registry import own_names


@pytest.mark.parametrize("model", own_names())
def test_every_outcome_and_every_entry_is_found_by_its_name(model: str) -> None:
    outcomes = model_info(model).outcomes
    for name, one in outcomes.items():
        assert part_of(name, outcomes) == Part(name)
        for entry in entries(one):
            part = Part(name, entry)
            assert part_of(str(part), outcomes) == part


def test_a_bare_entry_means_the_outcome_that_is_no_money() -> None:
    outcomes = model_info("asiel").outcomes
    assert part_of("crisisnoodopvang", outcomes) == Part("opvangplekken", "crisisnoodopvang")


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("bezeting", "did you mean 'bezetting'"),
        ("nodopvang", "did you mean 'noodopvang'"),
        ("opvangplekken[nodopvang]", "did you mean 'noodopvang'"),
        ("opvangplekken[noodopvang", "no closing bracket"),
        ("niet_geplaatst[x]", "has no entries"),
        ("groningen", "more than one outcome"),
    ],
)
def test_what_there_is_not_leads_to_what_there_is(word: str, said: str) -> None:
    with pytest.raises(NoPart, match=said.replace("[", r"\[")):
        part_of(word, model_info("asiel").outcomes)


def test_an_outcome_that_does_not_add_up_has_no_total() -> None:
    assert "totaal" not in entries(Declared(("provincie",), "aandeel", "level"))
    assert "totaal" in entries(Declared(("provincie",), "personen", "level"))


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("tekort_plekken[groningen]", "is not divided by province: it is not divided at all; what is divided so: "),
        ("opvangplekken[groningen]", "it is divided by kind of reception place (structureel, flexibel, "),
        ("bezetting[provincie]", "bezetting is not divided by province: it is divided by resident group"),
    ],
)
def test_what_is_not_divided_so_says_by_what_it_is_and_what_is(word: str, said: str) -> None:
    with pytest.raises(NoPart) as caught:
        part_of(word, model_info("asiel").outcomes)
    assert said in str(caught.value)
    assert "realisatie_per_provincie" in str(caught.value)


def test_waits_by_specialism_are_said_not_to_be_there() -> None:
    with pytest.raises(NoPart, match="wachttijd_poli is not divided by group of specialties: it is not divided at all"):
        part_of("wachttijd_poli[snijdend]", model_info("zorg").outcomes)


def test_an_entry_of_one_axis_means_the_sum_over_the_others() -> None:
    outcomes = model_info("zorg").outcomes
    assert part_of("verwijzing[spoed]", outcomes) == Part("verwijzing", "spoed · totaal")
    assert part_of("verwijzing[totaal]", outcomes) == Part("verwijzing", "totaal · totaal")


def test_outcomes_and_parts_are_chosen_once() -> None:
    outcomes, first = model_info("asiel").outcomes, ("bezetting", "in_procedure", "in_beroep")
    assert chosen([], [], outcomes, first) == dict.fromkeys(first, ())
    assert chosen(["noodopvang", "opvangplekken"], [], outcomes) == {"opvangplekken": ("totaal", "noodopvang")}
    assert chosen(["opvangplekken"], ["noodopvang"], outcomes) == {"opvangplekken": ("noodopvang",)}
    # Without a name: what is told by default and divided so; else the one outcome that is.
    assert chosen([], ["kansarm"], outcomes, first) == {"in_procedure": ("kansarm",), "in_beroep": ("kansarm",)}
    assert chosen([], ["noodopvang"], outcomes, first) == {"opvangplekken": ("noodopvang",)}
    for words, only in ((["bezetting"], ["noodopvang"]), ([], ["groningen"]), ([], ["nodopvang"])):
        with pytest.raises(NoPart):
            chosen(words, only, outcomes, first)
