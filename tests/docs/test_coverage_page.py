"""Every announced measure has a place, and every place exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.build.coverage_page import CORE, TREATMENTS, announced, coverage_page, treatment
from simulate.inputs.catalogue import Catalogue
from simulate.inputs.model_info import model_names
from simulate.inputs.paths import packaged, roots

ENTRIES = [
    (document, domain, name, entry)
    for document, domains in announced().items()
    for domain, entries in domains.items()
    for name, entry in entries.items()
]
AFTER = {"eigen_risico_460", "maximum_150"}
"""Measures of an agreement after the documents."""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(roots(packaged().path / "scenarios"))


def test_every_announced_measure_has_exactly_one_place() -> None:
    wrong = [(document, name) for document, _, name, entry in ENTRIES if sum(kind in entry for kind in TREATMENTS) != 1]
    assert wrong == []
    assert sum(domain in CORE for _, domain, _, _ in ENTRIES) == 316


def test_every_measure_that_answers_exists_and_every_measure_answers_something(catalogue: Catalogue) -> None:
    answering = {measure for *_, entry in ENTRIES for measure in entry.get("measures", [])}
    assert sorted(answering - set(catalogue.measures)) == []
    assert sorted(set(catalogue.measures) - answering - AFTER) == []


def test_lines_are_in_their_document(catalogue: Catalogue) -> None:
    wrong = []
    for document, _, name, entry in ENTRIES:
        form = catalogue.sources[document].form
        assert form is not None
        for lines in entry["lines"]:
            first, _, last = lines.partition("-")
            if not 1 <= int(first) <= int(last or first) <= (form.lines or 0):
                wrong.append((document, name, lines))
        assert entry["lines"], (document, name)
    assert wrong == []


def test_a_baseline_that_names_a_parameter_names_one_that_exists(catalogue: Catalogue) -> None:
    models = "|".join(model_names())
    said = [entry["baseline"] for *_, entry in ENTRIES if "baseline" in entry]
    named = {one for text in said for one in re.findall(rf"\b(?:{models})\.[a-z_]+\.[a-z_]+", text)}
    assert named
    assert sorted(named - set(catalogue.parameters)) == []


def test_what_is_left_out_says_why() -> None:
    reasons = [entry["left_out"] for *_, entry in ENTRIES if treatment(entry) == "left_out"]
    assert all(len(reason) > 15 and reason.endswith(".") for reason in reasons)
    assert len(reasons) > 100


def test_the_page_tells_all_of_it(catalogue: Catalogue) -> None:
    written = coverage_page(catalogue)
    assert (Path(__file__).parents[2] / "docs/dekking.md").read_text(encoding="utf-8") == written, "run `make docs`"
    head = written.split("## How much")[0]
    for word in ("asylum, housing and care", "municipal money", "not read"):
        assert word in head
    for document, _, name, entry in ENTRIES:
        assert f"| {name} | " in written, (document, name)
        assert entry["what"].replace("|", "\\|")[:40] in written
