"""Parameter file, parents, scenario, command line: what comes later counts, and every value says where it is from."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from proef import ROOT, Project, problems

from simulate.inputs import paths as places
from simulate.inputs.checking import check
from simulate.inputs.resolve.scenario import resolve
from simulate.scenario import DatedValue, Scenario


def values(scenario: Scenario, key: str) -> tuple[DatedValue, ...]:
    return scenario.parameters[f"proef.instroom.{key}"].values


def test_a_root_has_the_values_of_the_parameter_files(project: Project) -> None:
    scenario = resolve("basis.yaml")
    assert (scenario.name, scenario.model, scenario.months, scenario.draws, scenario.seed) == (
        "basis",
        "proef",
        120,
        100,
        7,
    )
    first, last = values(scenario, "aanvragen")
    assert (first.date, first.value, first.uncertainty) == (date(2014, 1, 1), 21_800, None)
    assert last.uncertainty is not None
    assert last.uncertainty.at == {"p10": 25_000, "p90": 40_000}
    origin = last.origin
    assert (origin.layer, origin.file, origin.line) == ("parameters", "parameters/proef/instroom.yaml", 7)
    assert (origin.role, origin.source) == ("observed", "vng-2024:1490-1493")
    assert values(scenario, "kans")[0].value == (0.1, 0.5, 0.9)  # in the order of the axis
    assert set(scenario.files) == {"parameters/bronnen.yaml", "parameters/proef/instroom.yaml", "scenarios/basis.yaml"}


def test_a_dated_override_replaces_all_that_comes_later(project: Project) -> None:
    got = [(value.date.year, value.value) for value in values(resolve("plan.yaml"), "aanvragen")]
    assert got == [(2014, 21_800), (2024, 32_000), (2026, 45_000), (2027, 40_000)]
    project.change("scenarios/plan.yaml", "{2026-01-01: 45_000, 2027-01-01: 40_000}", "{2023-01-01: 5}")
    assert [value.value for value in values(resolve("plan.yaml"), "aanvragen")] == [21_800, 5]


def test_an_undated_override_replaces_all(project: Project) -> None:
    (value,) = values(resolve("plan.yaml"), "kosten")
    assert (value.date, value.value, value.uncertainty) == (date(2020, 1, 1), 31_000, None)
    assert (value.origin.layer, value.origin.file, value.origin.line) == ("scenario plan", "scenarios/plan.yaml", 7)
    assert (value.origin.role, value.origin.reason) == ("assumption", "dearer")


def test_the_order_of_the_layers(project: Project) -> None:
    project.write(
        "scenarios/kind.yaml",
        "extends: plan.yaml\nlabel: {nl: k, en: k}\ndraws: 5\n"
        "parameters: {proef.instroom.aanvragen: {2027-01-01: 1}}\n",
    )
    overrides = {"proef.instroom.aanvragen": "2028-01-01:2_000,2029-01-01:3"}
    scenario = resolve("kind.yaml", overrides, seed=8)
    got = [(value.value, value.origin.layer) for value in values(scenario, "aanvragen")]
    assert got == [
        (21_800, "parameters"),
        (32_000, "parameters"),
        (45_000, "scenario plan"),
        (1, "scenario kind"),
        (2000, "command line"),
        (3, "command line"),
    ]
    assert (scenario.draws, scenario.seed, scenario.months) == (5, 8, 120)
    assert resolve("kind.yaml", draws=9).draws == 9


def test_measures_with_the_timing_of_the_scenario(project: Project) -> None:
    (measure,) = resolve("plan.yaml").measures
    assert (measure.start, measure.until, measure.phase_in) == (date(2025, 9, 1), date(2026, 7, 1), 6)
    assert measure.probability == 0.7
    assert measure.conditions[0].above == 30_000
    assert [(effect.parameter, effect.operation, effect.value) for effect in measure.effects] == [
        ("proef.instroom.stop", "set", 1),
        ("proef.instroom.aanvragen", "multiply", 0.9),
    ]
    # An effect of the programme has the source of the measure; an assumption has none.
    assert [effect.origin.source for effect in measure.effects] == ["vng-2024:1210-1212", None]
    assert (measure.origin.line, measure.effects[1].origin.line) == (1, 15)
    assert measure.taken is not None
    assert (measure.taken.layer, measure.taken.line) == ("scenario plan", 4)


def test_a_child_changes_the_timing_its_parent_gave(project: Project) -> None:
    project.write(
        "scenarios/kind.yaml",
        "extends: plan.yaml\nlabel: {nl: k, en: k}\nmeasures: [beslisstop: {phase_in: 0, probability: 1}]\n",
    )
    (measure,) = resolve("kind.yaml").measures
    assert (measure.start, measure.phase_in, measure.probability) == (date(2025, 9, 1), 0, 1)


def test_a_begin_and_an_end_from_different_files_may_contradict_each_other(project: Project) -> None:
    project.change("scenarios/plan.yaml", "{from: 2025-09-01}", "{from: 2026-03-01}")
    project.write(
        "scenarios/kind.yaml",
        "extends: plan.yaml\nlabel: {nl: k, en: k}\nmeasures: [beslisstop: {until: 2026-02-01}]\n",
    )
    (problem,) = problems(lambda: resolve("kind.yaml"))
    assert problem.message == "the measure ends on 2026-02-01, not after it begins on 2026-03-01"
    assert problem.place == "scenarios/kind.yaml:3:12"
    assert [one.message for one in check(["kind.yaml"]).problems] == [problem.message]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("proef.instroom.anvragen", "3", "there is no parameter 'proef.instroom.anvragen' in the model proef"),
        ("proef.instroom.aanvragen", "-40_000", "'-40_000' makes it -18200, not possible in personen/jaar"),
        ("proef.instroom.aanvragen", "2027-01-01:-50%,-10%", "several values need a date each"),
        ("proef.instroom.aanvragen", "-150%", "'-150%' is more than all of it"),
        ("proef.instroom.aanvragen", "3,2027-01-01:+5%", "several values need a date each"),
        ("proef.instroom.aanvragen", "2026-01-01:3,2027-01-01:+5%", "values and changes stand side by side"),
        ("proef.instroom.aanvragen", "veel", "'veel' is not a number"),
        ("proef.instroom.aanvragen", "2026-13-01:3", "2026-13-01 does not exist in the calendar"),
        ("proef.instroom.aanvragen", "1,2", "'1,2' is not a number"),
        ("proef.instroom.aanvragen", "1,2,3", "several values need a date each"),
        ("proef.instroom.aanvragen", "true", "'true' is not a number"),
        ("proef.instroom.aanvragen", "", "'' is not a number"),
        ("proef.instroom.stop", "0.5", "0.5 is not a switch"),
    ],
)
def test_wrong_values_on_the_command_line(project: Project, name: str, text: str, message: str) -> None:
    (problem,) = problems(lambda: resolve("plan.yaml", {name: text}))
    assert (problem.place, problem.message, problem.text) == ("command line", message, f"{name}={text}")


def test_wrong_draws_and_seed(project: Project) -> None:
    assert len(problems(lambda: resolve("plan.yaml", draws=0, seed=-1))) == 2


def test_all_that_is_wrong_in_all_files_is_told_at_once(project: Project) -> None:
    project.change("parameters/proef/instroom.yaml", "unit: kans\n", "unit: kns\n")
    project.change("parameters/bronnen.yaml", "kind: dataset", "kind: data")
    project.change("scenarios/maatregelen/proef.yaml", "multiply: 0.9", "multiply: 0.6")
    project.change("scenarios/basis.yaml", "seed: 7", "seed: x")
    project.change("scenarios/plan.yaml", "{from: 2025-09-01}", "{from: 2025-09-31}")
    told = problems(lambda: resolve("plan.yaml", {"proef.instroom.x": "1"}, draws=0))
    assert {problem.file for problem in told} >= {
        "parameters/proef/instroom.yaml",
        "parameters/bronnen.yaml",
        "scenarios/maatregelen/proef.yaml",
        "scenarios/basis.yaml",
        "scenarios/plan.yaml",
        "command line",
    }
    assert len(told) == 7, "\n".join(map(str, told))


def test_a_broken_measure_that_is_not_taken_does_not_matter(project: Project) -> None:
    project.change("scenarios/maatregelen/proef.yaml", "multiply: 0.9", "multiply: 0.6")
    assert resolve("basis.yaml").measures == ()


def test_circles_of_any_length(project: Project) -> None:
    project.write("scenarios/a.yaml", "extends: b.yaml\nlabel: {nl: a, en: a}\n")
    project.write("scenarios/b.yaml", "extends: a.yaml\nlabel: {nl: b, en: b}\n")
    (problem,) = problems(lambda: resolve("a.yaml"))
    assert (problem.place, problem.message) == ("scenarios/b.yaml:1:10", "circular: a.yaml → b.yaml → a.yaml")


def test_found_by_bare_name_from_anywhere_inside(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = project.path / "results" / "x"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    assert resolve("plan").name == resolve("plan.yaml").name == "plan"


def test_found_by_path_from_outside(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    scenario = resolve("mijn/scenarios/plan.yaml")
    assert "scenarios/plan.yaml" in scenario.files
    assert resolve(project.path / "scenarios" / "plan.yaml") == scenario
    (problem,) = problems(lambda: resolve("plan.yaml"))
    assert problem.message == "there is no such file"


def test_the_nearest_file_name_is_told(project: Project) -> None:
    (problem,) = problems(lambda: resolve("plam.yaml"))
    assert problem.hint == "did you mean 'plan.yaml'?"


@pytest.fixture
def own(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A user's own folder, laid over the project as if that came with the package."""
    monkeypatch.setattr(places, "packaged", lambda: places.Root(project.path))
    mine = Project(tmp_path / "eigen")
    (mine.path / "parameters").mkdir(parents=True)
    mine.write("scenarios/mijn.yaml", "extends: basis.yaml\nlabel: {nl: m, en: m}\nmeasures: [beslisstop]\n")
    monkeypatch.chdir(mine.path)
    return mine


