"""Uitkeren: the gemeentefonds pays by the month, and the VAT compensation fund settles once a year.

The level of the fund is counted; the table of the circular only has what it grows by. Between them is a bridge: task
money that comes and goes, and what was paid once. It is what the counts leave over, and not simulated.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.processes import closing, process
from simulate.engine.recorder import Total
from simulate.models.gemeenten.circulaires import MEI, Circulaires


class Uitkeren(Circulaires):
    """The fund, as it is paid."""

    gemeentefonds = Total("Gemeentefonds", "Municipal fund", "EUR")
    gemeentefonds_zonder_taken = Total(
        "Gemeentefonds zonder taakmutaties na 2023", "Municipal fund without changes of tasks after 2023", "EUR"
    )
    bcf_vrijval = Total("Vrijval uit het btw-compensatiefonds", "Release from the VAT compensation fund", "EUR")
    daling_nominaal = Total(
        "Gemeentefonds lager dan een jaar eerder, zonder taakmutaties",
        "Municipal fund below the year before, without changes of tasks",
        "kans",
    )
    daling_reeel = Total(
        "Gemeentefonds lager dan een jaar eerder, in prijzen van toen, zonder taakmutaties",
        "Municipal fund below the year before at its prices, without changes of tasks",
        "kans",
    )

    vrijval: Array
    """Release of the VAT compensation fund that comes in this year, whole euros, (draws,)."""

    def start(self) -> None:
        super().start()
        self.vrijval = self.vrijval_in(self.jaar)

    @process("afrekenen", "settle the VAT compensation fund")
    def afrekenen(self) -> Proceeding:
        """Elk jaar per 1 juni: wat er over het vorige jaar in het btw-compensatiefonds overbleef."""
        while True:
            yield self.clock.next(MEI)
            self.vrijval = self.vrijval_in(self.jaar)
            self.record(bcf_vrijval=self.vrijval)

    @process("uitkeren", "pay the fund")
    def uitkeren(self) -> Proceeding:
        """Elke maand: een twaalfde van wat er dan over het jaar bekend is, met wat eerder te veel of te weinig kwam."""
        while True:
            jaar, p = self.jaar, self.p.fonds
            zonder = self.zonder_taken(jaar)
            taken = np.rint(self.op("fonds.taakmutaties", jaar, p.taakmutaties))
            taken = self.termijnen.gemiddeld("fonds.taakmutaties", taken, self.boekmaand)
            self.betaald(gemeentefonds=zonder + taken, gemeentefonds_zonder_taken=zonder)
            yield self.clock.next_month()

    @closing("fonds opmaken", "draw up the fund")
    def fonds_opmaken(self) -> None:
        """Aan het eind van de maand het accres, en van het jaar of het fonds lager was dan een jaar eerder."""
        self.accres_boeken()
        if self.boekmaand == 12:
            jaar = self.jaar_van_de_boeken
            nu, vorig = self.zonder_taken(jaar), self.zonder_taken(jaar - 1)
            self.record(
                daling_nominaal=(nu < vorig).astype(np.float64),
                daling_reeel=(nu < vorig * (1 + self.prijs(jaar))).astype(np.float64),
            )

    def zonder_taken(self, jaar: int) -> Array:
        """Return the fund of a year without changes of tasks after 2023, whole euros, (draws,)."""
        return np.asarray(np.rint(self.p.fonds.stand_2023) + self.accres(jaar))

    def vrijval_in(self, jaar: int) -> Array:
        """Return what comes in a year from the VAT compensation fund over the year before, whole euros, (draws,)."""
        return np.rint(self.op("bcf.vrijval", jaar - 1, self.p.bcf.vrijval))
