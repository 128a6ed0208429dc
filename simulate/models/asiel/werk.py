"""Werk en bijstand: asylum seekers who may work, and status holders with and without social assistance."""

from __future__ import annotations

import numpy as np

from simulate.engine.clock import Proceeding
from simulate.engine.processes import closing, process
from simulate.engine.recorder import Level, Total
from simulate.models.asiel.beslistijd import MAAND
from simulate.models.asiel.kaart import Kaart


class Werk(Kaart):
    """Work and social assistance."""

    asielzoekers_aan_het_werk = Level("Asielzoekers aan het werk", "Asylum seekers at work", "personen")
    bijstand_aandeel = Level(
        "Aandeel gehuisveste statushouders met bijstand", "Share of housed status holders on assistance", "aandeel"
    )
    welvaartswinst = Total("Welvaartswinst van ruimer werkrecht", "Welfare gain of wider work rights", "EUR")

    def start(self) -> None:
        super().start()
        self.met_bijstand.open(self.p.beginstand.gehuisvest_met_bijstand)
        self.zonder_bijstand.open(self.p.beginstand.gehuisvest_zonder_bijstand)

    @process("bijstand", "people enter and leave social assistance")
    def bijstand(self) -> Proceeding:
        """Elke maand: wie gehuisvest wordt begint meestal in de bijstand; daarna in- en uitstroom, en naturalisatie."""
        begint, eruit, erin = map(self.stream, ("werk.begin", "werk.uitstroom", "werk.instroom"))
        wordt, werd = self.stream("werk.naturalisatie_met"), self.stream("werk.naturalisatie_zonder")
        while True:
            self.genaturaliseerd_met_bijstand(wordt.binomial(self.met_bijstand.n, self.p.werk.naturalisatie))
            self.genaturaliseerd_zonder_bijstand(werd.binomial(self.zonder_bijstand.n, self.p.werk.naturalisatie))
            self.uit_bijstand(eruit.binomial(self.met_bijstand.n, self.p.werk.uitstroom_bijstand))
            self.in_bijstand(erin.binomial(self.zonder_bijstand.n, self.p.werk.instroom_bijstand))
            self.start_met_bijstand(begint.binomial(self.gehuisvest.n, self.p.werk.bijstand_bij_start))
            self.start_zonder_bijstand(self.gehuisvest.n)
            yield self.clock.next_month()

    @closing("werk meten", "measure work and assistance")
    def werk_meten(self) -> None:
        """Aan het eind van de maand: wie mag werken, en hoeveel er werken."""
        dagen = self.p.werk.werkrecht_na * MAAND
        mag_werken = self.in_procedure.waiting_longer_than(dagen).sum(axis=0)
        statushouders = self.met_bijstand.n + self.zonder_bijstand.n
        self.record(
            asielzoekers_aan_het_werk=mag_werken * self.p.werk.arbeidsdeelname,
            bijstand_aandeel=self.met_bijstand.n / np.maximum(statushouders, 1),
            welvaartswinst=self.p.werk.welvaartswinst / 12 * self.p.werk.werkrecht_verruimd,
        )
