"""A scenario with several parents: measures in their order, what they agree on, and what they do not."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from proef import Project, problems

from simulate.inputs.resolve.scenario import resolve

LABEL = "label: {nl: a, en: a}\n"
ANDER = """\
ander:
  label: {nl: Ander, en: Other}
  source: vng-2024:1
  legal_status: {status: announced, date: 2024-09-13}
  from: 2026-01-01
  effects:
    - {parameter: proef.instroom.stop, set: 1, role: policy}
"""
AANVRAGEN = "proef.instroom.aanvragen"


@pytest.fixture(autouse=True)
def two(project: Project) -> Project:
    project.write("scenarios/maatregelen/ander.yaml", ANDER)
    return project


def written(project: Project, a: str = "", b: str = "", child: str = "", extends: str = "[a.yaml, b.yaml]") -> Path:
    project.write("scenarios/a.yaml", f"extends: basis.yaml\n{LABEL}{a}")
    project.write("scenarios/b.yaml", f"extends: basis.yaml\n{LABEL}{b}")
    return project.write("scenarios/kind.yaml", f"extends: {extends}\n{LABEL}{child}")


def values(path: Path) -> dict[date, object]:
    return {value.date: value.value for value in resolve(path).parameters[AANVRAGEN].values}


def test_measures_come_in_the_order_of_the_parents(project: Project) -> None:
    child = written(project, "measures: [ander]\n", "measures: [beslisstop]\n")
    assert [one.name for one in resolve(child).measures] == ["ander", "beslisstop"]
    child = written(project, "measures: [ander]\n", "measures: [beslisstop, ander]\n", extends="[b.yaml, a.yaml]")
    assert [one.name for one in resolve(child).measures] == ["beslisstop", "ander"]


def test_different_dates_are_all_there_whatever_the_order(project: Project) -> None:
    a = f"parameters:\n  {AANVRAGEN}: {{2027-01-01: 1_000}}\n"
    b = f"parameters:\n  {AANVRAGEN}: {{2026-01-01: 2_000, 2028-01-01: 3_000}}\n"
    for extends in ("[a.yaml, b.yaml]", "[b.yaml, a.yaml]"):
        last = dict(list(values(written(project, a, b, extends=extends)).items())[-3:])
        assert last == {date(2026, 1, 1): 2_000, date(2027, 1, 1): 1_000, date(2028, 1, 1): 3_000}


def test_a_change_below_both_parents_leaves_their_dates(project: Project) -> None:
    every = {"onder": "2026-06-01: '+10 %'", "c": "2027-01-01: 900", "d": "2028-01-01: 800"}
    for name, said in every.items():
        parent, parameter = "basis" if name == "onder" else "onder", f"parameters:\n  {AANVRAGEN}: {{{said}}}\n"
        project.write(f"scenarios/{name}.yaml", f"extends: {parent}.yaml\n{LABEL}{parameter}")
    found = [values(written(project, extends=order)) for order in ("[c.yaml, d.yaml]", "[d.yaml, c.yaml]")]
    assert found[0] == found[1]
    assert list(found[0].items())[-2:] == [(date(2027, 1, 1), 900), (date(2028, 1, 1), 800)]


def test_a_difference_names_both_lines_unless_the_child_says_it(project: Project) -> None:
    a, b = (f"parameters:\n  {AANVRAGEN}: {{2026-01-01: {number}}}\n" for number in (1_000, 2_000))
    (found,) = problems(lambda: resolve(written(project, a, b)))
    assert (found.place, found.message) == (
        "scenarios/kind.yaml:1:19",
        f"scenarios/a.yaml:4 and scenarios/b.yaml:4 do not say the same of '{AANVRAGEN}'",
    )
    assert values(written(project, a, a))[date(2026, 1, 1)] == 1_000
    said = f"parameters:\n  {AANVRAGEN}: {{2025-06-01: 3_000}}\n"
    assert list(values(written(project, a, b, said)).values())[-1] == 3_000
    for too_late in ("{2026-06-01: 3_000}", "'+10 %'"):
        child = written(project, a, b, f"parameters:\n  {AANVRAGEN}: {too_late}\n")
        assert len(problems(partial(resolve, child))) == 1


def test_a_value_on_all_dates_and_a_change_meet_every_other(project: Project) -> None:
    dated = f"parameters:\n  {AANVRAGEN}: {{2026-01-01: 1_000}}\n"
    for other in ("2_000", "'+10 %'"):
        child = written(project, dated, f"parameters:\n  {AANVRAGEN}: {other}\n")
        found = problems(partial(resolve, child))
        assert [one.message.rpartition(" ")[2] for one in found] == [f"'{AANVRAGEN}'"]


def test_the_same_holds_for_dates_of_measures_targets_and_the_run(project: Project) -> None:
    target = "targets:\n  weinig: {{label: {{nl: a, en: a}}, outcome: open_zaken, at_most: {0}, by: 2030, reason: a}}\n"
    a = "years: 5\nmeasures: [beslisstop: {from: 2025-09-01}]\n" + target.format(1)
    b = "months: 72\nmeasures: [beslisstop: {from: 2025-10-01}]\n" + target.format(2)
    found = problems(lambda: resolve(written(project, a, b)))
    assert sorted(one.message.rpartition(" ")[2] for one in found) == ["'beslisstop'", "'weinig'", "'years'"]
    child = "years: 6\nmeasures: [beslisstop: {from: 2025-11-01}]\n" + target.format(3)
    assert resolve(written(project, a, b, child)).measures[0].start == date(2025, 11, 1)


def test_a_grandparent_of_both_is_one(project: Project) -> None:
    project.write("scenarios/opa.yaml", f"extends: basis.yaml\n{LABEL}parameters:\n  {AANVRAGEN}: 5_000\n")
    project.write("scenarios/a.yaml", f"extends: opa.yaml\n{LABEL}")
    project.write("scenarios/b.yaml", f"extends: opa.yaml\n{LABEL}parameters:\n  {AANVRAGEN}: 6_000\n")
    for extends in ("[a.yaml, b.yaml]", "[b.yaml, a.yaml]"):
        child = project.write("scenarios/kind.yaml", f"extends: {extends}\n{LABEL}")
        assert list(values(child).values()) == [6_000]


def test_what_is_asked_is_all_that_the_parents_ask(project: Project) -> None:
    asks = "asks: {{outcome: open_zaken, in: {0}}}\n"
    child = written(project, asks.format(2026), asks.format(2027))
    assert [one.year for one in resolve(child).asks] == [2026, 2027]
    child = written(project, asks.format(2026), asks.format(2027), asks.format(2028))
    assert [one.year for one in resolve(child).asks] == [2028]


@pytest.mark.parametrize(
    ("extends", "said"),
    [
        ("[a.yaml, a.yaml]", "'a.yaml' is taken twice"),
        ("[a.yaml, kind.yaml]", "circular: kind.yaml → kind.yaml"),
        ("[a.yaml, c.yaml]", "there is no scenario file 'c.yaml'"),
        ("[]", "list should have at least 1 item after validation, not 0"),
    ],
)
def test_what_cannot_be_a_parent(project: Project, extends: str, said: str) -> None:
    assert said in [one.message for one in problems(lambda: resolve(written(project, extends=extends)))]
