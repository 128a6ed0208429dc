"""Bijstand volgen: status holders who move to a home in a municipality are those whom it may have to pay assistance.

Both sides count one thing, so it is passed whole, a month later. Who comes straight to a family member is in neither.
"""

from __future__ import annotations

from simulate.engine.clock import Proceeding
from simulate.engine.composite import Composite, coupling
from simulate.models.nederland.jaar import YEAR


@coupling(
    "bijstand volgen",
    "status holders who are housed may come on assistance",
    parts=("asiel", "gemeenten"),
    drives=("gemeenten.bijstand.gehuisvest",),
    strength="nederland.koppelingen.bijstand_volgen",
    teller="asiel",
    grounds="arithmetic",
)
def bijstand_volgen(land: Composite) -> Proceeding:
    """Elke maand: wie de maand ervoor vanuit de opvang een woning kreeg."""
    asiel, (gehuisvest,) = land.part("asiel"), bijstand_volgen.drives
    while True:
        yield land.clock.next_month()
        land.drive(gehuisvest, YEAR * asiel.last("gehuisveste_statushouders"), bijstand_volgen.strength_in(land))
