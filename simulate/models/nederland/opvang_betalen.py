"""Opvang betalen: what reception and housing cost municipalities more, or less, than in the first year.

The room of municipalities is a difference with 2025, whose cost of reception is among the cost of unchanged services:
so a change is passed, in current prices, and never the whole. The State pays a fixed sum for a place of a Ukrainian;
what it costs beyond that is for the municipality, as is settling who is housed.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.composite import Composite, coupling
from simulate.models.nederland.jaar import YEAR, jaartotaal


@coupling(
    "opvang betalen",
    "what reception and housing cost municipalities more",
    parts=("asiel", "gemeenten"),
    drives=("gemeenten.opvang.meer_kosten",),
    strength="nederland.koppelingen.opvang_betalen",
    teller="asiel",
    grounds="arithmetic",
    passes="change",
)
def opvang_betalen(land: Composite) -> Proceeding:
    """Elke maand: wat opvang en huisvesting gemeenten in een jaar meer kostten dan in het eerste jaar."""
    asiel, (kosten,) = land.part("asiel"), opvang_betalen.drives
    yield land.clock.next_month(YEAR)
    eerste = jaartotaal(asiel, "kosten_gemeenten")
    while True:
        eigen = land.values_of(kosten).own(kosten)
        land.drive(kosten, eigen + meer_dan(eerste, asiel), opvang_betalen.strength_in(land))
        yield land.clock.next_month()


def meer_dan(eerste: Array, asiel: Any) -> Array:
    """Compute the cost of the last twelve months less that of the first, euros at the prices of now, (draws,)."""
    prijzen = jaartotaal(asiel, "kosten_totaal_lopend") / np.maximum(jaartotaal(asiel, "kosten_totaal"), 1)
    return np.asarray((jaartotaal(asiel, "kosten_gemeenten") - eerste) * prijzen)
