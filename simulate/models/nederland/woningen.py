"""Woningen: homes between reception and the allocation of social homes, and who waits for one."""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.composite import Composite
from simulate.engine.processes import closing
from simulate.engine.recorder import Level, Total


class Woningen(Composite):
    """Homes between reception and the allocation of social homes."""

    woningen_voor_statushouders = Total(
        "Woningen geboekt voor wie uit de opvang kwam", "Homes booked for who left reception", "woningen"
    )
    woningnood_met_opvang = Level(
        "Woningtekort, met wie in de opvang op een woning wacht",
        "Housing shortage, with those who wait for a home in reception",
        "woningen",
    )

    woningen_gebruikt: Array
    """Homes moved into that are not booked yet, less than one a draw, (draws,)."""
    woningen_te_boeken: Array
    """Homes that are booked in the open month, (draws,)."""

    def start(self) -> None:
        super().start()
        self.woningen_gebruikt = np.zeros(self.size)
        self.woningen_te_boeken = np.zeros(self.size)

    @closing("woningen opmaken", "count homes and who waits for one")
    def woningen_opmaken(self) -> None:
        """Aan het eind van de maand: geboekte woningen, en het tekort met wie er in de opvang op een woning wacht."""
        if not {"asiel", "wonen"} <= self.there.keys():
            return
        asiel = self.there["asiel"]
        wacht = asiel.last("statushouders_in_opvang")
        per_woning = asiel.p.now("asiel.huisvesting.personen_per_woning")
        self.record(
            woningnood_met_opvang=self.there["wonen"].last("woningtekort") + wacht / np.maximum(per_woning, 1),
            woningen_voor_statushouders=self.woningen_te_boeken,
        )
