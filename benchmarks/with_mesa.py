"""The law in Mesa: an agent for every institution, people as numbers, all series by its own data collector."""

from __future__ import annotations

from typing import Any

import mesa
import numpy as np

from benchmarks import law
from benchmarks.law import Figures
from benchmarks.scalar import Chain, Drawn, Step


class Institution(mesa.Agent):  # type: ignore[misc]
    """Takes one step of the law every month."""

    def __init__(self, model: Law, act: Step) -> None:
        super().__init__(model)
        self.act = act

    def step(self) -> None:
        """Act in this month."""
        self.act(self.model.steps - 1)


class Law(mesa.Model):  # type: ignore[misc]
    """The steps of the scalar model, taken by agents in their order."""

    def __init__(self, figures: Figures, rng: np.random.Generator) -> None:
        super().__init__(rng=rng)
        self.chain = Chain(figures, self.rng)
        for act in self.chain.steps:
            Institution(self, act)
        reporters = {name: self._now(name) for name in self.chain.series}
        self.datacollector = mesa.DataCollector(model_reporters=reporters)

    def _now(self, name: str) -> Any:
        return lambda model: model.chain.series[name][model.steps - 1]

    def step(self) -> None:
        """One month."""
        self.agents.do("step")
        self.datacollector.collect(self)


def draw(figures: Figures, rng: np.random.Generator) -> Drawn:
    """One draw: one model."""
    model = Law(figures, rng)
    for _ in range(law.MONTHS):
        model.step()
    return {name: np.array(values) for name, values in model.datacollector.model_vars.items()}
