"""A pool: a number of places (or staff) that comes after a lead time and ends at an end date."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulate.engine import kernels
from simulate.engine.arrays import Array
from simulate.engine.clock import Clock
from simulate.engine.counts import evenly
from simulate.engine.stocks import Declared
from simulate.errors import Impossible
from simulate.vocabulary import Label

LOOK_AHEAD = 60
"""Months that `Pool.ending` can look ahead past the end of the run."""


class _Order(NamedTuple):
    """Places with an end date: where in the flattened pool, when they open and end, and how many."""

    at: NDArray[np.intp]
    ready: Array
    end: Array
    places: Array


class Pool(Declared):
    """Places that can be used: ordered now, open after a lead time, closed at their end date or before it.

    `open` and `ordered` can be read, shape (*axes, draws). Lead times and terms are in months, per draw if need be.
    """

    def __init__(self, nl: str, en: str, axes: tuple[str, ...] | str = (), unit: str = "plekken") -> None:
        self.label, self.unit = Label(nl, en), unit
        self.axes = (axes,) if isinstance(axes, str) else axes

    def bind(self, clock: Clock, size: int) -> None:
        self.clock, self._shape = clock, self.shape(size)
        self.open: Array = np.zeros(self._shape)
        self._opened: Array = np.zeros(self._shape)
        self._closed: Array = np.zeros(self._shape)
        self.ordered: Array = np.zeros(self._shape)
        # Row m: what opens, and what ends of what is open, at the beginning of month m; the last row is after the end.
        self._openings: Array = np.zeros((clock.months + 2, self.open.size))
        self._endings: Array = np.zeros((clock.months + 2 + LOOK_AHEAD, self.open.size))
        # What was ordered with an end date and is not open yet.
        self._temporary: list[_Order] = []

    def start(self, count: Array | float, ending_over: Array | float | None = None) -> None:
        """Open the places of the start; with `ending_over` their end dates are spread evenly over so many months.

        Infinity stands for places without an end date.
        """
        opened = np.broadcast_to(np.rint(count), self._shape)
        self.open += opened
        self._opened += opened
        if ending_over is not None:
            for month, share in enumerate(evenly(opened, np.broadcast_to(ending_over, self._shape)), start=1):
                self._endings[min(month, len(self._endings) - 1)] += share.ravel()

    def expect(self, count: Array | float, over: Array | float, term: Array | float | None = None) -> None:
        """Enter the places that were ordered before the start: they open evenly over the coming `over` months.

        They stay for `term` months if given.
        """
        for month, share in enumerate(evenly(np.rint(np.broadcast_to(count, self._shape)), over), start=1):
            self.order(share, month, term)

    def order(self, count: Array, lead: Array | float, term: Array | float | None = None) -> None:
        """Order places (rounded to whole ones) that open after `lead` months and end `term` months later, if at all."""
        places = np.maximum(np.rint(np.broadcast_to(count, self._shape)), 0)
        ready = self.clock.month + np.maximum(np.rint(lead), 1)
        self._at(self._openings, ready, places)
        self.ordered += places
        if term is not None and places.any():
            end = ready + np.maximum(np.rint(term), 1)
            at = np.flatnonzero(places)
            ready, end = (np.broadcast_to(month, self._shape).ravel()[at] for month in (ready, end))
            self._temporary.append(_Order(at, ready, end, places.ravel()[at]))

    def close(self, count: Array) -> Array:
        """Close open places now, those that end first foremost; returns how many were closed."""
        closed = np.clip(np.rint(np.broadcast_to(count, self._shape)), 0, self.open)
        self.open = self.open - closed
        self._closed += closed
        # A place that closes early has no end date any more.
        kernels.cancel(closed.ravel(), self._endings[self.clock.month + 1 :])
        return closed

    def steer(self, target: Array | float, lead: Array | float) -> None:
        """Order the places that are lacking to `target`, or close what is open above it."""
        self.order(target - self.open - self.ordered, lead)
        self.close(np.maximum(self.open - target, 0))

    def ending(self, months: Array | float) -> Array:
        """Count the places that end within the coming `months` whole months, (draws,) or one number for all.

        What ends more than LOOK_AHEAD months after the run is not counted, however far is asked ahead.
        """
        ahead = np.broadcast_to(np.asarray(months, np.float64), self._shape[-1:]).ravel()
        here = self.clock.month
        # The last month of the calendar holds all that ends later: nobody is told of that, so it is not within reach.
        ahead = np.minimum(ahead, len(self._endings) - 2 - here)
        ends = np.empty(self._shape)
        kernels.ends_within(self._endings, here, ahead, ends.reshape(-1))
        for order in self._temporary:
            kernels.ordered_ends_within(*order, float(here), ahead, ends.reshape(-1))
        return ends

    def turn(self, month: int) -> None:
        """Begin a new month: open the places that were ordered for it, close those that end with it."""
        self._temporary = [o for o in self._temporary if kernels.open_order(*o, float(month), self._endings)]
        opening, ending = (calendar[month].reshape(self._shape) for calendar in (self._openings, self._endings))
        self.open = self.open + opening
        self.ordered = self.ordered - opening
        ended = np.minimum(ending, self.open)
        self.open = self.open - ended
        self._opened += opening
        self._closed += ended

    def audit(self) -> None:
        """Check that no place was lost or made. Impossible names the pool, and the first draw in which one was."""
        to_come = self._openings[self.clock.month + 1 :].sum(axis=0).reshape(self._shape)
        for wrong, what in (
            (self.open != self._opened - self._closed, "appeared or vanished"),
            (self.ordered != to_come, "were ordered and do not come, or come and were not ordered"),
        ):
            if wrong.any():
                draw = int(np.argwhere(wrong)[0][-1])
                raise Impossible(f"places of {self.name} {what} by {self.clock.today:%Y-%m} (draw {draw} of the block)")

    def _at(self, calendar: Array, month: Array, places: Array) -> None:
        when = np.broadcast_to(month, self._shape).ravel()
        kernels.put(calendar, when, places.ravel())
