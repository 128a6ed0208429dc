"""Huishoudens vormen: who lives in a home through migration other than forecast asks for one.

What migration does to the number of households is passed to the housing market as a change; the error of its forecast
gives up the part of its spread that was migration.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.clock import Proceeding
from simulate.engine.composite import Composite, coupling
from simulate.models.nederland.jaar import YEAR


@coupling(
    "huishoudens vormen",
    "who lives in a home through migration other than forecast is a household more",
    parts=("wonen",),
    drives=("wonen.vraag.ramingsfout",),
    strength="nederland.koppelingen.huishoudens_vormen",
    reads=("nederland.koppelingen.eigen_ramingsfout",),
    passes="change",
)
def huishoudens_vormen(land: Composite) -> Proceeding:
    """Elke maand: de huishoudens die er door andere migratie dan in de raming bij kwamen of wegbleven."""
    wonen, (fout,) = land.part("wonen"), huishoudens_vormen.drives
    vorige = np.zeros(land.size)
    while True:
        nu = land.last("huishoudens_afwijking")
        eigen = wonen.p.own(fout) * land.p.koppelingen.eigen_ramingsfout
        land.drive(fout, eigen + YEAR * (nu - vorige), huishoudens_vormen.strength_in(land))
        vorige = nu
        yield land.clock.next_month()
