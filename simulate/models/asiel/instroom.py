"""Instroom: first and repeat applications, and resettlement, month by month.

The yearly level of first applications is uncertain and persistent: on a log scale it is an autoregression from year to
year around the expected level (fitted on the yearly series since 2000), here in monthly steps of the same law. The
number of a month is Poisson around level x season, split by prospect.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.clock import Proceeding
from simulate.engine.recorder import Total
from simulate.models.asiel.kaart import Kaart


class Instroom(Kaart):
    """Who comes in."""

    totale_instroom = Total(
        "Totale instroom (eerste, herhaald, nareis, hervestiging)",
        "Total inflow (first, repeat, family reunification, resettlement)",
        "personen",
    )

    def instroom(self) -> Proceeding:
        """Eerste aanvragen, per maand, naar kansgroep."""
        schok, aantal = self.stream("instroom.schok"), self.stream("instroom.eerste_aanvragen")
        afwijking, variantie = np.zeros(self.size), np.zeros(self.size)
        while True:
            # The monthly step whose yearly law has this autocorrelation and this shock.
            jaar = self.p.instroom.volharding
            maand = jaar ** (1 / 12)
            stap = self.p.instroom.schok * np.sqrt((1 - maand**2) / np.maximum(1 - jaar**2, 1e-9))
            afwijking = maand * afwijking + stap * schok.normal()
            variantie = maand**2 * variantie + stap**2
            # Minus half the variance: the expected level is a mean, not a median.
            niveau = self.p.instroom.eerste_aanvragen * np.exp(afwijking - variantie / 2)
            seizoen = self.p.instroom.seizoen[self.clock.calendar_month]
            self.eerste_aanvragen(aantal.poisson(niveau / 12 * seizoen * self.p.instroom.aandeel_groep))
            yield self.clock.next_month()

    def herhaling(self) -> Proceeding:
        """Herhaalde aanvragen, per maand."""
        aantal = self.stream("instroom.herhaalde_aanvragen")
        while True:
            per_maand = self.p.instroom.herhaalde_aanvragen / 12 * self.p.instroom.aandeel_groep_herhaald
            self.herhaalde_aanvragen(aantal.poisson(per_maand + np.zeros(self.size)))
            yield self.clock.next_month()

    def hervestigen(self) -> Proceeding:
        """Uitgenodigde vluchtelingen krijgen meteen een vergunning."""
        aantal = self.stream("instroom.hervestiging")
        while True:
            self.hervestiging(aantal.poisson(self.p.instroom.hervestiging / 12 + np.zeros(self.size)))
            yield self.clock.next_month()

    def instroom_optellen(self) -> None:
        """De totale instroom, zoals de officiële raming (MPP) die telt."""
        self.record(
            totale_instroom=self.eerste_aanvragen.month_total.sum(axis=0)
            + self.herhaalde_aanvragen.month_total.sum(axis=0)
            + self.nareis_aankomst.month_total
            + self.hervestiging.month_total
        )
