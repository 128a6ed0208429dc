"""Every kind of wrong input is told with its file, line and column, what was expected and the nearest name."""

from __future__ import annotations

import pytest
from proef import Project

from simulate.inputs.checking import check, kind_of

P, B, M, S = (
    "parameters/proef/instroom.yaml",
    "parameters/bronnen.yaml",
    "scenarios/maatregelen/proef.yaml",
    "scenarios/plan.yaml",
)
R = "scenarios/basis.yaml"

CASES: list[tuple[str, str, str, str, str, str]] = [
    # file, what stands there, what is put there, line:column, the message, what the expectation or the hint says
    (P, "unit: kans\n", "unit: kns\n", "11:9", "there is no unit 'kns'", "did you mean 'kans'?"),
    (P, "axis: groep", "axis: group", "13:9", "there is no axis 'group'", "did you mean 'groep'?"),
    (P, "role: observed", "role: obsrved", "4:9", "'obsrved' is not accepted here", "did you mean 'observed'?"),
    (P, "role: observed", "rol: observed", "4:3", "unknown key 'rol' in a parameter", "did you mean 'role'?"),
    (P, "  unit: kans\n", "", "9:1", "'unit' is missing", "label, unit, role, values"),
    (P, "  reason: a guess", "  reason: a guess\n  seed: 4", "23:3", "unknown key 'seed'", "belongs in a scenario"),
    (P, "  reason: a guess", "  reason: a guess\n  p10: 4", "23:3", "unknown key 'p10'", "belongs in an uncertainty"),
    (P, "stop:\n", "kosten:\n", "30:1", "'kosten' is given twice", "first on line 23"),
    (P, "stop:\n", "Stop it:\n", "30:1", "'Stop it' cannot be a name", "small letters"),
    (P, "stop:\n", "stp:\n", "30:1", "'proef.instroom.stp' is unused", "did you mean 'proef.instroom.stop'?"),
    (P, "stop:\n", "stp:\n", "1:1", "'stop' is missing: the model reads proef.instroom.stop (instroom)", "stop:"),
    # parameters: numbers and dates
    (P, "value: 32_000", "value: 32.000", "7:25", "'32.000' can be read as 32 or as 32_000", "32_000 for thousands"),
    (P, "value: 32_000", "value: 32,000", "7:28", "unknown key '000'", "write thousands with underscores"),
    (P, "value: 32_000", "value: no", "7:25", "'no' is not a number", "a number"),
    (P, "value: 32_000", "value: true", "7:25", "true or false is not a number", "a number"),
    (P, "value: 32_000", "value: ~", "7:25", "nothing is not a number", "a number"),
    (P, "value: 32_000", 'value: "0,95"', "7:25", "'0,95' is not a number", "with a point"),
    (P, "value: 32_000", "value: -1", "7:25", "-1 is not possible in personen/jaar", "from 0 to 50_000_000"),
    (P, "value: 32_000", "value: 1e999", "7:25", "'inf' is not a finite number", "a finite number"),
    (P, "value: 0,", "value: 2,", "35:25", "2 is not possible in schakelaar", "0 (off) or 1 (on)"),
    (P, "value: 0,", "value: 0.5,", "35:25", "0.5 is not a switch", "0 (off) or 1 (on)"),
    (P, "2024-01-01:", "2024-13-01:", "7:5", "2024-13-01 does not exist in the calendar", "a date, such as"),
    (P, "2024-01-01:", "2024-02-30:", "7:5", "2024-02-30 does not exist in the calendar", "a date, such as"),
    (P, "2024-01-01:", "1-1-2024:", "7:5", "'1-1-2024' is not a date", "a date, such as"),
    (P, "2024-01-01:", "2924-01-01:", "7:5", "the year 2924 is not possible", "1945 to 2150"),
    (P, "2024-01-01:", "2013-01-01:", "5:3", "the dates are not in order", "earliest date first"),
    (
        P,
        "2014-01-01: {value: 0",
        "2026-01-01: {value: 0",
        "35:5",
        "proef.instroom.stop has no value before 2026-01-01",
        "basis.yaml:4",
    ),
    # parameters: axes and distributions
    (P, "overig: 0.5,", "overg: 0.5,", "16:29", "'overg' is not on the axis groep", "did you mean 'overig'?"),
    (P, "overig: 0.5,", "overg: 0.5,", "16:14", "no number for overig", "every entry of groep"),
    (P, "value: 30_400", "value: {a: 1}", "28:25", "this parameter has no axis", "one number"),
    (P, "dist: lognormal", "dist: lognorml", "8:23", "'lognorml' is not accepted", "did you mean 'lognormal'?"),
    (
        M,
        "dist: uniform, min: 0, max: 12",
        "dist: lognormal, p10: 1, p90: 12, yearly: 1",
        "8:45",
        "only the value of a parameter moves",
        "no `yearly:`",
    ),
    (P, "p10: 25_000", "persistence: 0.5, p10: 25_000", "8:34", "nothing is added of which", "`yearly:` beside"),
    (P, "p10: 25_000", "yearly: 0, p10: 25_000", "8:42", "'0' is not accepted", "greater than 0"),
    (P, "p10: 25_000", "p11: 25_000", "8:34", "unknown key 'p11' in an uncertainty", "did you mean 'p10'?"),
    (P, "p10: 25_000, ", "", "8:3", "'p10' is missing", "dist, p10, p90"),
    (P, "p10: 25_000", "p10: 50_000", "8:3", "p10 < p90 does not hold: 50000, 40000", "rising order"),
    (P, "p10: 25_000", "p10: 35_000", "8:3", "the value 32000 is outside p10 and p90", "p10 ≤ value ≤ p90"),
    (P, "p10: 25_000", "p10: 0", "8:3", "a lognormal cannot have p10 0", "p10 above 0"),
    (P, "lognormal, p10: 25_000", "normal, p10: 1_000", "8:3", "this normal reaches", "a lognormal"),
    (P, "dist: logitnormal", "dist: normal", "17:3", "not possible in kans for kansarm", "a logitnormal"),
    (P, "overig: 0.6", "overig: 0.45", "17:3", "the value 0.5 for overig is outside p10 and p90", "p10 ≤"),
    (P, "kansrijk: 0.95", "kansrijk: 1.95", "20:48", "1.95 is not possible in kans", "from 0 to 1"),
    (P, "mode: 30_000", "mode: 50_000", "29:3", "min < mode < max does not hold", "rising order"),
    (P, ", source: cbs-2024}\nkans", "}\nkans", "8:3", "the uncertainty does not say why", "`reason:`"),
    (P, "uncertainty: {dist: triangular", "uncertainty: [{dist: triangular", "30:1", "cannot be read as YAML", ""),
    (P, "reason: by kind of place}", "reason: by kind, of place}", "29:92", "unknown key 'of place'", "quotes"),
    (P, "value: 32_000", "value: 32,5", "7:28", "unknown key '5' in a dated value", "with a point: 0.95"),
    # parameters: roles and sources
    (P, "source: cbs-2024}\n    2024", "source: cbs-2042}\n    2024", "6:41", "no source 'cbs-2042'", "'cbs-2024'?"),
    (P, ", source: cbs-2024}\n    2024", "}\n    2024", "6:5", "no source is given", "`source:`"),
    (P, "vng-2024:1490-1493", "vng-2024", "7:41", "the source 'vng-2024' needs its lines", "'vng-2024:1'"),
    (P, "vng-2024:1490-1493", "vng-2024:1490-9999", "7:41", "lines 1490-9999 are not in", "from 1 to 4077"),
    (P, "vng-2024:1490-1493", "vng-2024:1493-1490", "7:41", "lines 1493-1490 are not in", "in order"),
    (P, "vng-2024:1490-1493", "vng 2024", "7:41", "'vng 2024' cannot be a source", "a key of bronnen.yaml"),
    (P, "source: cbs-2024, reason", "source: cbs-2024:3, reason", "28:41", "'cbs-2024' has no lines", "only programme"),
    (P, "  reason: a guess\n", "", "15:5", "an assumption must say why", "`reason:`"),
    (P, ", reason: regular places", "", "28:5", "an estimate must say why", "`reason:`"),
    # the register of sources
    (B, "kind: dataset", "kind: data", "1:60", "'data' is not accepted here", "did you mean 'dataset'?"),
    (B, ", lines: 4077", "", "2:1", "'lines' is missing", "number of lines"),
    (B, "kind: dataset", "kind: dataset, lines: 3", "1:69", "a source of kind dataset has no lines", "programme"),
    (B, "date: 2024-09", "date: 2024-19", "2:53", "2024-19 does not exist in the calendar", "2024-09"),
    # measures
    (M, "2024-09-13", "2024-09-31", "4:43", "2024-09-31 does not exist", "a date"),
    (M, "status: announced", "status: anounced", "4:26", "'anounced' is not accepted", "did you mean 'announced'?"),
    (M, "until: 2026-07-01", "until: 2025-07-01", "6:10", "the measure ends on 2025-07-01", "a date after"),
    (M, "phase_in: 6", "phase_in: 6.5", "7:13", "'6.5' is not a whole number", "a whole number"),
    (M, "min: 0, max: 12", "min: -1, max: 12", "8:31", "-1 is not possible in maanden", "from 0 to 1_200"),
    (M, "value: 0.7, reason", "value: 1.7, reason", "9:24", "'1.7' is not possible here", "at most 1"),
    (M, "outcome: open_zaken", "outcome: open_zakn", "10:20", "no outcome 'open_zakn'", "did you mean 'open_zaken'?"),
    (M, "above: 30_000", "above: 30_000, below: 3", "10:3", "a condition has one limit", "exactly one of"),
    (M, "above: 30_000", "abve: 30_000", "10:32", "unknown key 'abve' in a condition", "did you mean 'above'?"),
    (M, "instroom.stop", "instroom.stp", "12:18", "no parameter 'proef.instroom.stp'", "'proef.instroom.stop'?"),
    (M, "      set: 1\n", "", "12:7", "an effect does one thing", "set, add and multiply"),
    (M, "set: 1", "set: 2", "13:12", "2 is not possible in schakelaar", "0 (off) or 1 (on)"),
    (M, "set: 1", "set: {kansarm: 1}", "13:12", "this parameter has no axis", "one number"),
    (M, "multiply: 0.9", "multiply: -0.9", "16:17", "-0.9 is not possible in factor", "from 0 to 100"),
    (M, "multiply: 0.9", "multiply: 0.6", "19:7", "the value 0.6 is outside min and max", "min ≤ value ≤ max"),
    (M, "      reason: fewer come\n", "", "15:7", "an assumption must say why", "`reason:`"),
    (
        M,
        "      uncertainty: {dist: uniform, min: 0.7, max: 1, reason: wide}\n",
        "",
        "15:7",
        "needs an uncertainty",
        "wide",
    ),
    # scenarios
    (S, "extends: basis.yaml", "extends: bassi.yaml", "1:10", "no scenario file 'bassi.yaml'", "'basis.yaml'?"),
    (S, "extends: basis.yaml", "extends: plan.yaml", "1:10", "circular: plan.yaml → plan.yaml", "a `model:`"),
    (S, "extends: basis.yaml", "extends: ../../x", "1:10", "'../../x' cannot be a scenario file", "asiel.yaml"),
    (S, "extends: basis.yaml", "", "2:1", "neither model nor extends is given", "`extends: asiel.yaml`"),
    (S, "extends: basis.yaml", "extends: basis.yaml\nmodel: proef", "2:1", "the model is that of the parent", "or"),
    (
        S,
        "extends: basis.yaml",
        "extends: basis.yaml\ngoals: 3",
        "2:1",
        "unknown key 'goals' in a scenario",
        "extends",
    ),
    (S, "- beslisstop:", "- beslistop:", "4:5", "there is no measure 'beslistop'", "did you mean 'beslisstop'?"),
    (S, "{from: 2025", "{form: 2025", "4:18", "unknown key 'form'", "did you mean 'from'?"),
    (S, "{from: 2025-09-01}", "{from: 2026-09-01}", "4:24", "ends on 2026-07-01", "a date before 2026-07-01"),
    (S, "{from: 2025-09-01}", "{from: 2025-09-01}\n  - beslisstop", "5:5", "'beslisstop' is taken twice", "once"),
    (S, "{from: 2025-09-01}", "{from: 2025-09-01}\n  - 3", "5:5", "'3' is not accepted here", "a word or a mapping"),
    (S, "instroom.aanvragen", "instroom.anvragen", "6:3", "no parameter 'proef.instroom.anvragen'", "aanvragen'?"),
    (S, "2026-01-01: 45_000", "2026-01-32: 45_000", "6:30", "2026-01-32 does not exist", "a date"),
    (S, "2026-01-01: 45_000", "2026-01-01: -45_000", "6:42", "-45000 is not possible in personen/jaar", "from 0 to"),
    (S, "uncertainty: none", "uncertainty: nune", "7:71", "'nune' is not accepted here", "did you mean 'none'?"),
    (S, "reason: dearer", "role: observed", "7:3", "no source is given", "`source:`"),
    (R, "model: proef", "model: prof", "1:8", "there is no model 'prof'", "did you mean 'proef'?"),
    (R, "start: 2025-01-01", "start: 2025-01-15", "4:8", "2025-01-15 is not the first day of a month", "2025-01-01"),
    (R, "start: 2025-01-01", "strt: 2025-01-01", "4:1", "unknown key 'strt' in a scenario", "did you mean 'start'?"),
    (R, "years: 10", "years: 10\nmonths: 3", "6:1", "years and months are both given", "one of them"),
    (R, "years: 10\n", "", "1:1", "'years or months' is missing", "`years:`"),
    (R, "draws: 100", "draws: 0", "6:8", "'0' is not possible here", "at least 1"),
    (R, "draws: 100", "draws: many", "6:8", "'many' is not a whole number", "a whole number"),
    (R, "seed: 7", "seed: -7", "7:7", "'-7' is not possible here", "at least 0"),
    (R, "seed: 7", "seed: 7\nuncertainty: no", "8:14", "'no' is not true or false", "true or false"),
    (R, "label: {nl: Basis, en: Baseline}", "label: Basis", "2:8", "'Basis' is not a mapping", "`key: value`"),
]


