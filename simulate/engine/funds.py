"""A fund: public money that is granted by the year, paid out by the piece, and runs out."""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Clock
from simulate.engine.counts import proportional
from simulate.engine.recorder import Level


class Fund(Level):
    """Money per draw, in euro. `balance` can be read and is recorded at each month end; it never goes below nought."""

    def __init__(self, nl: str, en: str) -> None:
        super().__init__(nl, en, "EUR")

    def bind(self, clock: Clock, size: int) -> None:
        self.balance: Array = np.zeros(size)
        self.granted: Array = np.zeros(size)
        self.paid: Array = np.zeros(size)

    def grant(self, amount: Array | float) -> None:
        """Add money to the fund. ValueError for less than nothing."""
        if not np.min(amount) >= 0:
            raise ValueError(f"{self.name}: less than nothing cannot be granted")
        self.balance = self.balance + amount
        self.granted = self.granted + amount

    def pay(self, claims: Array, each: Array | float) -> Array:
        """Pay `each` euro (draws,) for as many of `claims` (…, draws) as there is money for; returns how many.

        When there is too little, whole claims are paid in proportion. Where `each` is nought nothing is paid.
        """
        each = np.asarray(each, np.float64)
        rows = claims.reshape(-1, claims.shape[-1])
        with np.errstate(over="ignore"):
            affordable = np.floor(np.divide(self.balance, each, out=np.zeros_like(self.balance), where=each > 0))
        served = proportional(np.minimum(affordable, rows.sum(axis=0)), rows)
        cost = served.sum(axis=0) * each
        self.balance = np.maximum(self.balance - cost, 0)
        self.paid = self.paid + cost
        return np.asarray(served.reshape(claims.shape))
