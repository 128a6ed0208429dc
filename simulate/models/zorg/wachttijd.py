"""Wachttijd: how long patients wait, against the Treeknorm.

The engine knows the mean wait of those who are served; hospitals and treatments differ, by a lognormal spread around
it. The share above the norm and the ninetieth percentile are those of routine care, which is what the monitor counts.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.maths import exp, log, ndtr
from simulate.engine.processes import closing
from simulate.engine.queues import Queue
from simulate.engine.recorder import Level, Mean
from simulate.models.zorg.kaart import REGULIER, Kaart

_P90 = 1.2815515655446004  # the normal quantile of 0.9
_LEAST = 1e-3
"""A thousandth of a week, or of a log unit, stands for none."""


class Wachttijd(Kaart):
    """Waiting times."""

    wachttijd_poli = Mean("Wachttijd gewoon consult", "Wait for a routine visit", "weken")
    wachttijd_behandeling = Mean("Wachttijd gewone behandeling", "Wait for routine treatment", "weken")
    wachttijd_poli_urgentie = Mean(
        "Wachttijd consult, naar urgentie", "Wait for a first visit, by urgency", "weken", "urgentie"
    )
    wachttijd_behandeling_urgentie = Mean(
        "Wachttijd behandeling, naar urgentie", "Wait for a treatment, by urgency", "weken", "urgentie"
    )
    wachttijd_poli_p90 = Mean("Wachttijd consult, 90 % van de patiënten", "Wait for a visit, 90 % of patients", "weken")
    wachttijd_behandeling_p90 = Mean(
        "Wachttijd behandeling, 90 % van de patiënten", "Wait for treatment, 90 % of patients", "weken"
    )
    boven_treeknorm_poli = Mean("Consult later dan de norm", "Visit later than the norm", "aandeel")
    boven_treeknorm_behandeling = Mean("Behandeling later dan de norm", "Treatment later than the norm", "aandeel")
    wachtlijst = Level("Wachtenden, consult en behandeling", "On the waiting lists", "personen", "urgentie")

    def poli_meten(self, bediend: Array) -> None:
        """Record how long those who were just seen had waited."""
        weken, aantal = _gewacht(self.wacht_op_polikliniek, bediend)
        norm = self.p.wachtlijst.treeknorm_poli
        self.record(
            wachttijd_poli=(weken[REGULIER], aantal[REGULIER]),
            wachttijd_poli_urgentie=(weken, aantal),
            wachttijd_poli_p90=(self._p90(weken[REGULIER]), aantal[REGULIER]),
            boven_treeknorm_poli=(self._boven(weken[REGULIER], norm), aantal[REGULIER]),
        )

    def behandeling_meten(self, bediend: Array) -> None:
        """Record how long those who were just treated had waited since they were listed."""
        weken, aantal = _gewacht(self.wacht_op_behandeling, bediend)
        p = self.p.wachtlijst
        boven = p.klinisch_aandeel * self._boven(weken[REGULIER], p.treeknorm_klinisch)
        boven = boven + (1 - p.klinisch_aandeel) * self._boven(weken[REGULIER], p.treeknorm_poliklinisch)
        self.record(
            wachttijd_behandeling=(weken[REGULIER], aantal[REGULIER]),
            wachttijd_behandeling_urgentie=(weken, aantal),
            wachttijd_behandeling_p90=(self._p90(weken[REGULIER]), aantal[REGULIER]),
            boven_treeknorm_behandeling=(boven, aantal[REGULIER]),
        )

    @closing("wachtlijst opmaken", "draw up the waiting lists at month end")
    def wachtlijst_opmaken(self) -> None:
        """Aan het eind van de maand: hoeveel mensen er wachten."""
        self.record(wachtlijst=(self.wacht_op_polikliniek.n + self.wacht_op_behandeling.n).sum(axis=1))

    def _boven(self, gemiddeld: Array, norm: Array) -> Array:
        """Compute the share that waits longer than the norm when the mean is `gemiddeld` weeks."""
        spreiding = np.maximum(self.p.wachtlijst.spreiding_ziekenhuizen, _LEAST)
        midden = log(np.maximum(gemiddeld, _LEAST)) - np.square(spreiding) / 2
        return np.asarray(ndtr((midden - log(np.maximum(norm, _LEAST))) / spreiding))

    def _p90(self, gemiddeld: Array) -> Array:
        """Compute the wait that nine in ten stay below when the mean is `gemiddeld` weeks."""
        spreiding = self.p.wachtlijst.spreiding_ziekenhuizen
        return np.asarray(gemiddeld * exp(spreiding * _P90 - np.square(spreiding) / 2))


def _gewacht(lijst: Queue, bediend: Array) -> tuple[Array, Array]:
    """Compute the mean weeks that the `bediend` (urgencies, specialties, draws) had waited, and their number.

    Both are (urgencies, draws).
    """
    aantal = bediend.sum(axis=1)
    # Who is served at once may come out a hair's breadth before having come; where nobody was served it is NaN.
    dagen = (np.fmax(lijst.wait, 0) * bediend).sum(axis=1)
    return dagen / 7 / np.maximum(aantal, 1), aantal
