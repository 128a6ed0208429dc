"""Queues in their steady state, against queueing theory.

A model decides at ticks and not in continuous time, and that makes a queue shorter than the closed forms say: within a
tick a place cannot be lost because somebody came after it. The sharp tests are therefore against the exact steady state
of a queue that *ticks*, a Markov chain. The bias of a tick is the rule of Siegmund (1979): the mean queue is shorter by
0.58 standard deviations of what comes less what can be served in a tick. At 98 % load and eighty places a week M/M/1
has a mean queue of 49; daily decisions give 46.8 and weekly ones 42.5.
"""

from __future__ import annotations

from math import factorial

import numpy as np
import pytest
from scipy import stats
from worlds import advance, draws

from simulate.engine.arrays import Array
from simulate.engine.model import Model
from simulate.engine.queues import Queue
from simulate.engine.stocks import Flow, Outside, Stock


class Loketten(Model):
    """Counters with a waiting room in which two classes of people wait."""

    name = "loketten"

    buiten = Outside()
    wachtkamer = Queue("Wachtkamer", "Waiting room", "huishouden")
    geholpen = Stock("Aan het loket", "At a counter")
    komen = Flow(buiten, wachtkamer, "Komen", "Coming")
    beurt = Flow(wachtkamer, geholpen, "Beurt", "Turn", fifo=True)
    klaar = Flow(geholpen, buiten, "Klaar", "Done")


class Steady:
    """Means over draws and days after a warm-up, per class: how many wait, and how long who gets a turn had waited.

    With `service` a counter is taken for so many days on average; without it there are Poisson many turns a day.
    """

    def __init__(
        self, counters: float, arrivals: tuple[float, float], service: float | None, days: int, size: int = 1000
    ) -> None:
        model = Loketten(draws(months=days // 28, size=size))
        komen, klaar, plaatsen = map(model.stream, ("komen", "klaar", "plaatsen"))
        rate = np.array(arrivals)[:, None] + np.zeros(size)
        waiting, served, waited = (np.zeros(2) for _ in range(3))
        for day in range(1, days):
            advance(model.clock, day)
            model.komen(komen.poisson(rate))
            if service is None:
                turn = model.wachtkamer.first(plaatsen.poisson(np.full(size, counters)))
            else:
                model.klaar(klaar.binomial(model.geholpen.n, 1 / service))
                turn = model.wachtkamer.first(counters - model.geholpen.n)
            model.beurt(turn)
            if service is None:
                model.klaar(model.geholpen.n)
            if day >= days // 2:
                waiting += model.wachtkamer.n.mean(axis=1)
                served += turn.sum(axis=1)
                waited += np.nansum(model.wachtkamer.wait * turn, axis=1)
        self.waiting = waiting / (days - days // 2)
        self.wait = waited / np.maximum(served, 1)


def steady_state(step: Array) -> Array:
    """The steady state of a Markov chain with these chances of going from a row to a column."""
    states = len(step)
    step[:, -1] += 1 - step.sum(axis=1)
    return np.linalg.solve(np.vstack([(step.T - np.eye(states))[:-1], np.ones(states)]), np.eye(states)[-1])


def ticking(places: float, arrivals: float, most: int = 1000) -> float:
    """The mean queue with Poisson many arrivals and then Poisson many turns in every tick."""
    net = stats.skellam.pmf(np.arange(-most, most + 1), arrivals, places)
    step = np.array([net[most - there : 2 * most + 1 - there] for there in range(most + 1)])
    step[:, 0] = stats.skellam.cdf(-np.arange(most + 1), arrivals, places)
    return float(steady_state(step) @ np.arange(most + 1))


def ticking_counters(counters: int, arrivals: float, service: float, most: int = 300) -> float:
    """The mean queue before counters whose service ends with the same chance in every tick."""
    coming = stats.poisson.pmf(np.arange(most + 1), arrivals)
    step = np.zeros((most + 1, most + 1))
    for there in range(most + 1):
        busy = min(there, counters)
        for leaving, chance in enumerate(stats.binom.pmf(np.arange(busy + 1), busy, 1 / service)):
            stay = there - leaving
            step[there, stay:] += chance * coming[: most + 1 - stay]
    return float(steady_state(step) @ np.maximum(np.arange(most + 1) - counters, 0))


def erlang_c(counters: int, load: float) -> float:
    """The mean queue before counters in continuous time; `load` is arrivals times service."""
    full = load**counters / factorial(counters) / (1 - load / counters)
    waits = full / (sum(load**k / factorial(k) for k in range(counters)) + full)
    return waits * load / (counters - load)


def test_the_queue_is_the_ticking_queue_and_obeys_little() -> None:
    """Five places a day at 90 % load."""
    steady = Steady(5.0, (4.5, 0.0), None, days=1000)
    assert steady.waiting[0] == pytest.approx(ticking(5, 4.5), rel=0.03)
    # Little's law: who waits is who comes, times how long they wait.
    assert steady.waiting[0] == pytest.approx(4.5 * steady.wait[0], rel=0.01)
    assert steady.waiting[1] == 0


def test_erlang_c_on_a_fine_tick() -> None:
    """Five counters, twenty days of service, 80 % load: a day is fine enough for a few per cent."""
    arrivals = 5 * 0.8 / 20
    steady = Steady(5, (arrivals, 0.0), 20, days=2400)
    assert steady.waiting[0] == pytest.approx(ticking_counters(5, arrivals, 20), rel=0.03)
    assert steady.waiting[0] == pytest.approx(erlang_c(5, 4), rel=0.06)
    assert steady.wait[0] == pytest.approx(erlang_c(5, 4) / arrivals, rel=0.06)


def test_cobham_for_two_priorities_on_a_fine_tick() -> None:
    """One counter, twenty days of service, 30 % load of each class: W = W0 / ((1 - s)(1 - s'))."""
    arrivals = 0.3 / 20
    steady = Steady(1, (arrivals, arrivals), 20, days=2400)
    left_over = 0.6 * 20
    assert steady.wait[0] == pytest.approx(left_over / 0.7, rel=0.06)
    assert steady.wait[1] == pytest.approx(left_over / (0.7 * 0.4), rel=0.06)


@pytest.mark.parametrize(("places", "mean_queue"), [(1, 48.6), (80 / 7, 46.8), (80, 42.5)])
def test_the_bias_of_a_tick_is_known(places: float, mean_queue: float) -> None:
    exact = ticking(places, 0.98 * places)
    assert exact == pytest.approx(mean_queue, abs=0.1)
    assert exact == pytest.approx(1.98 / 0.04 - 0.5826 * np.sqrt(1.98 * places), rel=0.01)
    assert exact < 0.98 / 0.02
