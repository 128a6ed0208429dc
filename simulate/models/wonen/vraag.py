"""Vraag: households grow from their counted number as was forecast, and forecasts are wrong by as much as they were.

The shortage is itself the estimate of a model; here it is projected as a difference: its level at the start, plus
households gained, less homes gained and homes shared.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.processes import closing, process
from simulate.engine.recorder import Level
from simulate.models.wonen.voorraad import BestaandeVoorraad


class Vraag(BestaandeVoorraad):
    """Households and the shortage of homes."""

    woningtekort = Level("Woningtekort", "Housing shortage", "woningen")
    woningtekort_aandeel = Level(
        "Woningtekort als deel van de voorraad", "Housing shortage as a share of the stock", "aandeel"
    )

    def start(self) -> None:
        super().start()
        self.huishoudens.open(self.p.beginstand.huishoudens)
        self.tekort_begin: Array = self.p.beginstand.woningtekort + np.zeros(self.size)
        self.huishoudens_begin = self.huishoudens.n.copy()
        self.voorraad_begin = self.woningvoorraad.n.sum(axis=0)
        self.gedeeld: Array = np.zeros(self.size)

    @process("groeien", "the number of households grows")
    def groeien(self) -> Proceeding:
        """Elke maand: huishoudens erbij of eraf, naar de raming en haar fout; en wie een woning gaat delen."""
        verwacht = self.huishoudens.n.copy()
        while True:
            per_jaar = self.p.vraag.huishoudensgroei + self.p.vraag.ramingsfout
            verwacht = verwacht + per_jaar / 12
            erbij = np.rint(verwacht - self.huishoudens.n)
            self.huishoudens_erbij(np.maximum(erbij, 0))
            self.huishoudens_eraf(np.clip(-erbij, 0, self.huishoudens.n))
            self.gedeeld = self.gedeeld + self.p.bestaand.woningdelen / 12
            yield self.clock.next_month()

    @closing("tekort opmaken", "make up the shortage")
    def tekort_opmaken(self) -> None:
        """Aan het eind van de maand: het tekort, als verschil met dat van het begin."""
        voorraad = self.woningvoorraad.n.sum(axis=0)
        vraag = self.huishoudens.n - self.huishoudens_begin - self.gedeeld
        tekort = self.tekort_begin + vraag - (voorraad - self.voorraad_begin)
        self.record(woningtekort=tekort, woningtekort_aandeel=tekort / np.maximum(voorraad, 1))
