"""Bevolking: adults by age, sex and income, and what their care costs, from one year to the next.

Prices rise, and with age so does need: the number of people of each age changes each 1 January. Costs are those of the
year of the figures (`peiljaar`), brought to the year of the run.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.maths import power
from simulate.engine.processes import process
from simulate.engine.recorder import Level
from simulate.models.zorg.kaart import Kaart

_HALF = 0.5


def samen(parts: Sequence[Array], axis: int) -> Array:
    """Stack arrays of which some are exact and others differ per draw."""
    return np.stack(np.broadcast_arrays(*parts), axis=axis)


class Bevolking(Kaart):
    """Who there are, and what they need."""

    verzekerden = Level("Volwassen verzekerden", "Insured adults", "personen", "leeftijd")

    prijspeil: Array
    """Prices now against those of the year of the figures, (draws,)."""

    def start(self) -> None:
        super().start()
        sinds = self.clock.today.year - self.p.bevolking.peiljaar
        self.prijspeil = power(1 + self.p.kosten.prijsgroei, sinds) + np.zeros(self.size)
        self.behoefte_gegroeid: Array = power(1 + self.p.kosten.volumegroei, sinds) + np.zeros(self.size)
        self.bevolking_gegroeid: Array = power(1 + self.p.bevolking.bevolkingsgroei, sinds)

    @process("vergrijzen", "the population ages, and prices rise")
    def vergrijzen(self) -> Proceeding:
        """Elk jaar op 1 januari: andere aantallen mensen van elke leeftijd, andere prijzen, andere behoefte."""
        while True:
            yield self.clock.next(1)
            # Step by step: a growth that a measure changes leaves the years before it as they were.
            self.prijspeil = self.prijspeil * (1 + self.p.kosten.prijsgroei)
            self.behoefte_gegroeid = self.behoefte_gegroeid * (1 + self.p.kosten.volumegroei)
            self.bevolking_gegroeid = self.bevolking_gegroeid * (1 + self.p.bevolking.bevolkingsgroei)

    def personen(self) -> Array:
        """Return the number of adults, (ages, sexes, draws)."""
        p = self.p.bevolking
        peil = samen((p.personen_man, p.personen_vrouw), axis=1)
        return np.asarray(peil * self.bevolking_gegroeid[:, None] + np.zeros(self.size))

    def inkomensverdeling(self) -> Array:
        """Compute the share of each income among the people of an age, (ages, incomes, draws)."""
        p = self.p.bevolking
        aandeel = self.per_leeftijd(p.bevolking_20_39, p.bevolking_40_64, p.bevolking_65_79, p.bevolking_80_plus)
        return np.asarray(aandeel / aandeel.sum(axis=1, keepdims=True))

    def per_leeftijd(self, jong: Array, midden: Array, ouder: Array, oudst: Array) -> Array:
        """Convert values of 20-39, 40-64, 65-79 and 80+ to the ages of this model: (ages, …).

        Of 35-44 half is below forty; of 75 and over a share is above eighty.
        """
        oud = self.p.bevolking.aandeel_80_plus
        helft = _HALF * jong + _HALF * midden
        return samen((jong, jong, helft, midden, midden, ouder, (1 - oud) * ouder + oud * oudst), axis=0)

    def kosten_per_persoon(self) -> Array:
        """Compute the cost per person a year by sector, (ages, sexes, sectors, draws).

        The sectors are those under the deductible, then the exempt. Cost is at the prices and the need of the current
        year, at the deductible of the year of the figures.
        """
        p = self.p.kosten
        mannen = (p.kosten_msz_man, p.kosten_ggz_man, p.kosten_farmacie_man, p.kosten_overig_man)
        vrouwen = (p.kosten_msz_vrouw, p.kosten_ggz_vrouw, p.kosten_farmacie_vrouw, p.kosten_overig_vrouw)
        per_sector = [
            samen((man, vrouw), axis=1)
            for man, vrouw in zip(
                (*mannen, p.kosten_vrijgesteld_man), (*vrouwen, p.kosten_vrijgesteld_vrouw), strict=True
            )
        ]
        return np.asarray(samen(per_sector, axis=2) * self.prijspeil * self.behoeftepeil())

    def kosten_kinderen(self) -> Array:
        """Compute the cost a year of children by sector, (sectors, draws): they have no deductible."""
        return np.asarray(self.p.kosten.kosten_kinderen * self.prijspeil * self.behoeftepeil())

    def behoeftepeil(self) -> Array:
        """Compute the need per person of an age now against the year of the figures, (draws,)."""
        return np.asarray(self.behoefte_gegroeid * self.p.kosten.preventie)

    def inkomensverschil(self) -> Array:
        """Compute the cost of each income against the mean of the age, (ages, incomes, draws)."""
        p = self.p.kostenverdeling
        factor = self.per_leeftijd(p.inkomen_20_39, p.inkomen_40_64, p.inkomen_65_79, p.inkomen_80_plus)
        return self.rond_een(factor)

    def rond_een(self, factor: Array) -> Array:
        """Scale factors by age and income, (ages, incomes, draws), to a mean of 1 over the people of each age."""
        return np.asarray(factor / (factor * self.inkomensverdeling()).sum(axis=1, keepdims=True))

    def tienden(self) -> Array:
        """Return the cost of each tenth of the people against the mean of the age, (ages, 10, draws)."""
        p = self.p.kostenverdeling
        return self.per_leeftijd(p.decielen_20_39, p.decielen_40_64, p.decielen_65_79, p.decielen_80_plus)
