"""From a scenario to the values of one block of draws."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from simulate.engine.arrays import Array
from simulate.engine.draws import Draws, EffectDraws, MeasureDraws, Path
from simulate.running.design import column
from simulate.running.distributions import column as constant
from simulate.running.distributions import quantile
from simulate.scenario import Distribution, Effect, Measure, Numbers, Parameter, Scenario
from simulate.vocabulary import AXES, UNITS

Swapped = Mapping[str, NDArray[np.int64]]
NOTHING: Swapped = MappingProxyType({})


def sample(scenario: Scenario, block: int, size: int, swapped: Swapped = NOTHING) -> Draws:
    """The values of draws `block * size` up to `(block + 1) * size`.

    A quantity named in `swapped` takes the values of the draws with those numbers, (size,), instead; all else stays as
    it is. That is how a design that changes one quantity at a time is made (`simulate.sensitivity.design`).
    """
    sampler = _Sampler(scenario, block, size, swapped)
    return Draws(
        scenario.seed,
        block,
        size,
        scenario.start,
        scenario.months,
        {name: sampler.path(parameter) for name, parameter in scenario.parameters.items()},
        tuple(sampler.measure(measure) for measure in scenario.measures),
    )


class _Sampler:
    """Takes every uncertain quantity at the quantile that its name gives to each draw."""

    def __init__(self, scenario: Scenario, block: int, size: int, swapped: Swapped) -> None:
        self.scenario, self.swapped = scenario, swapped
        self.numbers: NDArray[np.int64] = np.arange(block * size, (block + 1) * size)

    def quantiles(self, name: str) -> Array:
        return column(self.scenario.seed, name, self.swapped.get(name, self.numbers))

    def path(self, parameter: Parameter) -> Path:
        # One quantile for all dates and entries: a draw in which it is high is high throughout.
        low, high = UNITS[parameter.unit].low, UNITS[parameter.unit].high
        values = [self.value(v.value, v.uncertainty, parameter.name) for v in parameter.values]
        if parameter.axis is not None:
            # One number for all entries is still a number for each of them.
            values = [v if v.ndim == 2 else np.tile(v, (len(AXES[parameter.axis].entries), 1)) for v in values]
        return Path(tuple(v.date for v in parameter.values), tuple(np.clip(v, low, high) for v in values), low, high)

    def value(self, central: Numbers, uncertainty: Distribution | None, name: str) -> Array:
        if uncertainty is None or not self.scenario.uncertainty:
            return constant(central)
        return quantile(uncertainty, self.quantiles(name))

    def measure(self, measure: Measure) -> MeasureDraws:
        name = f"maatregel.{measure.name}"
        return MeasureDraws(
            measure.name,
            measure.start,
            measure.until,
            measure.phase_in,
            self.delay(measure.delay, name),
            self.comes(measure.probability, name),
            measure.conditions,
            tuple(self.effect(effect, name) for effect in measure.effects),
        )

    def effect(self, effect: Effect, measure: str) -> EffectDraws:
        value = self.value(effect.value, effect.uncertainty, f"{measure}.{effect.parameter}")
        return EffectDraws(effect.parameter, effect.operation, value)

    def delay(self, delay: Distribution | None, name: str) -> NDArray[np.int64] | None:
        """Whole months late; without parameter uncertainty the median of the distribution, in every draw."""
        if delay is None:
            return None
        u = self.quantiles(f"{name}.vertraging") if self.scenario.uncertainty else np.full(len(self.numbers), 0.5)
        return np.maximum(np.rint(quantile(delay, u)), 0).astype(np.int64)

    def comes(self, probability: float, name: str) -> NDArray[np.bool_] | None:
        """Whether it comes; without parameter uncertainty it comes where that is as likely as not, or likelier."""
        if probability >= 1:
            return None
        if not self.scenario.uncertainty:
            return np.full(len(self.numbers), probability >= 0.5)
        return self.quantiles(f"{name}.kans") < probability
