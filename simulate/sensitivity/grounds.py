"""How much of the spread of an answer comes from quantities that rest on each source."""

from __future__ import annotations

from simulate.scenario import Scenario
from simulate.sensitivity.columns import Quantity
from simulate.sensitivity.ranking import Ranking


def shares_of_spread(scenario: Scenario, ranking: Ranking) -> dict[str, float]:
    """Add up the squared rank correlations of the drivers of an answer, by the key of their source.

    The empty key holds what leans on no source: assumptions of ours. Only drivers above accident count. What is left of
    one is chance in the processes, quantities together, and what a rank correlation does not see.
    """
    found: dict[str, float] = {}
    for driver in ranking.found:
        key = source_of(driver.quantity, scenario)
        found[key] = found.get(key, 0.0) + driver.correlation[0] ** 2
    return found


def source_of(quantity: Quantity, scenario: Scenario) -> str:
    """Return the key of the source that a quantity leans on; nothing where it is an assumption without one."""
    parameter = scenario.parameters.get(quantity.name)
    if parameter is not None:
        return (parameter.values[-1].origin.source or "").partition(":")[0]
    _, name, aspect = quantity.name.split(".", 2)
    measure = next(one for one in scenario.measures if one.name == name)
    effects = [effect.origin for effect in measure.effects if effect.parameter == aspect]
    return (effects[0].source or "").partition(":")[0] if effects else ""
