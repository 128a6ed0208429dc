"""From a scenario to the values of one block of draws."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from simulate import registry
from simulate.engine.arrays import Array
from simulate.engine.draws import Draws, EffectDraws, MeasureDraws, Path
from simulate.engine.maths import ndtri
from simulate.engine.streams import BLOCK
from simulate.running.sampling.design import column
from simulate.running.sampling.distributions import column as constant
from simulate.running.sampling.distributions import quantile
from simulate.scenario import DatedValue, Distribution, Effect, Measure, Numbers, Parameter, Scenario
from simulate.vocabulary import AXES, UNITS

Swapped = Mapping[str, NDArray[np.int64]]
NOTHING: Swapped = MappingProxyType({})


def sample(scenario: Scenario, block: int, size: int, swapped: Swapped = NOTHING) -> Draws:
    """Sample the values of the first `size` draws of a block.

    A quantity named in `swapped` takes the values of the draws with those numbers, (size,), instead; all else stays as
    it is. That is how a design that changes one quantity at a time is made (`simulate.sensitivity.design`).
    """
    # A new process knows no units and axes of other packages yet.
    registry.introduce(scenario.whole or scenario.model, *scenario.parts)
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


def _scaled(values: Array, whole: float) -> Array:
    """Scale entries (entries, draws) that differ per draw so that they come to `whole` together in each of them."""
    if values.shape[-1] == 1:
        return values  # exact: as it was typed, and checked then
    # Entry after entry: a sum would take another order for few draws.
    together = np.cumsum(values, axis=0)[-1]
    return np.where(together > 0, values * (whole / np.where(together > 0, together, 1)), whole / len(values))


class _Sampler:
    """Takes every uncertain quantity at the quantile that its name gives to each draw."""

    def __init__(self, scenario: Scenario, block: int, size: int, swapped: Swapped) -> None:
        self.scenario, self.swapped = scenario, swapped
        self.numbers: NDArray[np.int64] = block * BLOCK + np.arange(size)

    def quantiles(self, name: str, year: int | None = None) -> Array:
        own = name if year is None else f"{name}.{year}"
        return column(self.scenario.seed, own, self.swapped.get(name, self.numbers))

    def path(self, parameter: Parameter) -> Path:
        unit, (least, most) = UNITS[parameter.unit], parameter.limits
        dated = list(self.dated(parameter))
        values = [value for _, value in dated]
        if parameter.axis is not None:
            # One number for all entries is still a number for each of them.
            values = [v if v.ndim == 2 else np.tile(v, (len(AXES[parameter.axis].entries), 1)) for v in values]
        values = [np.clip(v, least, most) for v in values]
        if parameter.adds_up_to is not None:
            values = [_scaled(v, parameter.adds_up_to) for v in values]
        days = tuple(day for day, _ in dated)
        return Path(days, tuple(values), unit.low, unit.high, least, most, parameter.adds_up_to)

    def dated(self, parameter: Parameter) -> Iterator[tuple[date, Array]]:
        """Yield the values from their dates on, and of one that moves from year to year also those of the years after.

        One quantile for all dates and entries: a draw in which it is high is high throughout, but for what the years
        add. They add nothing until the first 1 January after its date and after the start of the run.
        """
        moved, year = np.zeros(len(self.numbers)), 0
        for value, day in self.days(parameter):
            spread = value.uncertainty
            if spread is None or not spread.yearly or not self.scenario.uncertainty:
                yield day, self.value(value.value, spread, parameter.name)
                continue
            year = year or max(day, self.scenario.start).year
            while year < day.year:
                year += 1
                kept = 1.0 if spread.persistence is None else spread.persistence
                moved = kept * moved + spread.yearly * ndtri(self.quantiles(parameter.name, year))
            yield day, quantile(spread, self.quantiles(parameter.name), moved)

    def days(self, parameter: Parameter) -> Iterator[tuple[DatedValue, date]]:
        """Yield every date on which a value begins, or moves because a year begins, with that value."""
        end = self.scenario.start.year + -(-self.scenario.months // 12)
        until = [*(value.date for value in parameter.values[1:]), date.max]
        for value, following in zip(parameter.values, until, strict=True):
            yield value, value.date
            if value.uncertainty is not None and value.uncertainty.yearly:
                first = max(value.date, self.scenario.start).year + 1
                years = (date(year, 1, 1) for year in range(first, end + 1))
                yield from ((value, day) for day in years if day < following)

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
        """Sample the delay in whole months; without parameter uncertainty it is the median, in every draw."""
        if delay is None:
            return None
        u = self.quantiles(f"{name}.vertraging") if self.scenario.uncertainty else np.full(len(self.numbers), 0.5)
        return np.maximum(np.rint(quantile(delay, u)), 0).astype(np.int64)

    def comes(self, probability: float, name: str) -> NDArray[np.bool_] | None:
        """Sample whether a measure comes; without parameter uncertainty it does from a probability of 0.5 on."""
        if probability >= 1:
            return None
        if not self.scenario.uncertainty:
            return np.full(len(self.numbers), probability >= 0.5)
        return self.quantiles(f"{name}.kans") < probability