def test_own_parameters_and_measures_replace_packaged_ones_whole(own: Project) -> None:
    own.write(
        "parameters/proef/instroom.yaml",
        "stop:\n  label: {nl: S, en: S}\n  unit: schakelaar\n  role: assumption\n"
        "  reason: mine\n  uncertainty: none\n  values: {2014-01-01: {value: 1}}\n",
    )
    own.write(
        "scenarios/maatregelen/mijn.yaml",
        "beslisstop:\n  label: {nl: B, en: B}\n  source: eigen-2025\n"
        "  legal_status: {status: bill, date: 2025-01-01}\n  from: 2026-01-01\n  effects:\n"
        "    - {parameter: proef.instroom.stop, set: 1, role: policy}\n",
    )
    own.write("parameters/bronnen.yaml", "eigen-2025: {title: T, publisher: P, date: 2025, kind: report}\n")
    scenario = resolve("mijn.yaml")
    assert values(scenario, "stop")[0].origin.file == "parameters/proef/instroom.yaml"
    assert values(scenario, "kosten")[0].origin.file == "simulate:parameters/proef/instroom.yaml"
    assert [measure.start for measure in scenario.measures] == [date(2026, 1, 1)]
    assert "simulate:parameters/bronnen.yaml" in scenario.files
    assert "parameters/bronnen.yaml" in scenario.files


def test_a_loose_file_uses_the_packaged_ones(own: Project, tmp_path: Path) -> None:
    loose = tmp_path / "los.yaml"
    loose.write_text("extends: basis.yaml\nlabel: {nl: l, en: l}\n")
    assert set(resolve(loose).files) >= {"los.yaml", "simulate:scenarios/basis.yaml"}


def test_own_scenario_of_the_same_name_comes_first(own: Project) -> None:
    own.write("scenarios/basis.yaml", ROOT.replace("draws: 100", "draws: 3"))
    assert resolve("basis.yaml").draws == 3
    assert resolve("mijn.yaml").draws == 3
