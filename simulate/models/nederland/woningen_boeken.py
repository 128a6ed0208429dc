"""Woningen boeken: homes that people move into from reception are not there for others.

They are one number, booked once a month where they are used, of the month that was closed.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.composite import coupling
from simulate.models.nederland.jaar import YEAR
from simulate.models.nederland.woningen import Woningen


@coupling(
    "woningen boeken",
    "homes that status holders move into are booked in the allocation of social homes",
    parts=("asiel", "wonen"),
    drives=("wonen.toewijzing.statushouders_vraag", "wonen.toewijzing.voorrang_statushouders"),
    strength="nederland.koppelingen.woningen_boeken",
    teller="asiel",
    grounds="arithmetic",
)
def woningen_boeken(land: Woningen) -> Proceeding:
    """Elke maand: de woningen die statushouders de maand ervoor betrokken, gaan van die voor anderen af.

    Voorrang, of geen voorrang, werkt al in wie er uit de opvang een woning kreeg; hier is het geen vraag meer.
    """
    vraag, voorrang = woningen_boeken.drives
    while True:
        yield land.clock.next_month()
        land.woningen_gebruikt = land.woningen_gebruikt + _gebruikt(land)
        heel = np.floor(land.woningen_gebruikt)
        land.woningen_gebruikt = land.woningen_gebruikt - heel
        land.woningen_te_boeken = heel
        sterkte = woningen_boeken.strength_in(land)
        land.drive(vraag, YEAR * heel, sterkte)
        land.drive(voorrang, np.ones(()), sterkte)


def _gebruikt(land: Woningen) -> Array:
    """Compute the homes that were moved into from reception in the closed month, (draws,), not rounded."""
    asiel = land.part("asiel")
    anders = asiel.last("alternatief_gehuisvest") + asiel.p.huisvesting.overige_huisvesting
    via_woning = np.maximum(asiel.last("gehuisveste_statushouders") - anders, 0)
    return np.asarray(via_woning / asiel.p.huisvesting.personen_per_woning)
