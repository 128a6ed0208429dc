"""Bevolking: people are born, grow older and die; what that and migration do to the population and its labour force.

A demographic core in three phases of life and no forecast by cohort: of who is in a phase a share reaches the next.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.processes import Closing, closing, process
from simulate.engine.recorder import Level, Total
from simulate.models.nederland.huishoudens import Huishoudens
from simulate.models.nederland.inwoners import ARBEID_EU, JONG, MIDDEN, OUD, OVERIG
from simulate.models.nederland.migratie import Migratie


class Bevolking(Huishoudens):
    """The population, put together: a part of a country that needs no other."""

    bevolkingsgroei_per_jaar = Total("Bevolkingsgroei", "Population growth", "personen")
    bevolkingsgroei_sinds_begin = Level(
        "Bevolkingsgroei per jaar, gemiddeld sinds het begin",
        "Population growth per year, on average since the start",
        "personen/jaar",
    )
    beroepsbevolking = Level("Beroepsbevolking", "Labour force", "personen")

    def start(self) -> None:
        super().start()
        self._inwoners_begin = self._inwoners_vorige = self.inwoners.n.sum(axis=(0, 1))

    @process("sterven", "people die")
    def sterven(self) -> Proceeding:
        """Elke maand: sterfte, naar levensfase."""
        toeval = self.stream("bevolking.sterfte")
        while True:
            dood, weg = self.treft(toeval, self._in_elke_grond(self.p.bevolking.sterfte / 12))
            self.sterfte(dood)
            self.weggebleven = self.weggebleven - weg
            yield self.clock.next_month()

    @process("ouder worden", "people reach the next phase of life")
    def ouder_worden(self) -> Proceeding:
        """Elke maand: wie twintig of vijfenzestig wordt."""
        toeval = self.stream("bevolking.ouder_worden")
        while True:
            p = self.p.bevolking
            kans = np.zeros((len(self.weggebleven), self.size))
            kans[JONG], kans[MIDDEN] = 1 / (12 * p.jaren_tot_20), 1 / (12 * p.jaren_20_tot_65)
            jarig, weg = self.treft(toeval, self._in_elke_grond(kans))
            self.jarig_geworden(jarig)
            ouder = np.zeros((jarig.shape[1], *self.weggebleven.shape))
            ouder[:, MIDDEN], ouder[:, OUD] = jarig[JONG], jarig[MIDDEN]
            self.ouder_geworden(ouder)
            self.weggebleven = self.weggebleven - weg
            self.weggebleven[MIDDEN:] += weg[:OUD]
            yield self.clock.next_month()

    @process("geboren worden", "people are born")
    def geboren_worden(self) -> Proceeding:
        """Elke maand: geboorten. Wie hier geboren is, telt bij wie hier al woonde."""
        toeval = self.stream("bevolking.geboorten")
        while True:
            ouders = self.inwoners.n[MIDDEN].sum(axis=0)
            baby = np.zeros(self.inwoners.shape(self.size))
            baby[JONG, OVERIG] = toeval.poisson(ouders * self.p.bevolking.geboorten_per_persoon / 12)
            self.geboorten(baby)
            yield self.clock.next_month()

    @closing("bevolking opmaken", "make up the population")
    def bevolking_opmaken(self) -> None:
        """Aan het eind van de maand: de groei, en wie werkt of werk zoekt."""
        inwoners = self.inwoners.n.sum(axis=(0, 1))
        deelname = self.p.bevolking.arbeidsdeelname
        werkt = (self.inwoners.n[MIDDEN] * deelname).sum(axis=0) + self.niet_ingeschreven.n * deelname[ARBEID_EU]
        self.record(
            bevolkingsgroei_per_jaar=inwoners - self._inwoners_vorige,
            bevolkingsgroei_sinds_begin=(inwoners - self._inwoners_begin) * 12 / (self.month + 1),
            beroepsbevolking=werkt,
        )
        self._inwoners_vorige = inwoners

    def _in_elke_grond(self, kans: Array) -> Array:
        """Give every ground the chances of a phase of life, (levensfase, draws) to the shape of the inhabitants."""
        return np.asarray(kans[:, None] + np.zeros(self.inwoners.shape(self.size)))

    # Who is there dies, ages or leaves before anybody comes: so nobody does in the month of arrival.
    processes = (sterven, ouder_worden, Migratie.gaan, Migratie.komen, geboren_worden)
    closings: ClassVar[tuple[Closing, ...]] = (
        Migratie.migratie_optellen,
        Huishoudens.huishoudens_opmaken,
        bevolking_opmaken,
    )
