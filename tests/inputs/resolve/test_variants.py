"""The variants of a scenario: each combination of its choices, with the lines of these, or what is wrong with them."""

from __future__ import annotations

from datetime import date

import pytest
from proef import Project, problems

from simulate.inputs.resolve.variants import LONGEST, headings, variants_of

AANVRAGEN = "proef.instroom.aanvragen"
GRID = f"""\
extends: plan.yaml
label: {{nl: Rooster, en: Grid}}
months: 12
draws: 5
parameters:
  proef.instroom.kosten: 31_000
variants:
  {AANVRAGEN}: [30_000, '+10 %', {{2026-01-01: 5_000}}]
  beslisstop: [false, true, 2026-02-01]
"""


@pytest.fixture(autouse=True)
def grid(project: Project) -> Project:
    project.write("scenarios/rooster.yaml", GRID)
    return project


def test_every_combination_is_a_scenario_with_the_line_of_its_choice(grid: Project) -> None:
    base, made = variants_of("rooster")
    assert base.name == "rooster"
    assert len(made) == 9
    names = [one.scenario.name for one in made]
    assert names[0] == "rooster-aanvragen-30000-beslisstop-zonder"
    assert names[-1] == "rooster-aanvragen-2026-01-01-5000-beslisstop-vanaf-2026-02-01"
    taken = [[measure.start for measure in one.scenario.measures] for one in made[:3]]
    assert taken == [[], [date(2025, 9, 1)], [date(2026, 2, 1)]]
    value = made[0].scenario.parameters[AANVRAGEN].values[0]
    assert (value.value, value.origin.file, value.origin.line) == (30_000, "scenarios/rooster.yaml", 8)
    assert made[-1].scenario.measures[0].taken is not None
    assert made[-1].scenario.measures[0].taken.line == 9
    assert "Applications: 30_000; Decision stop: without" in made[0].scenario.label.en


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("[30_000,", "[-5,", 8, "-5 is not possible"),
        ("'+10 %'", "30_000", 7, "a choice is given twice"),
        ("beslisstop:", "beslistop:", 9, "there is no measure 'beslistop'"),
        ("[false,", "[5,", 9, "'beslisstop' is taken or not"),
        (f"{AANVRAGEN}: [30_000,", f"{AANVRAGEN}: [true,", 8, "is a parameter"),
    ],
)
def test_what_is_wrong_has_its_line(grid: Project, old: str, new: str, line: int, said: str) -> None:
    grid.change("scenarios/rooster.yaml", old, new)
    found = problems(lambda: variants_of("rooster"))
    assert any(one.line == line and said in one.message for one in found), [str(one) for one in found]


def test_a_scenario_without_variants(grid: Project) -> None:
    (found,) = problems(lambda: variants_of("plan"))
    assert found.message == "the scenario has no variants"


def test_too_many_are_refused(grid: Project) -> None:
    grid.change("scenarios/rooster.yaml", "[30_000,", "[" + ", ".join(str(one) for one in range(1, 400)) + ",")
    (found,) = problems(lambda: variants_of("rooster"))
    assert found.message == "1,203 variants are too many"


def test_what_is_varied_is_named_and_long_names_stay_apart(grid: Project) -> None:
    grid.change(
        "scenarios/rooster.yaml", "beslisstop:", "proef.instroom.kosten: [1_000, '-5 %', {add: -20}]\n  beslisstop:"
    )
    grid.change("scenarios/rooster.yaml", "  proef.instroom.kosten: 31_000\n", "  proef.instroom.kans: 0.5\n")
    _, made = variants_of("rooster")
    names = [one.scenario.name for one in made]
    assert len(names) == len(set(names)) == 27
    assert max(map(len, names)) <= LONGEST
    assert [one.en for one in headings(made)][-1] == "Decision stop"
    assert headings([]) == []
