"""Calibration: what a factor does to an uncertainty, on which values it acts, and what is wrong in its files."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import jsonschema
import numpy as np
import pytest
from proef import Project, problems

from simulate.inputs.calibration import calibration_of, widened
from simulate.inputs.checking import check, kind_of
from simulate.inputs.library import Library
from simulate.inputs.paths import roots
from simulate.inputs.resolve.scenario import resolve
from simulate.inputs.schema.json_schemas import schemas
from simulate.inputs.yaml.reading import read
from simulate.running.sampling.distributions import quantile
from simulate.scenario import DatedValue, Distribution

REPOSITORY = Path(__file__).parents[2]
C, F = "calibration/proef.yaml", "calibration/proef.posterior.yaml"
CALIBRATION = """\
fit: [toets-2015.yaml]
check: [toets-2020.yaml]
groups:
  instroom:
    label: {nl: Instroom, en: Inflow}
    changes: spread
    parameters: [proef.instroom.aanvragen, proef.instroom.kans]
    prior: {p10: 0.5, p90: 3}
    reason: nobody knows
  jaren:
    label: {nl: Jaren, en: Years}
    changes: yearly
    parameters: [proef.instroom.aanvragen]
    prior: {p10: 0.5, p90: 2}
    reason: nobody knows
"""
POSTERIOR = """\
posterior:
  instroom: {p10: 1.1, p50: 2, p90: 2.8}
  jaren: {p10: 0.4, p50: 0.5, p90: 1.2}
