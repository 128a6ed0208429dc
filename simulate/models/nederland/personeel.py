"""Personeel: whoever is hired in one system is not there for another. An account first, and only if asked a limit.

Every system asks for people to hire. What all would ask without a measure is what there is; a measure that asks more
takes from what the others get, as far as the strength of the coupling says. At strength 0 it is an account.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.composite import Composite, coupling
from simulate.engine.processes import closing
from simulate.engine.recorder import Level
from simulate.scenario import model_of

KWARTALEN = 4
ZIJ_INSTROOM, OPLEIDING = "zorg.personeel.zij_instroom", "zorg.personeel.instroom_opleiding"
BOUW, WERVING = "wonen.bouwen.bouw_fte", "asiel.beslissen.werving_per_kwartaal"
OVERHEID = (0, 2)
"""The entries of the axis sector that are paid from public money: hospitals and the IND."""


class Personeel(Composite):
    """The account of staff, over the systems that run."""

    personeel_gevraagd = Level("Gevraagd personeel per jaar", "Staff asked for per year", "personen", "sector")
    personeel_overheid_erbij = Level(
        "Meer of minder personeel gevraagd door zorg en IND, door maatregelen",
        "More or less staff asked for by care and the IND, through measures",
        "personen",
    )

    @closing("personeel tellen", "count the staff that is asked for")
    def personeel_tellen(self) -> None:
        """Aan het eind van de maand: wie er per jaar gevraagd wordt, en hoeveel dat door maatregelen meer is."""
        gevraagd, eigen = self.gevraagd(), self.gevraagd(own=True)
        erbij = sum((gevraagd[sector] - eigen[sector] for sector in OVERHEID), start=np.zeros(self.size))
        self.record(personeel_gevraagd=gevraagd, personeel_overheid_erbij=erbij)

    def gevraagd(self, own: bool = False) -> Array:
        """Compute the people to hire in a year by sector, (sectors, draws); `own`: as if there were no measures."""

        def value(name: str) -> Array:
            values = self.values_of(name)
            return np.asarray(values.own(name) if own else values.asked(name))

        geen = np.zeros(self.size)
        zorg = geen + (value(ZIJ_INSTROOM) + value(OPLEIDING) if "zorg" in self.there else 0.0)
        bouw = geen + (value(BOUW) * self.p.personeel.verloop_bouw if "wonen" in self.there else 0.0)
        if "wonen" in self.there and not own:
            # Who is wanted above those without measures is hired in a year.
            bouw = bouw + np.maximum(value(BOUW) - self.there["wonen"].p.own(BOUW), 0)
        ind = geen + (value(WERVING) * KWARTALEN if "asiel" in self.there else 0.0)
        return np.stack([zorg, bouw, ind])


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
            if model_of(name) in land.there and sterkte.any():
                land.damp(name, 1 - sterkte * (1 - deel))
        yield land.clock.next_month()


def _werkend(land: Personeel) -> Array:
    """Count the asylum seekers at work in the closed month, (draws,): they are people to hire as well."""
    return land.part("asiel").last("asielzoekers_aan_het_werk") if "asiel" in land.there else np.zeros(land.size)
