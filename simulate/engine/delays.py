"""A delay: a stock that people leave after a time that was set when they came."""

from __future__ import annotations

import numpy as np

from simulate.engine import kernels
from simulate.engine.arrays import Array, rows
from simulate.engine.clock import Clock
from simulate.engine.counts import evenly
from simulate.engine.stocks import Flow, Stock


class Delay(Stock):
    """People who are on their way. A flow into it says for how many months: `flow(count, after=months)`.

    `due` is who may leave now. SimPy cannot fire an event for one draw, so this is a calendar of months over draws: the
    months may differ per draw, and fractions of a month are divided over the two months around them, so that the mean
    is right also when few people come at a time. Nobody leaves in the month of coming.
    """

    most = "are due"

    def bind(self, clock: Clock, size: int) -> None:
        super().bind(clock, size)
        # Row m: who may leave from month m of the run; the last row is after the end.
        self._calendar: Array = np.zeros((clock.months + 2, self._n.size))
        self._due: Array = np.zeros(self._n.shape)
        self._later_left: Array = np.zeros(self._n.size)

    @property
    def due(self) -> Array:
        """Who may leave now, shape of the stock."""
        return self._due.copy()

    def open(self, count: Array | float, over: Array | float = 1.0) -> None:
        """Add the people who are on the way at the start, leaving evenly over the coming `over` months."""
        before = self._n.copy()
        super().open(count)
        for month, share in enumerate(evenly(self._n - before, over)):
            self._calendar[min(month, len(self._calendar) - 1)] += share.reshape(-1)
            if month == 0:
                self._due += share

    def leavable(self) -> Array:
        return rows(self._due)

    def arrived(self, flow: Flow, after: Array | float | None) -> None:
        if after is None:
            raise TypeError(f"{self.name} is a delay: say after how many months people leave it")
        # From today on: who comes halfway a month leaves half a month later than who came on its first day.
        months = np.asarray(after, np.float64)
        each = int(months.size > 1)
        stay = np.broadcast_to(months, self._n.shape) if each else months
        coming, calendar = flow.at(self, flow.moved), self._calendar[self.clock.month :]
        kernels.delay(coming.ravel(), self._later_left, self.clock.elapsed, stay.ravel(), each, calendar)

    def left(self, flow: Flow) -> None:
        # Who may leave is among who is there, so there is nothing more to refuse.
        self._n -= flow.at(self, flow.moved)

    def turn(self, month: int) -> None:
        """Begin a new month: its row may leave from now on."""
        self._due += self._calendar[month].reshape(self._due.shape)
