"""A second opinion on the core of the asylum chain: every person is a process of SimPy, one by one.

It shares no code with the models it judges, only the calendar of the real chain: people apply on the first of a month,
the IND decides weekly, courts rule and municipalities house on the first of a month. Within a day things happen in the
order of the moments below. Everything is as simple as it can be for persons: a chance per month is a coin, a queue is a
line of people, staff are hours that are spent on cases.
"""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import simpy

from tests.models.asiel.facts import Facts

Life = Generator[simpy.Event, Any, None]

# Moments of a day.
COUNT, APPLY, CLOSE, DECIDE, RULE, RULE_AGAIN, ASSIGN, SET_TASK, HOUSE, END_OF_TERM, DEPART = np.arange(11) / 20
DAYS_PER_MONTH = 365.2425 / 12
NEVER = math.inf


@dataclass(eq=False)
class Case:
    """Someone in the line of the IND."""

    group: int
    since: float
    decided: simpy.Event
    gone: bool = False


@dataclass
class Line:
    """The cases of a group, oldest first. Who has gone is passed over."""

    cases: deque[Case] = field(default_factory=deque)
    size: int = 0

    def join(self, case: Case) -> None:
        self.cases.append(case)
        self.size += 1

    def leave(self, case: Case) -> None:
        case.gone = True
        self.size -= 1

    def oldest(self) -> Case:
        while self.cases[0].gone:
            self.cases.popleft()
        self.size -= 1
        return self.cases.popleft()


