"""Opvang: who has a right to a place, how many that are, and for how many there is none.

Occupancy follows from the stocks of the chain: a share of each group lives elsewhere. It is made up at the end of each
month, when the books close.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.processes import closing
from simulate.engine.recorder import Level, Total
from simulate.models.asiel.kaart import Kaart
from simulate.vocabulary import AXES

STATUSHOUDERS = AXES["bewoners"].entries.index("statushouders")


class Opvang(Kaart):
    """Occupancy and shortage."""

    bezetting = Level("Bezetting van de opvang", "Reception occupancy", "personen", "bewoners")
    aandeel_statushouders_opvang = Level(
        "Aandeel statushouders in de opvang", "Share of status holders in reception", "aandeel"
    )
    bezettingsgraad = Level("Bezettingsgraad", "Occupancy rate", "factor")
    benodigde_plekken = Level("Benodigde plekken bij normbezetting", "Places needed at the norm", "plekken")
    tekort_plekken = Level("Tekort aan plekken bij normbezetting", "Shortage of places at the norm", "plekken")
    niet_geplaatst = Level("Mensen zonder opvangplek", "People without a reception place", "personen")
    plekdagen_tekort = Total("Plekdagen tekort", "Place-days short", "plekdagen")
    bezetting_per_provincie = Level("Bezetting per provincie", "Occupancy by province", "personen", "provincie")

    bezet: Array
    """Residents at the last month end, by group, (bewoners, draws)."""
    plekken_per_provincie: Array
    """The share of the reception places that each province has, (provinces, draws or 1)."""

    def start(self) -> None:
        super().start()
        self.bezet = self._bewoners()
        gewicht = self.p.huisvesting.verdeelsleutel * self.p.capaciteit.provincie_realisatie
        # Province after province, whether the weights are exact or differ per draw: a sum would take another order.
        self.plekken_per_provincie = gewicht / np.cumsum(gewicht, axis=0)[-1]

    @closing("bezetting opmaken", "make up the occupancy")
    def bezetting_opmaken(self) -> None:
        """Aan het eind van de maand: bezetting, tekort en mensen zonder plek."""
        self.bezet = self._bewoners()
        totaal = self.bezet.sum(axis=0)
        plekken = self.opvangplekken.open.sum(axis=0)
        nodig = self.plekken_nodig()
        zonder_plek = np.maximum(totaal - plekken, 0)
        self.record(
            bezetting=self.bezet,
            aandeel_statushouders_opvang=self.bezet[STATUSHOUDERS] / np.maximum(totaal, 1),
            bezettingsgraad=totaal / np.maximum(plekken, 1),
            benodigde_plekken=nodig,
            tekort_plekken=np.maximum(nodig - plekken, 0),
            niet_geplaatst=zonder_plek,
            plekdagen_tekort=zonder_plek * self.days,
            bezetting_per_provincie=self._per_provincie(totaal),
        )

    def plekken_nodig(self) -> Array:
        """Compute the places that the residents of the last month end need at the norm, (draws,)."""
        return np.asarray(self.bezet.sum(axis=0) / self.p.opvang.bezettingsnorm)

    def _bewoners(self) -> Array:
        """Count the residents by group, in the order of the axis `bewoners`, (groups, draws)."""
        o = self.p.opvang
        beroep = self.in_beroep.n.sum(axis=0) + self.in_hoger_beroep.n.sum(axis=0)
        status = self.te_koppelen.n + self.statushouders_in_opvang.n.sum(axis=0)
        return np.stack(
            [
                self.in_procedure.n.sum(axis=0) * o.in_procedure_in_opvang,
                beroep * o.in_beroep_in_opvang,
                status * o.statushouders_in_opvang,
                self.in_vertrektermijn.n.sum(axis=0) * o.vertrekplichtig_in_opvang,
                (self.na_termijn.n * self.p.vertrek.opvang_na_termijn).sum(axis=0),
            ]
        )

    def _per_provincie(self, totaal: Array) -> Array:
        """Distribute `totaal` over provinces: status holders where they were assigned, others where the places are."""
        status = self.statushouders_in_opvang.n * self.p.opvang.statushouders_in_opvang
        anderen = totaal - status.sum(axis=0)
        return np.asarray(status + anderen * self.plekken_per_provincie)
