"""What is read on the first day of a run only takes no later value and no later measure: nothing is silently lost."""

from __future__ import annotations

import pytest
from proef import Project, problems

from simulate.errors import InputError
from simulate.inputs.checking import check
from simulate.inputs.resolve.scenario import resolve

P, S, M = "parameters/proef/instroom.yaml", "scenarios/plan.yaml", "scenarios/maatregelen/proef.yaml"
WHY = "proef.instroom.kosten is read on the first day of a run only"
MEASURE = """
meer:
  label: {nl: Meer, en: More}
  source: vng-2024:1
  legal_status: {status: adopted, date: 2024-01-01}
  from: 2020-01-01
  effects:
    - {parameter: proef.instroom.kosten, multiply: 1.5, role: assumption, reason: a trial, uncertainty: none}
"""


@pytest.fixture
def opening(project: Project) -> Project:
    """The project in which the cost is read at the start only."""
    project.change(P, "  unit: EUR/persoon/jaar\n", "  unit: EUR/persoon/jaar\n  at_start: true\n")
    return project


def test_a_later_value_is_refused_where_it_stands_and_one_from_the_start_is_not(opening: Project) -> None:
    opening.change(S, "proef.instroom.kosten: {value: 31_000, reason: dearer, uncertainty: none}",
                   "proef.instroom.kosten: {2025-01-01: 31_000, 2026-01-01: 32_000}")  # fmt: skip
    (found,) = check(["plan.yaml"]).problems
    assert found.message == f"{WHY}: a value from 2026-01-01 on changes nothing"
    assert found.place == f"{S}:7:47"
    opening.change(S, ", 2026-01-01: 32_000", "")
    assert check(["plan.yaml"]).problems == ()


def test_a_later_value_on_the_command_line_is_refused(opening: Project) -> None:
    (found,) = problems(lambda: resolve("plan.yaml", {"proef.instroom.kosten": "2026-01-01:20"}))
    assert found.message == f"{WHY}: a value from 2026-01-01 on changes nothing"
    assert found.expected == "a value from 2025-01-01 on, or without a date"
    for right in ("20", "2025-01-01:20", "2024-01-01:20"):
        resolve("plan.yaml", {"proef.instroom.kosten": right})


@pytest.mark.parametrize(
    ("timing", "why"),
    [
        ("{from: 2026-01-01}", "begins on 2026-01-01"),
        ("{delay: {dist: uniform, min: 0, max: 3, reason: late}}", "may come late"),
        ("{phase_in: 120}", "is not there in full yet"),
        ("{phase_in: 12}", None),
        ("{}", None),
    ],
)
def test_a_measure_acts_in_full_on_the_first_day_or_is_refused(opening: Project, timing: str, why: str | None) -> None:
    opening.write(M, (opening.path / M).read_text() + MEASURE)
    opening.change(S, "measures:\n", f"measures:\n  - meer: {timing}\n")
    found = check(["plan.yaml"]).problems
    assert [one.message for one in found] == [f"{WHY}: 'meer' changes nothing of it, since it {why}"] * bool(why)
    assert all(one.place.startswith(f"{S}:4:") for one in found)


def test_it_does_not_move_from_year_to_year(opening: Project) -> None:
    opening.change(P, "uncertainty: {dist: triangular, min: 25_000, mode: 30_000, max: 40_000,",
                   "uncertainty: {dist: lognormal, p10: 25_000, p90: 40_000, yearly: 0.1,")  # fmt: skip
    with pytest.raises(InputError, match="moves from year to year"):
        resolve("plan.yaml")


def test_a_switch_that_is_not_there_is_told(project: Project) -> None:
    project.change(P, "  unit: EUR/persoon/jaar\n", "  unit: EUR/persoon/jaar\n  switch: proef.instroom.stp\n")
    (found,) = check(["plan.yaml"]).problems
    assert found.message == "there is no switch 'proef.instroom.stp'"
    assert found.hint == "did you mean 'proef.instroom.stop'?"
