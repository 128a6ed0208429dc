"""What a block of draws brings to a model: the values of every parameter and measure, one per draw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from simulate.engine.arrays import Array
from simulate.engine.recorder import Room
from simulate.scenario import Condition, Operation


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

    def at(self, day: date) -> Array:
        """Return the values in force on a day; before the first date those of the first one."""
        return self.values[max(sum(d <= day for d in self.dates) - 1, 0)]


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
