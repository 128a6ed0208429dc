"""Woningen aanbieden: social homes that fall vacant let people leave reception.

What falls vacant is passed as a change, since the two models count it each with its own spread.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.clock import Proceeding
from simulate.engine.composite import Composite, coupling
from simulate.models.nederland.jaar import YEAR, jaartotaal


@coupling(
    "woningen aanbieden",
    "vacant homes let people leave reception",
    parts=("wonen", "asiel"),
    drives=("asiel.huisvesting.vrijkomende_sociale_huurwoningen",),
    strength="nederland.koppelingen.woningen_aanbieden",
    teller="wonen",
    grounds="evidence",
    passes="change",
)
def woningen_aanbieden(land: Composite) -> Proceeding:
    """Elke maand: komen er in een jaar meer of minder sociale huurwoningen vrij dan in het eerste, dan ook hier."""
    wonen, asiel = land.part("wonen"), land.part("asiel")
    yield land.clock.next_month(YEAR)
    eerste = np.maximum(jaartotaal(wonen, "vrijgekomen_sociaal"), 1)
    while True:
        eigen = asiel.p.own(woningen_aanbieden.drives[0])
        land.drive(
            woningen_aanbieden.drives[0],
            eigen * (jaartotaal(wonen, "vrijgekomen_sociaal") / eerste),
            woningen_aanbieden.strength_in(land),
        )
        yield land.clock.next_month()
