"""Huishoudens: what migration adds to the households of the official forecast, or takes from them.

The forecast of households was made with a forecast of migration (`saldo_in_raming`). With that migration the path is
the official one, to the household. What migration differs from it counts at so many households a person, by ground; how
households grow thinner, and what births and deaths do, is in the official path.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.processes import closing
from simulate.engine.recorder import Level, Total
from simulate.models.nederland.inwoners import ARBEID_EU, ASIEL, OEKRAINE
from simulate.models.nederland.migratie import Migratie


class Huishoudens(Migratie):
    """Households by headship."""

    huishoudens_uit_bevolking = Level(
        "Huishoudens, met de migratie van dit model", "Households, with the migration of this model", "huishoudens"
    )
    huishoudens_afwijking = Level(
        "Huishoudens door andere migratie dan in de raming",
        "Households from migration other than in the forecast",
        "huishoudens",
    )

    huishoudens_uit_opvang = Total(
        "Mensen uit de opvang die in een woning een huishouden vormen",
        "People from reception who form a household in a home",
        "personen",
    )

    def start(self) -> None:
        super().start()
        self._vormers: Array = np.zeros((self.inwoners.shape(self.size))[1:])
        """Who came to form a household more than in the forecast, since the start, (migratiegrond, draws)."""
        self._raming = np.rint(self.p.huishoudens.begin + np.zeros(self.size))
        self._verwacht = self._raming.copy()
        self._zonder_begin = self.niet_ingeschreven.n.copy()

    @closing("huishoudens opmaken", "make up the households")
    def huishoudens_opmaken(self) -> None:
        """Aan het eind van de maand: het pad van de raming, en wat de migratie daarvan afwijkt."""
        p = self.p.huishoudens
        self._verwacht = self._verwacht + p.groei_in_raming / 12
        self._raming = self._raming + np.rint(self._verwacht - self._raming)
        in_raming = p.saldo_in_raming * p.saldo_in_raming_factor / 12
        self._vormers = self._vormers + self.nieuwe_vormers() - in_raming
        # Who is not registered is in no count of households, and lives in a home all the same.
        vormers = self._vormers.copy()
        vormers[ARBEID_EU] += self.niet_ingeschreven.n - self._zonder_begin
        afwijking = np.rint((vormers * p.per_persoon).sum(axis=0))
        self.record(
            huishoudens_uit_bevolking=self._raming + afwijking,
            huishoudens_afwijking=afwijking,
            huishoudens_uit_opvang=self.p.migratie.asiel_gehuisvest / 12 + np.zeros(self.size),
        )

    def nieuwe_vormers(self) -> Array:
        """Compute how many more people live in a home through the migration of the month, (migratiegrond, draws).

        Of asylum and Ukraine these are not who comes but who moves from reception to a home.
        """
        p, saldo = self.p.migratie, self.saldo_van_de_maand()
        saldo[ASIEL] = p.asiel_gehuisvest / 12 - self.migranten_uit.month_total[:, ASIEL].sum(axis=0)
        saldo[OEKRAINE] = (p.oekraine_gehuisvest - p.oekraine_uit_woning) / 12
        return saldo
