"""The law on the engine with another number of places: 342 municipalities for twelve provinces.

The shares are those of a made-up country, as unequal as municipalities are: the largest has some two hundred times the
people of the smallest.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

from benchmarks.engine import Wet, scenario
from benchmarks.law import MONTHS, WEIGHTS, Floats
from simulate.engine.recorder import Room, Series
from simulate.engine.stocks import Flow, Stock
from simulate.engine.streams import BLOCK
from simulate.running.sampling.draws import sample
from simulate.vocabulary import AXES, Axis, Label

MUNICIPALITIES = 342
_SPREAD = 0.9


def shares(entries: int) -> Floats:
    """The share of each of so many places."""
    if entries == len(WEIGHTS):
        return WEIGHTS
    sizes = np.random.default_rng(entries).lognormal(0, _SPREAD, entries)
    return np.asarray(sizes / sizes.sum())


@cache
def model(entries: int) -> type[Wet]:
    """The law with an axis of so many places."""
    names = tuple(f"plaats {number}" for number in range(1, entries + 1))
    axis = Axis(f"plaats_{entries}", Label("Plaats", "Place"), names, tuple(Label(name, name) for name in names))
    AXES.setdefault(axis.name, axis)

    class Plaatsen(Wet):
        """The law of `benchmarks.law`, with other places."""

        weights = shares(entries)
        statushouders = Stock("Statushouders in de opvang", "Status holders in reception", axis.name)
        koppeling = Flow(Wet.te_plaatsen, statushouders, "Gekoppeld", "Placed")
        huisvesting = Flow(statushouders, Wet.buiten, "Gehuisvest", "Housed")

    return Plaatsen


def run(
    entries: int, block: int = 0, width: int = BLOCK, months: int = MONTHS, room: Room | None = None
) -> dict[str, Series]:
    """Run the first `width` draws of a block; series in a `room` are lost when it is used again, as in a worker."""
    draws = replace(sample(scenario(BLOCK, months=months), block, width), room=room)
    return model(entries)(draws).run()
