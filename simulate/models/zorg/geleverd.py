"""Geleverd: how much of the hospital care that is asked for can be given in a year, and what waits for the next.

Care that waits costs money in the year in which it is given; who recovers, dies or goes elsewhere while waiting gets
none, nor does who stays away from a long list, and that costs nothing.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.maths import power

_LEAST = 1e-6
"""A list of so many years is none."""


class Levering(NamedTuple):
    """Hospital care that goes by a list, in years of what was asked for at the start, (draws,)."""

    gegeven: Array
    """What is given in a year."""
    wachtend: Array
    """What waits at the end of it, beyond the list of the start."""


def komt(wachtend: Array, lijst: Array, gevoeligheid: Array) -> Array:
    """Compute the share of what is asked for that comes, (draws,), when so much waits beyond the list of the start.

    As with the lists of the weeks, the elasticity to the length of the list is constant.
    """
    lijst = np.maximum(lijst, _LEAST)
    return np.asarray(power((lijst + wachtend) / lijst, -gevoeligheid))


def leveren(gevraagd: Array, wachtend: Array, ruimte: Array, blijft: Array) -> Levering:
    """Give what is asked for and what waits, as far as there is room.

    Of what waited a share `blijft` still waits when its turn comes. All are (draws,), `ruimte` in the same unit.
    """
    te_doen = gevraagd + wachtend * blijft
    gegeven = np.minimum(te_doen, ruimte)
    return Levering(gegeven, te_doen - gegeven)
