"""What a measure does to a system that does not run, or that hears of it from a coupling, is said in one line."""

from __future__ import annotations

import pytest

from simulate.inputs.resolve.scenario import resolve
from simulate.scenario import Scenario
from simulate.views.elsewhere import elsewhere

OFF = {f"nederland.koppelingen.{name}": "0" for name in ("woningen_boeken", "gemeentegeld_voelen")}


def parts(name: str, *running: str) -> Scenario:
    return resolve(f"{name}.yaml").model_copy(update={"parts": running})


def test_by_itself_a_model_leaves_out_what_a_law_does_to_another() -> None:
    said = elsewhere(resolve("asiel-voorrangsverbod.yaml"), "en")
    assert said.startswith("The effect of voorrangsverbod_statushouders on wonen (Housing")
    assert said.endswith("does not count here: that system does not run.")


def test_together_a_coupling_tells_it_and_without_the_coupling_nothing_is_left_out() -> None:
    said = elsewhere(resolve("nederland-regeerprogramma.yaml"), "nl")
    assert said.startswith("Het effect van voorrangsverbod_statushouders op wonen (")
    assert "volgt hier uit de koppeling woningen_boeken." in said
    assert "Het effect van ravijnjaar op wonen (" in said
    assert said.endswith("volgt hier uit de koppeling gemeentegeld_voelen.")
    assert elsewhere(resolve("nederland-regeerprogramma.yaml", OFF), "nl") == ""


def test_a_condition_on_what_does_not_run_is_told() -> None:
    assert elsewhere(parts("nederland-bouwstenen", "asiel", "wonen", "zorg", "gemeenten"), "en") == ""
    said = elsewhere(parts("nederland-bouwstenen", "asiel"), "en")
    assert "Without effect here: toelating_bij_huisvesting. The condition is about wonen" in said


@pytest.mark.parametrize("name", ["asiel", "nederland", "zorg-regeerprogramma"])
def test_where_nothing_is_left_out_nothing_is_said(name: str) -> None:
    assert elsewhere(resolve(f"{name}.yaml"), "en") == ""
