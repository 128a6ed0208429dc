"""Zorg afschuiven: who waits longer for a hospital asks more of the Wmo.

The association of municipalities fears it, and nobody gives a size. It is off unless it is asked for. In a year with a
month in which nobody is treated it is not known how long the wait is: nothing more is asked for then.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.clock import Proceeding
from simulate.engine.composite import Composite, coupling
from simulate.engine.maths import power
from simulate.models.nederland.jaar import YEAR, jaartotaal


@coupling(
    "zorg afschuiven",
    "longer hospital waits ask more of the Wmo",
    parts=("zorg", "gemeenten"),
    drives=("gemeenten.wmo.afschuiving",),
    reads=("nederland.koppelingen.wmo_lasten", "nederland.koppelingen.afschuiven_gevoeligheid"),
    strength="nederland.koppelingen.zorg_afschuiven",
    teller="zorg",
    passes="change",
)
def zorg_afschuiven(land: Composite) -> Proceeding:
    """Elke maand: hoeveel langer er in een jaar op een behandeling is gewacht dan in het eerste."""
    zorg, (afschuiving,) = land.part("zorg"), zorg_afschuiven.drives
    yield land.clock.next_month(YEAR)
    eerste = np.maximum(jaartotaal(zorg, "wachttijd_behandeling"), 1e-9)
    while True:
        k = land.p.koppelingen
        langer = np.maximum(jaartotaal(zorg, "wachttijd_behandeling"), 1e-9) / eerste
        langer = np.where(np.isnan(langer), 1, langer)
        eigen = land.values_of(afschuiving).own(afschuiving)
        meer = k.wmo_lasten * (power(langer, k.afschuiven_gevoeligheid) - 1)
        land.drive(afschuiving, eigen + meer, zorg_afschuiven.strength_in(land))
        yield land.clock.next_month()
