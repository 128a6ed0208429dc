"""Economie: how the economy turns out against what the circular reckoned with, and against what the CPB forecasts.

Three things differ. The forecast of the year's price moves until it is final, in May of the year. What is measured a
year later differs from that final forecast, and nobody settles it. Growth differs from its path, and comes into the
volume part of the accres two years later, divided over eight years.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.processes import process
from simulate.engine.recorder import Level
from simulate.models.gemeenten.kaart import EERSTE, Kaart


class Economie(Kaart):
    """Growth and prices."""

    groei = Level("Groei van het bbp (volume)", "Growth of GDP (volume)", "aandeel/jaar")
    prijsraming = Level(
        "Prijs van het bbp, definitieve raming van het CPB", "Price of GDP, final forecast of the CPB", "aandeel/jaar"
    )
    prijs_gemeten = Level("Prijs van het bbp zoals later gemeten", "Price of GDP as measured later", "aandeel/jaar")
    ramingsfout = Level(
        "Ramingsfout: gemeten prijs min definitieve raming",
        "Forecast error: measured price less final forecast",
        "aandeel/jaar",
    )

    groei_afwijking: dict[int, Array]
    """By how much growth differs from its path, a share, (draws,), by year from the start of the run."""
    prijs_herzien: dict[int, Array]
    """By how much the final price forecast of a year differs from the circular, a share, (draws,), by year."""
    fout: dict[int, Array]
    """Measured price less final forecast, a share, (draws,), by year from the first tranche on."""

    def start(self) -> None:
        super().start()
        self.groei_afwijking, self.prijs_herzien, self.fout = {}, {}, {}
        for jaar in range(EERSTE, self.jaar):
            # What was final before the start is in the circular; of what is measured later that is not so.
            self.prijs_herzien[jaar] = np.zeros(self.size)
            self.fout[jaar] = self.op("economie.cep_fout", jaar, self.p.economie.cep_fout)
        self._economie_bewegen()

    @process("economie bewegen", "the economy moves")
    def economie_bewegen(self) -> Proceeding:
        """Elk jaar op 1 januari: groei en prijzen van het jaar, die pas later bekend worden."""
        while True:
            yield self.clock.next(1)
            self._economie_bewegen()

    def prijs(self, jaar: int) -> Array:
        """Compute the price of GDP of a year as it is measured in the end, a share, (draws,)."""
        return self.prijs_definitief(jaar) + self.fout[jaar]

    def prijs_definitief(self, jaar: int) -> Array:
        """Compute the final forecast of the price of GDP of a year, a share, (draws,)."""
        return self.prijs_geraamd(jaar) + self.prijs_herzien[jaar]

    def prijs_geraamd(self, jaar: int) -> Array:
        """Return the price of GDP of a year in the forecast that the circular was made with, a share, (draws,)."""
        return self.op("economie.prijsraming", jaar, self.p.economie.prijsraming)

    def groei_verwacht(self, jaar: int) -> Array:
        """Return growth of a year as it was counted, or forecast before the run, a share, (draws,)."""
        return self.op("economie.groei", jaar, self.p.economie.groei)

    def volume_afwijking(self, jaar: int) -> Array:
        """Compute what growth since the start adds to the mean over t-9 … t-2, a share, (draws,)."""
        som = np.zeros(self.size)
        for eerder in range(jaar - 9, jaar - 1):
            som = som + self.groei_afwijking.get(eerder, 0.0)
        return np.asarray(som / 8)

    def volume_gemiddelde(self, jaar: int) -> Array:
        """Compute the mean growth over t-9 … t-2 as it was expected, a share, (draws,)."""
        som = np.zeros(self.size)
        for eerder in range(jaar - 9, jaar - 1):
            som = som + self.groei_verwacht(eerder)
        return np.asarray(som / 8)

    def _economie_bewegen(self) -> None:
        p, jaar, nul = self.p.economie, self.jaar, np.zeros(self.size)
        self.groei_afwijking[jaar] = p.groeifout + nul
        self.prijs_herzien[jaar] = p.cep_herziening + nul
        self.fout[jaar] = p.cep_fout + nul
        self.record(
            groei=self.groei_verwacht(jaar) + self.groei_afwijking[jaar],
            prijsraming=self.prijs_definitief(jaar),
            prijs_gemeten=self.prijs(jaar),
            ramingsfout=self.fout[jaar],
        )
