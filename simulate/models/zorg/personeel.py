"""Personeel: the staff of hospitals, their absence, and the hours that are left for patients.

Whoever begins a training is there years later. The programme wants the work done by those who are there and by natural
accrual, so hiring from elsewhere is a number of its own. Time saved on administration becomes care only in part.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.maths import exp, power
from simulate.engine.processes import process
from simulate.engine.recorder import Level, Total
from simulate.models.zorg.zorgvraag import Zorgvraag

_LEAST = 1e-3
"""Capacity per member of staff, against the start, below which there is none to speak of."""


class Personeel(Zorgvraag):
    """Staff and their hours."""

    verzuim = Level("Ziekteverzuim", "Sickness absence", "aandeel")
    patienturen = Total("Uren voor patiënten", "Hours for patients", "uren")
    capaciteitsindex = Level(
        "Capaciteit van het personeel, tegen de start", "Capacity of staff, against the start", "factor"
    )
    personeelstekort = Level("Tekort aan medewerkers", "Shortage of staff", "personen")

    capaciteit: Array
    """What staff can do against the start, a factor, (draws,)."""

    def start(self) -> None:
        super().start()
        p = self.p.personeel
        self.medewerkers.open(p.medewerkers)
        self.in_opleiding.open(p.instroom_opleiding * p.opleidingsduur / 12, over=p.opleidingsduur)
        self.begin_administratie = p.administratietijd
        self.verzuimgolf: Array = np.zeros(self.size)
        self.verzuimd = p.verzuim + np.zeros(self.size)
        self.productiviteit: Array = np.ones(self.size)
        self.begin_uren = np.maximum(self._uren(), 1)
        self.begin_medewerkers = np.maximum(self.medewerkers.n, 1)
        self._personeel_meten()

    @process("opleiden", "train staff")
    def opleiden(self) -> Proceeding:
        """Elke maand beginnen mensen een opleiding, en wie klaar is gaat aan het werk of haakt af."""
        komst, slaagt = self.stream("personeel.opleiding"), self.stream("personeel.opgeleid")
        while True:
            p = self.p.personeel
            self.opleiding_klaar(self.in_opleiding.due)
            self.opgeleid(slaagt.binomial(self.uitgeleerd.n, 1 - p.opleidingsuitval))
            self.opleiding_afgebroken(self.uitgeleerd.n)
            self.begint_opleiding(komst.poisson(p.instroom_opleiding / 12 + np.zeros(self.size)), p.opleidingsduur)
            yield self.clock.next_month()

    @process("komen en gaan", "staff come and leave")
    def komen_en_gaan(self) -> Proceeding:
        """Elke maand: wie van elders komt, en wie weggaat of met pensioen gaat."""
        komt, gaat = self.stream("personeel.zij_instroom"), self.stream("personeel.uitstroom")
        while True:
            self.zij_instroom(komt.poisson(self.p.personeel.zij_instroom / 12 + np.zeros(self.size)))
            self.uitstroom(gaat.binomial(self.medewerkers.n, self.p.personeel.uitstroom))
            yield self.clock.next_month()

    @process("doelmatiger werken", "do slightly more in an hour")
    def doelmatiger_werken(self) -> Proceeding:
        """Elke maand: iets meer zorg per uur."""
        while True:
            yield self.clock.next_month()
            self.productiviteit = self.productiviteit * power(1 + self.p.personeel.productiviteitsgroei, 1 / 12)

    @process("ziek zijn", "staff are ill")
    def ziek_zijn(self) -> Proceeding:
        """Elke maand: het ziekteverzuim, dat van maand tot maand blijft hangen."""
        golf = self.stream("personeel.verzuim")
        while True:
            p = self.p.personeel
            nieuw = np.sqrt(1 - np.square(p.verzuim_traagheid)) * p.verzuim_schommeling * golf.normal()
            self.verzuimgolf = p.verzuim_traagheid * self.verzuimgolf + nieuw
            self.verzuimd = np.minimum(p.verzuim * exp(self.verzuimgolf), 1)
            self._personeel_meten()
            yield self.clock.next_month()

    def _uren(self) -> Array:
        """Compute the hours a year that go to patients, (draws,)."""
        p = self.p.personeel
        gewerkt = self.medewerkers.n * p.uren_per_medewerker * (1 - self.verzuimd)
        bespaard = (self.begin_administratie - p.administratietijd) * p.vrijgekomen_naar_zorg
        return np.asarray(gewerkt * (1 - self.begin_administratie + bespaard))

    def _personeel_meten(self) -> None:
        """Record the capacity that there is, and how many staff would be needed for all that is asked for."""
        self.capaciteit = self._uren() / self.begin_uren * self.productiviteit
        per_medewerker = self.capaciteit * self.begin_medewerkers / np.maximum(self.medewerkers.n, 1)
        nodig = (self.begin_medewerkers + self.p.personeel.tekort) * self.volume / np.maximum(per_medewerker, _LEAST)
        self.record(
            verzuim=self.verzuimd,
            capaciteitsindex=self.capaciteit,
            personeelstekort=nodig - self.medewerkers.n,
            patienturen=self._uren() / 12,
        )
