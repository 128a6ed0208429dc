"""Ontheemden uit Oekraïne: a population of their own, in municipal places, under the temporary protection directive.

When the directive ends (the documents give two dates, so it is a dated switch) nobody comes in under it any more and
people leave faster once the municipal duty has ended, a year later; with a status of their own they move on to homes.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.clock import Proceeding
from simulate.engine.processes import closing, process
from simulate.engine.recorder import Level
from simulate.models.asiel.kaart import Kaart


class Oekraine(Kaart):
    """Displaced persons from Ukraine."""

    oekraine_zonder_plek = Level(
        "Oekraïners zonder gemeentelijke plek", "Ukrainians without a municipal place", "personen"
    )

    def start(self) -> None:
        super().start()
        self.oekraine_gemeentelijk.open(self.p.beginstand.oekraine_gemeentelijk)
        self.oekraine_particulier.open(self.p.beginstand.oekraine_particulier)

    @process("ontheemden", "displaced people from Ukraine come, move and leave")
    def ontheemden(self) -> Proceeding:
        """Elke maand: instroom, naar eigen woonruimte, vertrek."""
        komt, woont = self.stream("oekraine.instroom"), self.stream("oekraine.eigen_woonruimte")
        weg, weg_uit_huis = self.stream("oekraine.vertrek"), self.stream("oekraine.vertrek_particulier")
        maanden_na_rtb = np.zeros(self.size)
        while True:
            rtb, status = self.p.oekraine.rtb_van_kracht, self.p.oekraine.statusrecht
            maanden_na_rtb = np.where(rtb > 0, 0, maanden_na_rtb + 1)
            self.oekraine_instroom(komt.poisson(self.p.oekraine.instroom * rtb + np.zeros(self.size)))
            zonder_plicht = (maanden_na_rtb > self.p.oekraine.opvangplicht_na_rtb) & (status == 0)
            vertrek = np.where(zonder_plicht, self.p.oekraine.vertrek_na_rtb, self.p.oekraine.vertrek)
            woonruimte = np.where(status > 0, self.p.oekraine.doorstroom_na_status, self.p.oekraine.eigen_woonruimte)
            self.oekraine_vertrek_gemeentelijk(weg.binomial(self.oekraine_gemeentelijk.n, vertrek))
            self.oekraine_vertrek_particulier(weg_uit_huis.binomial(self.oekraine_particulier.n, vertrek))
            self.oekraine_eigen_woonruimte(woont.binomial(self.oekraine_gemeentelijk.n, woonruimte))
            yield self.clock.next_month()

    @closing("ontheemden meten", "measure the displaced people")
    def ontheemden_meten(self) -> None:
        """Aan het eind van de maand: wie geen gemeentelijke plek heeft."""
        over = self.oekraine_gemeentelijk.n - self.p.oekraine.gemeentelijke_plekken
        self.record(oekraine_zonder_plek=np.maximum(over, 0))
