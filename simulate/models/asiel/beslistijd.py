"""Beslistijd: how long those who get a decision have waited: mean, ninetieth percentile, and shares within terms.

Some cases are decided in the order in which they came, the others out of that order: those have waited as long as the
cases that wait. The percentile is read from counts above a ladder of waiting times, once a month.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.processes import closing
from simulate.engine.recorder import Level, Mean, Total
from simulate.models.asiel.kaart import Kaart

MAAND = 365.2425 / 12
"""A month in days."""

VIJFTIEN_MAANDEN = 15 * MAAND
"""What the IND counts against, whatever the legal term is, in days."""

_LADDER: Array = np.arange(0.0, 313.0, 13.0) * 7
"""Waiting times in days, a quarter of a year apart, up to six years."""


class Beslistijd(Kaart):
    """What is known of waiting times at the IND."""

    beslistijd = Mean("Gemiddelde beslistijd", "Mean decision time", "weken")
    beslistijd_p90 = Mean("Beslistijd, 90 % van de besluiten", "Decision time, 90 % of decisions", "weken")
    binnen_termijn = Mean("Aandeel besluiten binnen de termijn", "Share decided within the legal term", "aandeel")
    binnen_vijftien_maanden = Mean(
        "Aandeel besluiten binnen vijftien maanden", "Share decided within fifteen months", "aandeel"
    )
    inhoudelijke_besluiten = Total("Inhoudelijke besluiten, alle", "Substantive decisions, all", "zaken")
    te_laat_beslist = Total("Te late besluiten", "Late decisions", "zaken")
    wacht_boven_termijn = Level("Wacht langer dan de termijn", "Waiting longer than the legal term", "personen")
    langer_dan_vijftien_maanden = Level("Wacht langer dan vijftien maanden", "Waiting over fifteen months", "personen")

    def start(self) -> None:
        super().start()
        self.gemeten_maand = -1

    def beslissen_en_meten(self, op_volgorde: Array, buiten_volgorde: Array) -> None:
        """Decide on these numbers of cases (groups, draws), and record how long they had waited."""
        termijnen: tuple[Array | float, ...] = self._termijn(), VIJFTIEN_MAANDEN
        wachten = np.maximum(self.in_procedure.n, 1)
        leeftijd = np.nan_to_num(self.in_procedure.age)
        delen_laat = [self.in_procedure.waiting_longer_than(termijn) / wachten for termijn in termijnen]
        meet_p90 = self.clock.month != self.gemeten_maand
        wachten_boven = self.in_procedure.waiting_longer_than_each(_LADDER) if meet_p90 else np.empty(0)
        self.besluit_buiten_volgorde(buiten_volgorde)
        self.besluit(op_volgorde)
        alle = (op_volgorde + buiten_volgorde).sum(axis=0)
        wachttijd = np.where(op_volgorde > 0, self.in_procedure.wait, 0) * op_volgorde + leeftijd * buiten_volgorde
        laat, laat_gemeten = (
            (self.in_procedure.served_later_than(termijn) + deel * buiten_volgorde).sum(axis=0)
            for termijn, deel in zip(termijnen, delen_laat, strict=True)
        )
        self.record(
            beslistijd=(wachttijd.sum(axis=0) / 7 / np.maximum(alle, 1), alle),
            binnen_termijn=(np.clip(1 - laat / np.maximum(alle, 1), 0, 1), alle),
            binnen_vijftien_maanden=(np.clip(1 - laat_gemeten / np.maximum(alle, 1), 0, 1), alle),
            inhoudelijke_besluiten=alle,
            te_laat_beslist=laat,
        )
        if meet_p90:
            self.gemeten_maand = self.clock.month
            later = self.in_procedure.served_later_than_each(_LADDER) + wachten_boven / wachten * buiten_volgorde
            self.record(beslistijd_p90=(_where_left(later.sum(axis=1), 0.1 * alle) / 7, alle))

    @closing("voorraad meten", "measure the open cases")
    def voorraad_meten(self) -> None:
        """Hoeveel mensen al langer wachten dan de termijn, en langer dan de vijftien maanden waarin de IND telt."""
        self.record(
            wacht_boven_termijn=self.in_procedure.waiting_longer_than(self._termijn()).sum(axis=0),
            langer_dan_vijftien_maanden=self.in_procedure.waiting_longer_than(VIJFTIEN_MAANDEN).sum(axis=0),
        )

    def _termijn(self) -> Array:
        """Return the statutory term in days."""
        return np.asarray(self.p.beslissen.wettelijke_termijn * MAAND)


def _where_left(later: Array, left: Array) -> Array:
    """Interpolate the waiting time in days above which `left` (draws,) cases are.

    `later` has the counts above each rung of the ladder.
    """
    rung = np.clip((later > left).sum(axis=0) - 1, 0, len(later) - 2)
    above, below = (np.take_along_axis(later, rung[None] + k, axis=0)[0] for k in (0, 1))
    part = np.clip((above - left) / np.maximum(above - below, 1e-9), 0, 1)
    return np.asarray(_LADDER[rung] + part * (_LADDER[rung + 1] - _LADDER[rung]))
