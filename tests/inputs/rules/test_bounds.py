"""A value that is accepted works: what lies beyond the bounds of a parameter, or does not add up, is refused."""

from __future__ import annotations

import math

import pytest
from proef import Project, problems

from simulate.errors import Problem
from simulate.inputs.checking import check
from simulate.inputs.resolve.scenario import resolve
from simulate.vocabulary import UNITS

P, M, S = "parameters/proef/instroom.yaml", "scenarios/maatregelen/proef.yaml", "scenarios/plan.yaml"
BOUNDED = "  unit: EUR/persoon/jaar\n  bounds: {min: 100, max: 50_000}\n"
SHARES = """
delen:
  label: {nl: Delen, en: Shares}
  unit: aandeel
  axis: groep
  adds_up_to: 1
  role: observed
  values:
    2014-01-01: {value: {kansarm: 0.2, overig: 0.3, kansrijk: 0.5}, source: cbs-2024}
"""
EFFECT = "    - {parameter: proef.instroom.delen, OPERATION, role: assumption, reason: a trial, uncertainty: none}\n"


def told(file: str, place: str | None = None) -> list[Problem]:
    return [one for one in check(["plan.yaml"]).problems if one.file == file and place in (None, one.place)]


@pytest.fixture
def bounded(project: Project) -> Project:
    project.change(P, "  unit: EUR/persoon/jaar\n", BOUNDED)
    return project


@pytest.fixture
def shared(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The project with a fifth parameter, shares of a whole."""
    monkeypatch.setattr("proef.NAMES", ("aanvragen", "kans", "kosten", "stop", "delen"))
    project.write(P, (project.path / P).read_text() + SHARES)
    return project


def test_every_unit_has_finite_bounds_within_what_can_exist_in_it() -> None:
    for unit in UNITS.values():
        low, high = unit.bounds
        assert unit.low <= low < high <= unit.high
        assert math.isfinite(low)
        assert math.isfinite(high)


@pytest.mark.parametrize("value", [100, 50_000])
def test_a_value_on_a_bound_is_accepted(bounded: Project, value: int) -> None:
    scenario = resolve("plan.yaml", {"proef.instroom.kosten": str(value)})
    assert scenario.parameters["proef.instroom.kosten"].limits == (100, 50_000)
    bounded.change(S, "value: 31_000", f"value: {value}")
    assert check(["plan.yaml"]).problems == ()


@pytest.mark.parametrize("value", ["99.99", "50_001", "1e12"])
def test_a_value_beyond_a_bound_is_refused_where_it_stands(bounded: Project, value: str) -> None:
    (typed,) = problems(lambda: resolve("plan.yaml", {"proef.instroom.kosten": value}))
    bounded.change(S, "value: 31_000", f"value: {value}")
    (found,) = told(S)
    for one in (typed, found):
        assert one.message.endswith("is beyond what can be computed with here")
        assert one.expected == "a number from 100 to 50_000"
    assert "proef.instroom.kosten" in typed.text
    assert found.place == f"{S}:7:34"


def test_dated_values_and_uncertainty_are_bounded_too(bounded: Project) -> None:
    bounded.change(S, "{2026-01-01: 45_000, 2027-01-01: 40_000}", "{2026-01-01: 45_000, 2027-01-01: 1e12}")
    bounded.change(P, "max: 40_000", "max: 60_000")
    assert [one.message for one in check(["plan.yaml"]).problems] == [
        "60000 is beyond what can be computed with here",
        "1e+12 is beyond what can be computed with here",
    ]


@pytest.mark.parametrize(
    ("effect", "message"),
    [
        ("set: 1e12", "1e+12 is beyond"),
        ("add: 60_000_000", "6e+07 is beyond"),
        ("multiply: 1e6", "1e+06 is beyond"),
        ("multiply: inf", "'inf' is not a number"),
    ],
)
def test_a_measure_is_bounded_too(project: Project, effect: str, message: str) -> None:
    project.change(M, "multiply: 0.9", effect)
    assert [one.message[: len(message)] for one in told(M)] == [message]


@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        ("{min: 5, max: 1}", "from 5 to 1"),
        ("{min: -5}", "from -5 to"),
        ("{max: 1e12}", "to 1e+12"),
        ("{min: 1, top: 2}", "unknown"),
    ],
)
def test_bounds_lie_within_those_of_the_unit(project: Project, bounds: str, said: str) -> None:
    project.change(P, "  unit: EUR/persoon/jaar\n", f"  unit: EUR/persoon/jaar\n  bounds: {bounds}\n")
    assert any(said in one.message for one in told(P)), told(P)


@pytest.mark.parametrize("numbers", ["{kansarm: 0.9, overig: 0.9, kansrijk: 0.9}", "0.9"])
def test_shares_that_do_not_add_up_are_refused_with_their_sum(shared: Project, numbers: str) -> None:
    shared.change(S, "parameters:\n", f"parameters:\n  proef.instroom.delen: {numbers}\n")
    (found,) = told(S)
    assert found.message == "the 3 entries of groep are 2.7 together"
    assert found.expected == "numbers that add up to 1"
    assert "proef.instroom.delen" in found.text


def test_shares_that_add_up_are_taken_and_one_for_all_on_the_command_line_is_not(shared: Project) -> None:
    shared.change(
        S, "parameters:\n", "parameters:\n  proef.instroom.delen: {kansarm: 0.333, overig: 0.333, kansrijk: 0.334}\n"
    )
    assert check(["plan.yaml"]).problems == ()
    (typed,) = problems(lambda: resolve("plan.yaml", {"proef.instroom.delen": "0.5"}))
    assert typed.message == "the 3 entries of groep are 1.5 together"


@pytest.mark.parametrize(
    ("operation", "message"),
    [
        ("set: {kansarm: 0.1, overig: 0.4, kansrijk: 0.5}", None),
        ("add: {kansarm: -0.1, overig: 0, kansrijk: 0.1}", None),
        ("set: {kansarm: 0.4, overig: 0.4, kansrijk: 0.4}", "the 3 entries of groep are 1.2 together"),
        ("add: {kansarm: 0.1, overig: 0, kansrijk: 0}", "the 3 entries of groep are 0.1 together"),
        ("add: 0.1", "the 3 entries of groep are 0.3 together"),
        ("multiply: 1.1", "multiplied, the entries of proef.instroom.delen do not add up to 1 any more"),
    ],
)
def test_a_measure_keeps_shares_together(shared: Project, operation: str, message: str | None) -> None:
    shared.write(M, (shared.path / M).read_text() + EFFECT.replace("OPERATION", operation))
    assert [one.message for one in told(M)] == [message] * bool(message)


def test_only_entries_can_add_up(project: Project) -> None:
    project.change(P, "  unit: EUR/persoon/jaar\n", "  unit: EUR/persoon/jaar\n  adds_up_to: 1\n")
    assert [one.message for one in told(P)] == ["there are no entries that could add up"]
