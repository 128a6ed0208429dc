"""The resolved scenario of a result folder reads back exactly as it was written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from proef import Project, problems

from simulate.inputs.resolve.resolved import dump_scenario, load_scenario
from simulate.inputs.resolve.scenario import resolve
from simulate.scenario import (
    Condition,
    DatedValue,
    Distribution,
    Effect,
    LegalStatus,
    Measure,
    Origin,
    Parameter,
    Scenario,
)
from simulate.vocabulary import Label

FLOATS = st.floats(allow_nan=False, allow_infinity=False)
NUMBERS = FLOATS | st.lists(FLOATS, min_size=1, max_size=4).map(tuple)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    [
        "no",
        "1e5",
        "53_400",
        "null",
        "~",
        "2024-01-01",
        "12:30",
        " a ",
        "'",
        '"',
        "a: b",
        "- a",
        "#",
        "é\u2028x\n",
        "<<",
        "=",
    ]
)
DATES = st.dates(date(1945, 1, 1), date(2150, 1, 1))
ORIGINS = st.builds(
    Origin,
    layer=TEXTS,
    file=TEXTS,
    line=st.integers(0, 9),
    role=st.just("policy"),
    source=st.none() | TEXTS,
    reason=st.none() | TEXTS,
)
SPREADS = st.none() | st.builds(
    Distribution, dist=st.just("uniform"), at=st.fixed_dictionaries({"min": NUMBERS, "max": NUMBERS}), reason=TEXTS
)
VALUES = st.builds(DatedValue, date=DATES, value=NUMBERS, origin=ORIGINS, uncertainty=SPREADS)
LABELS = st.builds(Label, nl=TEXTS, en=TEXTS)
PARAMETERS = st.builds(
    Parameter,
    name=TEXTS,
    label=LABELS,
    unit=TEXTS,
    axis=st.none() | TEXTS,
    values=st.lists(VALUES, max_size=3).map(tuple),
)
MEASURES = st.builds(
    Measure,
    name=TEXTS,
    label=LABELS,
    legal_status=st.builds(LegalStatus, status=st.just("bill"), date=DATES),
    origin=ORIGINS,
    taken=st.none() | ORIGINS,
    start=DATES,
    until=st.none() | DATES,
    phase_in=st.integers(0, 9),
    delay=SPREADS,
    probability=st.floats(0, 1),
    conditions=st.lists(
        st.builds(Condition, outcome=TEXTS, above=st.none() | FLOATS, below=st.none() | FLOATS, falling=st.none()),
        max_size=2,
    ).map(tuple),
    effects=st.lists(
        st.builds(
            Effect, parameter=TEXTS, operation=st.just("add"), value=NUMBERS, origin=ORIGINS, uncertainty=SPREADS
        ),
        max_size=2,
    ).map(tuple),
)
SCENARIOS = st.builds(
    Scenario,
    name=TEXTS,
    label=LABELS,
    question=st.none() | LABELS,
    model=TEXTS,
    start=DATES,
    months=st.integers(1, 99),
    draws=st.integers(1, 10**7),
    seed=st.integers(0, 2**63 - 1),
    uncertainty=st.booleans(),
    parameters=st.dictionaries(TEXTS, PARAMETERS, max_size=3),
    measures=st.lists(MEASURES, max_size=2).map(tuple),
    files=st.dictionaries(TEXTS, TEXTS, max_size=2),
)


def test_a_scenario_of_files(project: Project, tmp_path: Path) -> None:
    scenario = resolve("plan.yaml", {"proef.instroom.aanvragen": "0.1"})
    text = dump_scenario(scenario)
    path = tmp_path / "scenario.yaml"
    path.write_text(text, encoding="utf-8")
    assert load_scenario(path) == scenario
    assert "origin: {layer: scenario plan, file: scenarios/plan.yaml, line: 7" in text
    assert "vng-2024:1490-1493" in resolve_text("basis.yaml")
    # Any other YAML reader gets the same dates and numbers.
    assert yaml.safe_load(text)["start"] == date(2025, 1, 1)


def resolve_text(file: str) -> str:
    return " ".join(dump_scenario(resolve(file)).split())


@settings(max_examples=200, deadline=None)
@given(scenario=SCENARIOS)
def test_any_scenario(scenario: Scenario, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "scenario.yaml"
    path.write_text(dump_scenario(scenario), encoding="utf-8", newline="")
    assert load_scenario(path) == scenario


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [("name: plan", "nam: plan", 2), ("months: 120", "months: veel", 7), ("name: plan", "name: plan\nname: x", 3)],
)
def test_a_changed_file_is_told(project: Project, tmp_path: Path, old: str, new: str, line: int) -> None:
    path = tmp_path / "scenario.yaml"
    text = dump_scenario(resolve("plan.yaml"))
    assert old in text
    path.write_text(text.replace(old, new, 1))
    assert any(problem.line == line for problem in problems(lambda: load_scenario(path)))
