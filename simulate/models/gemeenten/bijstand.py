"""Bijstand: status holders who come to live in a municipality, those of them on assistance, and the cut of the BUIG.

The cabinet booked a cut because fewer status holders would come. It is borne by the chain as far as there are fewer on
assistance than the estimate before the cut reckoned with. Persons are counted, both partners of a couple: the macro
budget over those persons is what one costs. Who works, or whose partner earns enough, gets none.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.processes import closing, process
from simulate.engine.recorder import Level, Total
from simulate.models.gemeenten.kaart import Kaart

GEBOEKT = 2025
"""The first year of the estimate that the cut of the BUIG is taken from."""


class Bijstand(Kaart):
    """Assistance."""

    gehuisvest = Total(
        "Statushouders die in een gemeente komen wonen", "Status holders who come to live in a municipality", "personen"
    )
    bijstand_minder_dan_verwacht = Level(
        "Statushouders in de bijstand, minder dan verwacht",
        "Status holders on assistance, fewer than expected",
        "personen",
    )
    buig_nodig = Total("Bijstand: wat er nodig is", "Assistance: what is needed", "EUR")
    buig_budget = Total("Bijstand: macrobudget BUIG", "Assistance: macro budget (BUIG)", "EUR")
    buig_vermeden = Total(
        "Bijstand die wegvalt doordat er minder statushouders komen",
        "Assistance that falls away because fewer status holders come",
        "EUR",
    )
    buig_korting = Total("Korting op de BUIG", "Cut of the BUIG", "EUR")
    buig_tekort = Total("Korting op de BUIG, niet gedragen", "Cut of the BUIG, not borne by the chain", "EUR")
    buig_gedragen = Total(
        "Korting op de BUIG gedragen door minder statushouders", "Cut of the BUIG borne by fewer status holders", "kans"
    )

    overigen: Array
    """Others on assistance than status holders, persons, (draws,)."""
    minder: Array
    """Fewer status holders on assistance than the estimate before the cut, persons, (draws,)."""
    vermeden: Array
    """What that saved this year so far, euros, (draws,); below 0 where there are more."""
    geboekt: Array
    """The cut that is booked for this year so far, euros, (draws,)."""
    tekort: Array
    """What the chain did not bear this year so far, whole euros, (draws,)."""

    def start(self) -> None:
        super().start()
        p, nul = self.p.bijstand, np.zeros(self.size)
        self.statushouders_in_bijstand.open(p.statushouders)
        self.overigen = np.maximum(p.ontvangers + nul - self.statushouders_in_bijstand.n, 0)
        self.minder = self.vermeden = self.geboekt = self.tekort = nul
        for jaar in range(GEBOEKT, self.jaar + 1):
            # Of the year in which the run begins: the months before it.
            maanden = 12 if jaar < self.jaar else self.clock.start.month - 1
            verwacht = self.op("bijstand.gehuisvest_verwacht", jaar, p.gehuisvest_verwacht)
            minder = (verwacht - self.op("bijstand.gehuisvest", jaar, p.gehuisvest)) * self._deel()
            self.minder = self.minder + minder * (maanden / 12)

    @process("statushouders huisvesten", "status holders move in, and leave assistance")
    def bijstand_verstrekken(self) -> Proceeding:
        """Elke maand: wie van de gehuisveste statushouders bijstand krijgt, en wie eruit gaat naar werk of partner."""
        komt, gaat = self.stream("bijstand.komt"), self.stream("bijstand.gaat")
        while True:
            p = self.p.bijstand
            self.uit_bijstand(gaat.binomial(self.statushouders_in_bijstand.n, p.uitstroom))
            self.naar_bijstand(komt.poisson(p.gehuisvest / 12 * self._deel() + np.zeros(self.size)))
            if self.jaar >= GEBOEKT:
                verschil = (p.gehuisvest_verwacht - p.gehuisvest) / 12 * self._deel()
                self.minder = self.minder * (1 - p.uitstroom) + verschil
            yield self.clock.next_month()

    @closing("bijstand opmaken", "draw up assistance")
    def bijstand_opmaken(self) -> None:
        """Aan het eind van de maand: wat nodig is, het budget, en of de korting wordt gedragen."""
        p, maand, nul = self.p.bijstand, self.boekmaand, np.zeros(self.size)
        vermeden = self.minder * p.euro_per_ontvanger / 12
        if maand == 1 or self.month == 0:
            # A run that begins within a year takes the same for each of the months before it.
            self.vermeden, self.geboekt = vermeden * (maand - 1), p.korting / 12 * (maand - 1) + nul
        self.vermeden, self.geboekt = self.vermeden + vermeden, self.geboekt + p.korting / 12
        gedragen = np.maximum(self.vermeden, 0)
        korting = np.rint(self.geboekt + p.volgt_instroom * (gedragen - self.geboekt))
        self.tekort = np.maximum(korting - np.rint(gedragen), 0)
        nodig = np.rint((self.overigen + self.statushouders_in_bijstand.n) * p.euro_per_ontvanger / 12)
        te_kort = self.termijnen.bij("buig_tekort", self.tekort, maand)
        self.record(
            gehuisvest=p.gehuisvest / 12 + nul,
            bijstand_minder_dan_verwacht=self.minder,
            buig_nodig=nodig,
            buig_budget=nodig - te_kort,
            buig_vermeden=vermeden,
            buig_korting=self.termijnen.bij("buig_korting", korting, maand),
            buig_tekort=te_kort,
        )
        if maand == 12:
            self.record(buig_gedragen=((korting > 0) & (self.tekort <= 0)).astype(np.float64))

    def _deel(self) -> Array:
        """Compute which part of the people housed comes on assistance, a share, (draws,)."""
        p = self.p.bijstand
        return np.asarray(p.aandeel_volwassen * p.aandeel_bijstand + np.zeros(self.size))
