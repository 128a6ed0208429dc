"""Beroep: who is rejected may go to court, once or twice; what is upheld goes back to the IND.

An appeal is filed with the decision; rulings come monthly, each open case with the same chance, so that the mean
duration is the parameter.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.clock import Proceeding
from simulate.engine.processes import process
from simulate.models.asiel.kaart import Kaart


class Beroep(Kaart):
    """The courts."""

    def start(self) -> None:
        super().start()
        self.in_beroep.open(self.p.beginstand.in_beroep * self.p.beginstand.in_beroep_groep)

    @process("beroep instellen", "file appeals")
    def beroep_instellen(self) -> Proceeding:
        """Wacht op de besluiten van de week: een deel van de afgewezenen gaat in beroep."""
        gaat = self.stream("beroep.ingesteld")
        while True:
            yield self.besluiten_genomen.wait()
            self.beroep_ingesteld(gaat.binomial(self.afgewezen.n, self.p.beroep.beroep_aandeel))
            self.geen_beroep(self.afgewezen.n)
            self.nieuwe_vertrekplicht.fire()

    @process("rechtbank", "district court: rulings in appeal")
    def rechtbank(self) -> Proceeding:
        """Elke maand: uitspraken in beroep; gegrond terug naar de IND, ongegrond deels in hoger beroep."""
        komt, gelijk, verder = map(self.stream, ("beroep.uitspraak", "beroep.gegrond", "beroep.hoger"))
        while True:
            kans = 1 / np.maximum(self.p.beroep.duur, 1)
            self.uitspraak(komt.binomial(self.in_beroep.n, kans))
            self.beroep_gegrond(gelijk.binomial(self.uitgesproken.n, self.p.beroep.gegrond_aandeel))
            self.hoger_beroep_ingesteld(verder.binomial(self.uitgesproken.n, self.p.beroep.hoger_beroep_aandeel))
            self.beroep_ongegrond(self.uitgesproken.n)
            self.nieuwe_vertrekplicht.fire()
            yield self.clock.next_month()

    @process("Raad van State", "Council of State: rulings in further appeal")
    def raad_van_state(self) -> Proceeding:
        """Elke maand: uitspraken in hoger beroep."""
        komt, gelijk = self.stream("hoger_beroep.uitspraak"), self.stream("hoger_beroep.gegrond")
        while True:
            kans = 1 / np.maximum(self.p.beroep.duur_hoger_beroep, 1)
            self.uitspraak_hoger(komt.binomial(self.in_hoger_beroep.n, kans))
            gegrond = gelijk.binomial(self.uitgesproken_hoger.n, self.p.beroep.gegrond_hoger_beroep)
            self.hoger_beroep_gegrond(gegrond)
            self.hoger_beroep_ongegrond(self.uitgesproken_hoger.n)
            self.nieuwe_vertrekplicht.fire()
            yield self.clock.next_month()
