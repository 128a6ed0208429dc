"""Which couplings can count in a run, and whose own value no draw uses any more."""

from __future__ import annotations

from datetime import date

import pytest
from streek import AANVOER, DOORGEVEN, ORIGIN, REMMEN, TOEVOER, doorgeven, remmen, scenario

from simulate.inputs.couplings import counting, coupled_parameters, replaced
from simulate.scenario import DatedValue, Scenario

pytestmark = pytest.mark.usefixtures("toy_models")


def on_date(strength: float) -> Scenario:
    """The whole of which the strength of passing on changes halfway."""
    base = scenario()
    later = DatedValue(date=date(2025, 7, 1), value=strength, origin=ORIGIN)
    old = base.parameters[DOORGEVEN]
    changed = old.model_copy(update={"values": (*old.values, later)})
    return base.model_copy(update={"parameters": base.parameters | {DOORGEVEN: changed}})


def test_a_coupling_of_another_package_counts_as_one_of_the_composite() -> None:
    assert counting(scenario()) == [doorgeven]
    assert counting(scenario(remmen=0.3)) == [doorgeven, remmen]
    assert counting(scenario(doorgeven=0.0)) == []
    assert counting(scenario(remmen=0.3, parts=("bron",))) == []
    assert counting(scenario("bron")) == []


def test_of_a_part_it_is_known_what_is_coupled() -> None:
    whole = scenario(remmen=0.3)
    assert coupled_parameters(whole.of("bron")) == {AANVOER: remmen}
    assert coupled_parameters(whole.of("vat")) == {TOEVOER: doorgeven}
    assert coupled_parameters(scenario("bron")) == {}


def test_only_a_strength_of_one_throughout_leaves_nothing_of_the_own_value() -> None:
    assert replaced(scenario()) == {TOEVOER: doorgeven}
    assert replaced(scenario(doorgeven=0.5)) == {}
    assert replaced(on_date(0.5)) == {}
    assert replaced(on_date(1.0)) == {TOEVOER: doorgeven}
    assert REMMEN in scenario().parameters
