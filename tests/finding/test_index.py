"""The index: everything that has a name is in it, once a kind."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from proef import Project

from simulate.finding.index import index, parts, targets_by_name
from simulate.finding.names import KINDS, LISTS, Choice, Named
from simulate.finding.references import keys, uses
from simulate.inputs.catalogue import Catalogue, loose_scenarios
from simulate.inputs.paths import roots
from simulate.series import register
from simulate.vocabulary import AXES


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue()


@pytest.fixture(scope="module")
def names(catalogue: Catalogue) -> list[Named]:
    return index(catalogue)


def of(kind: str, names: list[Named]) -> set[str]:
    return {one.name for one in names if one.kind == kind}


def test_no_name_appears_twice_in_a_kind(names: list[Named], catalogue: Catalogue) -> None:
    counts = Counter((one.kind, one.name) for one in [*names, *parts(catalogue)] if one.kind != "entry" or one.is_part)
    # Two models may have an outcome of one name, and so one entry of it each.
    twice = {name for (_, name), count in counts.items() if count > 1}
    shared = Counter(name for model in catalogue.models.values() for name in model.outcomes)
    assert all(shared[name.partition("[")[0]] > 1 for name in twice)


def test_everything_that_is_there_is_in_it(names: list[Named], catalogue: Catalogue) -> None:
    assert of("parameter", names) == set(catalogue.parameters)
    assert of("measure", names) == set(catalogue.measures)
    assert of("scenario", names) == set(catalogue.chains)
    assert of("outcome", names) == {name for model in catalogue.models.values() for name in model.outcomes}
    assert of("source", names) == set(catalogue.sources)
    assert of("entry", names) == {entry for axis in AXES.values() for entry in axis.entries}
    assert of("series", names) == {name for name, one in register().items() if one.form.model in catalogue.models}
    assert of("target", names) == set(targets_by_name(catalogue))
    assert of("model", names) == set(catalogue.models)
    assert set(LISTS.values()) == set(KINDS)


def test_everything_that_is_shipped_has_a_label_in_both_languages(names: list[Named]) -> None:
    assert [one.name for one in names if not (one.label.nl and one.label.en)] == []


def test_a_choice_leaves_out_what_is_not_asked_for(names: list[Named]) -> None:
    one = Named("measure", "x", names[0].label, frozenset({"asiel"}), (), frozenset({"vng-2024"}), frozenset({2026}))
    assert Choice("asiel", "vng", 2026).has(one)
    for choice in (Choice("wonen"), Choice(document="d66"), Choice(year=2027)):
        assert not choice.has(one)
        assert Choice().has(replace(one, models=frozenset()))


def test_a_choice_of_a_document_holds_what_names_it(names: list[Named], catalogue: Catalogue) -> None:
    chosen = {one.name for one in names if one.kind == "measure" and Choice(document="vng-2024").has(one)}
    assert chosen == {name for name, item in catalogue.measures.items() if "vng-2024" in keys(item.form)}
    assert chosen <= {use.name for use in uses("vng-2024", catalogue)}


def test_own_scenarios_are_the_users_and_those_in_a_plain_folder_too(project: Project) -> None:
    child = "extends: basis.yaml\nlabel: {nl: Los, en: Loose}\n"
    project.write("los.yaml", child)
    project.write("notities.yaml", "a: 1\n")
    project.write("results/los/scenario.yaml", child)
    found = roots()
    loose = loose_scenarios(found)
    assert [path.name for path in loose] == ["los.yaml"]
    scenarios = {one.name: one for one in index(Catalogue(found, loose)) if one.kind == "scenario"}
    assert {"basis", "plan", "los.yaml"} == set(scenarios)
    assert all(one.own for one in scenarios.values())
    assert scenarios["los.yaml"].label.en == "Loose"
