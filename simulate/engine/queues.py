"""A queue: a stock that remembers when people came.

People are served first come, first served within each entry of the axes; others may leave early, every cohort losing
the same share (people who wait do not leave in the order of their arrival). Arrivals are kept as one cumulative curve
in units of *survivors*, so that a service is an interval of that curve and a departure only changes the scale: the cost
of a step does not grow with the length of the wait.

A queue that is served at ticks is shorter than one that is served without pause, by about 0.58 standard deviations of
what comes less what can be served in a tick: at 98 % load and eighty places a week M/M/1 has a mean queue of 49, daily
decisions give 46.8 and weekly ones 42.5. Where many leave early, the few who wait longest are slightly too few, because
a cohort of 0.4 persons does not wait on.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from simulate.engine.arrays import Array
from simulate.engine.clock import Clock
from simulate.engine.stocks import Flow, Stock

_SCALE_FLOOR = 1e-6
"""Below this share of survivors the curve is rescaled, long before who came early vanishes beside who comes late."""
_DAYS_PER_MONTH = 365.2425 / 12


class Queue(Stock):
    """People who wait. The first axis is the class, most urgent first."""

    def bind(self, clock: Clock, size: int) -> None:
        super().bind(clock, size)
        shape = self._n.shape
        # Row r of the curve: all who came on or before days[r], in survivors; and the sum of their days of arrival.
        self._days: list[int] = [-(10**6)]
        self._came: Array = np.zeros((64, *shape))
        self._day_sum: Array = np.zeros((64, *shape))
        self._alive: Array = np.ones(shape)
        self._served: Array = np.zeros(shape)
        self._served_day_sum: Array = np.zeros(shape)
        self._head: NDArray[np.intp] = np.zeros(shape, np.intp)
        self._width = int(np.prod(shape))
        self._columns: NDArray[np.intp] = np.arange(self._width).reshape(shape)
        # The last service: from where to where on the curve, and the people in a unit of the curve then.
        self._last: tuple[Array, Array, Array] = (self._served.copy(), self._served.copy(), self._alive.copy())
        self.wait: Array = np.full(shape, np.nan)

    def open(self, count: Array | float, mean_age: Array | float = 0.0, cell: float = 1.0) -> None:
        """Add the people who wait at the start; their waits so far are spread evenly from 0 to twice `mean_age` months.

        They are put in cells of so many months: short waits need short cells. Once at most, before anybody comes:
        RuntimeError otherwise.
        """
        if len(self._days) > 1:
            raise RuntimeError(f"{self.name} is opened after people came to it")
        super().open(count)
        for cells, share in _ages(np.asarray(mean_age, np.float64) / cell):
            self._arrive(self._n * share, -round(cells * cell * _DAYS_PER_MONTH))

    def add(self, count: Array, after: Array | float | None) -> None:
        super().add(count, after)
        self._arrive(count / self._alive, self.clock.day)

    def remove(self, count: Array, flow: Flow) -> None:
        before = self._n.copy()
        super().remove(count, flow)
        if flow.fifo:
            self._serve(count)
        else:
            self._alive *= 1 - count / np.maximum(before, 1)
            self._rescale()
        empty = self._n == 0
        if empty.any():
            last = len(self._days) - 1
            self._alive[empty] = 1
            self._served[empty] = self._came[last][empty]
            self._served_day_sum[empty] = self._day_sum[last][empty]

    def first(self, places: Array) -> Array:
        """Allot these `places` (further axes, draws): how many of each class get one, the most urgent class first."""
        before = np.cumsum(self._n, axis=0) - self._n if self.axes else 0.0
        return np.asarray(np.clip(places - before, 0, self._n))

    @property
    def age(self) -> Array:
        """Mean days that those who wait have waited so far, NaN where nobody waits."""
        last = len(self._days) - 1
        waiting = np.where(self._n > 0, self._came[last] - self._served, np.nan)
        return np.asarray(self.clock.day - (self._day_sum[last] - self._served_day_sum) / waiting)

    def waiting_longer_than(self, days: Array | float) -> Array:
        """Count those who wait and have waited more than `days` (a fraction of a person is possible: cohorts)."""
        return np.asarray(np.maximum(self._came_before(self.clock.day - days) - self._served, 0) * self._alive)

    def served_later_than(self, days: Array | float) -> Array:
        """Count those just served who had waited more than `days`."""
        begin, end, alive = self._last
        late = np.minimum(self._came_before(self.clock.day - days), end) - begin
        return np.asarray(np.maximum(late, 0) * alive)

    def _came_before(self, day: Array | float) -> Array:
        """Count the people who came before a day, one for all or one per draw and entry, in units of the curve."""
        rows = np.maximum(np.searchsorted(self._days, day, "left") - 1, 0)
        return np.asarray(self._came[int(rows)]) if rows.ndim == 0 else self._take(self._came, rows)

    def _arrive(self, units: Array, day: int) -> None:
        last = len(self._days) - 1
        if self._days[last] != day:
            last += 1
            self._days.append(day)
            if last == len(self._came):
                last = self._make_room()
            self._came[last], self._day_sum[last] = self._came[last - 1], self._day_sum[last - 1]
        self._came[last] += units
        self._day_sum[last] += units * day

    def _make_room(self) -> int:
        """Forget the cohorts that all have left, in every draw, or else double the curve; returns the new last row."""
        rows = len(self._days) - 1
        self._head[self._served >= self._came[rows - 1]] = rows - 1
        gone = int(self._head.min())
        if gone < rows // 2:
            self._came, self._day_sum = (np.concatenate([a, np.zeros_like(a)]) for a in (self._came, self._day_sum))
            return rows
        for curve in (self._came, self._day_sum):
            curve[: rows - gone] = curve[gone:rows]
        del self._days[:gone]
        self._head -= gone
        return rows - gone

    def _serve(self, count: Array) -> None:
        begin, begin_sum = self._served, self._served_day_sum
        self._served = np.minimum(begin + count / self._alive, self._came[len(self._days) - 1])
        self._served_day_sum = self._day_sum_at(self._served)
        length = np.where(count > 0, self._served - begin, np.nan)
        self.wait = self.clock.day - (self._served_day_sum - begin_sum) / length
        self._last = begin, self._served.copy(), self._alive.copy()

    def _day_sum_at(self, position: Array) -> Array:
        """Sum the days of arrival of all up to this position of the curve."""
        last = len(self._days) - 2
        if last < 0:
            return np.zeros_like(position)
        rest = np.flatnonzero((self._head < last) & (self._row(self._came, 1) < position))
        head, came, positions = self._head.reshape(-1), self._came.reshape(len(self._came), -1), position.reshape(-1)
        while rest.size:
            head[rest] += 1
            rest = rest[head[rest] < last]
            rest = rest[came[head[rest] + 1, rest] < positions[rest]]
        days = np.asarray(self._days, np.float64)[self._head + 1]
        return np.asarray(self._row(self._day_sum, 0) + days * (position - self._row(self._came, 0)))

    def _row(self, curve: Array, ahead: int) -> Array:
        return self._take(curve, self._head + ahead)

    def _take(self, curve: Array, rows: NDArray[np.intp]) -> Array:
        """Take from each column of the curve the number in its own row."""
        # Flat positions are taken twice as fast as a row and columns.
        return np.asarray(curve.reshape(-1).take(rows * self._width + self._columns))

    def _rescale(self) -> None:
        small = (self._alive < _SCALE_FLOOR) & (self._n > 0)
        if small.any():
            scale = np.where(small, self._alive, 1.0)
            rows = len(self._days)
            for curve in (self._came, self._day_sum):
                curve[:rows, small] *= self._alive[small]
            self._served *= scale
            self._served_day_sum *= scale
            begin, end, alive = self._last
            self._last = (begin * scale, end * scale, alive / scale)
            self._alive[small] = 1


def _ages(mean: Array) -> Iterator[tuple[float, Array]]:
    """Generate (cells waited, share of the people): shares over every cell up to twice the mean, the oldest first.

    The last cell counts for so much that the mean is right; below half a cell it is of half a cell and of nothing.
    """
    whole = np.floor(2 * mean)
    rest = 2 * mean - whole
    last = whole * rest / (whole + 1 - rest)
    for month in range(int(whole.max()), -1, -1):
        weight = np.where(month < whole, 1.0, np.where(month == whole, last, 0.0))
        yield month + 0.5, np.where(whole > 0, weight / np.maximum(whole + last, 1), rest if month == 0 else 0.0)
    yield 0.0, np.where(whole > 0, 0.0, 1 - rest)
