"""Tabel: the arithmetic of the accres table, a tranche at a time. No dates and no parameters: only numbers.

A tranche is what a year adds to the fund, a price part and a volume part. It does not run flat: in later years it is
multiplied by what its cells in the table say. The base is what percentages are taken of.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulate.engine.arrays import Array

PRIJS, VOLUME = range(2)


class Grondslag(NamedTuple):
    """What a percentage is taken of, euros, (draws,): in this world, and in the world of the table."""

    nu: Array
    tabel: Array


def blijft(cellen: Array, eerste: Array, vlak: Array) -> Array:
    """Compute what is left in a year of tranches (parts, tranches, draws): their cells over their first ones.

    1 where `vlak` (draws,) is 1, and for a tranche that the table does not have.
    """
    deel = np.divide(cellen, eerste, out=np.ones_like(cellen), where=eerste > 0)
    return np.asarray(deel + vlak * (1 - deel))


def schommeling(cellen: Array, vorige: Array, vlak: Array) -> Array:
    """Compute by which factor older tranches change from the year before, (draws,); cells are (parts, tranches, draws).

    Only tranches that were there in the year before count. 1 where there are none.
    """
    er = vorige > 0
    boven, onder = (np.where(er, c, 0.0).sum(axis=(0, 1)) for c in (cellen, vorige))
    factor = np.divide(boven, onder, out=np.ones_like(onder), where=onder > 0)
    return np.asarray(factor + vlak * (1 - factor))


def volgende(grondslag: Grondslag, tranche: Array, anker: Array, factor: Array) -> Grondslag:
    """Carry the base to the next year: with the tranche of the year (parts, draws), and of the table, and shrunk."""
    return Grondslag(
        (grondslag.nu + tranche[PRIJS] + tranche[VOLUME]) * factor,
        (grondslag.tabel + anker[PRIJS] + anker[VOLUME]) * factor,
    )


def tranche(anker: Array, grondslag: Grondslag, afwijking: Array) -> Array:
    """Compute a tranche (parts, draws) in whole euros from its cells and a deviation in euros.

    Without deviation of this or an earlier year it is its cells, to the euro.
    """
    return np.rint(anker * (grondslag.nu / np.maximum(grondslag.tabel, 1)) + afwijking)
