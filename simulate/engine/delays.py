"""A delay: a stock that people leave after a time that was set when they came."""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Clock
from simulate.engine.counts import evenly
from simulate.engine.stocks import Flow, Overdrawn, Stock


class Delay(Stock):
    """People who are on their way. A flow into it says for how many months: `flow(count, after=months)`.

    `due` is who may leave now. SimPy cannot fire an event for one draw, so this is a calendar of months over draws: the
    months may differ per draw, and fractions of a month are divided over the two months around them, so that the mean
    is right also when few people come at a time. Nobody leaves in the month of coming.
    """

    def bind(self, clock: Clock, size: int) -> None:
        super().bind(clock, size)
        # Row m: who may leave from month m of the run; the last row is after the end.
        self._calendar: Array = np.zeros((clock.months + 2, *self._n.shape))
        self._columns = np.indices(self._n.shape)
        self._due: Array = np.zeros(self._n.shape)
        self._later_left: Array = np.zeros(self._n.shape)

    @property
    def due(self) -> Array:
        """Who may leave now, shape of the stock."""
        return self._due.copy()

    def open(self, count: Array | float, over: Array | float = 1.0) -> None:
        """Add the people who are on the way at the start, leaving evenly over the coming `over` months."""
        before = self._n.copy()
        super().open(count)
        for month, share in enumerate(evenly(self._n - before, over)):
            self._calendar[min(month, len(self._calendar) - 1)] += share
            if month == 0:
                self._due += share

    def add(self, count: Array, after: Array | float | None) -> None:
        if after is None:
            raise TypeError(f"{self.name} is a delay: say after how many months people leave it")
        super().add(count, None)
        # From today on: who comes halfway a month leaves half a month later than who came on its first day.
        months = np.maximum(np.asarray(after, np.float64), 1.0) + self.clock.elapsed
        whole = np.floor(months)
        # Fractions of a person who should stay a month longer are kept for who comes next.
        share = count * (months - whole) + self._later_left
        later = np.minimum(np.floor(share + 1e-9), count)
        self._later_left = share - later
        self._put(count - later, whole)
        self._put(later, whole + 1)

    def _put(self, count: Array, months: Array) -> None:
        rows = np.minimum(self.clock.month + months, len(self._calendar) - 1).astype(np.intp)
        self._calendar[(np.broadcast_to(rows, count.shape), *self._columns)] += count

    def turn(self, month: int) -> None:
        """Begin a new month: its row may leave from now on."""
        self._due += self._calendar[month]

    def remove(self, count: Array, flow: Flow) -> None:
        if not (self._due - count).min() >= 0:
            raise Overdrawn(f"{flow.name} on {self.clock.today}: more people leave {self.name} than are due")
        super().remove(count, flow)
        self._due -= count
