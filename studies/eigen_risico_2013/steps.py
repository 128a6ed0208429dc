"""Steps of the deductible: hospital care by age in 2012-2016, and how 2013 weighs the draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from simulate.engine.draws import Draws
from simulate.inputs.paths import packaged
from simulate.inputs.resolve.scenario import resolve
from simulate.registry import model
from simulate.running.sampling.draws import sample
from simulate.scenario import Distribution, Parameter, Scenario
from simulate.views.charts.fan import PROBABILITIES
from simulate.vocabulary import AXES
from studies.eigen_risico_2013.counts import AGES, Moved, moved

JUMP = "zorg-terugblik-2012.yaml"
DRAWS, WEIGHED_DRAWS = 200, 300
FITTED = ("18_24", "25_34", "35_44", "45_54", "55_64")
"""The ages whose numbers of 2013 weigh the draws."""
AGAINST = "65_74"
STEPS = {2012: 50, 2013: 130, 2014: 10, 2015: 15, 2016: 10}
"""Euros by which the deductible rose."""
SMALL = (2014, 2015, 2016)
NINE_OF_TEN = 1.645
SENSITIVITIES = ("gevoeligheid_jong", "gevoeligheid_midden", "gevoeligheid_oud")
WIDE = {
    "gevoeligheid_jong": Distribution(dist="normal", at={"p10": 0.7, "p90": 1.7}),
    "gevoeligheid_midden": Distribution(dist="lognormal", at={"p10": 0.15, "p90": 0.85}),
    "gevoeligheid_oud": Distribution(dist="lognormal", at={"p10": 0.05, "p90": 0.75}),
}
"""The ranges of before the look at 2013."""

Values = NDArray[np.float64]
Series = Mapping[str, NDArray[Any]]


@dataclass(frozen=True)
class Step:
    """How far hospital care of an age moved against 65-74 in a year: the draws, and what is seen in the claims."""

    year: int
    age: str
    seen: Moved
    draws: Values

    @cached_property
    def band(self) -> Values:
        """The quantiles of PROBABILITIES."""
        return np.quantile(self.draws, PROBABILITIES)

    @property
    def noise(self) -> float:
        """Nine of ten placebo years are within this of their mean, if they are normal."""
        return NINE_OF_TEN * self.seen.spread

    @property
    def fits(self) -> bool:
        """Whether the median is within the noise of what is seen."""
        return bool(abs(self.seen.net - self.band[2]) <= self.noise)

    @property
    def inside(self) -> bool:
        """Whether what is seen is in the nine middle tenths of the draws with the noise added."""
        place = float(ndtr((self.seen.net - self.draws) / self.seen.spread).mean())
        return 0.05 <= place <= 0.95

    @property
    def tells(self) -> bool:
        """Whether an effect as large as the median could be told from noise."""
        return bool(abs(self.band[2]) > self.noise)


@dataclass(frozen=True)
class Weighed:
    """The sensitivities before and after the draws are weighed: the tenth, fifth and ninth tenth by name."""

    before: Mapping[str, Values]
    after: Mapping[str, Values]
    effective: float
    """Effective number of draws."""


def scenario_of(name: str, changes: Mapping[str, str] | None = None, **update: Any) -> Scenario:
    return resolve(packaged().path / "scenarios" / name, changes).model_copy(update=update)


def series_of(scenario: Scenario, draws: int) -> tuple[Series, Draws]:
    """Only the draws that are asked for, not a whole block: numbers differ a little from those of `simulate run`."""
    drawn = sample(scenario, 0, draws)
    running = model(scenario.model)(drawn)
    series = running.run()
    running.audit()
    return series, drawn


def gradient(series: Series, year: int, age: str) -> Values:
    """Growth of hospital care of an age against 65-74 from the first January to that of a year later, log points x 100.

    `year` counts from the first year of the run.
    """
    care = 100 * np.log(np.asarray(series["ziekenhuiszorg_leeftijd"][[12 * (year - 1), 12 * year]], np.float64))
    growth, ages = care[1] - care[0], AXES["leeftijd"].entries
    return np.asarray(growth[ages.index(age)] - growth[ages.index(AGAINST)])


def steps(jump: Series) -> list[Step]:
    """The growth of every age in 2012-2016; `jump` is the run of JUMP."""
    before, _ = series_of(scenario_of(JUMP, months=13, start=date(2011, 1, 1)), DRAWS)
    return [
        Step(
            year, age, moved(year, age), gradient(before, 1, age) if year == 2012 else gradient(jump, year - 2012, age)
        )
        for year in STEPS
        for age in AGES
    ]


def together(years: Sequence[Sequence[Step]]) -> list[Step]:
    """The growth of some years together, by age (the same in all); the placebo years are taken to be independent."""
    found = []
    for same in zip(*years, strict=True):
        seen = Moved(sum(step.seen.net for step in same), same[0].seen.spread * len(same) ** 0.5)
        found.append(Step(same[-1].year, same[0].age, seen, np.sum([step.draws for step in same], axis=0)))
    return found


def error(among: Sequence[Step], effect: bool) -> float:
    """Root mean square distance of what is seen from the medians, or from no effect at all."""
    return float(np.sqrt(np.mean([(s.seen.net - (s.band[2] if effect else 0)) ** 2 for s in among])))


def of_the_jump() -> tuple[list[Step], dict[str, Weighed]]:
    """Hospital care by age, and how 2013 weighs the draws: as shipped, and from the ranges of before that look."""
    shipped = series_of(scenario_of(JUMP, months=49), DRAWS)
    scenario = scenario_of(JUMP, months=13)
    changed = {f"zorg.gedrag.{name}": distribution for name, distribution in WIDE.items()}
    parameters = scenario.parameters | {name: _spread(scenario, name, among) for name, among in changed.items()}
    wide = series_of(scenario.model_copy(update={"parameters": parameters}), WEIGHED_DRAWS)
    return steps(shipped[0]), {"shipped": weigh(*shipped), "wide": weigh(*wide)}


def weigh(series: Series, drawn: Draws) -> Weighed:
    """The draws of a run from 2012, weighed by how likely they make the fall of 2013."""
    likely = np.zeros(drawn.size)
    for age in FITTED:
        seen = moved(2013, age)
        likely -= ((seen.net - gradient(series, 1, age)) / seen.spread) ** 2 / 2
    weight = np.exp(likely - likely.max())
    weight /= weight.sum()
    values = {name: drawn.paths[f"zorg.gedrag.{name}"].at(drawn.start) for name in SENSITIVITIES}
    same = np.full(drawn.size, 1 / drawn.size)
    before, after = ({n: _weighted(v, w) for n, v in values.items()} for w in (same, weight))
    return Weighed(before, after, float(1 / (weight**2).sum()))


def _spread(scenario: Scenario, name: str, distribution: Distribution) -> Parameter:
    """A parameter with another distribution."""
    parameter = scenario.parameters[name]
    values = tuple(value.model_copy(update={"uncertainty": distribution}) for value in parameter.values)
    return parameter.model_copy(update={"values": values})


def _weighted(values: Values, weight: Values) -> Values:
    """The tenth, fifth and ninth tenth of weighted draws."""
    order = np.argsort(values)
    reached = np.cumsum(weight[order]) - weight[order] / 2
    return np.interp((0.1, 0.5, 0.9), reached, values[order])
