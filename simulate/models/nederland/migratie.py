"""Migratie: who comes to live here and who leaves, by ground.

Asylum and Ukraine come in numbers that another part of the country may know better (`asiel_instroom` and what begins
with `oekraine`); they come whole, without a chance of their own, so that both sides count the same people. Workers come
and leave by chance. All other grounds are one remainder: what is left of counted and forecast totals.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.counts import proportional
from simulate.engine.processes import closing, process
from simulate.engine.recorder import Level, Total
from simulate.models.nederland.inwoners import (
    ARBEID_DERDE_LAND,
    ARBEID_EU,
    ASIEL,
    MIDDEN,
    OEKRAINE,
    OVERIG,
    Inwoners,
    verdeeld,
)


class Telwerk:
    """Makes whole people of numbers a year: every month what has come due, and the rest later."""

    def __init__(self, size: int) -> None:
        self._twaalfden: Array = np.zeros(size)
        """What is due beyond whole people, in twelfths: of whole numbers a year nothing is rounded."""

    def maand(self, per_jaar: Array) -> Array:
        """Return the people of this month, (draws,)."""
        verschuldigd = self._twaalfden + per_jaar
        heel: Array = np.floor(verschuldigd / 12)
        self._twaalfden = verschuldigd - 12 * heel
        return heel


class Migratie(Inwoners):
    """Coming and leaving."""

    migratiesaldo = Total("Migratiesaldo", "Net migration", "personen", "migratiegrond")
    arbeidsmigranten_eu = Level("EU-arbeidsmigranten", "Labour migrants from the EU", "personen")
    arbeidsmigranten_eu_minder = Level(
        "EU-arbeidsmigranten minder door beleid", "Fewer labour migrants from the EU by policy", "personen"
    )
    bouwers_eu = Level("EU-arbeidsmigranten in de bouw", "Labour migrants from the EU in construction", "personen")
    bouwers_eu_minder = Level(
        "EU-arbeidsmigranten in de bouw minder door beleid",
        "Fewer labour migrants from the EU in construction by policy",
        "personen",
    )

    def start(self) -> None:
        super().start()
        self.weggebleven_zonder: Array = np.zeros(self.size)
        """Who would be here without registration and without policy, (draws,)."""
        self._gemist: Array = np.zeros((2, self.size))
        """Who did not come while fewer came a year, and would still be here: registered and not, (2, draws)."""

    @process("vertrekken", "migrants leave")
    def gaan(self) -> Proceeding:
        """Elke maand: wie Nederland verlaat."""
        toeval, zonder = self.stream("migratie.vertrek"), self.stream("migratie.vertrek_niet_ingeschreven")
        oekraine = Telwerk(self.size)
        while True:
            p = self.p.migratie
            uit, weg = self.treft(toeval, self._vertrekkansen())
            uit[:, OEKRAINE] = proportional(oekraine.maand(p.oekraine_vertrek), self.inwoners.n[:, OEKRAINE])
            self.migranten_uit(uit)
            self.weggebleven = self.weggebleven - weg
            samen = self.niet_ingeschreven.n + self.weggebleven_zonder
            geteld = zonder.binomial(samen, p.niet_ingeschreven_vertrek)
            hier, weg_zonder = verdeeld(geteld, self.niet_ingeschreven.n, self.weggebleven_zonder)
            self.vertrek_niet_ingeschreven(hier)
            self.weggebleven_zonder = self.weggebleven_zonder - weg_zonder
            yield self.clock.next_month()

    @process("komen", "migrants come")
    def komen(self) -> Proceeding:
        """Elke maand: wie in Nederland komt wonen of werken."""
        eu, zonder = self.stream("migratie.arbeid_eu"), self.stream("migratie.niet_ingeschreven")
        derde_land, overig = self.stream("migratie.arbeid_derde_land"), self.stream("migratie.overig")
        van_asiel, van_oekraine = self.stream("migratie.leeftijd_asiel"), self.stream("migratie.leeftijd_oekraine")
        asiel, oekraine = Telwerk(self.size), Telwerk(self.size)
        while True:
            p = self.p.migratie
            wil = eu.poisson(p.arbeid_eu / 12 + np.zeros(self.size))
            wil_zonder = zonder.poisson(p.niet_ingeschreven * p.niet_ingeschreven_vertrek + np.zeros(self.size))
            weg, weg_zonder = self._tegenhouden(wil, wil_zonder)
            bij = np.zeros(self.inwoners.shape(self.size))
            bij[:, ASIEL] = van_asiel.split(asiel.maand(p.asiel_instroom), p.leeftijd_komst)
            bij[:, OEKRAINE] = van_oekraine.split(oekraine.maand(p.oekraine_instroom), p.leeftijd_komst)
            bij[MIDDEN, ARBEID_EU] = wil - weg
            bij[MIDDEN, ARBEID_DERDE_LAND] = derde_land.poisson(p.arbeid_derde_land / 12 + np.zeros(self.size))
            bij[:, OVERIG] = overig.poisson(p.overig_instroom * p.leeftijd_komst / 12 + np.zeros(self.size))
            self.migranten_in(bij)
            self.komst_niet_ingeschreven(wil_zonder - weg_zonder)
            yield self.clock.next_month()

    @closing("migratie optellen", "add up migration")
    def migratie_optellen(self) -> None:
        """Aan het eind van de maand: het saldo naar grond, en de arbeidsmigranten uit de EU."""
        bouw = self.p.migratie.aandeel_bouw
        aanwezig = self.inwoners.n[:, ARBEID_EU].sum(axis=0) + self.niet_ingeschreven.n
        minder = self.weggebleven.sum(axis=0) + self.weggebleven_zonder
        self.record(
            migratiesaldo=self.saldo_van_de_maand(),
            arbeidsmigranten_eu=aanwezig,
            arbeidsmigranten_eu_minder=minder,
            bouwers_eu=aanwezig * bouw,
            bouwers_eu_minder=minder * bouw,
        )

    def saldo_van_de_maand(self) -> Array:
        """Compute who came less who left in the open month, (migratiegrond, draws)."""
        return np.asarray((self.migranten_in.month_total - self.migranten_uit.month_total).sum(axis=0))

    def _vertrekkansen(self) -> Array:
        """Compute the chance to leave within a month, (levensfase, migratiegrond, draws).

        Of the remainder a number a year leaves; who came from Ukraine leaves in a number as well, which is no chance.
        """
        p = self.p.migratie
        kans = np.zeros(self.inwoners.shape(self.size))
        kans[:, ASIEL], kans[:, ARBEID_EU] = p.asiel_vertrek, p.arbeid_eu_vertrek
        kans[:, ARBEID_DERDE_LAND] = p.arbeid_derde_land_vertrek
        vertrek = p.overig_vertrek * p.overig_vertrekfactor * p.leeftijd_vertrek / 12
        kans[:, OVERIG] = np.minimum(vertrek / np.maximum(self.inwoners.n[:, OVERIG], 1), 1)
        return kans

    def _tegenhouden(self, wil: Array, wil_zonder: Array) -> tuple[Array, Array]:
        """Return who is kept away this month of those who want to come, registered and not, both (draws,).

        As many as keep the number of people `arbeid_eu_minder` below what it would be, and those of
        `arbeid_eu_minder_stroom` who would still be here. Below 0: people come back, when less is asked.
        """
        p = self.p.migratie
        deel = self._naast(p.aandeel_ingeschreven, 1 - p.aandeel_ingeschreven)
        blijft = 1 - self._naast(p.arbeid_eu_vertrek, p.niet_ingeschreven_vertrek)
        self._gemist = self._gemist * blijft + deel * p.arbeid_eu_minder_stroom / 12
        doel = deel * p.arbeid_eu_minder + self._gemist
        ingeschreven = np.rint(doel[0])
        zonder = np.rint(doel.sum(axis=0)) - ingeschreven
        weg = np.clip(ingeschreven - self.weggebleven.sum(axis=0), -self.weggebleven[MIDDEN], wil)
        weg_zonder = np.clip(zonder - self.weggebleven_zonder, -self.weggebleven_zonder, wil_zonder)
        self.weggebleven[MIDDEN] += weg
        self.weggebleven_zonder = self.weggebleven_zonder + weg_zonder
        return weg, weg_zonder

    def _naast(self, ingeschreven: Array, zonder: Array) -> Array:
        """Put a value of the registered beside that of the others, (2, draws)."""
        return np.stack([ingeschreven + np.zeros(self.size), zonder + np.zeros(self.size)])
