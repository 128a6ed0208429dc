"""The law as it is usually written: one SimPy environment per draw, one number at a time from a numpy Generator.

The arithmetic stands apart from SimPy, so that other libraries can run the same steps on a clock of their own.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator

import numpy as np
import simpy
from numpy.typing import NDArray

from benchmarks import law
from benchmarks.law import Figures

Process = Generator[simpy.Event, None, None]
Step = Callable[[int], None]
"""What happens in a month."""
Drawn = dict[str, NDArray[np.float64]]
"""The series of a draw, (months,) or (months, provinces)."""


class Chain:
    """One draw of the asylum chain, in steps that are taken every month, in order."""

    def __init__(self, figures: Figures, rng: np.random.Generator) -> None:
        self.figures, self.rng, self.level = figures, rng, 0.0
        self.waiting, self.rejected, self.family = law.IN_PROCEDURE, law.REJECTED, law.FAMILY
        self.status = law.HOUSED_FROM.astype(np.int64)
        self.granted = self.arrived = 0
        each = law.IN_PROCEDURE / law.OPENING_COHORTS
        self.cohorts: deque[list[float]] = deque([float(day), each] for day in law.OPENING_DAYS)
        self.alive = 1.0
        self.series: Drawn = {name: np.zeros(law.MONTHS) for name in law.NATIONAL}
        self.series |= {name: np.zeros((law.MONTHS, law.PROVINCES)) for name in law.PROVINCIAL}

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of a month."""
        return (self.apply, self.decide, self.reunite, self.place, self.house, self.leave, self.shelter)

    def note(self, month: int, **values: float | NDArray[np.int64]) -> None:
        for name, value in values.items():
            self.series[name][month] = value

    def apply(self, month: int) -> None:
        self.level = law.PERSISTENCE * self.level + law.SHOCK * self.rng.standard_normal()
        mean = self.figures.base / 12 * law.SEASON[month % 12] * np.exp(self.level)
        applied = self.rng.poisson(mean)
        self.waiting += applied
        self.cohorts.append([law.DAYS[month], applied / self.alive])
        withdrawn = self.rng.binomial(self.waiting, law.WITHDRAWS)
        self.alive *= 1 - withdrawn / max(self.waiting, 1)
        self.waiting -= withdrawn
        self.note(month, instroom=applied, intrekking=withdrawn)

    def decide(self, month: int) -> None:
        faster = law.FASTER if month >= self.figures.t0 else 1.0
        decided = min(self.waiting, int(self.rng.poisson(self.figures.c * faster)))
        self.waiting -= decided
        self.granted = int(self.rng.binomial(decided, self.figures.a))
        self.rejected += decided - self.granted
        wait = self.serve(decided, month)
        self.note(month, besluit=decided, inwilliging=self.granted, afwijzing=decided - self.granted, wachttijd=wait)

    def serve(self, count: int, month: int) -> float:
        """Take the longest waiting out of the queue: their mean wait in weeks."""
        left, days = count / self.alive, 0.0
        while left > 1e-9 and self.cohorts:
            day, size = self.cohorts[0]
            taken = min(size, left)
            left -= taken
            days += taken * (law.DAYS[month] - day)
            if taken == size:
                self.cohorts.popleft()
            else:
                self.cohorts[0][1] -= taken
        return days * self.alive / count / 7 if count else np.nan

    def reunite(self, month: int) -> None:
        self.arrived = self.rng.binomial(self.family, law.ARRIVES)
        asked = self.rng.poisson(law.REQUESTS * self.granted)
        self.family += asked - self.arrived
        self.note(month, nareis=self.arrived, nareisverzoek=asked)

    def place(self, month: int) -> None:
        placed = self.rng.multinomial(self.granted + self.arrived, law.WEIGHTS)
        self.status += placed
        self.note(month, koppeling=placed)

    def house(self, month: int) -> None:
        housed = np.minimum(self.status, self.rng.poisson(self.figures.h * law.WEIGHTS))
        self.status -= housed
        self.note(month, huisvesting=housed)

    def leave(self, month: int) -> None:
        left = self.rng.binomial(self.rejected, law.LEAVES)
        self.rejected -= left
        self.note(month, vertrek=left)

    def shelter(self, month: int) -> None:
        occupied = self.waiting + self.rejected + int(self.status.sum())
        self.note(
            month,
            in_procedure=self.waiting,
            afgewezen=self.rejected,
            nareis_open=self.family,
            statushouders=self.status,
            bezetting=occupied,
            noodopvang=max(occupied - law.PLACES, 0),
        )


def in_simpy(figures: Figures, rng: np.random.Generator) -> Drawn:
    """One draw: a process for every step, in one SimPy environment."""
    chain, env = Chain(figures, rng), simpy.Environment()

    def monthly(step: Step) -> Process:
        while True:
            step(int(env.now))
            yield env.timeout(1)

    for step in chain.steps:
        env.process(monthly(step))
    env.run(until=law.MONTHS)
    return chain.series


def run(seed: int, draws: int, one: Callable[[Figures, np.random.Generator], Drawn] = in_simpy) -> Drawn:
    """`draws` draws one after the other, with the draws on the last axis."""
    rng = np.random.default_rng(seed)
    figures = law.figures(rng, draws)
    each = [one(Figures(*(f[i] for f in figures)), rng) for i in range(draws)]
    return {name: np.stack([series[name] for series in each], axis=-1) for name in each[0]}
