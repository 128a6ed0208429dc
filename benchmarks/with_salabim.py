"""The law in salabim: a component for every step, people as numbers, national series in its own monitors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import salabim
from numpy.typing import NDArray

from benchmarks import law
from benchmarks.law import Figures
from benchmarks.scalar import Chain, Drawn, Step

salabim.yieldless(False)


class Monitored(Chain):
    """The scalar model, with a monitor for every national series. A monitor holds numbers, no rows of provinces."""

    def __init__(self, figures: Figures, rng: np.random.Generator, env: salabim.Environment) -> None:
        super().__init__(figures, rng)
        self.monitors = {name: salabim.Monitor(name, env=env) for name in law.NATIONAL}

    def note(self, month: int, **values: float | NDArray[np.int64]) -> None:
        """Record the values of a month."""
        for name, value in values.items():
            if name in self.monitors:
                self.monitors[name].tally(value)
            else:
                self.series[name][month] = value


class Monthly(salabim.Component):  # type: ignore[misc]
    """Takes one step of the law every month."""

    def setup(self, act: Step) -> None:
        """Keep what to do."""
        self.act = act

    def process(self) -> Iterator[Any]:
        """Act, and wait a month."""
        while True:
            self.act(int(self.env.now()))
            yield self.hold(1)


def draw(figures: Figures, rng: np.random.Generator) -> Drawn:
    """One draw: one environment."""
    env = salabim.Environment(trace=False)
    chain = Monitored(figures, rng, env)
    for act in chain.steps:
        Monthly(env=env, act=act)
    env.run(till=law.MONTHS - 0.5)
    return chain.series | {name: np.asarray(monitor.x(), float) for name, monitor in chain.monitors.items()}
