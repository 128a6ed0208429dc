"""Toewijzing en doorstroming: which social homes fall vacant, and who gets them.

Homes for the elderly start chains of moves; some of the homes that these free are social homes. The count of vacancies
holds first lettings and what chains free, so that only what is built above or below the year of the count changes it.
Vacancies go to urgent groups first, then to status holders (by priority, or by their chance among all), and then to
regular seekers, whose inflow is that of an account: those housed, those who stop, and the growth of their number.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.processes import process
from simulate.engine.recorder import Level, Total
from simulate.models.wonen.bouwen import Bouwen
from simulate.models.wonen.kaart import SEGMENTEN

SOCIAAL = SEGMENTEN.index("sociale_huur")


class Toewijzing(Bouwen):
    """Social homes and who gets them."""

    ouderenwoningen = Total("Opgeleverde woningen voor ouderen", "Completed homes for the elderly", "woningen")
    verhuizingen_keten = Total("Verhuizingen door doorstroming", "Moves in chains started by these", "woningen")
    vrijgekomen_sociaal = Total("Vrijgekomen sociale huurwoningen", "Social homes that fell vacant", "woningen")
    toewijzingen = Total("Toewijzingen van sociale huur", "Social homes allocated", "woningen", "zoekersgroep")
    wachttijd_sociale_huur = Level(
        "Wachttijd reguliere zoekers (zoekers / toewijzingen)", "Waiting time of regular seekers", "jaren"
    )

    def start(self) -> None:
        super().start()
        self.woningzoekenden.open(self.p.beginstand.woningzoekenden)
        self.verandering: Array = np.zeros(self.size)
        self.rest: Array = np.zeros(self.size)
        t, d = self.p.toewijzing, self.p.doorstroming
        sociaal = self.p.verdeling.segmentverdeling_lopend[SOCIAAL]
        keten = d.aandeel_ouderen * d.verhuisketen * d.aandeel_sociaal_in_keten
        self.vrij_bij_telling: Array = t.referentieproductie * (sociaal + keten) + np.zeros(self.size)
        self.nieuw_per_jaar: Array = self._nieuwe_zoekenden()

    @process("doorstromen", "new homes for the elderly start chains of moves")
    def doorstromen(self) -> Proceeding:
        """Zodra woningen opgeleverd zijn: wat voor ouderen is begint een keten van verhuizingen."""
        geschikt = self.stream("doorstroming.ouderen")
        while True:
            ouderen = geschikt.binomial(self.opgeleverd.sum(axis=0), self.p.doorstroming.aandeel_ouderen)
            keten = np.rint(ouderen * self.p.doorstroming.verhuisketen)
            sociaal = np.rint(keten * self.p.doorstroming.aandeel_sociaal_in_keten)
            self.verandering = self.opgeleverd[SOCIAAL] + sociaal - self.vrij_bij_telling / 12
            self.record(ouderenwoningen=ouderen, verhuizingen_keten=keten)
            yield self.woningen_opgeleverd.wait()

    @process("toewijzen", "allocate vacant social homes")
    def toewijzen(self) -> Proceeding:
        """Elke maand: vrijgekomen sociale huurwoningen naar urgenten, statushouders en reguliere zoekers."""
        mutatie, staakt, nieuw = (self.stream(f"toewijzing.{n}") for n in ("mutatie", "gestaakt", "nieuw"))
        while True:
            t = self.p.toewijzing
            vrij = self._vrij(mutatie.poisson(t.vrijkomend_sociaal / 12 + np.zeros(self.size)))
            urgent = np.rint(vrij * t.aandeel_urgent)
            statushouders = np.minimum(self._statushouders(vrij), vrij - urgent)
            regulier = np.minimum(vrij - urgent - statushouders, self.woningzoekenden.n)
            self.nieuwe_zoekenden(nieuw.poisson(self.nieuw_per_jaar / 12))
            self.regulier_gehuisvest(regulier)
            self.zoeken_gestaakt(staakt.binomial(self.woningzoekenden.n, t.aandeel_zelf_vertrokken))
            self.record(
                vrijgekomen_sociaal=vrij,
                toewijzingen=np.stack([urgent, statushouders, regulier]),
                wachttijd_sociale_huur=self.woningzoekenden.n / np.maximum(regulier, 1) / 12,
            )
            yield self.clock.next_month()

    def _vrij(self, geteld: Array) -> Array:
        """Add to the vacancies as counted what is built above or below the year of the count, in whole homes.

        What does not make a whole home, or would leave less than none, is kept for the next month.
        """
        som = geteld + self.verandering + self.rest
        vrij = np.maximum(np.rint(som), 0)
        self.rest = som - vrij
        return np.asarray(vrij)

    def _nieuwe_zoekenden(self) -> Array:
        """Compute the new seekers of a year: those housed, those who stop, and the growth of their number, (draws,).

        Of the start: as many homes as were counted, shared out as they are, and a number of seekers that grows by
        `groei_zoekenden`. Later years keep it, so that fewer homes for them mean more who wait.
        """
        t, zoekenden = self.p.toewijzing, self.woningzoekenden.n
        statushouders = 12 * self._statushouders(t.vrijkomend_sociaal / 12 + np.zeros(self.size))
        regulier = np.maximum(t.vrijkomend_sociaal * (1 - t.aandeel_urgent) - statushouders, 0)
        return np.maximum(regulier + zoekenden * 12 * t.aandeel_zelf_vertrokken + t.groei_zoekenden, 0)

    def _statushouders(self, vrij: Array) -> Array:
        """Compute the homes for status holders: what they need, with priority; else their part among all seekers."""
        t = self.p.toewijzing
        nodig = t.statushouders_vraag / 12
        zonder = np.minimum(vrij * t.aandeel_zonder_voorrang, nodig)
        return np.rint(nodig * t.voorrang_statushouders + zonder * (1 - t.voorrang_statushouders))
