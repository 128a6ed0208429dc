"""Huisvesting: status holders wait in reception for a home in the municipality that they are assigned to.

Twice a year municipalities get a taakstelling per province: the people expected and those who came unexpected, and
beside it what is left of the task before. What they really house follows from social homes that fall vacant and are
not taken by people from Ukraine, the share of these that goes to status holders, and other ways; a province's half-
year is better or worse than its share. Beside it: the hotel scheme, flow-through locations (at most a year) and
alternative housing.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.counts import proportional
from simulate.engine.maths import exp, power
from simulate.engine.processes import closing, process
from simulate.engine.recorder import Level, Mean, Total
from simulate.models.asiel.kaart import Kaart


class Huisvesten(Kaart):
    """Homes for status holders."""

    taakstelling_halfjaar = Level(
        "Taakstelling van het half jaar", "Housing task of the half-year", "personen", "provincie"
    )
    achterstand_taakstelling = Level("Achterstand op de taakstelling", "Arrears of the housing task", "personen")
    gehuisveste_statushouders = Total(
        "Statushouders gehuisvest, langs alle wegen", "Status holders housed, in all ways", "personen"
    )
    wachttijd_huisvesting = Mean("Wachttijd op een woning", "Waiting time for a home", "weken")
    in_alternatieve_huisvesting = Level(
        "Bewoners alternatieve huisvesting", "Residents of alternative housing", "personen"
    )

    taak: Array
    """What is left to do of the task of this half-year, (provinces, draws), persons."""
    taak_halfjaar: Array
    """What was to be done at the beginning of this half-year, arrears included, (provinces, draws), persons."""
    taak_begin: Array
    """That of the first half-year, (draws,), persons."""
    gunst: Array
    """How good a half-year it is for housing in a province, a factor around 1, (provinces, draws)."""
    alternatief_bewoond: Array
    """People who were housed in alternative housing, where they stay, (draws,)."""

    def start(self) -> None:
        super().start()
        begin, sleutel = self.p.beginstand, self.p.huisvesting.verdeelsleutel
        self.statushouders_in_opvang.open(
            begin.statushouders_in_opvang * sleutel + np.zeros(self.size), begin.statushouders_leeftijd
        )
        self.in_hotelregeling.open(begin.in_hotelregeling, self.p.huisvesting.hotelregeling_duur)
        self.in_doorstroom.open(begin.in_doorstroom, self.p.huisvesting.doorstroom_verblijf)
        self.doorstroomplekken.start(self.p.huisvesting.doorstroom_plekken)
        self.taak = np.zeros(self.statushouders_in_opvang.n.shape)
        self.taak_halfjaar = self.taak
        self.gunst = np.ones_like(self.taak)
        self.taak_begin = np.ones(self.size)
        self.alternatief_bewoond = np.zeros(self.size)

    @process("koppelen", "assign status holders to a municipality")
    def koppelen(self) -> Proceeding:
        """Elke maand: nieuwe statushouders krijgen een gemeente, naar de verdeelsleutel."""
        deel = self.stream("huisvesting.koppelen")
        while True:
            self.koppeling(deel.split(self.te_koppelen.n, self.p.huisvesting.verdeelsleutel))
            yield self.clock.next_month()

    @process("taakstelling", "set the half-yearly housing task")
    def taakstelling(self) -> Proceeding:
        """Elk half jaar: de taak is wie er naar verwachting bij komt, en wie wacht zonder in een taak te staan.

        Verwacht worden er zoveel als er in het half jaar ervoor een gemeente kregen. De achterstand loopt door, en
        staat apart.
        """
        goed = self.stream("huisvesting.gunst")
        gekoppeld = self.koppeling.meter()
        while True:
            begin = self.clock.day == 0
            h = self.p.huisvesting
            wachtend = self.statushouders_in_opvang.n.sum(axis=0) + self.te_koppelen.n
            if begin:
                achterstand = h.taakstelling_achterstand + np.zeros(self.size)
                opgelegd = h.taakstelling_begin + np.zeros(self.size)
            else:
                # Who found another way out of reception is no arrear any more.
                achterstand = np.minimum(self.taak.sum(axis=0), wachtend)
                opgelegd = wachtend - achterstand + gekoppeld.read().sum(axis=0)
            self.taak_halfjaar = self.taak = np.rint((opgelegd + achterstand) * h.verdeelsleutel)
            if begin:
                self.taak_begin = self.taak.sum(axis=0)
            spreiding = self.p.huisvesting.spreiding_gemeenten
            self.gunst = exp(spreiding * goed.normal(len(self.taak)) - np.square(spreiding) / 2)
            self.record(
                taakstelling_halfjaar=np.rint(opgelegd * h.verdeelsleutel), achterstand_taakstelling=achterstand
            )
            yield self.clock.next(1, 7)

    @process("hotelregeling", "hotel scheme")
    def hotelregeling(self) -> Proceeding:
        """Elk half jaar: plekken in hotels voor wie op een woning wacht."""
        while True:
            yield self.clock.next(1, 7)
            plekken = np.rint(self.p.huisvesting.hotelregeling_plekken + np.zeros(self.size))
            wie = proportional(plekken, self.statushouders_in_opvang.n)
            self.naar_hotelregeling(wie, after=self.p.huisvesting.hotelregeling_duur)

    @process("doorstromen", "move to and from flow-through locations")
    def doorstromen(self) -> Proceeding:
        """Elk kwartaal worden doorstroomplekken gebouwd of gesloten; vrije plekken lopen vol."""
        while True:
            yield self.clock.next_month(3)
            self.doorstroomplekken.steer(self.p.huisvesting.doorstroom_plekken, self.p.huisvesting.doorstroom_bouwtijd)
            vrij = np.maximum(self.doorstroomplekken.open - self.in_doorstroom.n, 0)
            wie = proportional(vrij, self.statushouders_in_opvang.n)
            self.naar_doorstroom(wie, after=self.p.huisvesting.doorstroom_verblijf)

    @process("alternatief huisvesten", "house in alternative housing")
    def alternatief_huisvesten(self) -> Proceeding:
        """Elk kwartaal: flexwoningen, gedeelde en omgebouwde woningen, bewoond zodra ze er zijn."""
        while True:
            yield self.clock.next_month(3)
            self.alternatieve_huisvesting.steer(
                self.p.huisvesting.alternatieve_plekken, self.p.huisvesting.alternatieve_bouwtijd
            )
            vrij = np.maximum(self.alternatieve_huisvesting.open - self.alternatief_bewoond, 0)
            wie = proportional(vrij, self.statushouders_in_opvang.n)
            self.alternatief_gehuisvest(wie)
            self.alternatief_bewoond = self.alternatief_bewoond + wie.sum(axis=0)

    @process("huisvesten", "house in municipalities")
    def huisvesten(self) -> Proceeding:
        """Elke maand: eerst wie uit een tijdelijke plek moet, dan wie het langst in de opvang wacht."""
        ruimte = self.stream("huisvesting.ruimte")
        uit_oekraine = self.oekraine_eigen_woonruimte.meter()
        while True:
            plaatsen = ruimte.poisson(self._ruimte_per_provincie(uit_oekraine.read()))
            plaatsen = self._uit_tijdelijk(plaatsen)
            geplaatst = np.minimum(np.minimum(plaatsen, self.taak), self.statushouders_in_opvang.n)
            self.huisvesting(geplaatst)
            self.taak = self.taak - geplaatst
            weken = np.where(geplaatst > 0, self.statushouders_in_opvang.wait / 7, 0.0)
            gewicht = geplaatst.sum(axis=0)
            self.record(
                wachttijd_huisvesting=((weken * geplaatst).sum(axis=0) / np.maximum(gewicht, 1), gewicht),
                achterstand_taakstelling=self.taak.sum(axis=0),
            )
            yield self.clock.next_month()

    @closing("huisvesting optellen", "add up who was housed")
    def huisvesting_optellen(self) -> None:
        """Wie een woning kreeg, langs alle wegen samen."""
        directe = self.huisvesting.month_total.sum(axis=0) + self.alternatief_gehuisvest.month_total.sum(axis=0)
        tijdelijk = self.uit_doorstroom.month_total + self.uit_hotelregeling.month_total
        self.record(gehuisveste_statushouders=directe + tijdelijk, in_alternatieve_huisvesting=self.alternatief_bewoond)

    def _ruimte_per_provincie(self, uit_oekraine: Array) -> Array:
        """Compute the expected number of people who can be housed in a month, (provinces, draws).

        `uit_oekraine` people from Ukraine moved to a home in the month before, part of them to the same vacancies.
        """
        h = self.p.huisvesting
        # Of a larger task municipalities make more: a larger share of the homes that fall vacant.
        zwaarte = self.taak_halfjaar.sum(axis=0) / np.maximum(self.taak_begin, 1)
        aandeel = np.minimum(h.aandeel_statushouders * power(np.maximum(zwaarte, 1e-9), h.meegeven), 1)
        bezet = uit_oekraine * self.p.oekraine.aandeel_sociale_huur / self.p.oekraine.personen_per_woning
        woningen = np.maximum(h.vrijkomende_sociale_huurwoningen / 12 - bezet, 0) * aandeel
        personen = woningen * self.p.huisvesting.personen_per_woning + self.p.huisvesting.overige_huisvesting
        # Homes are one limit; the other is that matching people to homes takes time, however many homes there are.
        bemiddeld = self.taak_halfjaar * self.p.huisvesting.realisatie_taakstelling / 6
        per_provincie = np.minimum(personen * self.p.huisvesting.verdeelsleutel, bemiddeld)
        return np.asarray(per_provincie * self.gunst)

    def _uit_tijdelijk(self, plaatsen: Array) -> Array:
        """House those whose time in a hotel or flow-through location is over, and return the places that are left."""
        vrij = plaatsen.sum(axis=0)
        doorstroom = np.minimum(self.in_doorstroom.due, vrij)
        self.uit_doorstroom(doorstroom)
        hotel = np.minimum(self.in_hotelregeling.due, vrij - doorstroom)
        self.uit_hotelregeling(hotel)
        return np.asarray(plaatsen - proportional(doorstroom + hotel, plaatsen))
