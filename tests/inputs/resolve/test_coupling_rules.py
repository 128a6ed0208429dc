"""What a coupling drives is refused to everybody else, with both lines; where it does not count it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulate.errors import InputError
from simulate.inputs.resolve.scenario import resolve

HEAD = "extends: nederland.yaml\nlabel: {nl: Proef, en: Trial}\n"
MEASURE = """\
eigen:
  label: {{nl: Eigen, en: Own}}
  source: bouwstenen-2025:1013-1014
  legal_status: {{status: announced, date: 2025-11-01}}
  from: 2026-07-01
  while: {condition}
  effects: [{{parameter: nederland.migratie.arbeid_derde_land, multiply: 1.2, role: policy}}]
"""
DRIVEN = "wonen.toewijzing.statushouders_vraag"


def refused(path: Path, text: str, **overrides: str) -> str:
    path.write_text(HEAD + text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        resolve(path, overrides)
    return str(error.value)


def test_a_value_for_what_is_driven_is_refused_with_both_lines(tmp_path: Path) -> None:
    said = refused(tmp_path / "proef.yaml", f"parameters:\n  {DRIVEN}: 9_000\n")
    assert "proef.yaml:4:3" in said
    assert "parameters/nederland/koppelingen.yaml:" in said
    assert "woningen_boeken: 0" in said


def test_a_measure_on_what_is_driven_is_refused_with_its_line(tmp_path: Path) -> None:
    said = refused(tmp_path / "proef.yaml", "measures: [flexibele_huisvesting_statushouders]\n")
    assert "proef.yaml:3:12" in said
    assert "scenarios/maatregelen/wonen.yaml:" in said


def test_so_is_a_value_that_is_typed() -> None:
    with pytest.raises(InputError, match="is driven by the coupling woningen_boeken"):
        resolve("nederland.yaml", {DRIVEN: "9000"})


def test_a_strength_that_is_above_nought_from_a_date_on_or_in_some_draws_counts(tmp_path: Path) -> None:
    strength = "nederland.koppelingen.woningen_boeken"
    for value in (
        "{2026-01-01: 0, 2028-01-01: 1}",
        "{value: 0, role: assumption, reason: x, uncertainty: {dist: uniform, min: 0, max: 1, reason: x}}",
    ):
        text = f"parameters:\n  {strength}: {value}\n  {DRIVEN}: 9_000\n"
        assert "is driven by" in refused(tmp_path / "proef.yaml", text)


def test_where_the_strength_is_nought_or_the_other_part_does_not_run_it_is_allowed(tmp_path: Path) -> None:
    path = tmp_path / "proef.yaml"
    path.write_text(
        HEAD + f"parameters:\n  nederland.koppelingen.woningen_boeken: 0\n  {DRIVEN}: 9_000\n", encoding="utf-8"
    )
    assert resolve(path).parameters[DRIVEN].values[-1].value == 9000
    path.write_text(HEAD + f"parts: [wonen, zorg]\nparameters:\n  {DRIVEN}: 9_000\n", encoding="utf-8")
    assert resolve(path).parameters[DRIVEN].values[-1].value == 9000


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("parts: [asiel, wonn]\n", "did you mean 'wonen'"),
        ("parts: [asiel, asiel]\n", "taken twice"),
        ("parts: [asiel, nederland]\n", "there is no model 'nederland' to be a part"),
    ],
)
def test_parts_that_cannot_be_are_refused(tmp_path: Path, text: str, said: str) -> None:
    assert said in refused(tmp_path / "proef.yaml", text)


def test_a_model_without_parts_has_none(tmp_path: Path) -> None:
    path = tmp_path / "proef.yaml"
    path.write_text("extends: asiel.yaml\nlabel: {nl: Proef, en: Trial}\nparts: [wonen]\n", encoding="utf-8")
    with pytest.raises(InputError, match="asiel is not made of parts"):
        resolve(path)


def test_a_run_that_begins_before_a_value_of_a_part_says_so_at_its_line(tmp_path: Path) -> None:
    said = refused(tmp_path / "proef.yaml", "start: 1950-01-01\n")
    assert "wonen.beginstand.woningtekort has no value before" in said
    assert "parameters/wonen/beginstand.yaml:" in said


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("{model: wonen, outcome: woningtekrt, above: 1}", "did you mean 'woningtekort'"),
        ("{model: woningen, outcome: woningtekort, above: 1}", "there is no model 'woningen' whose outcome could be"),
        ("{outcome: woningtekort_aandeel, above: 1}", "there is no outcome 'woningtekort_aandeel'"),
    ],
)
def test_a_condition_names_an_outcome_of_the_model_that_judges_it(tmp_path: Path, condition: str, said: str) -> None:
    (tmp_path / "scenarios" / "maatregelen").mkdir(parents=True)
    (tmp_path / "parameters").mkdir()
    measure = MEASURE.format(condition=condition)
    (tmp_path / "scenarios" / "maatregelen" / "eigen.yaml").write_text(measure, encoding="utf-8")
    assert said in refused(tmp_path / "scenarios" / "proef.yaml", "measures: [eigen]\n")
