"""Eigen risico: the amount of the deductible, that in force and that of the law, with which it is compared.

By law the amount follows what care costs per insured person, unless a law says otherwise: it was frozen from 2016 to
2026, and a measure may freeze it again or set another amount, which is indexed from then on. Patients pay a rounded
amount; what is indexed is the exact one, so that rounding does not add up.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.recorder import Level
from simulate.models.zorg.bevolking import Bevolking

ONDER_EIGEN_RISICO = 4
"""Sectors under the deductible: hospital, mental care, pharmacy, other. The fifth is exempt."""
_LEAST = 1e-9
_CENT = 1e-2
_DUST = 1e-6
"""Euros below a whole step that are rounding of the computer."""


class Bedrag(NamedTuple):
    """A deductible, euros a year and person, (draws,)."""

    gezien: Array
    """The amount last set by a law or a measure."""
    precies: Array
    """The same, indexed since then and not rounded."""


def volgend(bedrag: Bedrag, gesteld: Array, groei: Array, indexeert: Array) -> Bedrag:
    """Return the amount of the next year, given what law and measures set for it and by how much spending grew.

    An amount that is set anew holds as it is; where nothing indexes it (`indexeert` is 0) the amount set holds; else it
    grows.
    """
    vast = (gesteld != bedrag.gezien) | (indexeert <= 0)
    return Bedrag(gesteld, np.where(vast, gesteld, np.maximum(bedrag.precies * (1 + groei), 0)))


def afgerond(bedrag: Bedrag, stap: Array) -> Array:
    """Round an indexed amount down to whole steps, (draws,); one that was set stays as it was set."""
    stap = np.maximum(stap, _CENT)
    return np.where(bedrag.precies == bedrag.gezien, bedrag.gezien, np.floor((bedrag.precies + _DUST) / stap) * stap)


class EigenRisico(Bevolking):
    """The amounts of the deductible."""

    eigen_risico = Level("Verplicht eigen risico", "Compulsory deductible", "EUR/persoon/jaar")
    eigen_risico_wet = Level(
        "Eigen risico volgens de wet, de referentie", "Deductible by law, the reference", "EUR/persoon/jaar"
    )

    bedrag: Bedrag
    """The deductible in force."""
    bedrag_wet: Bedrag
    """What it would be by law, without measures: the reference."""
    zorgkosten: Array
    """What an insured adult needs in a year of care under the deductible, euros, (draws,)."""
    zorgkosten_groei: Array
    """By how much the index of the law grows at the turn of the year, a share, (draws,)."""
    daling_net: Array
    """The fall of the deductible on the last 1 January as it was expected, a share, (draws,); below 0 a rise."""
    daling_straks: Array
    """The same for the coming 1 January."""

    def start(self) -> None:
        super().start()
        p, nul = self.p.eigen_risico, np.zeros(self.size)
        self.bedrag = Bedrag(p.verplicht + nul, p.verplicht + nul)
        self.bedrag_wet = Bedrag(p.referentie + nul, p.referentie + nul)
        self.zorgkosten = self._zorgkosten_per_verzekerde()
        # Until a year has passed nothing is known of spending but that prices rise.
        self.zorgkosten_groei = self.p.kosten.prijsgroei + p.indexatie_verschil + nul
        self.daling_net, self.daling_straks = nul, self._daling_straks()

    def in_euros(self, bedrag: Bedrag) -> Array:
        """Return what patients pay at most, euros a year, (draws,)."""
        return afgerond(bedrag, self.p.eigen_risico.afronding)

    def eigen_risico_indexeren(self) -> None:
        """Set the amounts of a new year: 1 January, when it is known what care costs per insured person."""
        p, kosten = self.p.eigen_risico, self._zorgkosten_per_verzekerde()
        self.zorgkosten_groei = kosten / np.maximum(self.zorgkosten, _LEAST) - 1 + p.indexatie_verschil
        self.zorgkosten = kosten
        nul = np.zeros(self.size)
        wet = p.indexatie + nul
        self.bedrag = volgend(self.bedrag, p.verplicht + nul, self.zorgkosten_groei, wet * (1 - p.bevroren))
        self.bedrag_wet = volgend(self.bedrag_wet, p.referentie + nul, self.zorgkosten_groei, wet)
        # What waited for the new year comes now, as much as was expected then.
        self.daling_net, self.daling_straks = self.daling_straks, self._daling_straks()

    def eigen_risico_boeken(self) -> None:
        """Record the amounts of the year."""
        self.record(eigen_risico=self.in_euros(self.bedrag), eigen_risico_wet=self.in_euros(self.bedrag_wet))

    def _daling_straks(self) -> Array:
        """Compute by which share the deductible will fall on the coming 1 January, as far as is announced."""
        dag, nul = date(self.clock.today.year + 1, 1, 1), np.zeros(self.size)
        gesteld, wet, bevroren = (
            self.p.announced(f"zorg.eigen_risico.{naam}", dag) + nul for naam in ("verplicht", "indexatie", "bevroren")
        )
        straks = volgend(self.bedrag, gesteld, self.zorgkosten_groei, wet * (1 - bevroren))
        nu, dan = self.in_euros(self.bedrag), self.in_euros(straks)
        return np.asarray((nu - dan) / np.maximum(np.maximum(nu, dan), _LEAST))

    def _zorgkosten_per_verzekerde(self) -> Array:
        """Compute what an adult needs a year of care under the deductible, euros, (draws,)."""
        mensen = self.personen()
        kosten = (self.kosten_per_persoon()[:, :, :ONDER_EIGEN_RISICO].sum(axis=2) * mensen).sum(axis=(0, 1))
        return np.asarray(kosten / np.maximum(mensen.sum(axis=(0, 1)), _LEAST))
