"""Capaciteit: reception places have lead times and end dates, and municipalities make room late and in part.

Every two years the Spreidingswet turns a forecast into a task for municipalities; a part of it is realised, less when
the law is withdrawn or threatened. That part is the ceiling of what the COA can open. Structural and flexible places
follow plans, slowly. Emergency places open fast and dear when places fall short, and close when they are no longer
needed. What then still falls short is crisis emergency reception, and after that people without a place.
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
    prognose: Array
    """The last forecast of the places needed, (draws,)."""

    def start(self) -> None:
        super().start()
        c = self.p.capaciteit
        looptijd = np.stack(
            [
                np.broadcast_to(months, (self.size,))
                for months in (np.inf, c.looptijd_flexibel, c.looptijd_noodopvang, c.looptijd_crisis)
            ]
        )
        self.opvangplekken.start(self.p.capaciteit.plekken_begin + np.zeros(self.size), ending_over=looptijd)
        # Contracts that end before a new one can open have been followed up already.
        opgevolgd = np.zeros_like(self.opvangplekken.open)
        opgevolgd[NOOD] = self._eindigt()[NOOD]
        self.opvangplekken.expect(opgevolgd, np.ceil(c.doorlooptijd[NOOD]), c.looptijd_noodopvang)
        self.opgave = self.p.capaciteit.spreidingswet_opgave + np.zeros(self.size)
        self.prognose = np.maximum(self.plekken_nodig() * c.prognose_fout, self.opgave)

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
        """Elke cyclus van twee jaar: de raming wordt de opgave van de nieuwe cyclus."""
        while True:
            yield self.clock.next_month()
            sinds = months_between(INWERKINGTREDING, self.clock.today)
            cyclus = np.maximum(np.floor(self.p.capaciteit.spreidingswet_cyclus), 1)
            self.opgave = np.where((sinds >= 0) & (sinds % cyclus == 0), np.rint(self.prognose), self.opgave)

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
        """Elke maand: noodplekken erbij bij een tekort, eraf bij een overschot; crisisplekken als laatste."""
        while True:
            yield self.clock.next_month()
            self._afbouwen()
            behoefte = self._behoefte()
            plekken = self.opvangplekken
            straks = plekken.open + plekken.ordered - self._eindigt()
            straks[:NOOD] = plekken.open[:NOOD]
            tekort = np.maximum(behoefte - straks.sum(axis=0), 0)
            bestuurlijk = np.maximum(self._plafond() - (straks.sum(axis=0) - straks[CRISIS]), 0)
            nood = np.minimum(np.minimum(tekort, bestuurlijk), self.p.capaciteit.max_noodopvang_per_maand)
            self._bestellen(NOOD, nood, self.p.capaciteit.looptijd_noodopvang)
            # Crisis places only for people for whom there is no place at all, not for the norm.
            acuut = self.bezet.sum(axis=0) - straks.sum(axis=0) - nood
            crisis = np.clip(acuut, 0, self.p.capaciteit.max_crisis_per_maand)
            self._bestellen(CRISIS, crisis, self.p.capaciteit.looptijd_crisis)

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
        nu = self.bezet.sum(axis=0)
        drie_maanden_terug = self.last("bezetting", ago=3)
        trend = np.where(drie_maanden_terug > 0, nu - drie_maanden_terug, 0)
        return np.asarray((nu + trend) / self.p.opvang.bezettingsnorm)

    def _plafond(self) -> Array:
        """Compute the places municipalities allow: part of the task under the law, part of the forecast without it."""
        c = self.p.capaciteit
        met_wet = self.opgave * c.spreidingswet_realisatie * c.dreiging_intrekking
        zonder_wet = self.prognose * c.realisatie_zonder_wet
        return np.asarray(np.where(c.spreidingswet_van_kracht > 0.5, met_wet, zonder_wet))

    def _afbouwen(self) -> None:
        """Overschot wordt afgestoten, de duurste plekken eerst."""
        plekken = self.opvangplekken
        over = np.maximum(plekken.open.sum(axis=0) - self._behoefte(), 0) * self.p.capaciteit.afstoot
        dicht = np.zeros_like(plekken.open)
        for soort in (CRISIS, NOOD, FLEXIBEL, STRUCTUREEL):
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
