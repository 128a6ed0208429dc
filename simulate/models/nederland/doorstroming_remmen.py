"""Doorstroming remmen: a larger shortage lets fewer homes fall vacant."""

from __future__ import annotations

import numpy as np

from simulate.engine.clock import Proceeding
from simulate.engine.composite import Composite, coupling
from simulate.engine.maths import power


@coupling(
    "doorstroming remmen",
    "a larger shortage lets fewer homes fall vacant",
    parts=("wonen",),
    drives=("wonen.toewijzing.vrijkomend_sociaal",),
    strength="nederland.koppelingen.doorstroming_remmen",
    teller="wonen",
    reads=("nederland.koppelingen.doorstroming_gevoeligheid",),
    passes="change",
)
def doorstroming_remmen(land: Composite) -> Proceeding:
    """Elke maand: bij een groter tekort verhuizen minder mensen, bij een kleiner meer."""
    wonen = land.part("wonen")
    yield land.clock.next_month()
    eerste = np.maximum(wonen.last("woningtekort"), 1)
    while True:
        verhouding = np.maximum(wonen.last("woningtekort"), 1) / eerste
        gevoelig = land.p.koppelingen.doorstroming_gevoeligheid
        eigen = wonen.p.own(doorstroming_remmen.drives[0])
        land.drive(
            doorstroming_remmen.drives[0],
            eigen * power(verhouding, gevoelig),
            doorstroming_remmen.strength_in(land),
        )
        yield land.clock.next_month()
