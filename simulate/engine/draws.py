"""What a block of draws brings to a model: the values of every parameter and measure, one per draw."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from simulate.engine.arrays import Array
from simulate.engine.recorder import Room
from simulate.engine.streams import BLOCK
from simulate.scenario import ROUNDING, Condition, Operation, model_of


def _draw(where: NDArray[np.bool_]) -> int:
    """Return the first draw in which something holds somewhere; 0 for what is the same in every draw."""
    return int(np.flatnonzero(where.reshape(-1, where.shape[-1]).any(axis=0))[0]) if where.ndim else 0


@dataclass(frozen=True)
class Path:
    """A parameter over time: `values[i]` is in force from `dates[i]`.

    Values are (draws,) or (entries, draws), and where they are exact () or (entries, 1).
    """

    dates: tuple[date, ...]
    values: tuple[Array, ...]
    low: float = -np.inf
    high: float = np.inf
    """What is possible in the unit of the parameter: no measure takes it outside."""
    least: float = -np.inf
    most: float = np.inf
    """Between which a model can compute with it: a measure that takes it outside ends the run."""
    whole: float | None = None
    """What its entries come to together; None where they do not belong together."""

    def at(self, day: date) -> Array:
        """Return the values in force on a day; before the first date those of the first one."""
        return self.values[max(bisect_right(self.dates, day) - 1, 0)]

    def wrong(self, value: Array) -> tuple[str, int] | None:
        """Say what is wrong with a value that measures have changed, and in which draw first; None if nothing is."""
        outside = ~((value >= self.least) & (value <= self.most))
        if outside.any():
            found = value[outside][0]
            return f"{found:g}, beyond what can be computed with: {self.least:g} to {self.most:g}", _draw(outside)
        if self.whole is None:
            return None
        together = np.cumsum(value, axis=0)[-1]
        apart = np.abs(together - self.whole) > ROUNDING * max(self.whole, 1)
        if not apart.any():
            return None
        return f"{together[apart][0]:.6g} in all, and its entries come to {self.whole:g}", _draw(apart)


@dataclass(frozen=True)
class EffectDraws:
    """What a measure does to one parameter, per draw."""

    parameter: str
    operation: Operation
    value: Array


@dataclass(frozen=True)
class MeasureDraws:
    """A measure, per draw: when it comes (whole months late), and whether."""

    name: str
    start: date
    until: date | None
    phase_in: int
    delay: NDArray[np.int64] | None
    """Months late, (draws,); None: never late."""
    comes: NDArray[np.bool_] | None
    """Whether it comes at all, (draws,); None: always."""
    conditions: tuple[Condition, ...]
    effects: tuple[EffectDraws, ...]


@dataclass(frozen=True)
class Draws:
    """One block of draws of a scenario."""

    seed: int
    block: int
    size: int
    start: date
    months: int
    paths: dict[str, Path]
    measures: tuple[MeasureDraws, ...] = ()
    room: Room | None = None
    """Memory for the series: they are lost when the next model is made in it. None: memory of their own."""

    @property
    def first(self) -> int:
        """Return the number that the first of them has among all draws of a run."""
        return self.block * BLOCK

    def of(self, model: str) -> Draws:
        """Return what concerns one model: its parameters, and of every measure what it does to them.

        When a measure comes, and whether, is the same for all models: a law is there for all of them or for none.
        """
        return replace(
            self,
            paths={name: path for name, path in self.paths.items() if model_of(name) == model},
            measures=tuple(
                replace(one, effects=tuple(effect for effect in one.effects if model_of(effect.parameter) == model))
                for one in self.measures
                if any(model_of(effect.parameter) == model for effect in one.effects)
            ),
            room=None if self.room is None else self.room.of(model),
        )
