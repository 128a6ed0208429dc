"""Recorded outcomes: what is neither a stock nor a flow, and the series of all."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulate.engine import kernels
from simulate.engine.arrays import Array, flat, rows
from simulate.engine.outcome import Dtype, Kind, Outcome
from simulate.engine.stocks import Declared
from simulate.vocabulary import Label

Series = NDArray[np.int32] | NDArray[np.float32] | NDArray[np.float64]


class Recorded(Declared):
    """An outcome that a process records by name: `self.record(bezettingsgraad=...)`.

    `unknown`: it may be NaN, which ends a run otherwise. A mean may always be: where its weights are nought.
    """

    kind: Kind = "level"

    def __init__(
        self,
        nl: str,
        en: str,
        unit: str,
        axes: tuple[str, ...] | str = (),
        description: Label | None = None,
        *,
        unknown: bool = False,
    ) -> None:
        self.label, self.unit, self.description = Label(nl, en), unit, description
        self.unknown = unknown or self.kind == "mean"
        self.axes = (axes,) if isinstance(axes, str) else axes

    @property
    def dtype(self) -> Dtype:
        # Money needs more digits than a float32 has.
        return "float64" if self.unit.startswith("EUR") else "float32"


class Level(Recorded):
    """A state: the last value recorded in a month stands for the month, and for the months after it until the next."""

    kind: Kind = "level"


class Total(Recorded):
    """An amount per month: what is recorded within a month is added up."""

    kind: Kind = "total"


class Mean(Recorded):
    """An average over a month, weighted: `self.record(beslistijd=(wait, decided))`. NaN when the weights are nought."""

    kind: Kind = "mean"


class Room:
    """Memory for the series of one block after the other: large arrays cost more to get anew than to clear."""

    def __init__(self) -> None:
        self._arrays: dict[str, Series] = {}
        self._parts: dict[str, Room] = {}

    def of(self, part: str) -> Room:
        """Return the memory for one of several models that run together."""
        return self._parts.setdefault(part, Room())

    def zeros(self, name: str, shape: tuple[int, ...], dtype: Dtype) -> Series:
        """Return an array of noughts; what was returned under this name before is lost."""
        array = self._arrays.get(name)
        if array is None or array.shape != shape or array.dtype != dtype:
            array = self._arrays[name] = np.zeros(shape, dtype)
        else:
            array.fill(0)
        return array


class Recorder:
    """The monthly series of one block of draws: arrays (months, *axes, draws), by name."""

    def __init__(
        self, outcomes: Mapping[str, Outcome], shapes: dict[str, tuple[int, ...]], months: int, room: Room
    ) -> None:
        self._outcomes = outcomes
        self.month = 0
        self.series: dict[str, Series] = {
            name: room.zeros(name, (months, *shapes[name]), outcome.dtype) for name, outcome in outcomes.items()
        }
        self._rows: dict[str, NDArray[Any]] = {
            name: values.reshape(months, -1, values.shape[-1]) for name, values in self.series.items()
        }
        self._sums = {
            name: (np.zeros(shapes[name]), np.zeros(shapes[name])) for name, o in outcomes.items() if o.kind == "mean"
        }
        self._levels = [self.series[name] for name, outcome in outcomes.items() if outcome.kind == "level"]

    def record(self, name: str, value: Array | float | tuple[Array, Array]) -> None:
        """Record a value for the open month. KeyError, with the nearest name, when no such outcome was declared."""
        outcome = self._outcomes.get(name)
        if outcome is None or outcome.kind in ("stock", "flow"):
            near = difflib.get_close_matches(name, self._outcomes, 1)
            raise KeyError(f"'{name}' is not an outcome to record" + (f"; did you mean '{near[0]}'?" if near else ""))
        if outcome.kind == "mean":
            values, weights = value if isinstance(value, tuple) else (value, 1.0)
            sums, totals = self._sums[name]
            kernels.weigh(*flat(values, sums.shape), *flat(weights, sums.shape), rows(sums), rows(totals))
        elif outcome.kind == "total":
            self.series[name][self.month] += np.asarray(value)
        else:
            self.series[name][self.month] = value

    def count(self, name: str, people: Array) -> None:
        """Record whole numbers (rows, draws). OverflowError when they do not fit an int32, which would wrap in silence.

        ValueError where the array is not C-contiguous.
        """
        if not kernels.enter(people, self._rows[name][self.month]):
            raise OverflowError(f"{name}: {people.max():g} is more than can be stored")

    def count_total(self, name: str, total: Array) -> None:
        """Record what a flow has counted (rows, draws), and set it to nought. OverflowError as with `count`."""
        if not kernels.enter_total(total, self._rows[name][self.month]):
            raise OverflowError(f"{name}: more has flowed than can be stored")

    def count_total_over(self, name: str, total: Array, into: NDArray[np.int64]) -> None:
        """Record what a flow has counted (rows, draws), row r in row into[r] of what is recorded; set it to nought.

        OverflowError as with `count`.
        """
        if not kernels.enter_total_over(total, into, self._rows[name][self.month]):
            raise OverflowError(f"{name}: more has flowed than can be stored")

    def close(self) -> None:
        """Close the month: enter its means, and let levels start the next one at what they were."""
        for name, (sums, totals) in self._sums.items():
            means = np.empty_like(sums)
            kernels.average(rows(sums), rows(totals), rows(means))
            self.series[name][self.month] = means
        self.month += 1
        for level in self._levels:
            if self.month < len(level):
                level[self.month] = level[self.month - 1]

    def closed(self, name: str, ago: int = 0) -> Array | None:
        """Return an outcome in the last closed month, or `ago` months earlier, summed over its axes.

        Shape (draws,), or None when there is no such month yet.
        """
        month = self.month - 1 - ago
        if month < 0:
            return None
        return np.asarray(self._rows[name][month].astype(np.float64).sum(axis=0))

    def closed_over(self, name: str, months: int) -> Array:
        """Return an outcome over the last `months` closed months, fewer early in a run, and over its axes, (draws,).

        The last month is added first.
        """
        by_month = self._rows[name][max(self.month - months, 0) : self.month].astype(np.float64).sum(axis=1)
        return np.asarray(by_month[::-1].sum(axis=0))


def impossible(series: Series, outcome: Outcome) -> tuple[str, int, int] | None:
    """Say what cannot be in a series (months, *axes, draws): what, in which month and draw. None if all of it can be.

    Nothing is infinite, what is counted is not below nought, and what is not NaN only where the outcome may be unknown.
    """
    counted = outcome.kind in ("stock", "flow")
    if counted and not series.min() < 0:
        return None
    if not counted and np.isfinite(series).all():
        return None
    wrong = series < 0 if counted else np.isinf(series) if outcome.unknown else ~np.isfinite(series)
    if not wrong.any():
        return None
    month, *_, draw = (int(place) for place in np.argwhere(wrong)[0])
    value = series[wrong][0]
    return "unknown" if np.isnan(value) else "infinite" if np.isinf(value) else f"{value:g}", month, draw