"""
WINDOW = """\
extends: basis.yaml
label: {nl: Toets, en: Backtest}
start: 2024-01-01
as_of: 2024-06-01
"""
AANVRAGEN, KANS = "proef.instroom.aanvragen", "proef.instroom.kans"


@pytest.fixture
def calibrated(project: Project) -> Project:
    """The little project with a calibration, its posterior and two windows."""
    project.change("parameters/proef/instroom.yaml", "p90: 40_000, source", "p90: 40_000, yearly: 0.2, source")
    for file, text in ((C, CALIBRATION), (F, POSTERIOR)):
        project.write(file, text)
    for year in (2015, 2020):
        project.write(f"scenarios/toets-{year}.yaml", WINDOW)
    return project


def last(scenario: str = "basis.yaml", name: str = AANVRAGEN, **how: dict[str, float]) -> DatedValue:
    return resolve(scenario, factors=how.get("factors")).parameters[name].values[-1]


def spread(scenario: str = "basis.yaml", name: str = AANVRAGEN, **how: dict[str, float]) -> Distribution:
    found = last(scenario, name, **how).uncertainty
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("dist", "at"),
    [
        ("normal", {"p10": -4.0, "p90": 10.0}),
        ("lognormal", {"p10": 25.0, "p90": 40.0}),
        ("logitnormal", {"p10": (0.2, 0.05), "p90": (0.5, 0.9)}),
        ("uniform", {"min": 2.0, "max": 5.0}),
        ("triangular", {"min": 2.0, "mode": 3.0, "max": 9.0}),
    ],
)
def test_wider_is_as_much_further_from_the_middle(dist: str, at: dict[str, float]) -> None:
    scale = {"lognormal": np.log, "logitnormal": lambda share: np.log(share / (1 - share))}.get(dist, np.positive)
    before = Distribution.model_validate({"dist": dist, "at": at, "yearly": 0.3 if "p10" in at else None})
    after = widened(before, {"spread": 2.5, "yearly": 0.5})
    assert after is not None
    middle = before if dist == "triangular" else None
    u = np.array([0.02, 0.1, 0.5, 0.9, 0.99])
    old, new = (scale(quantile(one, u)) for one in (before, after))
    still = at["mode"] if middle else scale(quantile(before, np.array([0.5])))
    assert new - still == pytest.approx(2.5 * (old - still))
    assert after.yearly == (pytest.approx(0.15) if "p10" in at else None)
    assert after.calibrated == {"spread": 2.5, "yearly": 0.5}


def test_a_factor_of_one_changes_nothing() -> None:
    before = Distribution(dist="uniform", at={"min": 1.0, "max": 2.0})
    assert widened(before, {"spread": 1.0}) is before
    assert widened(before, None) is before
    assert widened(None, {"spread": 2.0}) is None


def test_groups_become_widths_of_parameters(calibrated: Project) -> None:
    found = roots()
    calibration = calibration_of("proef", found, Library(found))
    assert calibration is not None
    assert calibration.medians == {"instroom": 2, "jaren": 0.5}
    assert calibration.widths({"instroom": 3.0, "jaren": 2.0}) == {
        AANVRAGEN: {"spread": 3.0, "yearly": 2.0}, KANS: {"spread": 3.0},
    }  # fmt: skip
    assert calibration.widths({}) == {}
    assert calibration_of("ander", found, Library(found)) is None


def test_medians_are_used_unless_factors_are_given(calibrated: Project) -> None:
    chosen, fitted, asked = spread(factors={}), spread(), spread(factors={"instroom": 3.0})
    width = np.log(40 / 25)
    assert [np.log(one.at["p90"]) - np.log(one.at["p10"]) for one in (chosen, fitted, asked)] == pytest.approx(
        [width, 2 * width, 3 * width]
    )
    assert [one.yearly for one in (chosen, fitted, asked)] == [0.2, 0.1, 0.2]
    assert (chosen.calibrated, fitted.calibrated) == (None, {"spread": 2, "yearly": 0.5})
    assert isinstance(spread(name=KANS).at["p10"], tuple)


def test_without_a_posterior_all_is_as_chosen(calibrated: Project) -> None:
    (calibrated.path / F).unlink()
    assert spread() == spread(factors={})


def test_what_a_planner_gives_is_taken_as_it_is(calibrated: Project) -> None:
    own = "{value: 30_000, reason: ours, uncertainty: {dist: uniform, min: 20_000, max: 40_000, reason: ours}}"
    dated = "{2026-01-01: 45_000, 2027-01-01: 40_000}"
    calibrated.change("scenarios/plan.yaml", dated, own)
    assert spread("plan.yaml").at == {"min": 20_000, "max": 40_000}
    assert spread("plan.yaml").calibrated is None
    # What is known of a day is not a planner's.
    calibrated.write("scenarios/toets-2020.yaml", WINDOW + f"parameters:\n  {AANVRAGEN}: {{2024-01-01: {own}}}\n")
    assert spread("toets-2020.yaml").at == {"min": 10_000, "max": 50_000}


CASES: list[tuple[str, str, str, str, str, str]] = [
    (C, "changes: spread", "changes: width", "6:14", "'width' is not accepted here", "one of spread"),
    (C, "p10: 0.5, p90: 3", "p10: 4, p90: 3", "8:5", "p10 < p90 does not hold: 4, 3", "rising order"),
    (C, "p10: 0.5, p90: 3", "p10: 0, p90: 3", "8:18", "'0' is not accepted here", "greater than 0"),
    (C, "p10: 0.5, p90: 3", "p10: 0.5", "8:5", "'p90' is missing", "p10, p90"),
    (C, "aanvragen, proef", "anvragen, proef", "7:18", "no parameter 'proef.instroom.anvragen'", "did you mean"),
    (
        C,
        "instroom.kans]",
        "instroom.aanvragen]",
        "7:44",
        "'proef.instroom.aanvragen' is named twice",
        "every parameter",
    ),
    (C, "instroom.kans]", "instroom.stop]", "7:44", "'proef.instroom.stop' is exact everywhere", "an uncertainty"),
    (C, "[proef.instroom.aanvragen]", "[proef.instroom.kosten]", "13:18", "does not move from year", "`yearly:`"),
    (C, "    reason: nobody knows\n  jaren", "  jaren", "4:3", "'reason' is missing", "label"),
    (C, "toets-2015.yaml", "toets-2051.yaml", "1:7", "no scenario file 'toets-2051.yaml'", "'toets-2015.yaml'?"),
    (C, "toets-2015.yaml", "plan.yaml", "1:7", "'plan.yaml' is no window of the past", "as_of"),
    (C, "toets-2020.yaml", "toets-2015.yaml", "2:9", "'toets-2015.yaml' is named twice", "left out"),
    (
        C,
        "groups:",
        "against: {toets-2021.yaml: [open_zaken]}\ngroups:",
        "3:11",
        "'toets-2021.yaml' is no window",
        "fit or check",
    ),
    (C, "check:", "chek:", "2:1", "unknown key 'chek' in a calibration", "did you mean 'check'?"),
    (F, "  jaren:", "  jare:", "3:3", "the calibration has no group 'jare'", "did you mean 'jaren'?"),
    (F, "p50: 2,", "p50: 3,", "2:3", "p10 ≤ p50 ≤ p90 does not hold: 1.1, 3, 2.8", "run it again"),
    (F, "p50: 2, ", "", "2:3", "'p50' is missing", "p10, p50, p90"),
]


def test_the_calibration_is_sound(calibrated: Project) -> None:
    assert check().problems == ()
    assert check([C, F]).files == 2
    assert kind_of(calibrated.path / C) == "calibration"


@pytest.mark.parametrize(("file", "old", "new", "place", "said", "told"), CASES)
def test_what_is_wrong_is_told_with_its_place(
    calibrated: Project, file: str, old: str, new: str, place: str, said: str, told: str
) -> None:
    calibrated.change(file, old, new)
    found = [one for one in check([file]).problems if said in one.message]
    assert [one.place for one in found] == [f"{file}:{place}"], check([file]).problems
    assert told in f"{found[0].expected} {found[0].hint}"


def test_a_window_that_is_wrong_itself_is_told_in_its_own_file(calibrated: Project) -> None:
    calibrated.change("scenarios/toets-2015.yaml", "extends: basis.yaml", "extends: bas.yaml")
    assert check([C]).problems == ()
    assert {one.file for one in check().problems} == {"scenarios/toets-2015.yaml"}


def test_a_posterior_without_its_calibration_is_checked_by_itself(calibrated: Project) -> None:
    (calibrated.path / C).unlink()
    assert check([F]).problems == ()
    calibrated.change(F, "p50: 2, ", "")
    assert [one.place for one in check([F]).problems] == [f"{F}:2:3"]


def test_a_parameter_that_is_uncertain_in_a_window_only(calibrated: Project) -> None:
    calibrated.change(C, "[proef.instroom.aanvragen]", "[proef.instroom.kosten]")
    value = "{value: 100, uncertainty: {dist: lognormal, p10: 90, p90: 120, yearly: 0.1, reason: wide}, reason: ours}"
    calibrated.change("scenarios/toets-2020.yaml", "as_of", f"parameters: {{proef.instroom.kosten: {value}}}\nas_of")
    assert check([C]).problems == ()


def test_a_file_of_no_model_and_one_that_is_never_read(calibrated: Project) -> None:
    calibrated.write("calibration/prof.yaml", CALIBRATION)
    calibrated.write("calibration/x/y.yaml", CALIBRATION)
    found = {(one.file, one.message) for one in check().problems}
    assert found == {
        ("calibration/prof.yaml", "there is no model 'prof'"),
        ("calibration/x/y.yaml", "a file here is never read"),
    }


def test_a_scenario_tells_of_a_calibration_that_cannot_be_used(calibrated: Project) -> None:
    calibrated.change(C, "changes: spread", "changes: width")
    (problem,) = problems(lambda: resolve("basis.yaml"))
    assert problem.place == f"{C}:6:14"
    # And a window that starts on its day still does.
    calibrated.change(C, "changes: width", "changes: spread")
    assert resolve("toets-2015.yaml").as_of == date(2024, 6, 1)


def test_an_editor_knows_a_calibration() -> None:
    schema = json.loads(schemas()["calibration.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    checking = jsonschema.Draft202012Validator(schema)
    for path in sorted((REPOSITORY / "calibration").glob("*.yaml")):
        if not path.name.endswith(".posterior.yaml"):
            assert [error.message for error in checking.iter_errors(read(path).data)] == []
            assert path.read_text(encoding="utf-8").splitlines()[0].endswith("../schemas/calibration.schema.json")
    assert not checking.is_valid({"fit": ["a.yaml"], "groups": {}})
