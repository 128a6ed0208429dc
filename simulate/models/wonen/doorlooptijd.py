"""Doorlooptijd: how long homes took from permit to key, and how old the pipeline is.

A second account of the same homes, for the whole country, by the quarter of their permit. Behind a gate and before the
start everybody has the same chance to go on, so who leaves is a mixture of all quarters that wait there; what is under
construction is completed after its building time.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulate.engine import kernels
from simulate.engine.arrays import Array
from simulate.engine.maths import exp, log
from simulate.engine.processes import closing
from simulate.engine.recorder import Level, Mean
from simulate.models.wonen.bouwen import Bouwen
from simulate.models.wonen.remmen import Remmen

_QUARTER = 3
_HISTORY = 24
"""Quarters before the start that are kept apart; older permits are counted with the first."""


class Doorlooptijd(Bouwen, Remmen):
    """Lead times of those completed, and the age of the pipeline."""

    doorlooptijd = Mean("Doorlooptijd vergunning tot oplevering, gemiddeld", "Permit to completion, mean", "maanden")
    doorlooptijd_mediaan = Mean(
        "Doorlooptijd vergunning tot oplevering, mediaan", "Permit to completion, median", "maanden"
    )
    ouder_dan_twee_jaar = Level(
        "Deel van de pijplijn met een vergunning ouder dan twee jaar",
        "Share of the pipeline with a permit older than two years",
        "aandeel",
    )

    def start(self) -> None:
        super().start()
        quarters = _HISTORY + self.clock.months // _QUARTER + 1
        leeftijd = (np.arange(_HISTORY, 0, -1) - 0.5) * _QUARTER
        # Ages that thin out so that the share above two years is the one that was counted.
        gemiddeld = -24 / log(self.p.beginstand.ouder_dan_twee_jaar + np.zeros(self.size))
        begin = np.zeros((quarters, self.size))
        begin[:_HISTORY] = exp(-leeftijd[:, None] / gemiddeld)
        begin /= begin.sum(axis=0)
        self.achter: Array = begin * self.achter_rem.n.sum(axis=(0, 1))[:, None]
        self.klaar: Array = begin * self.klaar_voor_start.n.sum(axis=(0, 1))
        # Of what was started in each quarter before the start, the last one last, and in each month since: which part
        # has a permit of which quarter; float32, as it is the largest.
        self.gestart_uit = np.zeros((_HISTORY + self.clock.months, self.size, quarters), np.float32)
        for earlier in range(_HISTORY):
            # Who was started earlier had a permit that was earlier by as much.
            row = _HISTORY - 1 - earlier
            uit = begin[earlier:_HISTORY] / begin[earlier:].sum(axis=0)
            self.gestart_uit[row, :, : _HISTORY - earlier] = uit.T
        self.bouw: Array = begin * self.in_aanbouw.n.sum(axis=(0, 1))
        self.gebouwd: Array = np.zeros((quarters, self.size))
        self.niemand: Array = np.empty((0, self.size))

    @closing("doorlooptijd opmaken", "make up the lead time")
    def doorlooptijd_opmaken(self) -> None:
        """Aan het eind van de maand: de woningen van elk vergunningkwartaal, een maand verder."""
        maand = self.month
        kwartaal = _HISTORY + maand // _QUARTER
        # Later quarters have no permits yet.
        tot_nu = slice(kwartaal + 1)
        leeftijd = maand + 1 - (np.arange(kwartaal + 1) - _HISTORY + 0.5) * _QUARTER
        leeftijd = np.maximum(leeftijd, 0.5)[:, None]
        gereed = self._gereed(maand, tot_nu)
        self.bouw[tot_nu] = np.maximum(self.bouw[tot_nu] - gereed, 0)
        klaar = self._opgeleverd(gereed, tot_nu)
        totaal = klaar.sum(axis=0)
        self._gestart(maand, tot_nu)
        self._gelost(tot_nu)
        self._vergund(kwartaal)
        klaar_of_bezig = self.bouw[tot_nu] + self.gebouwd[tot_nu] + self.klaar[tot_nu]
        pijplijn = klaar_of_bezig + self.achter[:, tot_nu].sum(axis=0)
        oud = np.where(leeftijd > 24, pijplijn, 0).sum(axis=0) / np.maximum(pijplijn.sum(axis=0), 1)
        self.record(
            doorlooptijd=((klaar * leeftijd).sum(axis=0) / np.maximum(totaal, 1), totaal),
            doorlooptijd_mediaan=(_mediaan(klaar, leeftijd), totaal),
            ouder_dan_twee_jaar=oud,
        )

    def _gereed(self, maand: int, tot_nu: slice) -> Array:
        """Count what was finished this month by the quarter of its permit, (quarters, draws)."""
        per_segment = self.bouw_gereed.month_total.sum(axis=1)
        begonnen = _begonnen(maand - np.rint(self.bouwtijd()).astype(np.int64))
        gereed = np.empty_like(self.bouw[tot_nu])
        kernels.came_from(per_segment, begonnen, self.gestart_uit, gereed)
        return gereed

    def _opgeleverd(self, gereed: Array, tot_nu: slice) -> Array:
        """Count the completions of this month by the quarter of their permit: a mixture of all that is built."""
        self.gebouwd[tot_nu] += gereed
        opgeleverd = self.nieuwbouw.month_total.sum(axis=(0, 1))
        klaar = np.zeros_like(gereed)
        kernels.leave_mixed(self.gebouwd[tot_nu], opgeleverd, opgeleverd, klaar, self.niemand)
        return klaar

    def _gestart(self, maand: int, tot_nu: slice) -> None:
        """Move what was started this month from ready to under construction, and keep from which quarters it came."""
        gestart = self.bouw_gestart.month_total.sum(axis=(0, 1))
        vertrokken = gestart + self.vervallen_voor_start.month_total.sum(axis=(0, 1))
        uit = np.empty_like(self.klaar[tot_nu])
        kernels.leave_mixed(self.klaar[tot_nu], vertrokken, gestart, self.bouw[tot_nu], uit)
        self.gestart_uit[_HISTORY + maand, :, tot_nu] = uit.T

    def _gelost(self, tot_nu: slice) -> None:
        """Move what was released this month from behind its gate to ready, and take off what lapsed there."""
        gelost = self.rem_los.month_total.sum(axis=(0, 1))
        vertrokken = gelost + self.vervallen_achter_rem.month_total.sum(axis=(0, 1))
        verder = np.zeros_like(self.klaar[tot_nu])
        for rem, achter in enumerate(self.achter):
            kernels.leave_mixed(achter[tot_nu], vertrokken[rem], gelost[rem], verder, self.niemand)
        self.klaar[tot_nu] += verder

    def _vergund(self, kwartaal: int) -> None:
        """Add the permits of this month, in their quarter, to what is ready and to what is behind each gate."""
        self.klaar[kwartaal] += self.zonder_rem.month_total.sum(axis=(0, 1))
        self.achter[:, kwartaal] += self.opgehouden_door.month_total.sum(axis=(0, 1))


def _begonnen(maand: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the rows of what was started in these months of the run; those before it are in the nearest quarter."""
    earlier = np.minimum((1 - maand) // _QUARTER, _HISTORY - 1)
    return np.where(maand < 0, _HISTORY - 1 - earlier, _HISTORY + maand)


def _mediaan(gewicht: Array, leeftijd: Array) -> Array:
    """Compute the weighted median age, (draws,), linear within a quarter; ages fall along axis 0."""
    som = np.cumsum(gewicht[::-1], axis=0)
    half = som[-1] / 2
    rij = np.minimum((som < half).sum(axis=0), len(som) - 1)
    draws = np.arange(som.shape[1])
    hier = gewicht[::-1][rij, draws]
    deel = np.clip((half - (som[rij, draws] - hier)) / np.maximum(hier, 1e-9), 0, 1)
    return np.asarray(np.maximum(leeftijd[::-1, 0][rij] + (deel - 0.5) * _QUARTER, 0))
