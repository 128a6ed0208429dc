"""Words as people type them: inflection, accents, compounds and spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulate.finding.words import ALIKE, SPELLED, fold, likeness, nearness, sought, split, stem

PLURALS = [
    ("statushouder", "statushouders"),
    ("wachtlijst", "wachtlijsten"),
    ("plek", "plekken"),
    ("huur", "huren"),
    ("huis", "huizen"),
    ("aanvraag", "aanvragen"),
    ("premie", "premies"),
    ("gemeente", "gemeenten"),
    ("family", "families"),
    ("queue", "queues"),
]


@pytest.mark.parametrize(("one", "many"), PLURALS)
def test_a_word_and_its_plural_have_one_stem(one: str, many: str) -> None:
    assert stem(one) == stem(many)
    assert nearness(one, many) == nearness(many, one) > 0.9


def test_accents_and_capitals_do_not_count() -> None:
    assert fold("Oekraïne") == "oekraine"
    assert split("opvangplekken[noodopvang], Fryslân") == ["opvangplekken", "noodopvang", "fryslan"]


def test_small_words_are_left_out_unless_they_are_all_there_is() -> None:
    assert sought("wachtlijst van de ggz") == ["wachtlijst", "ggz"]
    assert sought("van de") == ["van", "de"]


def test_a_compound_is_nearer_than_a_part_and_both_are_farther_than_the_word() -> None:
    same, compound = nearness("opvang", "opvang"), nearness("opvang", "noodopvang")
    part = nearness("crisisnoodopvang", "noodopvang")
    assert 1 == same > compound > part > 0
    assert nearness("opvang", "premie") == 0


def test_a_word_that_is_spelled_otherwise_is_alike() -> None:
    assert ALIKE * SPELLED <= likeness("wachtljst", "wachtlijst") < SPELLED
    assert likeness("wachtljst", "premie") == 0


@given(st.text(max_size=30), st.text(max_size=30))
def test_nearness_is_a_share_whatever_is_typed(asked: str, word: str) -> None:
    for one in split(asked):
        assert stem(one)
        assert all(0 <= nearness(one, other) <= 1 for other in split(word))