class Chain:
    """One history of the chain. `run` returns the number of people by place at the end of each month."""

    def __init__(self, facts: Facts, seed: int) -> None:
        self.facts, self.rng, self.env = facts, np.random.default_rng(seed), simpy.Environment()
        serial = facts.start.year * 12 + facts.start.month - 1
        firsts = [date((serial + m) // 12, (serial + m) % 12 + 1, 1) for m in range(facts.months + 1)]
        self.firsts = [float((first - facts.start).days) for first in firsts]
        self.lines = [Line() for _ in facts.share]
        # It starts in the middle of a case.
        self.credit = [
            -float(self.rng.random()) * facts.hours_per_case[0],
            -float(self.rng.random()) * max(facts.hours_per_case),
        ]
        """Hours not yet spent: those for group 0 first, and those for all."""
        self.unassigned: list[simpy.Event] = []
        self.homeless: list[deque[simpy.Event]] = [deque() for _ in facts.key]
        self.assigned = 0
        self.task, self.task_at_first = np.zeros(len(facts.key)), np.zeros(len(facts.key))
        self.here: dict[str, int] = defaultdict(int)
        self.events: dict[str, int] = defaultdict(int)
        self.weeks_waited: list[float] = []
        self.history: dict[str, list[float]] = defaultdict(list)

    def run(self) -> dict[str, list[float]]:
        """{place or event: its number in each month}; `weeks` is the mean wait of those decided in the month."""
        self.begin()
        for process in (self.count, self.apply, self.decide, self.assign, self.set_task, self.house):
            self.env.process(process())
        self.env.run(until=self.firsts[-1] + COUNT + 0.01)
        return dict(self.history)

    # Time and chance

    def chance(self, p: float) -> bool:
        return bool(self.rng.random() < p)

    def moment(self, of_day: float, rounds: int = 1) -> float:
        """The `rounds`-th first of the month from now, at that moment of the day; NEVER when that is after the end."""
        month = np.searchsorted(self.firsts, self.env.now - of_day, "left") + rounds - 1
        return self.firsts[month] + of_day if month < len(self.firsts) else NEVER

    def until(self, time: float) -> simpy.Event:
        return self.env.event() if time == NEVER else self.env.timeout(time - self.env.now)

    def coins(self, p: float) -> int:
        """How many coins it takes to get the first head."""
        return int(self.rng.geometric(p)) if p > 0 else 10**6

    def monthly(self, of_day: float) -> Generator[simpy.Event, Any, None]:
        """Wait for the next first of the month, at that moment of the day."""
        yield self.until(self.moment(of_day))

    # Lives

    def begin(self) -> None:
        """Who is in the chain at the start."""
        facts = self.facts
        for group, number in enumerate(facts.waiting):
            ages = self.rng.uniform(0, 2 * facts.waiting_age * DAYS_PER_MONTH, number)
            for age in sorted(ages, reverse=True):
                self.env.process(self.asylum_seeker(group, -float(age)))
        for group, number in enumerate(facts.in_appeal):
            for _ in range(number):
                self.env.process(self.appellant(group))
        for province, number in enumerate(facts.in_reception):
            for _ in range(number):
                self.env.process(self.status_holder(province))
        for household, number in enumerate(facts.in_term):
            for _ in range(number):
                self.env.process(self.departing(household, term=0))
        for household, number in enumerate(facts.after_term):
            for _ in range(number):
                self.env.process(self.staying(household))

    def asylum_seeker(self, group: int, since: float) -> Life:
        """Waits for a decision, and what follows from it."""
        line, place = self.lines[group], f"procedure {group}"
        case = Case(group, since, self.env.event())
        line.join(case)
        self.here[place] += 1
        yield case.decided | self.until(self.moment(CLOSE, self.coins(self.facts.closed[group])))
        self.here[place] -= 1
        if not case.decided.triggered:
            line.leave(case)
            self.events["closed"] += 1
            if self.chance(self.facts.closed_must_leave):
                yield from self.departing()
            return
        self.events["decided"] += 1
        if self.chance(self.facts.granted[group]):
            self.events["granted"] += 1
            yield from self.status_holder()
        elif self.chance(self.facts.appeals):
            yield from self.appellant(group)
        else:
            yield from self.departing()

    def appellant(self, group: int) -> Life:
        """In court, perhaps twice; who is right stands in line again."""
        facts = self.facts
        self.here["appeal"] += 1
        yield self.until(self.moment(RULE, self.coins(1 / facts.appeal_months)))
        self.here["appeal"] -= 1
        upheld = self.chance(facts.upheld)
        if not upheld and self.chance(facts.again):
            self.here["again"] += 1
            yield self.until(self.moment(RULE_AGAIN, self.coins(1 / facts.again_months)))
            self.here["again"] -= 1
            upheld = self.chance(facts.again_upheld)
        if upheld:
            yield from self.asylum_seeker(group, self.env.now)
        else:
            yield from self.departing()

    def status_holder(self, province: int | None = None) -> Life:
        """Waits for a municipality, and then for a home there."""
        self.here["status"] += 1
        if province is None:
            placed = self.env.event()
            self.unassigned.append(placed)
            province = yield placed
            assert province is not None
        housed = self.env.event()
        self.homeless[province].append(housed)
        yield housed
        self.here["status"] -= 1
        self.events["housed"] += 1

    def departing(self, household: int | None = None, term: int | None = None) -> Life:
        """Has a term to leave, which is over at the first round after it."""
        if household is None:
            household = int(self.chance(self.facts.families))
        self.here["term"] += 1
        yield self.env.timeout(self.facts.term_days if term is None else term)
        yield self.until(self.moment(END_OF_TERM))
        self.here["term"] -= 1
        yield from self.staying(household)

    def staying(self, household: int) -> Life:
        """After the term: every month three ways to leave, one after the other."""
        self.here["after"] += 1
        ways = self.facts.leaving[household]
        yield self.until(self.moment(DEPART, self.coins(1 - math.prod(1 - p for p in ways))))
        self.here["after"] -= 1
        self.events["departed"] += 1

    # Institutions

    def apply(self) -> Life:
        """New applications on the first of every month."""
        while True:
            yield from self.monthly(APPLY)
            for _ in range(self.rng.poisson(self.facts.applications / 12)):
                group = int(self.rng.choice(len(self.facts.share), p=self.facts.share))
                self.env.process(self.asylum_seeker(group, self.env.now - APPLY))
            yield self.env.timeout(1)

    def decide(self) -> Life:
        """Every week the IND spends its hours; a case that is begun is finished, on next week's hours if need be."""
        yield self.env.timeout(DECIDE)
        while True:
            first = self.facts.first_for_group_0 * self.facts.hours_per_week
            self.credit[0] += first
            self.credit[1] += self.facts.hours_per_week - first
            while self.credit[0] > 0 and self.lines[0].size:
                self.credit[0] -= self.handle(0)
            if not self.lines[0].size:
                self.credit = [0.0, sum(self.credit)]
            while self.credit[1] > 0 and any(line.size for line in self.lines):
                self.credit[1] -= self.handle(self.next_group())
            yield self.env.timeout(7)

    def next_group(self) -> int:
        """The line of the next case: all who wait are as likely, so that hours go to the lines as there is work."""
        sizes = np.array([line.size for line in self.lines])
        return int(self.rng.choice(len(sizes), p=sizes / sizes.sum()))

    def handle(self, group: int) -> float:
        """Decide on the oldest case of a group: the hours it took."""
        case = self.lines[group].oldest()
        self.weeks_waited.append((self.env.now - DECIDE - case.since) / 7)
        case.decided.succeed()
        return self.facts.hours_per_case[group]

    def assign(self) -> Life:
        """Every month new status holders get a municipality."""
        while True:
            yield from self.monthly(ASSIGN)
            self.assigned += len(self.unassigned)
            for placed in self.unassigned:
                placed.succeed(int(self.rng.choice(len(self.facts.key), p=self.facts.key)))
            self.unassigned = []
            yield self.env.timeout(1)

    def set_task(self) -> Life:
        """Every half-year: who waits, and as many as were assigned in the last one (at first: what was set)."""
        key, first = np.array(self.facts.key), True
        while True:
            yield from self.monthly(SET_TASK)
            if (self.facts.start.month - 1 + self.month()) % 6 == 0 or first:
                waiting = sum(len(line) for line in self.homeless)
                self.task = np.round((self.facts.first_task if first else waiting + self.assigned) * key)
                self.task_at_first, self.assigned, first = self.task.copy(), 0, False
            yield self.env.timeout(1)

    def month(self) -> int:
        return int(np.searchsorted(self.firsts, self.env.now, "right")) - 1

    def house(self) -> Life:
        """Every month homes fall vacant; they go to who has waited longest, as long as there is a task."""
        while True:
            yield from self.monthly(HOUSE)
            for province, line in enumerate(self.homeless):
                suffice = self.facts.homes * self.facts.key[province]
                matched = self.task_at_first[province] * self.facts.task_pace / 6
                homes = self.rng.poisson(min(suffice, matched))
                for _ in range(int(min(homes, self.task[province], len(line)))):
                    line.popleft().succeed()
                    self.task[province] -= 1
            yield self.env.timeout(1)

    def count(self) -> Life:
        """At the end of each month, before the next one begins."""
        yield self.env.timeout(1)
        while True:
            yield from self.monthly(COUNT)
            places = [
                *(f"procedure {group}" for group in range(len(self.lines))),
                "appeal",
                "again",
                "status",
                "term",
                "after",
            ]
            for place in places:
                self.history[place].append(self.here[place])
            for event in ("decided", "granted", "closed", "housed", "departed"):
                self.history[event].append(self.events.pop(event, 0))
            self.history["weeks"].append(float(np.mean(self.weeks_waited)) if self.weeks_waited else math.nan)
            self.weeks_waited = []
            yield self.env.timeout(1)
