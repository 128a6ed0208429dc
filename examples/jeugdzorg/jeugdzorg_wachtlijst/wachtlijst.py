"""Wachtlijst: every month children are referred, as many are helped as there is staff for, and some are done."""

from __future__ import annotations

import numpy as np

from jeugdzorg_wachtlijst.kaart import Kaart
from simulate.engine.clock import Proceeding
from simulate.engine.processes import closing, process
from simulate.engine.recorder import Level


class Wachtlijst(Kaart):
    """The waiting list."""

    wachttijd = Level("Verwachte wachttijd", "Expected wait", "maanden")
    wachtend_soort = Level("Wachtenden naar soort hulp", "Waiting by kind of care", "personen", "jeugdhulp")

    def start(self) -> None:
        super().start()
        p = self.p.wachtlijst
        self.wachtend.open(np.rint(p.wachtend_bij_start).astype(np.int64))
        self.in_zorg.open(np.rint(p.in_zorg_bij_start).astype(np.int64))

    @process("verwijzen en helpen", "refer and help")
    def verwijzen_en_helpen(self) -> Proceeding:
        """Elke maand: wie klaar is, wie erbij komt, en wie aan de beurt is."""
        komt, klaar = self.stream("wachtlijst.verwijzing"), self.stream("wachtlijst.einde")
        while True:
            p = self.p.wachtlijst
            self.einde(klaar.binomial(self.in_zorg.n, p.kans_klaar))
            self.verwijzing(komt.poisson(p.verwijzingen + np.zeros(self.size)))
            plaats = np.floor(p.behandelaars * p.per_behandelaar + np.zeros(self.size)).astype(np.int64)
            self.begin(np.minimum(self.wachtend.n, plaats))
            yield self.clock.next_month()

    @closing("wachtenden tellen", "count who waits")
    def wachtenden_tellen(self) -> None:
        """Aan het eind van de maand: hoe lang de rij is, in maanden werk, en waarop wordt gewacht."""
        p = self.p.wachtlijst
        self.record(
            wachttijd=self.wachtend.n / (p.behandelaars * p.per_behandelaar),
            wachtend_soort=p.aandeel_soort * self.wachtend.n,
        )
