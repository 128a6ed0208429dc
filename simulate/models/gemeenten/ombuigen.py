"""Ombuigen: how municipalities close a gap: investments, services, taxes of their own, and reserves.

They budget on the figures of September and take some years to act, so reserves pay what is not yet closed. What
reserves cannot pay comes off services: a municipality may not budget a deficit for long. There is no count of this;
every share is an assumption.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.processes import closing, process
from simulate.engine.recorder import Level, Total
from simulate.models.gemeenten.afspraken import VERGELEKEN
from simulate.models.gemeenten.lasten import Lasten

INVESTERINGEN, VOORZIENINGEN, BELASTINGEN, RESERVES = range(4)


class Ombuigen(Lasten):
    """How a gap is closed."""

    ombuiging = Total("Hoe gemeenten het gat dichten", "How municipalities close the gap", "EUR", "ombuigingsvorm")
    reserves = Level("Vrije reserves van gemeenten", "Free reserves of municipalities", "EUR")

    gaten: list[Array]
    """The gap that was budgeted for in each year from the start, whole euros, (draws,)."""
    gepland: Array
    """What is planned to be closed this year by each form, whole euros, (forms, draws)."""
    reserves_begin: Array
    """Free reserves at the beginning of the year, whole euros, (draws,)."""
    reserves_nu: Array
    """Free reserves now, whole euros, (draws,)."""

    def start(self) -> None:
        super().start()
        self.reserves_begin = self.reserves_nu = np.rint(self.p.ombuigen.vrije_reserves + np.zeros(self.size))
        self.gaten = []
        self._ombuigen()

    @process("ombuigen", "decide how to close the gap")
    def ombuigen(self) -> Proceeding:
        """Elk jaar op 1 januari: wat gemeenten in de begroting doen aan het gat dat zij verwachten."""
        while True:
            yield self.clock.next(1)
            self.reserves_begin = self.reserves_nu
            self._ombuigen()

    @closing("gat dichten", "close the gap of the month")
    def gat_dichten(self) -> None:
        """Aan het eind van de maand: wat het gat tot nu toe is, en waarmee het wordt gedicht."""
        maand, ruimte = self.boekmaand, self.ruimte_tot.sum(axis=0)
        gedicht = dichten(np.maximum(-ruimte, 0), np.rint(self.gepland * maand / 12), self.reserves_begin)
        self.reserves_nu = self.reserves_begin - gedicht[RESERVES] + np.maximum(ruimte, 0)
        self.record(ombuiging=self.termijnen.bij("ombuiging", gedicht, maand), reserves=self.reserves_nu)

    def _ombuigen(self) -> None:
        """Plan the year: of a gap a part within the year, and the rest in equal parts over the two years after it."""
        p, jaar = self.p.ombuigen, self.jaar
        self.gaten.append(self._gat_verwacht(jaar) if jaar > VERGELEKEN else np.zeros(self.size))
        eerder = [self.gaten[-n] if len(self.gaten) >= n else np.zeros(self.size) for n in (1, 2, 3)]
        dicht = p.eerste_jaar * eerder[0] + (1 - p.eerste_jaar) / 2 * (eerder[1] + eerder[2])
        nul = np.zeros(self.size)
        gewicht = np.stack([p.investeringen + nul, p.voorzieningen + nul, p.belastingen + nul, p.reserves + nul])
        deel = gewicht / np.maximum(gewicht.sum(axis=0), 1e-9)
        self.gepland = np.rint(deel * dicht)

    def _gat_verwacht(self, jaar: int) -> Array:
        """Compute the gap of a year as the September before it has it, whole euros, (draws,)."""
        p = self.p.bijstand
        vermeden = np.maximum(self.minder, 0) * p.euro_per_ontvanger
        tekort = (1 - p.volgt_instroom) * np.maximum(p.korting - vermeden, 0)
        geboekt, onthouden = self.boekingen(), self.onthouden_verwacht()
        ruimte = self.delen(jaar, self.lasten_geraamd(jaar), geboekt, onthouden).sum(axis=0) - tekort
        return np.asarray(np.rint(np.maximum(-ruimte, 0)))


def dichten(gat: Array, gepland: Array, reserves: Array) -> Array:
    """Divide a gap (draws,) over the forms (forms, draws), whole euros that add up to it.

    First what was planned, as far as there is a gap; then reserves (draws,) as far as they go; services for the rest.
    """
    over, gedicht = gat, np.zeros_like(gepland)
    for vorm in (INVESTERINGEN, VOORZIENINGEN, BELASTINGEN):
        gedicht[vorm] = np.minimum(gepland[vorm], over)
        over = over - gedicht[vorm]
    gedicht[RESERVES] = np.minimum(over, reserves)
    gedicht[VOORZIENINGEN] = gedicht[VOORZIENINGEN] + over - gedicht[RESERVES]
    return np.asarray(gedicht)
