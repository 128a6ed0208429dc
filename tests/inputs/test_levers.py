"""The levers of the page: those of a project before shipped ones, of a parameter the first, and at most eight."""

from __future__ import annotations

from itertools import islice

import pytest
from click.testing import CliRunner
from proef import Project

from simulate.commands.door import main
from simulate.inputs import paths as places
from simulate.inputs.levers import Lever, broken_levers, levers_of
from simulate.inputs.library import Library
from simulate.inputs.paths import Roots, packaged, roots
from simulate.inputs.schema.forms import MOST_LEVERS

OWN = """\
asiel:
  levers:
    - {parameter: asiel.oekraine.instroom, min: 0, max: 9_000, step: 500, reason: Ours}
    - {parameter: asiel.nareis.reistijd, min: 1, max: 30, step: 1, reason: Ours}
"""
SHIPPED = "asiel.oekraine.instroom"


@pytest.fixture
def above(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with what is shipped beneath it."""
    monkeypatch.setattr(places, "packaged", packaged)
    project.write("parameters/schuiven.yaml", OWN)
    return project


def names(levers: list[Lever]) -> list[str]:
    return [one.form.parameter for one in levers]


def shipped(model: str, *parts: str) -> list[Lever]:
    return levers_of(Library(Roots(packaged())), model, parts)


def test_those_of_a_project_come_first_and_shipped_ones_fill_up(above: Project) -> None:
    found = levers_of(Library(roots()), "asiel")
    assert len(found) == MOST_LEVERS
    rest = [name for name in names(shipped("asiel")) if name != SHIPPED]
    assert names(found) == [SHIPPED, "asiel.nareis.reistijd", *islice(rest, MOST_LEVERS - 2)]
    first, second, third = found[:3]
    assert (first.form.max, first.place) == (9_000, "parameters/schuiven.yaml:3")
    assert first.replaces is not None
    assert first.replaces.startswith("simulate:parameters/schuiven.yaml:")
    assert (second.replaces, third.replaces) == (None, None)
    assert third.place.startswith("simulate:")


def test_a_composite_has_its_own_and_then_those_of_its_parts_in_turn(above: Project) -> None:
    whole, here = names(shipped("nederland")), Library(roots())
    assert names(levers_of(here, "nederland")) == whole
    # What is of a part in the project goes before what is of the whole in the program.
    assert names(levers_of(here, "nederland", ("asiel", "wonen")))[:2] == [SHIPPED, "asiel.nareis.reistijd"]
    asiel, zorg = names(shipped("asiel")), names(shipped("zorg"))
    among = [SHIPPED, *asiel[:2], *zorg[:3]]
    taken = names(levers_of(Library(Roots(packaged())), "nederland", ("asiel", "zorg"), among))
    own = [name for name in whole if name in among]
    turns = [asiel[0], zorg[0], asiel[1], zorg[1], zorg[2], SHIPPED]
    assert taken == [*own, *(name for name in turns if name not in own)]


def test_a_lever_of_a_composite_may_be_of_any_model(above: Project) -> None:
    text = "nederland:\n  levers:\n    - {parameter: proef.instroom.kosten, min: 1, max: 9, step: 1, reason: Ours}\n"
    above.write("parameters/schuiven.yaml", text)
    assert names(levers_of(Library(roots()), "nederland"))[0] == "proef.instroom.kosten"


def test_show_lists_them_and_says_which_counts_instead_of_another(above: Project) -> None:
    said = simulate("show", "asiel")
    assert "Ours parameters/schuiven.yaml:3" in said
    assert "counts instead of what comes with simulate: simulate:parameters/schuiven.yaml:" in said
    assert "Lever on the page of asiel (parameters/schuiven.yaml:4)" in simulate("show", "asiel.nareis.reistijd")


def test_what_is_wrong_is_left_out_and_said(above: Project) -> None:
    above.change("parameters/schuiven.yaml", SHIPPED, "asiel.oekraine.instrom")
    library = Library(roots())
    assert names(levers_of(library, "asiel")) == names(shipped("asiel"))
    assert broken_levers(library) == {"parameters/schuiven.yaml": 1}
    assert "simulate check parameters/schuiven.yaml: 1 error" in simulate("show", "asiel")
    checked = CliRunner().invoke(main, ["check", "schuiven.yaml"])
    refused = CliRunner().invoke(main, ["check", "parameters/schuiven.yaml"])
    assert (checked.exit_code, refused.exit_code) == (2, 2)
    assert "parameters/schuiven.yaml:3:19: there is no parameter 'asiel.oekraine.instrom'" in refused.stderr
    assert f"did you mean '{SHIPPED}'?" in refused.stderr


def simulate(*words: str) -> str:
    done = CliRunner().invoke(main, words, env={"COLUMNS": "400"})
    assert done.exit_code == 0, done.output
    return " ".join(done.stdout.split())
