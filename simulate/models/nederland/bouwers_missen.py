"""Bouwers missen: builders from the EU who do not come are missing in construction."""

from __future__ import annotations

import numpy as np

from simulate.engine.clock import Proceeding
from simulate.engine.composite import Composite, coupling


@coupling(
    "bouwers missen",
    "builders from the EU who do not come are missing in construction",
    parts=("wonen",),
    damps=("wonen.bouwen.bouw_fte",),
    strength="nederland.koppelingen.bouwers_missen",
    reads=("nederland.koppelingen.fte_per_bouwer",),
)
def bouwers_missen(land: Composite) -> Proceeding:
    """Elke maand: wie er door beleid minder uit de EU kwam om te bouwen, van alle bouwers."""
    wonen, (bouwers,) = land.part("wonen"), bouwers_missen.damps
    while True:
        yield land.clock.next_month()
        missen = land.last("bouwers_eu_minder") * land.p.koppelingen.fte_per_bouwer * bouwers_missen.strength_in(land)
        deel = missen / np.maximum(wonen.p.asked(bouwers), 1)
        land.damp(bouwers, 1 - np.clip(deel, 0, 1))
