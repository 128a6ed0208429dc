"""Gemeentegeld voelen: municipalities that are short of money put less into homes and have fewer people for permits.

What they are short of is the room of the last twelve months, a difference with 2025, as a share of what unchanged
services cost in those months (the fund of 2025, grown by prices and needs). More room than in 2025 adds nothing: the
text speaks of less.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.composite import Composite, coupling
from simulate.engine.maths import power
from simulate.models.nederland.jaar import jaartotaal


@coupling(
    "gemeentegeld voelen",
    "municipalities that are short of money put less into homes and permits",
    parts=("gemeenten", "wonen"),
    damps=("wonen.haalbaarheid.gemeentelijke_bijdrage", "wonen.procedures.vergunningcapaciteit"),
    reads=("nederland.koppelingen.bijdrage_gevoeligheid", "nederland.koppelingen.vergunningen_gevoeligheid"),
    replaces=("ravijnjaar",),
    strength="nederland.koppelingen.gemeentegeld_voelen",
    teller="gemeenten",
    passes="change",
)
def gemeentegeld_voelen(land: Composite) -> Proceeding:
    """Elke maand: wat gemeenten in het laatste jaar tekortkwamen, als deel van wat hun voorzieningen kosten."""
    while True:
        yield land.clock.next_month()
        over, sterkte = ruimte_over(land.part("gemeenten")), gemeentegeld_voelen.strength_in(land)
        k = land.p.koppelingen
        for name, gevoelig in zip(
            gemeentegeld_voelen.damps, (k.bijdrage_gevoeligheid, k.vergunningen_gevoeligheid), strict=True
        ):
            land.damp(name, 1 - sterkte * (1 - power(over, gevoelig)))


def ruimte_over(gemeenten: Any) -> Array:
    """Compute which part of unchanged services is paid for, at most 1, over the last twelve closed months, (draws,)."""
    lasten = np.maximum(jaartotaal(gemeenten, "lasten_ongewijzigd"), 1)
    return np.clip(1 + jaartotaal(gemeenten, "ruimte") / lasten, 0, 1)
