"""Parts of outcomes by name: every one that exists is found, and what does not exist leads to what is nearest."""

from __future__ import annotations

import pytest

from simulate.inputs.model_info import model_info
from simulate.inputs.parts import Declared, NoPart, Part, entries, part_of
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
