"""What is behind an outcome, read in the code: every outcome has a process, every parameter drives something."""

from __future__ import annotations

import pytest

from simulate.engine.stocks import Flow
from simulate.finding.origins import code_of, origin
from simulate.inputs.model_info import model_names
from simulate.registry import model

OWN = ("asiel", "wonen", "zorg")


@pytest.mark.parametrize("name", OWN)
def test_every_outcome_is_made_by_a_process_that_says_what_it_does(name: str) -> None:
    assert name in model_names()
    code = code_of(name)
    for outcome in code.outcomes:
        makers = code.origin(outcome).makers
        assert makers, outcome
        assert all(maker.description and maker.label.nl and maker.label.en for maker in makers)


@pytest.mark.parametrize("name", OWN)
def test_what_is_behind_an_outcome_exists(name: str) -> None:
    code = code_of(name)
    for outcome in code.outcomes:
        found = code.origin(outcome)
        assert {*found.parameters, *found.fed_parameters} <= set(code.parameters)
        assert {*found.read, *found.inflows, *found.outflows} <= set(code.outcomes)
        assert outcome not in found.read
        assert not set(found.parameters) & set(found.fed_parameters)


@pytest.mark.parametrize("name", OWN)
def test_a_flow_of_a_stock_has_it_at_its_end(name: str) -> None:
    declared = model(name).declared()
    for outcome in code_of(name).outcomes:
        found = origin(name, outcome)
        flows = {flow: declared[flow] for flow in (*found.inflows, *found.outflows)}
        assert all(isinstance(flow, Flow) for flow in flows.values())
        assert {declared[flow].target.name for flow in found.inflows} <= {outcome}
        assert {declared[flow].source.name for flow in found.outflows} <= {outcome}


@pytest.mark.parametrize("name", OWN)
def test_every_parameter_that_a_process_reads_drives_an_outcome(name: str) -> None:
    code = code_of(name)
    driving = {one for outcome in code.outcomes for one in _all(name, outcome)}
    beginning = {one for one in code.parameters if one.split(".")[1] == "beginstand"}
    # Those that are read only where a run starts, or by a process that others feed on, may drive at a second remove.
    assert len(set(code.parameters) - driving - beginning) < 0.2 * len(code.parameters)


def _all(name: str, outcome: str) -> tuple[str, ...]:
    found = origin(name, outcome)
    return (*found.parameters, *found.fed_parameters)


def test_the_occupancy_is_made_up_at_the_end_of_the_month_from_the_stocks() -> None:
    found = origin("asiel", "bezetting")
    assert [maker.name for maker in found.makers] == ["bezetting_opmaken"]
    assert {"in_procedure", "statushouders_in_opvang"} <= set(found.read)
    assert "asiel.opvang.in_procedure_in_opvang" in found.parameters


def test_places_open_and_close_by_processes_that_lean_on_others() -> None:
    found = origin("asiel", "opvangplekken")
    assert {"bouwen", "noodopvang"} <= {maker.name for maker in found.makers}
    assert "ramen" in {maker.name for maker in found.feeders}
