"""Labels, reasons and notes of the files: in two languages, or in one that stands, marked, for the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from proef import Project

from simulate.inputs.resolve.scenario import resolve
from simulate.inputs.schema.forms import LabelForm, to_wording
from simulate.vocabulary import LANGUAGES, Label, wording

ROOT = Path(__file__).parents[2]
FILES = sorted(
    path for folder in ("parameters", "scenarios", "calibration") for path in (ROOT / folder).rglob("*.yaml")
)


def test_a_label_in_one_language_stands_marked_for_the_other() -> None:
    assert LabelForm(nl="Plan").to_label() == Label("Plan", "Plan (nl)")
    assert LabelForm(en="Plan").to_label() == Label("Plan (en)", "Plan")
    with pytest.raises(ValueError, match="the label has no text"):
        LabelForm()
    assert wording(to_wording("Cheaper homes"), "nl") == "Cheaper homes (en)"
    assert wording(to_wording("Cheaper homes"), "en") == "Cheaper homes"
    assert wording(to_wording(LabelForm(nl="Goedkoper", en="Cheaper")), "nl") == "Goedkoper"
    assert wording(None, "nl") == ""


def labels(data: Any) -> Iterator[dict[str, str]]:
    """Every mapping in a file that has words in one of the languages."""
    if isinstance(data, dict):
        if data.keys() & set(LANGUAGES):
            yield data
        for value in data.values():
            yield from labels(value)
    elif isinstance(data, list):
        for value in data:
            yield from labels(value)


def test_our_own_labels_are_in_both_languages() -> None:
    found = [(path, label) for path in FILES for label in labels(yaml.safe_load(path.read_text(encoding="utf-8")))]
    assert len(found) > 500
    alone = [f"{path.relative_to(ROOT)}: {label}" for path, label in found if set(LANGUAGES) - label.keys()]
    assert not alone, "\n".join(alone)


def test_a_scenario_in_dutch_alone_runs_with_its_reason(project: Project) -> None:
    project.write(
        "scenarios/plan.yaml",
        "extends: basis.yaml\nlabel: {nl: Plan}\nparameters:\n"
        "  proef.instroom.kosten: {value: 31_000, reason: {nl: duurder}, uncertainty: none}\n",
    )
    scenario = resolve("plan")
    assert scenario.label == Label("Plan", "Plan (nl)")
    origin = scenario.parameters["proef.instroom.kosten"].values[0].origin
    assert origin.reason == Label("duurder", "duurder (nl)")
    assert type(scenario).model_validate(scenario.model_dump(mode="json")) == scenario
