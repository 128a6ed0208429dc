"""The law as a plain numpy loop over months: no SimPy, no declared stocks, nothing checked, everything recorded."""

from __future__ import annotations

import numpy as np

from benchmarks import law
from benchmarks.law import Figures, Floats, Series
from benchmarks.numbers import Sources


class Waiting:
    """First come, first served: cumulated arrivals in units of survivors, and a pointer to the head of the queue."""

    def __init__(self, size: int) -> None:
        self.days = np.array([-(10**6), *law.OPENING_DAYS, *law.DAYS], np.float64)
        self.came = np.zeros((len(self.days), size))
        self.day_sum = np.zeros_like(self.came)
        each = law.IN_PROCEDURE / law.OPENING_COHORTS
        self.last = law.OPENING_COHORTS
        for row in range(1, self.last + 1):
            self.came[row] = self.came[row - 1] + each
            self.day_sum[row] = self.day_sum[row - 1] + each * self.days[row]
        self.alive, self.served, self.served_sum = np.ones(size), np.zeros(size), np.zeros(size)
        self.head, self.column = np.zeros(size, np.intp), np.arange(size)

    def arrive(self, count: Floats) -> None:
        units = count / self.alive
        self.last += 1
        self.came[self.last] = self.came[self.last - 1] + units
        self.day_sum[self.last] = self.day_sum[self.last - 1] + units * self.days[self.last]

    def leave(self, count: Floats, before: Floats) -> None:
        self.alive *= 1 - count / np.maximum(before, 1)

    def serve(self, count: Floats) -> Floats:
        """Mean wait in weeks of those served."""
        served = np.minimum(self.served + count / self.alive, self.came[self.last])
        while (step := (self.head < self.last - 1) & (self.came[self.head + 1, self.column] < served)).any():
            self.head += step
        passed, passed_sum = self.came[self.head, self.column], self.day_sum[self.head, self.column]
        served_sum = passed_sum + self.days[self.head + 1] * (served - passed)
        with np.errstate(invalid="ignore"):
            came_on = (served_sum - self.served_sum) / (served - self.served)
        self.served, self.served_sum = served, served_sum
        return np.asarray((self.days[self.last] - came_on) / 7)


def run(figures: Figures, source: Sources, waiting: bool = True) -> dict[str, Series]:
    """The series of a block: (months, draws) or (months, provinces, draws). Without `waiting` no waiting times."""
    size = len(figures.base)
    level, applies, withdraws, room, grants = map(source, ("level", "applies", "withdraws", "room", "grants"))
    arrives, asks, places, houses, leaves = map(source, ("arrives", "asks", "places", "houses", "leaves"))
    out = law.empty_series(size)
    x, queue = np.zeros(size), np.full(size, float(law.IN_PROCEDURE))
    rejected, family = np.full(size, float(law.REJECTED)), np.full(size, float(law.FAMILY))
    status = np.repeat(law.HOUSED_FROM[:, None], size, axis=1)
    housing = figures.h * law.WEIGHTS[:, None]
    fifo = Waiting(size) if waiting else None

    for month in range(law.MONTHS):
        x *= law.PERSISTENCE
        x += law.SHOCK * level.normal()
        applied = applies.poisson(figures.base * (law.SEASON[month % 12] / 12) * np.exp(x))
        queue += applied
        withdrawn = withdraws.binomial(queue, law.WITHDRAWS)
        if fifo:
            fifo.arrive(applied)
            fifo.leave(withdrawn, queue)
        queue -= withdrawn

        capacity = np.where(month >= figures.t0, figures.c * law.FASTER, figures.c)
        decided = np.minimum(queue, room.poisson(capacity))
        queue -= decided
        granted = grants.binomial(decided, figures.a)
        refused = decided - granted
        rejected += refused

        arrived = arrives.binomial(family, law.ARRIVES)
        asked = asks.poisson(law.REQUESTS * granted)
        family += asked
        family -= arrived

        placed = places.split(granted + arrived, law.WEIGHTS)
        status += placed
        housed = np.minimum(status, houses.poisson(housing))
        status -= housed

        left = leaves.binomial(rejected, law.LEAVES)
        rejected -= left
        occupied = queue + rejected + status.sum(axis=0)

        out["in_procedure"][month] = queue
        out["afgewezen"][month] = rejected
        out["nareis_open"][month] = family
        out["statushouders"][month] = status
        out["instroom"][month] = applied
        out["intrekking"][month] = withdrawn
        out["besluit"][month] = decided
        out["inwilliging"][month] = granted
        out["afwijzing"][month] = refused
        out["nareisverzoek"][month] = asked
        out["nareis"][month] = arrived
        out["koppeling"][month] = placed
        out["huisvesting"][month] = housed
        out["vertrek"][month] = left
        out["bezetting"][month] = occupied
        out["noodopvang"][month] = np.maximum(occupied - law.PLACES, 0)
        if fifo:
            out["wachttijd"][month] = fifo.serve(decided)
    return out
