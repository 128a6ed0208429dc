"""Personeel delen: whoever is hired in one system is not there for another.

What all would ask without a measure is what there is; a measure that asks more takes from what the others get, as far
as the strength says.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.composite import coupling
from simulate.models.nederland.personeel import OPLEIDING, WERVING, ZIJ_INSTROOM, Personeel
from simulate.scenario import model_of


@coupling(
    "personeel delen",
    "whoever is hired in one system is not there for another",
    parts=(),
    damps=(ZIJ_INSTROOM, OPLEIDING, WERVING),
    strength="nederland.koppelingen.personeel_delen",
    reads=("nederland.personeel.groei_aanbod",),
)
def personeel_delen(land: Personeel) -> Proceeding:
    """Elke maand: vragen alle stelsels samen meer mensen dan er zijn, dan krijgt elk naar rato minder."""
    werkend_begin = _werkend(land)
    while True:
        jaren = land.clock.month / 12
        aanbod = land.gevraagd(own=True).sum(axis=0) * (1 + land.p.personeel.groei_aanbod * jaren)
        aanbod = aanbod + _werkend(land) - werkend_begin - land.last("arbeidsmigranten_eu_minder")
        deel = np.clip(aanbod / np.maximum(land.gevraagd().sum(axis=0), 1), 0, 1)
        sterkte = personeel_delen.strength_in(land)
        for name in personeel_delen.damps:
            if model_of(name) in land.there:
                land.damp(name, 1 - sterkte * (1 - deel))
        yield land.clock.next_month()


def _werkend(land: Personeel) -> Array:
    """Count the asylum seekers at work in the closed month, (draws,): they are people to hire as well."""
    return land.part("asiel").last("asielzoekers_aan_het_werk") if "asiel" in land.there else np.zeros(land.size)
