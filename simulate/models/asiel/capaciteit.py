"""Capaciteit: reception places have lead times and end dates, and municipalities make room late and in part.

Every two years the Spreidingswet turns a forecast into a task for municipalities. What stands then stays as long as it
is needed; of the places that the task asks beyond it a part is realised, less when the law is withdrawn or threatened.
That is the ceiling of what the COA can open. Structural and flexible places follow plans, slowly. Emergency places open
faster and dearer when places fall short; most contracts are prolonged while they are needed. Beyond all that the State
opens halls for those who would have no bed, under no ceiling but at a pace and a price. Who has no bed of any kind is
without a place: that happens when halls open too slowly.
"""

from __future__ import annotations

from datetime import date

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding, months_between
from simulate.engine.maths import exp
from simulate.engine.processes import closing, process
from simulate.engine.recorder import Level
from simulate.models.asiel.opvang import Opvang

INWERKINGTREDING = date(2024, 2, 1)
"""The Spreidingswet came into force (Staatsblad 2024, 14); its cycles count from that day."""

STRUCTUREEL, FLEXIBEL, NOOD, CRISIS = range(4)
"""The entries of the axis `plaatssoort`."""


class Capaciteit(Opvang):
    """Reception places."""

    prognose_plekken = Level("Geraamde behoefte aan plekken", "Forecast need of places", "plekken")
    opgave_spreidingswet = Level("Opgave Spreidingswet", "Task of the Spreidingswet", "plekken")
    opgave_per_provincie = Level("Opgave per provincie", "Task by province", "plekken", "provincie")
    realisatie_per_provincie = Level(
        "Opvangplekken per provincie", "Reception places by province", "plekken", "provincie"
    )
    plekken_totaal = Level("Opvangplekken, alle soorten", "Reception places, all kinds", "plekken")

    opgave: Array
    """The task of municipalities under the Spreidingswet in this cycle, (draws,), places."""
    staat: Array
    """The places, crisis emergency reception apart, that stood when this cycle began, (draws,)."""
    prognose: Array
    """The last forecast of the places needed, (draws,)."""

    def start(self) -> None:
        super().start()
        c = self.p.capaciteit
        looptijd = np.stack(
            [
                np.broadcast_to(months, (self.size,))
                for months in (np.inf, c.looptijd_flexibel, c.looptijd_noodopvang, np.inf)
            ]
        )
        self.opvangplekken.start(self.p.capaciteit.plekken_begin + np.zeros(self.size), ending_over=looptijd)
        # Contracts that end before a new one can open have been followed up already.
        opgevolgd = np.zeros_like(self.opvangplekken.open)
        opgevolgd[NOOD] = self._eindigt()[NOOD]
        self.opvangplekken.expect(opgevolgd, np.ceil(c.doorlooptijd[NOOD]), c.looptijd_noodopvang)
        self.opgave = self.p.capaciteit.spreidingswet_opgave + np.zeros(self.size)
        self.staat = self._regulier_en_nood()
        self.prognose = self.plekken_nodig() * c.prognose_fout

    @process("ramen", "forecast the need for places")
    def ramen(self) -> Proceeding:
        """Elk half jaar (maart en september): de raming van de behoefte, die ernaast kan zitten."""
        fout = self.stream("capaciteit.raming")
        while True:
            yield self.clock.next(3, 9)
            ernaast = self.p.capaciteit.prognose_fout * exp(self.p.capaciteit.prognose_spreiding * fout.normal())
            self.prognose = self.plekken_nodig() * ernaast
            self.record(prognose_plekken=self.prognose)

    @process("Spreidingswet", "two-year cycle of the Distribution Act")
    def spreidingswet(self) -> Proceeding:
        """Elke cyclus van twee jaar: de raming wordt de opgave van de nieuwe cyclus, bovenop wat er dan staat."""
        while True:
            yield self.clock.next_month()
            sinds = months_between(INWERKINGTREDING, self.clock.today)
            cyclus = np.maximum(np.floor(self.p.capaciteit.spreidingswet_cyclus), 1)
            nieuw = sinds % cyclus == 0
            self.opgave = np.where(nieuw & (sinds >= 0), np.rint(self.prognose), self.opgave)
            # Without the act plans are made for as long.
            self.staat = np.where(nieuw, self._regulier_en_nood(), self.staat)

    @process("bouwen", "open and close regular places")
    def bouwen(self) -> Proceeding:
        """Elk half jaar: structurele en flexibele plekken volgens plan, voor zover er geld en behoefte is."""
        while True:
            yield self.clock.next(1, 7)
            plekken, c = self.opvangplekken, self.p.capaciteit
            doel = np.stack(
                [
                    c.structureel_doel + c.grote_locaties_plekken + np.zeros(self.size),
                    c.flexibel_doel + np.zeros(self.size),
                ]
            )
            gepland = plekken.open[:NOOD] + plekken.ordered[:NOOD]
            nodig = np.maximum(self.prognose - gepland.sum(axis=0), 0)
            tekort = np.maximum(doel * self.p.capaciteit.begrotingsdekking - gepland, 0)
            passend = np.minimum(nodig / np.maximum(tekort.sum(axis=0), 1), 1)
            self._bestellen(STRUCTUREEL, tekort[STRUCTUREEL] * passend, None)
            self._bestellen(FLEXIBEL, tekort[FLEXIBEL] * passend, self.p.capaciteit.looptijd_flexibel)

    @process("noodopvang", "open and close emergency places")
    def noodopvang(self) -> Proceeding:
        """Elke maand: noodplekken eraf bij een overschot; bij een tekort contracten verlengd, en plekken erbij."""
        while True:
            yield self.clock.next_month()
            self._afbouwen()
            plekken = self.opvangplekken
            # Crisis places are no answer to a shortage: they close when there are others.
            straks = (
                plekken.open[NOOD] + plekken.ordered[NOOD] - self._eindigt()[NOOD] + plekken.open[:NOOD].sum(axis=0)
            )
            tekort = np.maximum(self._behoefte() - straks, 0)
            verlengd = np.minimum(tekort, self._loopt_af() * self.p.capaciteit.verlengd_aandeel)
            ruimte = np.maximum(self._plafond() - straks - verlengd, 0)
            nieuw = np.minimum(np.minimum(tekort - verlengd, ruimte), self.p.capaciteit.max_noodopvang_per_maand)
            self._bestellen(NOOD, verlengd + nieuw, self.p.capaciteit.looptijd_noodopvang)

    @process("noodhallen", "open halls for those without a bed")
    def noodhallen(self) -> Proceeding:
        """Elke maand: hallen van het Rijk voor wie anders geen bed heeft, zo snel als ze open kunnen."""
        while True:
            yield self.clock.next_month()
            plekken, c = self.opvangplekken, self.p.capaciteit
            # A hall that is ordered now is there at the end of next month: two months after the last count.
            # Emergency places that are on their way may come later than that, so they do not count.
            straks = plekken.open.sum(axis=0) + plekken.ordered[CRISIS] - plekken.ending(2).sum(axis=0)
            dan = self.bezet.sum(axis=0) + np.maximum(self._trend(), 0) * 2 / 3
            acuut = dan / np.maximum(self.p.opvang.uiterste_bezetting, 0.01) - straks
            self._bestellen(CRISIS, np.clip(acuut, 0, c.max_crisis_per_maand), None)

    @closing("plekken opmaken", "make up the places")
    def plekken_opmaken(self) -> None:
        """Aan het eind van de maand: plekken en opgave, ook per provincie."""
        totaal = self.opvangplekken.open.sum(axis=0)
        self.record(
            prognose_plekken=self.prognose,
            opgave_spreidingswet=self.opgave,
            opgave_per_provincie=self.opgave * self.p.huisvesting.verdeelsleutel,
            realisatie_per_provincie=totaal * self.plekken_per_provincie,
            plekken_totaal=totaal,
        )

    def _eindigt(self) -> Array:
        """Count the places that end before an emergency place ordered now is open, (kinds, draws)."""
        return self.opvangplekken.ending(np.ceil(self.p.capaciteit.doorlooptijd[NOOD]))

    def _behoefte(self) -> Array:
        """Forecast the places needed when an emergency place ordered now opens: the norm, and the three-month trend."""
        return np.asarray((self.bezet.sum(axis=0) + self._trend()) / self.p.opvang.bezettingsnorm)

    def _trend(self) -> Array:
        """Return by how much the occupancy rose in the last three months, (draws,)."""
        drie_maanden_terug = self.last("bezetting", ago=3)
        return np.asarray(np.where(drie_maanden_terug > 0, self.bezet.sum(axis=0) - drie_maanden_terug, 0))

    def _plafond(self) -> Array:
        """Compute the places municipalities allow, crisis apart: what stands, and part of what is asked beyond it.

        Under the law that is the task of the cycle, without it the forecast of the day. Nothing that stands vanishes
        because less is asked.
        """
        c, nu = self.p.capaciteit, self._regulier_en_nood()
        deel = c.spreidingswet_realisatie * c.dreiging_intrekking
        met_wet = self.staat + np.maximum(self.opgave - self.staat, 0) * deel
        zonder_wet = self.staat + np.maximum(self.prognose - self.staat, 0) * c.realisatie_zonder_wet
        # Under the act, too, places come without being imposed: where its task has become too small.
        return np.maximum(np.maximum(np.where(c.spreidingswet_van_kracht > 0.5, met_wet, 0), zonder_wet), nu)

    def _regulier_en_nood(self) -> Array:
        """Count the open places of all kinds but crisis emergency reception, (draws,)."""
        plekken = self.opvangplekken.open
        return np.asarray(plekken.sum(axis=0) - plekken[CRISIS])

    def _loopt_af(self) -> Array:
        """Count the emergency places whose contract ends in the month in which what is ordered now opens, (draws,)."""
        duurt = np.ceil(self.p.capaciteit.doorlooptijd[NOOD])
        return np.asarray(self._eindigt()[NOOD] - self.opvangplekken.ending(np.maximum(duurt - 1, 0))[NOOD])

    def _afbouwen(self) -> None:
        """Overschot wordt afgestoten, de duurste plekken eerst; hallen staan er maar zo lang als nodig is."""
        plekken, c = self.opvangplekken, self.p.capaciteit
        over = np.maximum(plekken.open.sum(axis=0) - self._behoefte(), 0)
        dicht = np.zeros_like(plekken.open)
        dicht[CRISIS] = np.minimum(over, plekken.open[CRISIS]) / np.maximum(c.looptijd_crisis, 1)
        over = np.maximum(over - plekken.open[CRISIS], 0) * c.afstoot
        for soort in (NOOD, FLEXIBEL, STRUCTUREEL):
            dicht[soort] = np.minimum(over, plekken.open[soort])
            over = over - dicht[soort]
        dicht[NOOD] = np.maximum(dicht[NOOD], plekken.open[NOOD] * self.p.capaciteit.noodopvang_afbouw)
        plekken.close(dicht)

    def _bestellen(self, soort: int, aantal: Array, looptijd: Array | None) -> None:
        """Order places of one kind."""
        bestelling = np.zeros_like(self.opvangplekken.open)
        bestelling[soort] = aantal
        doorlooptijd = self.p.capaciteit.doorlooptijd
        self.opvangplekken.order(bestelling, doorlooptijd, looptijd)
