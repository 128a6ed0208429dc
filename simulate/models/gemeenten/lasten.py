"""Lasten: what unchanged services cost, and the room that municipalities have: a difference with 2025, no deficit.

The cost of 2025 is taken to be the lasting income of that year, so the room of 2025 is nought by definition, but for
what was cut once. From then on cost grows with prices as they are measured and with a need that grows by itself, and
income as it comes.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.processes import closing, process
from simulate.engine.recorder import Total
from simulate.models.gemeenten.afspraken import VERGELEKEN, Afspraken, Boekingen
from simulate.models.gemeenten.bijstand import Bijstand
from simulate.models.gemeenten.kaart import EERSTE
from simulate.models.gemeenten.uitkeren import Uitkeren


class Lasten(Uitkeren, Bijstand, Afspraken):
    """Cost and room."""

    lasten_ongewijzigd = Total("Lasten bij ongewijzigde voorzieningen", "Cost of unchanged services", "EUR")
    ruimte = Total(
        "Ruimte van gemeenten, verschil met 2025",
        "Room of municipalities, difference with 2025",
        "EUR",
        "ruimteonderdeel",
    )

    lasten: Array
    """Cost of unchanged services this year, whole euros, (draws,)."""
    lasten_vorig: Array
    """The same of the year before."""
    ruimte_tot: Array
    """Room of this year so far, whole euros, (parts, draws)."""

    def start(self) -> None:
        super().start()
        self.lasten = self.lasten_vorig = self._structureel(min(self.jaar, VERGELEKEN))
        for jaar in range(VERGELEKEN + 1, self.jaar + 1):
            self._lasten_groeien(jaar)

    @process("lasten groeien", "cost grows")
    def lasten_groeien(self) -> Proceeding:
        """Elk jaar op 1 januari: dezelfde voorzieningen kosten meer, door prijzen en doordat er meer nodig is."""
        while True:
            yield self.clock.next(1)
            if self.jaar > VERGELEKEN:
                self._lasten_groeien(self.jaar)

    @closing("lasten opmaken", "draw up cost and room")
    def lasten_opmaken(self) -> None:
        """Aan het eind van de maand: wat ongewijzigde voorzieningen kosten, en de ruimte die er is."""
        jaar, maand = self.jaar_van_de_boeken, self.boekmaand
        if jaar <= VERGELEKEN:
            self.lasten = self._structureel(jaar)
        self.betaald(lasten_ongewijzigd=self.lasten)
        delen = np.rint(self.delen(jaar, self.lasten, self.geboekt_dit_jaar, self.onthouden) * maand / 12)
        self.ruimte_tot = np.stack([*delen, -self.tekort])
        self.record(ruimte=self.termijnen.bij("ruimte", self.ruimte_tot, maand))

    def delen(self, jaar: int, lasten: Array, geboekt: Boekingen, onthouden: Array) -> Array:
        """Compute the parts of the room of a year but for assistance, euros, (parts, draws), at a cost and bookings."""
        nul = np.zeros(self.size)
        bcf = self.vrijval - self.vrijval_in(VERGELEKEN) if jaar > VERGELEKEN else nul
        wmo = geboekt.wmo_middelen - onthouden + self.onthouden_vergeleken() if jaar > VERGELEKEN else nul
        eerder = np.rint(self.op("jeugd.extra_middelen", VERGELEKEN, self.p.jeugd.extra_middelen))
        jeugd = geboekt.jeugd_middelen - eerder if jaar > VERGELEKEN else nul
        return np.stack(
            [
                self.zonder_taken(jaar) - lasten,
                bcf,
                wmo - geboekt.wmo_afschuiving,
                geboekt.spuk_bespaard - geboekt.spuk_korting,
                jeugd + geboekt.jeugd_taakstelling_gehaald - geboekt.jeugd_taakstelling,
                -geboekt.dienstverlening,
                -geboekt.opvang_meer,
            ]
        )

    def lasten_geraamd(self, jaar: int) -> Array:
        """Compute the cost of a year on the forecasts of the September before it, whole euros, (draws,)."""
        herzien = self.prijs_herzien.get(jaar - 1, 0.0)
        return np.rint(
            self.lasten_vorig * (1 + self.prijs_geraamd(jaar) + herzien) * (1 + self.p.lasten.volumebehoefte)
        )

    def _lasten_groeien(self, jaar: int) -> None:
        self.lasten_vorig = self.lasten
        self.lasten = np.rint(self.lasten * (1 + self.prijs(jaar)) * (1 + self.p.lasten.volumebehoefte))

    def _structureel(self, jaar: int) -> Array:
        """Return the lasting income of a year: what was cut once is added back, whole euros, (draws,)."""
        eenmalig = np.rint(self.op("accres.eenmalig", max(jaar, EERSTE), self.p.accres.eenmalig))
        return np.asarray(self.zonder_taken(jaar) - eenmalig)