def test_the_project_itself_is_sound(project: Project) -> None:
    assert check().problems == ()
    assert check(["plan.yaml"]).summary == "1 file checked, nothing wrong"


@pytest.mark.parametrize(("file", "old", "new", "place", "message", "help_"), CASES, ids=[c[2][:30] for c in CASES])
def test_wrong_input(project: Project, file: str, old: str, new: str, place: str, message: str, help_: str) -> None:
    project.change(file, old, new)
    told = list(check(["plan.yaml"]).problems)
    here = [problem for problem in told if message in problem.message]
    assert here, "\n".join(map(str, told))
    assert here[0].place == f"{file}:{place}", str(here[0])
    assert help_ in f"{here[0].expected} {here[0].hint}", str(here[0])
    # The file itself, checked on its own, says the same; so does a check of everything.
    if "has no value before" not in message:
        assert here[0] in check([file]).problems
    assert here[0] in check().problems


def test_parameters_of_no_model(project: Project) -> None:
    text = (project.path / P).read_text()
    project.write("parameters/proeff/instroom.yaml", text)
    (problem,) = check(["parameters/proeff/instroom.yaml"]).problems
    assert (problem.message, problem.hint) == ("there is no model 'proeff'", "did you mean 'proef'?")


@pytest.mark.parametrize("kind", ["parameters", "sources", "measures", "scenario"])
def test_a_file_in_another_place_is_known_by_its_keys(project: Project, kind: str) -> None:
    file = {"parameters": P, "sources": B, "measures": M, "scenario": S}[kind]
    path = project.write("elders/x.yaml", (project.path / file).read_bytes())
    assert kind_of(path) == kind


@pytest.mark.parametrize("text", ["", "[1, 2]", "{", "a: {b: 1}"])
def test_what_tells_nothing_is_judged_as_a_scenario(project: Project, text: str) -> None:
    path = project.write("elders/x.yaml", text)
    assert kind_of(path) == "scenario"
    assert check([str(path)]).problems
