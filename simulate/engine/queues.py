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

from simulate.engine import kernels
from simulate.engine.arrays import Array
from simulate.engine.clock import Clock
from simulate.engine.stocks import Flow, Stock

_SCALE_FLOOR = 1e-6
"""Below this share of survivors the curve is rescaled, long before who came early vanishes beside who comes late."""
_DAYS_PER_MONTH = 365.2425 / 12
_ROOM = 64
"""Rows of a curve to begin with; it grows."""


class Queue(Stock):
    """People who wait. The first axis is the class, most urgent first."""

    def bind(self, clock: Clock, size: int) -> None:
        super().bind(clock, size)
        width = self._n.size
        # Row r of the curve: all who came on or before days[r], in survivors, and the sum of their days of arrival.
        self._last = 0
        self._days: Array = np.zeros(_ROOM)
        self._days[0] = -(10**6)
        self._curve: Array = np.zeros((_ROOM, width, 2))
        self._alive: Array = np.ones(width)
        self._served: Array = np.zeros(width)
        self._served_day_sum: Array = np.zeros(width)
        self._head: NDArray[np.int64] = np.zeros(width, np.int64)
        # The last service: from where to where on the curve, and the people in a unit of the curve then.
        self._begin, self._end, self._scale = np.zeros(width), np.zeros(width), np.ones(width)
        self.wait: Array = np.full(self._n.shape, np.nan)

    def open(self, count: Array | float, mean_age: Array | float = 0.0, cell: float = 1.0) -> None:
        """Add the people who wait at the start; their waits so far are spread evenly from 0 to twice `mean_age` months.

        They are put in cells of so many months: short waits need short cells. Once at most, before anybody comes:
        RuntimeError otherwise.
        """
        if self._last:
            raise RuntimeError(f"{self.name} is opened after people came to it")
        super().open(count)
        for cells, share in _ages(np.asarray(mean_age, np.float64) / cell):
            self._arrive((self._n * share).ravel(), -round(cells * cell * _DAYS_PER_MONTH))

    def arrived(self, flow: Flow, after: Array | float | None) -> None:
        super().arrived(flow, after)
        self._arrive(flow.at(self, flow.moved).ravel(), self.clock.day)

    def left(self, flow: Flow) -> None:
        count = flow.at(self, flow.moved).ravel()
        if flow.fifo:
            self._serve(count)
        elif kernels.leave(
            count, self._n.reshape(-1), self._alive, self._served, self._served_day_sum,
            self._curve, self._last, _SCALE_FLOOR,
        ):  # fmt: skip
            self._rescale()

    def first(self, places: Array) -> Array:
        """Allot these `places` (further axes, draws): how many of each class get one, the most urgent class first."""
        classes = self._n.reshape(len(self._n) if self.axes else 1, -1)
        allotted = np.empty(self._n.shape)
        each = np.broadcast_to(np.asarray(places, np.float64), self._n.shape[bool(self.axes) :]).ravel()
        kernels.allot(each, classes, allotted.reshape(classes.shape))
        return allotted

    @property
    def age(self) -> Array:
        """Mean days that those who wait have waited so far, NaN where nobody waits."""
        waiting = np.where(self._n.reshape(-1) > 0, self._curve[self._last, :, kernels.CAME] - self._served, np.nan)
        return self._shaped(
            self.clock.day - (self._curve[self._last, :, kernels.DAYS] - self._served_day_sum) / waiting
        )

    def waiting_longer_than(self, days: Array | float) -> Array:
        """Count those who wait and have waited more than `days` (a fraction of a person is possible: cohorts)."""
        return np.asarray(self._waiting(*self._came_before(days))[0])

    def waiting_longer_than_each(self, rungs: Array) -> Array:
        """Count them for each of these numbers of days, (rungs, *axes, draws)."""
        return self._waiting(self._rows_before(rungs), 0)

    def served_later_than(self, days: Array | float) -> Array:
        """Count those just served who had waited more than `days`."""
        return np.asarray(self._served_late(*self._came_before(days))[0])

    def served_later_than_each(self, rungs: Array) -> Array:
        """Count them for each of these numbers of days, (rungs, *axes, draws)."""
        return self._served_late(self._rows_before(rungs), 0)

    def _waiting(self, row: NDArray[np.int64], each: int) -> Array:
        found = np.empty((1 if each else len(row), len(self._served)))
        kernels.waiting(self._curve, row, each, self._served, self._alive, found)
        return found.reshape(-1, *self._n.shape)

    def _served_late(self, row: NDArray[np.int64], each: int) -> Array:
        found = np.empty((1 if each else len(row), len(self._served)))
        kernels.served_late(self._curve, row, each, self._begin, self._end, self._scale, found)
        return found.reshape(-1, *self._n.shape)

    def _shaped(self, values: Array) -> Array:
        return values.reshape(self._n.shape)

    def _came_before(self, days: Array | float) -> tuple[NDArray[np.int64], int]:
        """Find the row of all who came more than `days` ago: one for all, or, with a 1, one per entry and draw."""
        row = self._rows_before(days)
        return (row.reshape(-1), 0) if row.size == 1 else (np.broadcast_to(row, self._n.shape).ravel(), 1)

    def _rows_before(self, days: Array | float) -> NDArray[np.int64]:
        """Find the row of the curve that has all who came more than so many days ago."""
        return np.maximum(np.searchsorted(self._days[: self._last + 1], self.clock.day - days, "left") - 1, 0)

    def _arrive(self, count: Array, day: int) -> None:
        fresh = self._days[self._last] != day
        if fresh:
            if self._last + 1 == len(self._days):
                self._make_room()
            self._last += 1
            self._days[self._last] = day
        kernels.arrive(count, self._alive, self._curve, self._last, fresh, float(day))

    def _make_room(self) -> None:
        """Forget the cohorts that all have left, in every draw, or else double the curve."""
        last = self._last
        # Who has been served up to the end needs no earlier row; where a walk along the curve begins changes no number.
        self._head[self._served >= self._curve[last, :, kernels.CAME]] = last
        gone = int(self._head.min())
        # To move up what is left costs less than new memory, unless it has to be done every few weeks.
        if gone < (last + 1) // 8:
            self._curve, self._days = (_doubled(kept, last + 1) for kept in (self._curve, self._days))
            return
        for kept in (self._curve, self._days):
            kept[: last + 1 - gone] = kept[gone : last + 1]
        self._head -= gone
        self._last -= gone

    def _serve(self, count: Array) -> None:
        wait = np.empty(len(count))
        kernels.serve(
            count, self._n.reshape(-1), self._alive, self._served, self._served_day_sum,
            self._head, self._curve, self._days, self._last, float(self.clock.day),
            wait, self._begin, self._end, self._scale,
        )  # fmt: skip
        self.wait = self._shaped(wait)

    def _rescale(self) -> None:
        small = (self._alive < _SCALE_FLOOR) & (self._n.reshape(-1) > 0)
        scale = np.where(small, self._alive, 1.0)
        self._curve[: self._last + 1, small] *= self._alive[small, None]
        for part in (self._served, self._served_day_sum, self._begin, self._end):
            part *= scale
        self._scale /= scale
        self._alive[small] = 1


def _doubled(kept: Array, used: int) -> Array:
    """Return rows of which so many are used, with room for twice as many."""
    longer = np.empty((2 * len(kept), *kept.shape[1:]))
    longer[:used] = kept[:used]
    return longer


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
