"""The law in Ciw, which knows customers and no numbers of people: everyone is followed one by one.

Nodes: the IND (a slot of services every month; who withdraws reneges), family requests, rejected people, and a node
for every province (a slot a month). What does not depend on the state is drawn beforehand: applications and the sizes
of the slots. A month begins at a whole number; its steps follow at fractions of it, because of events at one time Ciw
takes any first. The first twelve months come before the law: in these come those who wait at its start.

Every event looks through all who are present, so a draw at full scale would take many hours: see `law.scaled`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import ciw
import numpy as np
from numpy.typing import NDArray

from benchmarks import law
from benchmarks.law import Figures
from benchmarks.scalar import Drawn

BEFORE = law.OPENING_COHORTS
WITHDRAWING, DECIDING, UNITING, ASKING, HOUSING, LEAVING, CLOSING = 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.9
"""The moments of the month at which a step is taken; people apply at 0."""
IND, FAMILY, REJECTED, PROVINCE = 1, 2, 3, 4
"""Nodes; those of the provinces follow on the first."""


class Someday(ciw.dists.Distribution):  # type: ignore[misc]
    """The time until a moment of the month that takes everyone with a chance, every month anew."""

    def __init__(self, rng: np.random.Generator, moment: float, chance: float) -> None:
        self.rng, self.moment, self.chance = rng, moment, chance

    def sample(self, t: float = 0.0, ind: object = None) -> float:
        """Draw the time from now on."""
        month = max(np.ceil(t - self.moment - 1e-9), BEFORE)
        return float(month + self.rng.geometric(self.chance) - 1 + self.moment - t)


class Granting(ciw.routing.NodeRouting):  # type: ignore[misc]
    """Sends who got a decision to a province or to the rejected, and counts the grants of the month."""

    def __init__(self, rng: np.random.Generator, chance: float) -> None:
        self.rng, self.chance, self.granted = rng, chance, 0

    def next_node(self, ind: object) -> Any:
        """Choose the next node."""
        if self.rng.random() >= self.chance:
            return self.simulation.nodes[REJECTED]
        self.granted += 1
        return self.simulation.nodes[PROVINCE + int(self.rng.choice(law.PROVINCES, p=law.WEIGHTS))]


class Asking(ciw.dists.Distribution):  # type: ignore[misc]
    """How many family requests follow on the grants of the month."""

    def __init__(self, rng: np.random.Generator, router: Granting) -> None:
        self.rng, self.router = rng, router

    def __deepcopy__(self, memo: object) -> Asking:
        """Stay with the same router: Ciw copies distributions."""
        return self

    def sample(self, t: float = 0.0, ind: object = None) -> int:
        """Draw the number, and begin to count anew."""
        granted, self.router.granted = self.router.granted, 0
        return int(self.rng.poisson(law.REQUESTS * granted))


def _slots(moment: float, sizes: Iterable[int]) -> Any:
    """A slot of services in every month of the law."""
    sizes = [int(size) for size in sizes]
    return ciw.Slotted(slots=[BEFORE + month + moment for month in range(len(sizes))], slot_sizes=sizes)


def _network(figures: Figures, rng: np.random.Generator) -> Any:
    months, provinces = np.arange(law.MONTHS), range(law.PROVINCES)
    level, applied = 0.0, []
    for month in months:
        level = law.PERSISTENCE * level + law.SHOCK * rng.standard_normal()
        applied.append(int(rng.poisson(figures.base / 12 * law.SEASON[month % 12] * np.exp(level))))
    capacity = rng.poisson(figures.c * np.where(months >= figures.t0, law.FASTER, 1.0))
    rooms = rng.poisson(figures.h * law.WEIGHTS[:, None], (law.PROVINCES, law.MONTHS))
    granting = Granting(rng, float(figures.a))
    cohorts = np.diff(np.arange(BEFORE + 1) * law.IN_PROCEDURE // BEFORE)
    opening = [int(n) for n in (law.FAMILY, law.REJECTED, *law.HOUSED_FROM)]
    never, now, fixed = [float("inf")], ciw.dists.Deterministic(0.0), ciw.dists.Sequential
    # The opening cohorts come in the middle of the twelve months before, the applications with the months of the law.
    applying = fixed([0.5, *[1.0] * (BEFORE - 1), 0.5, *[1.0] * (law.MONTHS - 1), *never])
    once = [None, *(fixed([BEFORE - 0.1, *never]) for _ in opening)]
    asking = [None, fixed([BEFORE + ASKING, *[1.0] * (law.MONTHS - 1), *never]), *[None] * (1 + law.PROVINCES)]
    spread = ciw.routing.Probabilistic([PROVINCE + r for r in provinces], [float(w) for w in law.WEIGHTS])
    leave = [ciw.routing.Leave() for _ in range(1 + law.PROVINCES)]
    services = [now, Someday(rng, UNITING, law.ARRIVES), Someday(rng, LEAVING, law.LEAVES), *[now] * law.PROVINCES]
    withdrawing = [Someday(rng, WITHDRAWING, law.WITHDRAWS), *[None] * (2 + law.PROVINCES)]
    unit = ciw.dists.Deterministic(1)
    classes: dict[str, tuple[list[Any], list[Any]]] = {
        "applies": ([applying, *[None] * (2 + law.PROVINCES)], [fixed([*map(int, cohorts), *applied])]),
        "opening": (once, [unit, *(fixed([n]) for n in opening)]),
        "asks": (asking, [unit, Asking(rng, granting)]),
    }
    router = ciw.routing.NetworkRouting([granting, spread, *leave])
    return ciw.create_network(
        arrival_distributions={name: dates for name, (dates, _) in classes.items()},
        batching_distributions={
            name: [*batches, *[unit] * (3 + law.PROVINCES - len(batches))] for name, (_, batches) in classes.items()
        },
        service_distributions=dict.fromkeys(classes, services),
        reneging_time_distributions=dict.fromkeys(classes, withdrawing),
        routing=dict.fromkeys(classes, router),
        number_of_servers=[
            _slots(DECIDING, capacity),
            float("inf"),
            float("inf"),
            *(_slots(HOUSING, rooms[r]) for r in provinces),
        ],
    )


def draw(figures: Figures, rng: np.random.Generator) -> Drawn:
    """One draw: one simulation, and its records counted by month."""
    ciw.seed(int(rng.integers(2**31)))
    simulation = ciw.Simulation(_network(figures, rng))
    simulation.simulate_until_max_time(BEFORE + law.MONTHS - 1 + CLOSING)
    return _counted(simulation.get_all_records(include_incomplete=True))


def _counted(records: list[Any]) -> Drawn:
    """Count the records: who came to a node and who left it, by month, and how long who was decided on had waited."""
    nodes = 3 + law.PROVINCES
    node = np.array([r.node for r in records])
    came = np.array([r.arrival_date for r in records], float)
    went = np.array([r.exit_date for r in records], float)
    target = np.array([r.destination for r in records], float)
    reneged = np.array([r.record_type == "renege" for r in records])

    def by_month(dates: NDArray[np.float64], which: NDArray[np.bool_]) -> NDArray[np.float64]:
        months = np.floor(dates[which]).astype(int) - BEFORE
        return np.bincount(months[months >= 0], minlength=law.MONTHS).astype(float)

    gone = ~np.isnan(went)
    into = {n: by_month(came, node == n) for n in range(1, nodes + 1)}
    out = {n: by_month(went, (node == n) & gone & ~reneged) for n in range(1, nodes + 1)}
    withdrawn, decided = by_month(went, reneged), gone & (node == IND) & ~reneged
    refused = by_month(went, decided & (target == REJECTED))
    places = range(PROVINCE, nodes + 1)
    placed, housed = (np.stack([moves[n] for n in places], axis=-1) for moves in (into, out))
    series = {
        "instroom": into[IND],
        "intrekking": withdrawn,
        "besluit": out[IND],
        "inwilliging": out[IND] - refused,
        "afwijzing": refused,
        "nareisverzoek": into[FAMILY],
        "nareis": out[FAMILY],
        "vertrek": out[REJECTED],
        "koppeling": placed,
        "huisvesting": housed,
        "in_procedure": law.IN_PROCEDURE + np.cumsum(into[IND] - withdrawn - out[IND]),
        "afgewezen": law.REJECTED + np.cumsum(refused - out[REJECTED]),
        "nareis_open": law.FAMILY + np.cumsum(into[FAMILY] - out[FAMILY]),
        "statushouders": law.HOUSED_FROM + np.cumsum(placed - housed, axis=0),
    }
    # Every time is in a month, and every month of the law and of the twelve before has its day.
    days = np.array([*law.OPENING_DAYS, *law.DAYS])
    month = np.floor(went[decided]).astype(int)
    sums = np.bincount(month - BEFORE, days[month] - days[came[decided].astype(int)], law.MONTHS)
    with np.errstate(invalid="ignore"):
        series["wachttijd"] = sums / out[IND] / 7
    series["bezetting"] = series["in_procedure"] + series["afgewezen"] + series["statushouders"].sum(axis=-1)
    series["noodopvang"] = np.maximum(series["bezetting"] - law.PLACES, 0)
    return series
