"""Lasten: who bears more or less because of the deductible, and what the State does about it.

Patients by their own payments; those who pay the premium, net of the care allowance; employers by the income-dependent
contribution; and the State by the allowance and by what it compensates through taxes. Together they bear what is spent
more: one's relief is another's burden.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.processes import closing, process
from simulate.engine.recorder import Level, Total
from simulate.models.zorg.geld import Geld


class Lasten(Geld):
    """Who bears what."""

    flankerend = Total(
        "Compensatie, lastenverlichting en ouderenzorg", "Compensation, tax relief and elderly care", "EUR"
    )
    lasten = Total("Wie meer of minder draagt", "Who bears more or less", "EUR", "drager")
    lasten_leeftijd = Level(
        "Meer of minder lasten per volwassene, naar leeftijd", "Change of burden per adult, by age",
        "EUR/persoon/jaar", "leeftijd",
    )  # fmt: skip
    lasten_inkomen = Level(
        "Meer of minder lasten per volwassene, naar inkomen", "Change of burden per adult, by income",
        "EUR/persoon/jaar", "inkomen",
    )  # fmt: skip

    def start(self) -> None:
        super().start()
        self._lasten_verdelen()

    @process("lasten verdelen", "work out who bears more or less")
    def lasten_verdelen(self) -> Proceeding:
        """Elk jaar op 1 januari, als de premie bekend is: wie er meer of minder draagt."""
        while True:
            yield self.clock.next(1)
            self._lasten_verdelen()

    @closing("lasten opmaken", "draw up who bears what in the month")
    def lasten_opmaken(self) -> None:
        """Aan het eind van de maand: een twaalfde van de lasten van het jaar."""
        p = self.p.geld
        self.record(
            lasten=self.lasten_per_jaar / 12,
            flankerend=(self.compensatie + p.lastenverlichting + p.ouderenzorg) / 12,
        )

    def _lasten_verdelen(self) -> None:
        """Compute what each bearer pays more or less this year, and record it by age and by income."""
        p, nu, zonder = self.p.geld, self.rekening, self.rekening_referentie
        premie = nu.premie - zonder.premie
        werkgevers = (1 - p.aandeel_nominaal) * (nu.uitgaven - zonder.uitgaven)
        toeslag = self.landelijk(nu.toeslag - zonder.toeslag)
        aan_burgers, aan_werkgevers = p.compensatie_premie * premie, p.compensatie_werkgevers * werkgevers
        self.compensatie = aan_burgers * self.volwassenen() + aan_werkgevers
        self.lasten_per_jaar = np.stack(
            [
                nu.opbrengst - zonder.opbrengst,
                (premie - aan_burgers) * self.volwassenen() - toeslag,
                werkgevers - aan_werkgevers,
                toeslag + self.compensatie,
            ]
        )
        self._per_volwassene(premie - aan_burgers, nu.toeslag - zonder.toeslag)

    def _per_volwassene(self, premie: Array, toeslag: Array) -> None:
        """Record own payments and premium, less the allowance (incomes, draws) and what is compensated."""
        mensen = self.aantallen()
        betaald = (self.stelsel.betaald - self.referentie.betaald) * mensen
        toeslag_leeftijd = (toeslag * self.inkomensverdeling()).sum(axis=1)
        self.record(
            lasten_leeftijd=betaald.sum(axis=(1, 2)) / mensen.sum(axis=(1, 2)) + premie - toeslag_leeftijd,
            lasten_inkomen=betaald.sum(axis=(0, 1)) / mensen.sum(axis=(0, 1)) + premie - toeslag,
        )
