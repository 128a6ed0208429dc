"""People move only along declared flows, whole, and none is lost."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from worlds import advance, draws

from simulate.engine.clock import Proceeding
from simulate.engine.delays import Delay
from simulate.engine.model import Model, NotEmpty
from simulate.engine.processes import process
from simulate.engine.queues import Queue
from simulate.engine.stocks import Flow, Junction, Outside, Overdrawn, Stock


class Huis(Model):
    """A few rooms, with and without axes."""

    name = "huis"

    buiten = Outside()
    hal = Stock("Hal", "Hall")
    kamer = Stock("Kamer", "Room", ("groep", "huishouden"))
    zolder = Stock("Zolder", "Attic", "huishouden")
    trap = Junction("Trap", "Stairs", "groep")
    gang = Delay("Gang", "Corridor")

    binnen = Flow(buiten, hal, "Binnenkomst", "Coming in")
    naar_kamer = Flow(hal, kamer, "Naar de kamer", "To the room")
    naar_zolder = Flow(kamer, zolder, "Naar zolder", "To the attic")
    naar_buiten = Flow(zolder, buiten, "Naar buiten", "Out")
    op_de_trap = Flow(kamer, trap, "Op de trap", "On the stairs")
    de_trap_af = Flow(trap, hal, "De trap af", "Down the stairs")
    gang_in = Flow(hal, gang, "De gang in", "Into the corridor")
    rondje = Flow(hal, hal, "Rondje", "Round", axes="groep")


@pytest.fixture
def huis() -> Huis:
    model = Huis(draws(size=4))
    model.hal.open(np.array([10.0, 20, 30, 40]))
    model.kamer.open(5)
    advance(model.clock, 9)
    return model


def test_a_flow_has_the_axes_of_both_ends(huis: Huis) -> None:
    assert Huis.naar_kamer.axes == ("groep", "huishouden")
    assert Huis.naar_zolder.axes == ("groep", "huishouden")
    assert Huis.op_de_trap.axes == ("groep", "huishouden")
    assert Huis.naar_buiten.axes == ("huishouden",)
    assert Huis.rondje.axes == ("groep",)
    assert huis.outcomes()["naar_kamer"].axes == ("groep", "huishouden")


def test_each_end_gets_the_sum_over_the_axes_it_lacks(huis: Huis) -> None:
    count = np.arange(24.0).reshape(3, 2, 4) % 2
    huis.naar_kamer(count)
    np.testing.assert_array_equal(huis.hal.n, [10, 20, 30, 40] - count.sum(axis=(0, 1)))
    np.testing.assert_array_equal(huis.kamer.n, 5 + count)
    huis.naar_zolder(count)
    np.testing.assert_array_equal(huis.zolder.n, count.sum(axis=0))
    np.testing.assert_array_equal(huis.kamer.n, 5)
    np.testing.assert_array_equal(huis.naar_zolder.month_total, count)


def test_the_ends_may_have_their_axes_in_another_order() -> None:
    class Om(Model):
        name = "om"
        een = Stock("Een", "One", ("groep", "huishouden"))
        ander = Stock("Ander", "Other", ("huishouden", "plaatssoort", "groep"))
        smal = Stock("Smal", "Narrow", "huishouden")
        om = Flow(een, ander, "Om", "Over")
        erin = Flow(smal, een, "Erin", "In")

    model = Om(draws(size=5))
    model.een.open(9)
    model.smal.open(100)
    assert model.om.axes == ("groep", "huishouden", "plaatssoort")
    count = np.arange(120.0).reshape(3, 2, 4, 5) % 3
    model.om(count)
    np.testing.assert_array_equal(model.ander.n, np.einsum("ghpd->hpgd", count))
    np.testing.assert_array_equal(model.een.n, 9 - count.sum(axis=2))
    assert model.erin.axes == ("huishouden", "groep")
    model.erin(np.arange(30.0).reshape(2, 3, 5))
    np.testing.assert_array_equal(model.een.n, 9 - count.sum(axis=2) + np.arange(30).reshape(2, 3, 5).swapaxes(0, 1))


def test_a_flow_can_move_all_that_it_reads(huis: Huis) -> None:
    before = huis.kamer.n.copy()
    huis.naar_zolder(huis.kamer.n)
    assert not huis.kamer.n.any()
    np.testing.assert_array_equal(huis.naar_zolder.month_total, before)
    np.testing.assert_array_equal(huis.zolder.n, before.sum(axis=0))


def test_numbers_broadcast(huis: Huis) -> None:
    huis.naar_kamer(np.array([1.0, 0, 0, 2]))
    np.testing.assert_array_equal(huis.kamer.n[1, 1], [6, 5, 5, 7])
    huis.binnen(3)
    assert huis.hal.n[1] == 23


def test_who_is_not_there_cannot_leave(huis: Huis) -> None:
    with pytest.raises(Overdrawn, match=r"gang_in on 2025-01-10.*hal.*short by 5 in the worst draw"):
        huis.gang_in(np.array([0.0, 0, 0, 45]), after=1)
    np.testing.assert_array_equal(huis.hal.n, [10, 20, 30, 40])
    assert not huis.gang_in.month_total.any()


@pytest.mark.parametrize("count", [-1.0, np.nan])
def test_less_than_nobody_cannot_move(huis: Huis, count: float) -> None:
    with pytest.raises(Overdrawn, match=r"binnen on 2025-01-10"):
        huis.binnen(np.array([0, 0, count, 0]))


def test_people_move_whole(huis: Huis) -> None:
    with pytest.raises(ValueError, match=r"binnen on 2025-01-10: people move whole"):
        huis.binnen(1.5)
    assert huis.hal.n[0] == 10


def test_a_stock_can_be_read_and_not_written(huis: Huis) -> None:
    with pytest.raises(ValueError, match="read-only"):
        huis.hal.n[0] = 99
    seen = huis.hal.n
    huis.binnen(1)
    np.testing.assert_array_equal(seen, [11, 21, 31, 41])


def test_a_time_to_stay_is_for_delays(huis: Huis) -> None:
    with pytest.raises(TypeError, match="hal is no delay"):
        huis.binnen(1, after=2)
    with pytest.raises(TypeError, match="gang is a delay"):
        huis.gang_in(1)


def test_a_meter_tells_what_has_flowed_since_it_was_read(huis: Huis) -> None:
    meter = huis.binnen.meter()
    huis.binnen(2)
    huis.binnen(3)
    late = huis.binnen.meter()
    huis.binnen(np.array([0.0, 1, 0, 0]))
    np.testing.assert_array_equal(meter.read(), [5, 6, 5, 5])
    np.testing.assert_array_equal(meter.read(), 0)
    # A meter that is made later in the month begins with the month.
    np.testing.assert_array_equal(late.read(), [5, 6, 5, 5])
    np.testing.assert_array_equal(huis.binnen.month_total, [5, 6, 5, 5])


def test_opening_is_in_whole_people() -> None:
    model = Huis(draws(size=3))
    model.hal.open(np.array([1.4, 1.6, 0.2]))
    np.testing.assert_array_equal(model.hal.n, [1, 2, 0])


def test_every_running_model_has_its_own_stocks() -> None:
    one, other = Huis(draws(size=3)), Huis(draws(size=3))
    one.binnen(7)
    assert not other.hal.n.any()
    assert one.binnen.target is one.hal
    assert Huis.binnen.target is Huis.hal


# Junctions and the audit ---------------------------------------------------------------------------------------------


class Straat(Model):
    """Everybody who comes goes on through a junction, unless something goes wrong on the twentieth of February."""

    name = "straat"

    buiten = Outside()
    plein = Stock("Plein", "Square", "groep")
    hoek = Junction("Hoek", "Corner", "groep")
    rij = Queue("Rij", "Queue")
    komen = Flow(buiten, plein, "Komen", "Coming")
    naar_hoek = Flow(plein, hoek, "Naar de hoek", "To the corner")
    verder = Flow(hoek, rij, "Verder", "On")

    mishap: Any = staticmethod(lambda model: None)

    def start(self) -> None:
        self.plein.open(3)

    @process("lopen", "walk")
    def lopen(self) -> Proceeding:
        """Weekly."""
        while True:
            self.komen(2)
            self.naar_hoek(self.plein.n)
            self.verder(self.hoek.n)
            if self.clock.day == 49:
                self.mishap(self)
            yield self.clock.next_week()

    processes = (lopen,)


def run(mishap: Any) -> Straat:
    model = Straat(draws(months=4, size=3))
    model.mishap = mishap
    model.run()
    return model


def lose(stock: str) -> Any:
    def mishap(model: Straat) -> None:
        getattr(model, stock)._n[..., 1] -= 1

    return mishap


def test_honest_people_pass_the_audit() -> None:
    run(lambda model: None).audit()


@pytest.mark.parametrize(
    ("mishap", "named"),
    [
        (lose("rij"), "rij: 1 people"),
        (lambda model: model.rij._n.__iadd__(4), "rij: 4 people"),
        (lambda model: model.plein._n.__iadd__(4), "plein"),
        (lambda model: model.komen.month_total.__iadd__(1), "plein"),
        (lambda model: model.verder.month_total.__isub__(1), r"rij|hoek"),
    ],
)
def test_one_person_lost_or_made_is_found(mishap: Any, named: str) -> None:
    with pytest.raises(AssertionError, match=named):
        run(mishap).audit()


def test_who_vanishes_in_a_junction_is_found() -> None:
    def mishap(model: Straat) -> None:
        model.komen(1)
        model.naar_hoek(model.plein.n)
        model.hoek._n[:] = 0

    with pytest.raises(AssertionError, match="hoek"):
        run(mishap).audit()


def test_nobody_may_stay_behind_in_a_junction() -> None:
    class Wacht(Straat):
        @process("lopen", "walk")
        def lopen(self) -> Proceeding:
            self.naar_hoek(1)
            yield self.clock.timeout(400)

    with pytest.raises(NotEmpty, match="hoek on 2025-02-01"):
        Wacht(draws(months=4, size=3)).run()
