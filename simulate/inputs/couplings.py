"""The couplings that can count in a run, and what they drive."""

from __future__ import annotations

from simulate.engine.composite import Coupling
from simulate.inputs.model_info import model_info
from simulate.scenario import Scenario


def counting(scenario: Scenario) -> list[Coupling]:
    """List the couplings between parts that run, whose strength can be above nought in some draw or on some date."""
    found = model_info(scenario.whole or scenario.model).couplings if scenario.parts else ()
    return [one for one in found if set(one.parts) <= set(scenario.parts) and _counts(one, scenario)]


def coupled_parameters(scenario: Scenario) -> dict[str, Coupling]:
    """Return the parameters of the model of a scenario that a coupling drives or damps, by name, with the coupling."""
    return {
        name: one
        for one in counting(scenario)
        for name in (*one.drives, *one.damps)
        if name.startswith(f"{scenario.model}.")
    }


def replaced(scenario: Scenario) -> dict[str, Coupling]:
    """Return the parameters whose own value no draw uses once it is driven, by name, with the coupling that drives."""
    return {
        name: one
        for one in counting(scenario)
        if one.passes == "level" and _wholly(one, scenario)
        for name in one.drives
        if name in scenario.parameters
    }


def _counts(one: Coupling, scenario: Scenario) -> bool:
    values = scenario.parameters[one.strength].values
    return _acted_on(one, scenario) or any(value.value != 0 or value.uncertainty is not None for value in values)


def _wholly(one: Coupling, scenario: Scenario) -> bool:
    """Tell whether the strength is 1 in every draw and on every date."""
    values = scenario.parameters[one.strength].values
    return not _acted_on(one, scenario) and all(value.value == 1 and value.uncertainty is None for value in values)


def _acted_on(one: Coupling, scenario: Scenario) -> bool:
    return any(effect.parameter == one.strength for measure in scenario.measures for effect in measure.effects)
