"""Search: what everybody looks for is found, near words too, and where it was found is said."""

from __future__ import annotations

import pytest

from simulate.finding.index import index, parts
from simulate.finding.search import Found, Search, synonyms_of
from simulate.inputs.catalogue import Catalogue


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue()


@pytest.fixture(scope="module")
def search(catalogue: Catalogue) -> Search:
    return Search([*index(catalogue), *parts(catalogue)], synonyms_of(catalogue))


def first(found: Found, count: int = 10) -> list[str]:
    return [hit.named.name for hit in found.hits[:count]]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("crisisnoodopvang", {"crisisnoodopvang", "opvangplekken[crisisnoodopvang]"}),
        ("wachtlijst", {"wachtlijst", "wachttijd_poli"}),
        ("waiting list", {"wachtlijst", "wachttijd_poli"}),
        ("eigen bijdrage", {"eigen_risico", "zorg.eigen_risico.verplicht", "eigen_risico_165"}),
        ("co-payment", {"eigen_risico", "eigen_betaling"}),
        ("azc", {"bezetting", "plekken_totaal"}),
        ("statushouder", {"statushouders", "statushouders_in_opvang"}),
        ("status holders", {"statushouders", "statushouders_in_opvang"}),
        ("instroom", {"totale_instroom"}),
        ("bezeting", {"bezetting"}),
        ("Oekraïners", {"oekraine_opgevangen"}),
        ("nitrogen", {"stikstof", "opgehouden[stikstof]"}),
    ],
)
def test_what_people_look_for_is_among_the_first(search: Search, words: str, wanted: set[str]) -> None:
    assert wanted <= set(first(search.find(words)))


@pytest.mark.long
def test_a_name_is_among_the_best_that_it_finds_itself(search: Search) -> None:
    for one in list(search.texts)[::9]:
        hits = search.find(one.name).hits
        # A series counts for less than an outcome of the same name.
        best = [hit.named for hit in hits if hit.score >= hits[0].score - 0.55]
        assert one in best, one.name


@pytest.mark.long
def test_everything_with_a_label_is_found_by_it_in_both_languages(search: Search) -> None:
    # A source stands for itself by its title; the parts of outcomes have the words of two labels.
    for one in list(search.texts)[::23]:
        for label in {one.label.nl, one.label.en} - {""}:
            found = search.find(label)
            assert found.whole, label
            assert one in {hit.named for hit in found.hits}, label


def test_every_synonym_finds_every_name_that_it_means(search: Search, catalogue: Catalogue) -> None:
    for item in catalogue.library.synonyms.items.values():
        assert item.form is not None
        for word in (item.form.nl[0], item.form.en[-1]):
            assert set(item.form.names) <= set(first(search.find(word), 100_000)), word


def test_a_hit_says_where_it_was_found(search: Search) -> None:
    hit = next(hit for hit in search.find("azc").hits if hit.named.name == "bezetting")
    assert (hit.place, hit.text) == ("synonym", "azc")
    assert search.find("bezetting").hits[0].place == "name"


def test_some_of_the_words_are_better_than_nothing_and_it_is_said(search: Search) -> None:
    assert search.find("bezetting").whole
    found = search.find("bezetting stroopwafel")
    assert not found.whole
    assert "bezetting" in first(found)


def test_nothing_is_found_for_nothing(search: Search) -> None:
    assert search.find("").hits == ()
    assert search.find("qqqqqqqq").hits == ()
    assert "bezetting" in search.near_words("bezetnig")


def test_order_does_not_depend_on_that_of_the_index(search: Search, catalogue: Catalogue) -> None:
    turned = Search(reversed(list(search.texts)), synonyms_of(catalogue))
    for words in ("opvang", "eigen bijdrage", "groningen"):
        assert first(turned.find(words)) == first(search.find(words))
