"""Plannen: ideas become soft plans, soft plans hard ones, and a part of them comes to nothing.

New large sites and vulnerable areas are potential inside this stock: they change its speed and its losses, and are
never added on top of it.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.processes import process
from simulate.models.wonen.kaart import Kaart, kans_per_maand, per_segment


class Plannen(Kaart):
    """Plan capacity."""

    def start(self) -> None:
        super().start()
        begin, verdeeld = self.p.beginstand, self.verdeling_lopend()
        self.zachte_plannen.open(begin.zachte_plannen * verdeeld)
        self.harde_plannen.open(begin.harde_plannen * verdeeld)
        self.programma: Array = self.p.verdeling.segmentverdeling

    @process("woondeals", "regional agreements of the year: the mix of new plans")
    def woondeals(self) -> Proceeding:
        """Elk jaar op 1 januari: welke segmenten nieuwe plannen krijgen, naar de afspraken die dan gelden."""
        while True:
            self.programma = self.p.verdeling.segmentverdeling
            yield self.clock.next(1)

    @process("plannen vaststellen", "soft plans become hard or drop out")
    def plannen_vaststellen(self) -> Proceeding:
        """Elke maand wordt een deel van de zachte plannen hard, en valt een deel uit."""
        weg, hard = self.stream("plannen.weg"), self.stream("plannen.hard")
        while True:
            p = self.p.plannen
            # Of all that leaves the soft plans the share `planuitval` comes to nothing.
            hard_kans = p.doorzet_factor * kans_per_maand(p.tijd_tot_hard)
            kans = np.minimum(hard_kans / np.maximum(1 - p.planuitval, 1e-6), 1)
            vertrekt = weg.binomial(self.zachte_plannen.n, kans + np.zeros(self.size))
            vastgesteld = hard.binomial(vertrekt, 1 - p.planuitval + np.zeros(self.size))
            self.plan_vastgesteld(vastgesteld)
            self.planuitval(vertrekt - vastgesteld)
            yield self.clock.next_month()

    @process("plannen maken", "new plans come in")
    def plannen_maken(self) -> Proceeding:
        """Elke maand: nieuwe plannen, naar de segmenten van de woondeals en de plansleutel."""
        nieuw = self.stream("plannen.nieuw")
        while True:
            per_maand = self.p.plannen.nieuwe_plannen / 12
            verdeeld = per_segment(self.programma) * self.p.verdeling.plansleutel
            self.nieuwe_plannen(nieuw.poisson(self._open_plannen() * per_maand * verdeeld + np.zeros(self.size)))
            yield self.clock.next_month()

    def _open_plannen(self) -> Array:
        """Return 1, or 0 where permits are given from outside: then there are no plans."""
        return np.asarray(1 - self.p.procedures.opgelegd + np.zeros(self.size))
