"""Afspraken: money that comes or goes beside the accres, and what the booking behind it comes to.

Specific grants less a tenth, which less paperwork is to pay; money for the Wmo, and growth of sheltered housing that is
withheld; a saving on youth care, of which a part is realised, and the money that came for its deficits; service money
that may go back to the State; and what others make municipalities pay more for than they did in 2025, which is nought
where nobody says otherwise. A booking that begins or grows within a year counts from then on.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.processes import closing
from simulate.engine.recorder import Level, Total
from simulate.models.gemeenten.kaart import Kaart

TOTALEN = {"opvang_meer": "gemeenten.opvang.meer_kosten", "wmo_afschuiving": "gemeenten.wmo.afschuiving"}
"""Bookings, with the parameter of each, that another system tells as the total of twelve months, if it tells them."""
VERGELEKEN = 2025
"""The year that the room of municipalities is compared with."""


class Boekingen(NamedTuple):
    """What is booked a year by measures, and what comes of it: whole euros or averages of them, (draws,)."""

    spuk_korting: Array
    spuk_bespaard: Array
    wmo_middelen: Array
    jeugd_taakstelling: Array
    jeugd_taakstelling_gehaald: Array
    jeugd_middelen: Array
    dienstverlening: Array
    opvang_meer: Array
    wmo_afschuiving: Array


class Afspraken(Kaart):
    """Bookings beside the accres."""

    spuk_korting = Total("Korting op specifieke uitkeringen", "Cut of specific grants", "EUR")
    spuk_bespaard = Total("Bespaard op het uitvoeren van specifieke uitkeringen", "Saved on running grants", "EUR")
    wmo_middelen = Total("Extra geld voor de Wmo", "Extra money for the Wmo", "EUR")
    beschermd_wonen_onthouden = Total(
        "Volumegroei van beschermd wonen die is onthouden", "Growth of sheltered housing that is withheld", "EUR"
    )
    jeugd_taakstelling = Total("Ingeboekte besparing op jeugdzorg", "Saving on youth care that is booked", "EUR")
    jeugd_taakstelling_gehaald = Total("Besparing op jeugdzorg die lukt", "Saving on youth care that is met", "EUR")
    jeugd_middelen = Total("Extra geld voor jeugdzorg", "Extra money for youth care", "EUR")
    dienstverlening = Total("Geld voor dienstverlening terug naar het Rijk", "Service money back to the State", "EUR")
    opvang_meer = Total(
        "Kosten van opvang en huisvesting, meer dan in het begin",
        "Cost of reception and housing, more than at the start",
        "EUR",
    )
    wmo_afschuiving = Total(
        "Wmo die gevraagd wordt door wachten op het ziekenhuis", "Wmo asked for by hospital waits", "EUR"
    )
    jeugdhulp_per_kind = Level(
        "Jeugdhulp per kind in de asielopvang", "Youth help per child in asylum reception", "EUR/persoon/jaar"
    )

    geboekt_dit_jaar: Boekingen
    """Bookings of this year, on average over its months so far."""
    onthouden_tot: Array
    """What sheltered housing does not get of its growth up to and with the year before, euros a year, (draws,)."""
    onthouden: Array
    """The same with what it does not get this year, whole euros, (draws,)."""

    def start(self) -> None:
        super().start()
        jaren = range(VERGELEKEN - 1, self.jaar)
        self.onthouden_tot = np.zeros(self.size) + sum(self._onthouden_in(jaar) for jaar in jaren)

    @closing("afspraken toetsen", "hold bookings against what they come to")
    def afspraken_toetsen(self) -> None:
        """Aan het eind van de maand: wat van elke boeking komt, en wat de gemeenten ervan merken."""
        jaar, maand, nu = self.jaar_van_de_boeken, self.boekmaand, self.boekingen()
        dit_jaar = self.termijnen.gemiddeld("groei", self._onthouden_in(jaar), maand)
        self.onthouden = np.rint(self.onthouden_tot + dit_jaar)
        if maand == 12:
            self.onthouden_tot = self.onthouden_tot + dit_jaar
        totalen = {naam for naam, parameter in TOTALEN.items() if self.p.driven(parameter)}
        geboekt = {
            naam: bedrag if naam in totalen else self.termijnen.gemiddeld(naam, bedrag, maand)
            for naam, bedrag in nu._asdict().items()
        }
        self.geboekt_dit_jaar = Boekingen(**geboekt)
        self.betaald(**geboekt, beschermd_wonen_onthouden=self.onthouden)
        p = self.p.opvang
        kinderen = np.maximum(p.bewoners * p.aandeel_kinderen + np.zeros(self.size), 1)
        self.record(jeugdhulp_per_kind=p.jeugdhulp / kinderen)

    def boekingen(self) -> Boekingen:
        """Return what is booked a year at this moment, whole euros, (draws,)."""
        meer = self.opvang_meer_kosten(), self.afgeschoven()
        return Boekingen(*self.spuk(), self.wmo_extra(), *self.jeugd(), self.jeugd_extra(), self.terug(), *meer)

    def spuk(self) -> tuple[Array, Array]:
        """Compute the cut of specific grants and what municipalities save on running them, whole euros, (draws,)."""
        p = self.p.spuk
        korting = np.rint(p.korting * p.grondslag + np.zeros(self.size))
        last = np.rint(p.uitvoeringslast * p.grondslag)
        korting = np.rint(korting + p.alleen_besparing * (np.minimum(korting, last) - korting))
        return korting, np.minimum(korting, last)

    def wmo_extra(self) -> Array:
        """Return the extra money for the Wmo of this year, whole euros, (draws,)."""
        p = self.p.wmo
        return np.rint(p.extra + p.vlak * (np.minimum(p.extra, p.extra_vlak) - p.extra) + np.zeros(self.size))

    def onthouden_verwacht(self) -> Array:
        """Return what sheltered housing does not get if this year goes on as it is, whole euros, (draws,)."""
        return np.rint(self.onthouden_tot + self._onthouden_in(self.jaar_van_de_boeken))

    def onthouden_vergeleken(self) -> Array:
        """Return the same of the year that is compared with."""
        return np.rint(sum((self._onthouden_in(jaar) for jaar in (VERGELEKEN - 1, VERGELEKEN)), np.zeros(self.size)))

    def _onthouden_in(self, jaar: int) -> Array:
        """Compute what of the growth of one year is withheld, euros, (draws,)."""
        p = self.p.wmo
        norm = self.op("wmo.beschermd_wonen_norm", jaar, p.beschermd_wonen_norm)
        return np.asarray(norm - self.op("wmo.beschermd_wonen", jaar, p.beschermd_wonen))

    def jeugd(self) -> tuple[Array, Array]:
        """Compute the saving on youth care that is booked and what of it is met, whole euros, (draws,)."""
        p = self.p.jeugd
        geboekt = np.rint(p.besparing + np.zeros(self.size))
        return geboekt, np.rint(geboekt * p.realisatie)

    def jeugd_extra(self) -> Array:
        """Return the extra money for youth care of this year, whole euros, (draws,)."""
        return np.rint(self.p.jeugd.extra_middelen + np.zeros(self.size))

    def terug(self) -> Array:
        """Return what goes back to the State of money for services, whole euros, (draws,)."""
        return np.rint(self.p.afspraken.dienstverlening + np.zeros(self.size))

    def opvang_meer_kosten(self) -> Array:
        """Return what reception and housing of status holders cost more than at the start, whole euros, (draws,)."""
        return np.rint(self.p.opvang.meer_kosten + np.zeros(self.size))

    def afgeschoven(self) -> Array:
        """Return what is asked of the Wmo by those who wait for a hospital, whole euros, (draws,)."""
        return np.rint(self.p.wmo.afschuiving + np.zeros(self.size))
