"""SimPy's environment with a calendar: whole days, real months, and a declared order within a day.

One environment carries a whole block of draws, so an event happens in all of them at once; what differs per draw is a
number or a mask, never the moment.

SimPy serves events of equal time in the order in which they were scheduled, which would make the outcome depend on who
waited longest. Here a process that was started with a rank is served by that rank: the books first, then what models
tell each other, then measures, then the processes of the model in their declared order.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Generator
from datetime import date, timedelta
from typing import Any

import simpy
from simpy.events import NORMAL, EventPriority

# SimPy's own immediate events have priority 0 and 1 and come before all of these.
BOOKS, COUPLINGS, MEASURES, PROCESSES = 10_000, 20_000, 30_000, 100_000
APART = 1_000
"""Between the ranks of two models in one environment: no two of their processes have the same one."""

Proceeding = Generator[simpy.Event, Any, None]
"""What a process of a model is: a generator of events to wait for."""


def month_starts(start: date, months: int) -> list[date]:
    """Return the first days of `months` months from `start`, and of the month after."""
    serial = start.year * 12 + start.month - 1
    return [date((serial + m) // 12, (serial + m) % 12 + 1, 1) for m in range(months + 1)]


def months_between(earlier: date, later: date) -> int:
    """Count the whole months from `earlier` to `later`; negative when `later` comes first."""
    serial = (later.year - earlier.year) * 12 + later.month - earlier.month
    return serial - (later.day < earlier.day)


class Signal:
    """A moment that processes can wait for, again and again: an event of the whole block of draws."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._waiting: list[tuple[int, simpy.Event]] = []

    def fire(self) -> None:
        """Wake the processes that wait, today, by their rank: who waited longest does not matter."""
        woken, self._waiting = self._waiting, []
        for _, event in sorted(woken, key=lambda waiting: waiting[0]):
            event.succeed()

    def wait(self) -> simpy.Event:
        """Return an event to yield: the next time the signal fires."""
        event = self._clock.event()
        self._waiting.append((self._clock.rank, event))
        return event


class Clock(simpy.Environment):
    """Days since `start` (a first of the month), for `months` months."""

    def __init__(self, start: date, months: int) -> None:
        if start.day != 1 or months < 1:
            raise ValueError(f"a run starts on the first of a month and lasts a month or more, not {start}, {months}")
        super().__init__(0)
        self.start, self.months = start, months
        self.starts = month_starts(start, months)
        self.first_days = [(day - start).days for day in self.starts]
        self._rank: dict[simpy.Process, int] = {}

    @property
    def day(self) -> int:
        """Days since the start."""
        return int(self.now)

    @property
    def today(self) -> date:
        return self.start + timedelta(days=self.day)

    @property
    def month(self) -> int:
        """Index of the current month: 0 is the month of the start."""
        return bisect_right(self.first_days, self.now) - 1

    @property
    def elapsed(self) -> float:
        """The part of the current month that is over, from 0 to below 1."""
        return (self.today.day - 1) / self.days_in_month

    @property
    def calendar_month(self) -> int:
        """0 for January up to 11 for December."""
        return self.today.month - 1

    @property
    def days_in_month(self) -> int:
        """Days of the current month."""
        return monthrange(self.today.year, self.today.month)[1]

    @property
    def rank(self) -> int:
        """The rank of the process that is acting now."""
        return self._rank.get(self.active_process, PROCESSES) if self.active_process else PROCESSES

    def schedule(self, event: simpy.Event, priority: EventPriority = NORMAL, delay: float = 0) -> None:
        if delay and self.active_process is not None:
            priority = EventPriority(self._rank.get(self.active_process, priority))
        super().schedule(event, priority, delay)

    def begin(self, proceeding: Proceeding, rank: int) -> simpy.Process:
        """Start a process that is served by `rank` among those of the same day; what it starts inherits the rank."""
        process = self.process(proceeding)
        self._rank[process] = rank
        return process

    def branch(self, proceeding: Proceeding) -> simpy.Process:
        """Start a process from within a process, with the rank of the one that starts it."""
        return self.begin(proceeding, self.rank)

    def turn(self) -> simpy.Event:
        """Wait for this process's own turn today: after all of a lower rank have done what they do today."""
        event = self.event()
        event._ok, event._value = True, None
        super().schedule(event, EventPriority(self.rank))
        return event

    def signal(self) -> Signal:
        return Signal(self)

    def until(self, day: date) -> simpy.Event:
        """Wait until a date; a date that has come already is today."""
        return self.timeout(max((day - self.today).days, 0))

    def next_week(self) -> simpy.Event:
        return self.timeout(7)

    def next_month(self, every: int = 1) -> simpy.Event:
        """Wait until the first of the month, `every` months on; past the end of the run: until the end."""
        return self.timeout(self.first_days[min(self.month + every, self.months)] - self.now)

    def next(self, *months: int) -> simpy.Event:
        """Wait until the next first day of one of these months of the year (1-12), such as 1 and 7 for half-years."""
        ahead = next(m for m in range(1, 13) if (self.today.month - 1 + m) % 12 + 1 in months)
        return self.next_month(ahead)
