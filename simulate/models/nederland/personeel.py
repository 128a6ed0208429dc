"""Personeel: an account of the people that every system asks to hire, and of what measures add to it."""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.composite import Composite
from simulate.engine.processes import closing
from simulate.engine.recorder import Level

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
