"""Targets of a scenario: inherited, replaced, left out; and what can be wrong in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from proef import CHILD, ROOT, Project, problems

from simulate.engine.outcome import Outcome
from simulate.inputs.model_info import ModelInfo, model_info
from simulate.inputs.resolve import target_rules, targets
from simulate.inputs.resolve.resolved import dump_scenario, load_scenario
from simulate.inputs.resolve.scenario import resolve
from simulate.vocabulary import Label

TARGET = "  weinig: {label: {nl: Weinig, en: Few}, outcome: open_zaken, at_most: 30_000, by: 2029}\n"
OTHER = "  {name}: {{label: {{nl: a, en: b}}, outcome: {outcome}, {rest}}}\n"


@pytest.fixture
def aiming(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The little project with a target in its root, and outcomes with axes."""
    more = {
        "zaken": Outcome("zaken", Label("Zaken", "Cases"), "zaken", "stock", "int32", ("groep",)),
        "nieuw": Outcome("nieuw", Label("Nieuw", "New"), "woningen", "total", "float32", ("telling",)),
        "deel": Outcome("deel", Label("Deel", "Share"), "aandeel", "level"),
    }
    known = model_info("proef")
    with_more = ModelInfo(known.title, known.parameters, {**known.outcomes, **more})
    for module in (target_rules, targets):
        monkeypatch.setattr(module, "model_info", lambda name: with_more)
    project.write("scenarios/basis.yaml", f"{ROOT}targets:\n{TARGET}")
    return project


def child(project: Project, text: str) -> None:
    project.write("scenarios/plan.yaml", f"{CHILD}targets:\n{text}")


def test_targets_are_inherited_and_kept(aiming: Project, tmp_path: Path) -> None:
    scenario = resolve("plan.yaml")
    (target,) = scenario.targets
    assert (target.name, target.outcome, target.at_most, target.by) == ("weinig", "open_zaken", 30_000, 2029)
    assert (target.origin.file, target.origin.line, target.origin.role) == ("scenarios/basis.yaml", 9, "assumption")
    path = tmp_path / "scenario.yaml"
    path.write_text(dump_scenario(scenario), encoding="utf-8")
    assert load_scenario(path) == scenario


def test_a_child_adds_replaces_and_leaves_out(aiming: Project) -> None:
    child(aiming, OTHER.format(name="meer", outcome="zaken", rest="entry: overig, at_least: 1, in: [2027, 2026]"))
    assert [(t.name, t.entry, t.years) for t in resolve("plan.yaml").targets] == [
        ("weinig", None, ()),
        ("meer", "overig", (2026, 2027)),
    ]
    child(aiming, OTHER.format(name="weinig", outcome="open_zaken", rest="at_most: 5, in: 2026, source: 'vng-2024:12'"))
    (target,) = resolve("plan.yaml").targets
    assert (target.at_most, target.years, target.origin.role) == (5, (2026,), "policy")
    assert target.origin.source == "vng-2024:12"
    child(aiming, "  weinig: none\n")
    assert resolve("plan.yaml").targets == ()


@pytest.mark.parametrize(
    ("text", "message", "help_"),
    [
        (("open_zakn", "at_most: 1, by: 2029"), "there is no outcome 'open_zakn'", "did you mean 'open_zaken'?"),
        (("zaken", "entry: overg, at_most: 1, by: 2029"), "zaken has no entry 'overg'", "did you mean 'overig'?"),
        (("zaken", "entry: totaal, at_most: -1, by: 2029"), "-1 is not possible in zaken", "from 0"),
        (("open_zaken", "entry: totaal, at_most: 1, by: 2029"), "open_zaken has no entries", "left out"),
        (("nieuw", "at_least: 1, by: 2029"), "nieuw has no total", "one of nieuwbouw, bruto, netto"),
        (("nieuw", "entry: totaal, at_least: 1, by: 2029"), "nieuw has no entry 'totaal'", "nieuwbouw"),
        (("deel", "at_most: 20, by: 2029"), "20 is not possible in aandeel", "from 0 to 1"),
        (("deel", "at_most: 20 %, by: 2029"), "'20 %' is not a number", "0.95"),
        (("deel", "by: 2029"), "the target has no limit", "`at_least:` or `at_most:`"),
        (("deel", "at_least: 0, at_most: 1, by: 2029"), "at_least and at_most are both given", "two targets"),
        (("deel", "at_most: 1"), "the target has no year", "`by: 2029`"),
        (("deel", "at_most: 1, by: 2029, in: 2030"), "by and in are both given", "one of them"),
        (("deel", "at_most: 1, by: 29"), "'29' is not a year", "2029"),
        (("deel", "at_most: 1, in: []"), "list should have at least 1 item", ""),
        (("deel", "at_most: 1, on: 2029"), "unknown key 'on' in a target", "by"),
        (("deel", "at_most: 1, by: 2029, source: nergens"), "there is no source 'nergens'", "bronnen.yaml"),
    ],
)
def test_what_is_wrong(aiming: Project, text: tuple[str, str], message: str, help_: str) -> None:
    child(aiming, OTHER.format(name="nieuw_doel", outcome=text[0], rest=text[1]))
    (problem,) = [problem for problem in problems(lambda: resolve("plan.yaml")) if message in problem.message]
    assert problem.file == "scenarios/plan.yaml"
    assert problem.line == 9
    assert help_ in f"{problem.expected} {problem.hint}"


def test_only_a_target_of_a_parent_can_be_left_out(aiming: Project) -> None:
    child(aiming, "  wenig: none\n")
    (problem,) = problems(lambda: resolve("plan.yaml"))
    assert (problem.message, problem.hint) == ("no parent has a target 'wenig'", "did you mean 'weinig'?")


def test_shipped_targets_can_be_aimed_at() -> None:
    assert [target.name for target in resolve("wonen.yaml").targets] == [
        "nieuwbouw_100_000",
        "bruto_100_000",
        "netto_100_000",
    ]
    assert len(resolve("asiel-regeerprogramma.yaml").targets) == 3
    assert {target.at_most for target in resolve("zorg-d66-cda.yaml").targets} == {0.2}


def test_the_outcome_of_a_target_may_name_a_part(aiming: Project) -> None:
    child(aiming, OTHER.format(name="meer", outcome="'zaken[overig]'", rest="at_least: 1, in: 2027"))
    assert [(t.outcome, t.entry) for t in resolve("plan.yaml").targets if t.name == "meer"] == [("zaken", "overig")]
    child(aiming, OTHER.format(name="meer", outcome="'zaken[overig]'", rest="entry: overig, at_least: 1, in: 2027"))
    (wrong,) = problems(lambda: resolve("plan.yaml"))
    assert wrong.message == "the entry is given twice"
