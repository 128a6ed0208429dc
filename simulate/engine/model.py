"""A model: stocks and flows in the class body, SimPy processes that move people along them, one block of draws."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import cache
from typing import ClassVar

import numpy as np
import simpy
from numpy.typing import NDArray

from simulate.engine.arrays import Array, rows
from simulate.engine.clock import APART, BOOKS, MEASURES, PROCESSES, Clock, Proceeding
from simulate.engine.delays import Delay
from simulate.engine.draws import Draws
from simulate.engine.funds import Fund
from simulate.engine.outcome import Kind, Outcome
from simulate.engine.pools import Pool
from simulate.engine.processes import Closing, Process
from simulate.engine.reading import parameters_read
from simulate.engine.recorder import Recorded, Recorder, Room, Series, impossible
from simulate.engine.stocks import Declared, Flow, Junction, Outside, Stock
from simulate.engine.streams import Site, Stream
from simulate.engine.values import Values
from simulate.errors import Impossible
from simulate.scenario import Condition
from simulate.vocabulary import Label


class NotEmpty(RuntimeError):
    """Somebody stayed behind in a junction when the books were closed."""


class Model:
    """Subclass it: declare stocks, flows and outcomes in the class body, and list the processes in their daily order.

    Methods that are declared with `@process` act on their own calendars; the order of `processes` is that within one
    day. Those declared with `@closing` are called at the end of each month, in the order of `closings`, before the
    books close, to record what follows from the state at month end. A subclass that overrides one of them replaces it.
    """

    name: ClassVar[str] = ""
    title: ClassVar[Label] = Label("", "")
    processes: ClassVar[tuple[Process, ...]] = ()
    closings: ClassVar[tuple[Closing, ...]] = ()
    judge: Model | None = None
    """Who knows the outcomes of other models: the composite that it is a part of. None: nobody, it runs by itself."""

    def __init__(self, draws: Draws, clock: Clock | None = None) -> None:
        """Make the model of a block of draws, in an environment of its own or in that of others (`clock`)."""
        self.draws, self.size = draws, draws.size
        self.clock = clock or Clock(draws.start, draws.months)
        self._sites: set[str] = set()
        self._make_live()
        outcomes = self.outcomes()
        shapes = {n: self._live[n].recorded_shape(self.size) for n in outcomes}
        self.recorder = Recorder(outcomes, shapes, draws.months, draws.room or Room())
        self.p = Values(draws, self.clock, self.holds)
        self.opening: dict[str, Array] = {}

    def _make_live(self) -> None:
        live: dict[Declared, Declared] = {}
        self._live: dict[str, Declared] = {}
        for name, declared in self.declared().items():
            live[declared] = self._live[name] = copy.copy(declared)
            setattr(self, name, live[declared])
        everything = list(live.values())
        # A flow takes hold of the people at its ends, so these are there before it.
        for thing in sorted(everything, key=lambda thing: isinstance(thing, Flow)):
            if isinstance(thing, Flow):
                thing.source, thing.target = live[thing.source], live[thing.target]  # type: ignore[assignment]
            thing.bind(self.clock, self.size)
        self.stocks = [s for s in everything if isinstance(s, Stock) and not isinstance(s, Junction)]
        self.junctions = [j for j in everything if isinstance(j, Junction)]
        self.flows = [f for f in everything if isinstance(f, Flow)]
        self.pools = [p for p in everything if isinstance(p, Pool)]
        self.funds = [f for f in everything if isinstance(f, Fund)]

    # What a process uses -------------------------------------------------------------------------------------------

    def stream(self, name: str) -> Site:
        """Return the stream of random numbers of a named place in this model. ValueError when the name is taken."""
        if name in self._sites:
            raise ValueError(f"two places are called '{name}'")
        self._sites.add(name)
        return Site(Stream(self.draws.seed, f"{self.name}.{name}", self.draws.block, self.size), self._step)

    def _step(self) -> int:
        return self.draws.start.toordinal() + self.clock.day

    def record(self, **values: Array | float | tuple[Array, Array]) -> None:
        """Record declared outcomes for the open month."""
        for name, value in values.items():
            self.recorder.record(name, value)

    def last(self, outcome: str, ago: int = 0) -> Array:
        """Return an outcome in the last closed month (or `ago` months before), summed over its axes; zero before."""
        value = self.recorder.closed(outcome, ago)
        return np.zeros(self.size) if value is None else value

    def last_months(self, outcome: str, months: int) -> Array:
        """Add up an outcome over the last `months` closed months, and its axes; fewer months early in a run."""
        return self.recorder.closed_over(outcome, months)

    def this_month(self, outcome: str) -> Series:
        """Return what has been recorded of an outcome in the month whose books are open, (*axes, draws)."""
        value: Series = self.recorder.series[outcome][self.month]
        return value

    def months_of(self, outcome: str, months: int) -> Series:
        """Return an outcome in the last `months` months, (months, *axes, draws), of which the last is the open one.

        Stocks, flows and means are not in the open month before it closes. ValueError when the run is shorter so far.
        """
        end = self.month + 1
        if not 1 <= months <= end:
            raise ValueError(f"{months} months of {outcome} were asked for in month {end} of the run")
        return self.recorder.series[outcome][end - months : end]

    def all_months(self, outcome: str) -> Series:
        """Return an outcome in all months of the run, (months, *axes, draws): after it, for an audit."""
        value: Series = self.recorder.series[outcome]
        return value

    @property
    def month(self) -> int:
        """Index of the month whose books are open; at month end the calendar is already at the first of the next."""
        return self.recorder.month

    @property
    def days(self) -> int:
        """Days of the month whose books are open."""
        return self.clock.first_days[self.month + 1] - self.clock.first_days[self.month]

    def start(self) -> None:
        """Fill the stocks, queues, delays and pools with what there is at the start. Override it."""

    # Running ---------------------------------------------------------------------------------------------------------

    def run(self) -> dict[str, Series]:
        """Run all months and return the series of every outcome, (months, *axes, draws)."""
        self.open()
        books = self.begin_books()
        self.begin_processes()
        # Until the books are closed for the last time; until a moment would leave the last month open.
        self.clock.run(until=books)
        self.check_outcomes()
        return self.recorder.series

    def open(self) -> None:
        """Fill what there is at the start and take note of it."""
        self.start()
        self.opening = {s.name: s.as_recorded(s.n.copy()) for s in self.stocks}

    def begin_books(self, place: int = 0) -> simpy.Process:
        """Begin to keep the books, as model number `place` of the environment; it ends when they close for good."""
        return self.clock.begin(self._books(), BOOKS + place)

    def begin_processes(self, place: int = 0) -> None:
        """Begin the measures and all processes, as model number `place` of the environment."""
        self.clock.begin(self.p.proceed(), MEASURES + place)
        for rank, process in enumerate(self.processes):
            self.clock.begin(process.of(self)(), PROCESSES + APART * place + rank)

    def check_outcomes(self) -> None:
        """Check that every outcome can be. Impossible names the first that cannot, its month and its draw."""
        for name, outcome in self.outcomes().items():
            found = impossible(self.recorder.series[name], outcome)
            if found is not None:
                what, month, draw = found
                when = self.clock.starts[month]
                raise Impossible(f"{name} is {what} in {when:%Y-%m} (draw {self.draws.first + draw})")
        for pool in self.pools:
            pool.audit()

    def _books(self) -> Proceeding:
        """Close the books of each month before anything happens in the next."""
        for day in self.clock.starts[1:]:
            yield self.clock.until(day)
            for closing in self.closings:
                closing.of(self)()
            self._close()

    def _close(self) -> None:
        for junction in self.junctions:
            if junction.n.any():
                raise NotEmpty(f"somebody stayed behind in {junction.name} on {self.clock.today}")
        for stock in self.stocks:
            self.recorder.count(stock.name, stock.to_record())
        for flow in self.flows:
            if flow.records_all:
                self.recorder.count_total(flow.name, flow.counted)
            else:
                self.recorder.count_total_over(flow.name, flow.counted, flow.recorded_rows)
        for pool in self.pools:
            self.recorder.count(pool.name, rows(pool.open))
        for fund in self.funds:
            self.recorder.record(fund.name, fund.balance)
        self.recorder.close()
        for delay in self.stocks:
            if isinstance(delay, Delay):
                delay.turn(self.recorder.month)
        for pool in self.pools:
            pool.turn(self.recorder.month)

    def holds(self, condition: Condition) -> Array:
        """Evaluate a condition in the last closed month: 0 or 1 per draw; 0 as long as it cannot be judged."""
        if condition.model not in (None, self.name):
            return np.zeros(self.size) if self.judge is None else self.judge.holds(condition)
        now = self.recorder.closed(condition.outcome)
        if now is None:
            return np.zeros(self.size)
        if condition.falling is not None:
            before = self.recorder.closed(condition.outcome, condition.falling)
            return np.zeros(self.size) if before is None else (now < before).astype(np.float64)
        low = -np.inf if condition.above is None else condition.above
        high = np.inf if condition.below is None else condition.below
        return ((now > low) & (now < high)).astype(np.float64)

    def audit(self) -> None:
        """Check from the recorded series alone that nobody was lost or made. AssertionError names the stock."""
        for place in (*self.stocks, *self.junctions):
            ways = [(f, sign) for f in self.flows for end, sign in ((f.source, 1), (f.target, -1)) if end is place]
            # What was recorded over fewer axes is judged over those.
            kept = tuple(a for a in place.recorded if all(a in f.recorded for f, _ in ways))
            change = self._change(place, kept)
            for flow, sign in ways:
                change = change + sign * flow.summed(self.recorder.series[flow.name].astype(np.int64), kept)
            assert not change.any(), f"{place.name}: {np.abs(change).max()} people appeared or vanished in a month"

    def _change(self, place: Stock, kept: tuple[str, ...]) -> NDArray[np.int64]:
        """Compute the recorded change of a stock in each month, (months, kept axes, draws); a junction has none."""
        if isinstance(place, Junction):
            return np.zeros((), np.int64)
        opening = self.opening[place.name][None].astype(np.int64)
        recorded = self.recorder.series[place.name].astype(np.int64)
        return place.summed(np.diff(recorded, axis=0, prepend=opening), kept)

    # What can be asked without running -------------------------------------------------------------------------------

    @classmethod
    def declared(cls) -> dict[str, Declared]:
        """Return everything that was declared, by name, in order."""
        return {k: d for c in reversed(cls.__mro__) for k, d in vars(c).items() if isinstance(d, Declared)}

    @classmethod
    @cache
    def outcomes(cls) -> Mapping[str, Outcome]:
        """Return every outcome of the model by name: stocks, pools and flows first, then what is recorded."""
        found = {n: _outcome(d) for n, d in cls.declared().items() if not isinstance(d, (Outside, Junction))}
        return dict(sorted(found.items(), key=lambda item: item[1].kind not in ("stock", "flow")))

    @classmethod
    @cache
    def parameters(cls) -> dict[str, tuple[str, ...]]:
        """Return the parameters that the code of the model reads, each with the processes (files) that read it."""
        return parameters_read(cls, cls.name)


def _outcome(declared: Declared) -> Outcome:
    file = declared.module.rpartition(".")[2]
    if isinstance(declared, Recorded):
        return Outcome(
            declared.name,
            declared.label,
            declared.unit,
            declared.kind,
            declared.dtype,
            declared.axes,
            declared.description,
            file,
            declared.unknown,
        )
    kind: Kind = "flow" if isinstance(declared, Flow) else "stock"
    return Outcome(declared.name, declared.label, declared.unit, kind, "int32", declared.recorded, None, file)
