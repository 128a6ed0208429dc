"""Geleverd: how much of the hospital care that is asked for can be given in a year, and what waits for the next.

Care that waits costs money in the year in which it is given; who recovers, dies or goes elsewhere while waiting gets
none, and that costs nothing.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulate.engine.arrays import Array


class Levering(NamedTuple):
    """Hospital care that goes by a list, in years of what was asked for at the start, (draws,)."""

    gegeven: Array
    """What is given in a year."""
    wachtend: Array
    """What waits at the end of it, beyond the list of the start."""


def leveren(gevraagd: Array, wachtend: Array, ruimte: Array, blijft: Array) -> Levering:
    """Give what is asked for and what waits, as far as there is room.

    Of what waited a share `blijft` still waits when its turn comes. All are (draws,), `ruimte` in the same unit.
    """
    te_doen = gevraagd + wachtend * blijft
    gegeven = np.minimum(te_doen, ruimte)
    return Levering(gegeven, te_doen - gegeven)
