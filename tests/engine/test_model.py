"""A model keeps every person, whatever is built from its parts, and its numbers whatever is added to it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import draws, path

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.delays import Delay
from simulate.engine.model import Model
from simulate.engine.pools import Pool
from simulate.engine.processes import Process, closing, process
from simulate.engine.queues import Queue
from simulate.engine.recorder import Level
from simulate.engine.stocks import Flow, Junction, Outside, Stock

AXES = [(), ("groep",), ("huishouden",), ("groep", "huishouden")]


# Conservation in random models ---------------------------------------------------------------------------------------


class Anything(Model):
    """Moves random numbers along whatever flows there are, each on its own calendar, and keeps its own ledger."""

    name = "anything"
    opened: int = 0
    moving: tuple[str, ...] = ()

    def start(self) -> None:
        self.ledger: dict[str, list[Array]] = {s.name: [] for s in self.stocks}
        for stock in self.stocks:
            stock.open(self.opened)
        self.balance = {s.name: s.n.copy() for s in self.stocks}

    def move(self, flow: Flow) -> None:
        """A random share of who is there."""
        chance = self.chance[flow.name]
        source, target = flow.source, flow.target
        if isinstance(source, Stock):
            there = source.due if isinstance(source, Delay) else source.n
            moved = chance.binomial(there.astype(int), chance.choice([0.0, 0.1, 0.6, 1.0]))
        else:
            moved = chance.poisson(3, self.size)
        count = np.zeros(flow.shape(self.size))
        entries = {"groep": 3, "huishouden": 2}
        at = tuple(slice(None) if a in source.axes else chance.integers(entries[a]) for a in flow.axes)
        count[at] = moved
        after = chance.uniform(0, 20, self.size) if isinstance(target, Delay) else None
        flow(count, after=after)
        for end, sign in ((source, -1), (target, 1)):
            if isinstance(end, Stock):
                letters = ["".join(axis[0] for axis in axes) + "d" for axes in (flow.axes, end.axes)]
                self.balance[end.name] = self.balance[end.name] + sign * np.einsum("->".join(letters), count)

    @closing("bijhouden", "keep")
    def keep(self) -> None:
        for name, balance in self.balance.items():
            self.ledger[name].append(balance)


def along(name: str) -> Process:
    """A process that moves people along one flow."""

    def proceed(self: Anything) -> Proceeding:
        flow = getattr(self, name)
        while True:
            self.move(flow)
            yield flow.calendar(self.clock)

    proceed.__name__ = f"via_{name}"
    return process(name, name)(proceed)


@st.composite
def random_models(draw: st.DrawFn) -> type[Anything]:
    """Up to six stocks of all kinds, up to ten flows anywhere between them and the outside."""
    kinds = st.sampled_from([Stock, Stock, Queue, Delay])
    places: list[Any] = [Outside()]
    names = [f"s{i}" for i in range(draw(st.integers(1, 6)))]
    places += [draw(kinds)(name, name, draw(st.sampled_from(AXES))) for name in names]
    body: dict[str, Any] = dict(zip(["buiten", *names], places, strict=True))
    flows = [f"f{i}" for i in range(draw(st.integers(1, 10)))]
    calendars = {}
    for name in flows:
        source, target = (draw(st.sampled_from(places)) for _ in range(2))
        body[name] = Flow(source, target, name, name, fifo=draw(st.booleans()))
        days = draw(st.sampled_from([1, 7, 7, 30, 90, 0]))
        body[name].calendar = lambda clock, days=days: clock.timeout(days) if days else clock.next_month()
        calendars[name] = days
    moving = {f"via_{name}": along(name) for name in flows}
    body |= moving | {"processes": tuple(moving.values()), "closings": (Anything.keep,), "__module__": __name__}
    body["opened"] = draw(st.integers(0, 50))
    seed = draw(st.integers(0, 2**32 - 1))
    body["chance"] = {name: np.random.default_rng([seed, i]) for i, name in enumerate(flows)}
    return type("Random", (Anything,), body)


@settings(max_examples=60, deadline=None)
@given(random_models())
def test_nobody_is_lost_in_any_model(anything: type[Anything]) -> None:
    """In every stock, entry, month and draw; against a ledger that knows nothing of the engine."""
    model = anything(draws(months=8, size=5))
    series = model.run()
    model.audit()
    for name, ledger in model.ledger.items():
        np.testing.assert_array_equal(series[name], ledger)
        assert (series[name] >= 0).all()


# A model as a whole --------------------------------------------------------------------------------------------------


class Keten(Model):
    """A small chain with chance in it."""

    name = "keten"

    buiten = Outside()
    hier = Queue("Hier", "Here", "groep")
    weg = Delay("Weg", "Away")
    hoek = Junction("Hoek", "Corner")
    bedden = Pool("Bedden", "Beds")
    aankomst = Flow(buiten, hier, "Aankomst", "Arrival")
    vertrek = Flow(hier, weg, "Vertrek", "Departure", fifo=True)
    terug = Flow(weg, buiten, "Terug", "Back")
    bezetting = Level("Bezetting", "Occupancy", "factor")

    def start(self) -> None:
        self.hier.open(20, 3.0)
        self.bedden.start(10)

    @process("komen", "come")
    def komen(self) -> Proceeding:
        """Weekly."""
        aantal = self.stream("komen")
        while True:
            self.aankomst(aantal.poisson(self.p.f.x * np.ones((3, self.size))))
            yield self.clock.next_week()

    @process("gaan", "go")
    def gaan(self) -> Proceeding:
        """Monthly."""
        wie = self.stream("gaan")
        while True:
            self.vertrek(wie.binomial(self.hier.n, self.p.f.kans), after=2.5)
            self.terug(self.weg.due)
            self.record(bezetting=self.hier.n.sum(axis=0) / self.bedden.open)
            yield self.clock.next_month()

    processes = (komen, gaan)


class Langer(Keten):
    """With a process more, in front."""

    deur = Stock("Deur", "Door")
    geklop = Flow(Keten.buiten, deur, "Geklop", "Knocking")

    @process("kloppen", "knock")
    def kloppen(self) -> Proceeding:
        """On its own numbers."""
        wie = self.stream("kloppen")
        while True:
            self.geklop(wie.poisson(np.full(self.size, 2.0)))
            yield self.clock.timeout(3)

    processes = (kloppen, Keten.komen, Keten.gaan)


PATHS = {"keten.f.x": path(2.0), "keten.f.kans": path(0.2)}


def test_the_same_draws_give_the_same_bits() -> None:
    one, other = (Keten(draws(size=30, paths=PATHS)).run() for _ in range(2))
    assert list(one) == list(other) == list(Keten.outcomes())
    for name in one:
        assert one[name].tobytes() == other[name].tobytes()


def test_blocks_and_seeds_differ() -> None:
    series = [
        Keten(draws(size=30, paths=PATHS, seed=seed, block=block)).run()["aankomst"]
        for seed, block in ((1, 0), (1, 1), (2, 0))
    ]
    for i in range(3):
        assert (series[i] != series[i - 1]).any()


def test_another_process_leaves_the_numbers_of_the_others_alone() -> None:
    short, long = Keten(draws(size=30, paths=PATHS)).run(), Langer(draws(size=30, paths=PATHS)).run()
    for name in short:
        np.testing.assert_array_equal(short[name], long[name])
    assert long["deur"].any()


def test_two_scenarios_share_their_numbers() -> None:
    """A few more arrivals: never fewer in any draw or month, and far less noise than between independent runs."""
    more = PATHS | {"keten.f.x": path(2.1)}
    base, changed = Keten(draws(size=300, paths=PATHS)).run(), Keten(draws(size=300, paths=more)).run()
    assert (changed["aankomst"] >= base["aankomst"]).all()
    other = Keten(draws(size=300, paths=more, seed=9)).run()

    def noise(one: Any) -> float:
        return float((one["hier"] - base["hier"])[-1].sum(axis=0).std())

    assert noise(changed) < 0.5 * noise(other)


def test_what_happens_later_cannot_change_what_came_before() -> None:
    longer = Keten(draws(months=24, size=30, paths=PATHS)).run()
    for name, series in Keten(draws(months=9, size=30, paths=PATHS)).run().items():
        np.testing.assert_array_equal(series, longer[name][:9])


def test_the_last_month_is_closed_and_nothing_after_it() -> None:
    model = Keten(draws(months=2, size=3, paths=PATHS))
    series = model.run()
    # 1 January to 28 February: weekly on days 0, 7, …, 56.
    assert model.clock.today == model.clock.starts[-1]
    u = [model.stream(f"x{i}") for i in range(2)]
    assert u[0] is not u[1]
    assert series["bezetting"].shape == (2, 3)
    assert (series["bedden"] == 10).all()
    model.audit()


def test_outcomes_are_all_that_was_declared() -> None:
    outcomes = Keten.outcomes()
    assert list(outcomes) == ["hier", "weg", "bedden", "aankomst", "vertrek", "terug", "bezetting"]
    assert [o.kind for o in outcomes.values()] == ["stock"] * 3 + ["flow"] * 3 + ["level"]
    assert outcomes["hier"].axes == outcomes["vertrek"].axes == ("groep",)
    assert {o.dtype for n, o in outcomes.items() if n != "bezetting"} == {"int32"}
    assert outcomes["bedden"].unit == "plekken"
    assert [outcomes[n].summed_over_months for n in ("hier", "vertrek", "bezetting")] == [False, True, False]
    assert list(Langer.outcomes())[:3] == ["hier", "weg", "bedden"]
    assert outcomes["hier"].process == "test_model"


def test_a_name_of_a_stream_is_used_once() -> None:
    model = Keten(draws(size=3, paths=PATHS))
    model.stream("eens")
    with pytest.raises(ValueError, match="two places are called 'eens'"):
        model.stream("eens")


def test_days_are_those_of_the_month_whose_books_are_open() -> None:
    seen = []

    class Dagen(Keten):
        @closing("noteren", "note")
        def noteren(self) -> None:
            seen.append(self.days)

        closings = (noteren,)

    Dagen(draws(months=4, size=2, paths=PATHS)).run()
    assert seen == [31, 28, 31, 30]
