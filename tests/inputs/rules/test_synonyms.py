"""Words that people search with: `simulate check` refuses those that mean nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from proef import Project

from simulate.inputs.catalogue import Catalogue
from simulate.inputs.checking import check
from simulate.inputs.library import Library
from simulate.inputs.paths import packaged, roots

WORDS = "zaken:\n  nl: [stapel]\n  en: [pile]\n  names: [{names}]\n"


@pytest.mark.parametrize("names", ["open_zaken", "beslisstop, plan, proef.instroom.kans", "noodopvang", "bezetting"])
def test_outcomes_measures_scenarios_parameters_and_entries_can_be_meant(project: Project, names: str) -> None:
    project.write("parameters/synoniemen.yaml", WORDS.format(names=names))
    assert check(["parameters/synoniemen.yaml"]).problems == ()


def test_a_name_that_does_not_exist_is_an_error_with_its_place(project: Project) -> None:
    project.write("parameters/synoniemen.yaml", WORDS.format(names="open_zaken, open_zakn, open_zaken"))
    unknown, twice = check(["parameters/synoniemen.yaml"]).problems
    assert (unknown.line, unknown.message) == (4, "nothing is called 'open_zakn'")
    assert unknown.hint == "did you mean 'open_zaken'?"
    assert twice.message == "'open_zaken' is named twice"


def test_words_of_an_own_project_are_read(project: Project) -> None:
    project.write("parameters/synoniemen.yaml", WORDS.format(names="open_zaken"))
    shelf = Catalogue().library.synonyms
    assert "zaken" in shelf.items
    assert shelf.problems == []


def test_no_word_of_one_language_stands_twice_in_an_entry() -> None:
    found = roots(packaged().path / "parameters" / "synoniemen.yaml")
    for name, item in Library(found).synonyms.items.items():
        assert item.form is not None
        for words in (item.form.nl, item.form.en):
            assert len(words) == len(set(words)), name


def test_the_file_is_shipped() -> None:
    assert Path(packaged().path / "parameters" / "synoniemen.yaml").is_file()
