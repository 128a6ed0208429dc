"""Termijnen: a year's amount in monthly payments of whole euros, corrected when the amount becomes known better.

What runs by the month, as a cut that begins in July does, has been so much a year on average over the months so far.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array


class Termijnen:
    """What has come of the amounts of one year so far, by name; in January a new year begins with nothing."""

    def __init__(self) -> None:
        self._gekomen: dict[str, Array] = {}
        self._samen: dict[str, Array] = {}

    def betaal(self, naam: str, jaarbedrag: Array, maand: int) -> Array:
        """Return the payment of a month (1-12): a twelfth a month of the year's amount, less what was paid too much.

        After December exactly `jaarbedrag`, in whole euros, has been paid.
        """
        return self.bij(naam, np.rint(jaarbedrag * maand / 12), maand)

    def bij(self, naam: str, stand: Array, maand: int) -> Array:
        """Return what a month adds to what had come of an amount, when it comes to `stand` at the end of the month.

        A run that begins within a year takes the same part of a month for each of the months before it.
        """
        eerder = self._gekomen.get(naam)
        if maand == 1 or eerder is None:
            eerder = np.rint(stand * (maand - 1) / maand)
        self._gekomen[naam] = stand
        return np.asarray(stand - eerder)

    def gemiddeld(self, naam: str, jaarbedrag: Array, maand: int) -> Array:
        """Return what an amount has been a year on average over the months of this year so far, this one included.

        A run that begins within a year takes the same amount for each of the months before it.
        """
        eerder = self._samen.get(naam)
        if maand == 1 or eerder is None:
            eerder = jaarbedrag * (maand - 1)
        self._samen[naam] = eerder + jaarbedrag
        return np.asarray(self._samen[naam] / maand)
