"""Random values within the bounds of every parameter of a model, in a small block of draws."""

from __future__ import annotations

import random
from collections.abc import Mapping
from time import perf_counter

import numpy as np

from simulate.errors import Impossible
from simulate.inputs.resolve.scenario import resolve
from simulate.registry import model
from simulate.running.blocks import run_models
from simulate.running.sampling.draws import sample
from simulate.scenario import DatedValue, Numbers, Parameter, Scenario
from simulate.vocabulary import AXES

DRAWS, MONTHS = 4, 25
Values = Mapping[str, Numbers]


def small(name: str) -> Scenario:
    """Resolve a shipped scenario, over two years and a month, so that every yearly process happens."""
    return resolve(f"{name}.yaml").model_copy(update={"months": MONTHS})


def with_values(scenario: Scenario, values: Values) -> Scenario:
    """Give parameters one exact value each, for the whole run."""
    changed = {name: _at(scenario.parameters[name], value) for name, value in values.items()}
    return scenario.model_copy(update={"parameters": {**scenario.parameters, **changed}})


def _at(parameter: Parameter, value: Numbers) -> Parameter:
    first = parameter.values[0]
    origin = first.origin.model_copy(update={"layer": "a trial"})
    return parameter.model_copy(update={"values": (DatedValue(date=first.date, value=value, origin=origin),)})


def at_bounds(parameter: Parameter) -> list[Numbers]:
    """List the values at the bounds of a parameter; of shares of a whole, all of it to one entry."""
    if parameter.adds_up_to is None:
        return list(parameter.limits)
    size = len(AXES[str(parameter.axis)].entries)
    return [tuple(parameter.adds_up_to * (place == at) for place in range(size)) for at in (0, size - 1)]


def within_bounds(parameter: Parameter, chance: random.Random) -> Numbers:
    """Choose a value within the bounds: near one of them, near nought, or anywhere between."""
    if parameter.adds_up_to is not None:
        weights = [chance.random() ** 3 for _ in AXES[str(parameter.axis)].entries]
        return tuple(parameter.adds_up_to * weight / sum(weights) for weight in weights)
    low, high = parameter.limits
    if parameter.unit == "schakelaar":
        return float(chance.choice((0, 1)))
    if parameter.axis is not None and chance.random() < 0.5:
        return tuple(_between(low, high, chance) for _ in AXES[parameter.axis].entries)
    return _between(low, high, chance)


def _between(low: float, high: float, chance: random.Random) -> float:
    part = chance.choice((0.0, 1.0, chance.random(), 10 ** -chance.uniform(0, 8)))
    return low + (high - low) * part


def near(parameter: Parameter, chance: random.Random) -> Numbers:
    """Choose a value of the size of what the files give: a part or a multiple of it, within the bounds."""
    if parameter.adds_up_to is not None or parameter.unit == "schakelaar":
        return within_bounds(parameter, chance)
    low, high = parameter.limits
    given = parameter.values[-1].value
    times = 10 ** chance.uniform(-1, 1)
    each = [min(max(one * times, low), high) for one in (given if isinstance(given, tuple) else (given,))]
    return tuple(each) if isinstance(given, tuple) else each[0]


def trouble(scenario: Scenario, values: Values, seconds: float, *, together: bool = False) -> str | None:
    """Run a small block with these values; say what went wrong, None when nothing did.

    Anything but a result is trouble. Of many extreme values `together` a run may also end with a message that names
    what cannot be.
    """
    started = perf_counter()
    try:
        tried = with_values(scenario, values)
        found = run_models(tried, sample(tried, 0, DRAWS))
    except Impossible as error:
        return None if together else f"Impossible: {error}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    took = perf_counter() - started
    if took > 10 * seconds + 1:
        return f"took {took:.1f} s instead of {seconds:.1f}"
    return next(filter(None, (_impossible(name, series) for name, series in found.items())), None)


def _impossible(of: str, series: Mapping[str, np.ndarray]) -> str | None:
    """Judge the series of a model anew, apart from what the run itself looks at."""
    for name, outcome in model(of).outcomes().items():
        found = np.asarray(series[name], np.float64)
        if np.isinf(found).any() or (np.isnan(found).any() and not outcome.unknown):
            return f"{name} is infinite or unknown"
        if outcome.kind in ("stock", "flow") and (found < 0).any():
            return f"{name} is below nought"
    return None


def usual_seconds(scenario: Scenario) -> float:
    """Measure how long a small block takes with the values of the files."""
    run_models(scenario, sample(scenario, 0, DRAWS))
    started = perf_counter()
    run_models(scenario, sample(scenario, 0, DRAWS))
    return perf_counter() - started
