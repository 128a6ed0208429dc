"""Reactie: what one group of people asks for in a year, and pays.

Arrays over ages, sexes, incomes, health, luck and draws: `Classes` is what does not depend on the price, `Group`
is those with the same deductible.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulate.engine.arrays import Array
from simulate.engine.maths import exp, log, power
from simulate.models.zorg.mensen import HOSPITAL, Gevoeligheid, Mensen, Prijs
from simulate.models.zorg.verdeling import HEALTH_SHARE, LUCK_SHARE, chance_below, scores

Grid = NDArray[np.float32]
"""(ages, sexes, incomes, health, luck, draws): half the bytes of a float64, and seven digits are enough for euros."""

QUARTERS = 4
_FIXED_POINT_ROUNDS = 3
_DEMAND_ROUNDS = 2
_NOTHING = np.float32(1e-3)
_LEAST_COUNTED = np.float32(1e-9)


class Classes:
    """What does not depend on the price."""

    def __init__(self, people: Mensen, response: Gevoeligheid) -> None:
        self.people, self.response = people, response
        self.mean = np.maximum(people.need.sum(axis=3), 1e-9)
        weights = people.need / self.mean[:, :, :, None]
        self.hospital = weights[..., HOSPITAL, :]
        self.hospital_part = self.hospital[:, :, :, None, None].astype(np.float32)
        # The sensitivity of hospital care, and that of the mix of the rest at the full price.
        self.beta_hospital = response.sector[HOSPITAL] * response.beta + np.zeros_like(self.mean)
        left = weights * exp(-response.beta[:, :, :, None] * response.sector)
        rest = left.sum(axis=3) - left[..., HOSPITAL, :]
        self.beta_rest = -log(np.clip(rest / np.maximum(1 - self.hospital, 1e-9), 1e-30, 1))
        levels = people.curve.level(scores(people.known)).astype(np.float32)
        self.need: Grid = _exp(levels)[:, :, None] * self.mean[:, :, :, None, None].astype(np.float32)
        self.need_by_health = _over_luck(self.need)
        self.whole = _weighed(self.need_by_health, HEALTH_SHARE)

    def hospital_counted(self, cost: Grid, maximum: Array) -> Grid:
        """Compute the part of a cost of hospital care that counts for the deductible.

        That is at most the maximum for each treatment, or all of it where there is no maximum.
        """
        if not np.isfinite(maximum).any():
            return cost
        first = self.response.first_treatment.astype(np.float32)
        treatments = power(np.maximum(cost / first, 1), self.response.exponent).astype(np.float32)
        return np.asarray(np.minimum(cost, treatments * maximum.astype(np.float32)))

    def hospital_share_counted(self, cost: Grid, maximum: Array) -> Grid | np.float32:
        """Compute `hospital_counted` as a share of the cost: 1 where there is no maximum."""
        if not np.isfinite(maximum).any():
            return np.float32(1)
        return np.asarray(self.hospital_counted(cost, maximum) / np.maximum(cost, _NOTHING))


class Group:
    """Those with the same deductible; `share` (health, draws) is which part of the people they are.

    `voluntary` is 1 for who chose a higher deductible, and 0 for who did not.
    """

    def __init__(self, classes: Classes, price: Prijs, share: Array, voluntary: int) -> None:
        self.classes, self.price, self.share, self.voluntary = classes, price, share, voluntary
        self.deductible = price.deductible + voluntary * price.voluntary
        self.limit = self.deductible.astype(np.float32)
        self.capped = bool(np.isfinite(price.maximum).any())
        self.expected = self._expected_price()
        self.of_rest = self._exponents(classes.beta_rest, np.float32(1))
        self.of_hospital = self._exponents(classes.beta_hospital, np.float32(1))
        self.rate = self._capped_rate() if self.capped else self._rate()
        self.open_part: Grid = np.minimum(self.limit / np.maximum(self.rate, _NOTHING), np.float32(1))

    def _rate(self) -> Grid:
        """Compute the cost that would count in a year if the deductible stayed open."""
        part, rest = self.classes.hospital_part, 1 - self.classes.hospital_part
        return np.asarray(self.classes.need * (part * _while_open(self.of_hospital) + rest * _while_open(self.of_rest)))

    def _capped_rate(self) -> Grid:
        """Compute `_rate` with a maximum per treatment.

        The price of hospital care depends on what counts, and what counts on that price.
        """
        classes, maximum = self.classes, self.price.maximum
        hospital = classes.need * classes.hospital_part
        for _ in range(_DEMAND_ROUNDS):
            asked = hospital * _while_open(self.of_hospital)
            self.of_hospital = self._exponents(classes.beta_hospital, classes.hospital_share_counted(asked, maximum))
        counted = classes.hospital_counted(hospital * _while_open(self.of_hospital), maximum)
        return np.asarray(counted + classes.need * (1 - classes.hospital_part) * _while_open(self.of_rest))

    def _expected_price(self) -> Array:
        """Compute the chance that the deductible is not used up this year: (ages, sexes, incomes, health, draws).

        Two fixed points at once: the need at which the deductible is just used up, and the chance of less than that, on
        which it depends because who expects to pay asks for less.
        """
        classes, people, myopia = self.classes, self.classes.people, self.classes.response.myopia
        part = classes.hospital[:, :, :, None].astype(np.float32)
        hospital, rest = (b[:, :, :, None].astype(np.float32) for b in (classes.beta_hospital, classes.beta_rest))
        need = (self.deductible + np.zeros_like(classes.mean))[:, :, :, None].astype(np.float32)
        mean = classes.mean[:, :, :, None].astype(np.float32)
        counted_share: Grid | np.float32 = np.float32(1)
        chance = np.full(1, 0.5)
        for _ in range(_FIXED_POINT_ROUNDS):
            price = (myopia + (1 - myopia) * chance).astype(np.float32)
            asked = part * need * _exp(-hospital * price * counted_share)
            counted = classes.hospital_counted(asked, self.price.maximum)
            counted_share = classes.hospital_share_counted(asked, self.price.maximum)
            counted = counted + (1 - part) * need * _exp(-rest * price)
            # Who asks for less, or for what counts for less, has to need more to use it up.
            need = need * self.limit / np.maximum(counted, _LEAST_COUNTED)
            level = log(np.maximum(need, _LEAST_COUNTED) / mean).astype(np.float32)
            chance = chance_below(people.curve.score(level), people.known)
        return np.asarray(chance)

    def _exponents(self, beta: Array, price: Grid | np.float32) -> tuple[Grid, Grid]:
        """Compute demand in view of the expected price; and how much less of it before the deductible is used up."""
        myopia = self.classes.response.myopia
        expected = (beta[:, :, :, None] * (1 - myopia) * self.expected).astype(np.float32)
        today = (beta * myopia).astype(np.float32)
        return _exp(-expected[:, :, :, :, None] * price), 1 - _exp(-today[:, :, :, None, None] * price)

    def factor(self) -> Array:
        """Compute the demand of this group as a share of the need of all, (ages, sexes, incomes, sectors, draws)."""
        response, classes = self.classes.response, self.classes
        open_need = _over_luck(classes.need * self.open_part)
        factors = [self._asked(self.open_part, open_need, self.of_hospital)]
        for sensitivity in response.sector[HOSPITAL + 1 :]:
            beta = response.beta * sensitivity + np.zeros_like(classes.mean)
            factors.append(self._asked(self.open_part, open_need, self._exponents(beta, np.float32(1))))
        return np.stack([asked / classes.whole for asked in factors], axis=3)

    def filled(self) -> Array:
        """Compute the share that uses up the deductible, (ages, sexes, incomes, draws)."""
        return np.asarray(((1 - self.expected) * (self.share * HEALTH_SHARE[:, None])).sum(axis=3))

    def _asked(self, open_part: Grid, open_need: Array, exponents: tuple[Grid, Grid]) -> Array:
        """Compute the demand of the group, (ages, sexes, incomes, draws).

        `open_need` is need while the deductible is open.
        """
        ahead, now = exponents
        if ahead.shape[4] == 1:
            # A price that does not depend on luck: the demand is linear in the part of the year that is open.
            asked = ahead[:, :, :, :, 0] * (self.classes.need_by_health - open_need * now[:, :, :, :, 0])
        else:
            asked = _over_luck(self.classes.need * ahead * (1 - open_part * now))
        return np.asarray((asked * (self.share * HEALTH_SHARE[:, None])).sum(axis=3))

    def quarters(self) -> Array:
        """Compute hospital care by quarter, (4, draws).

        In the course of a year more and more people use the deductible up.
        """
        rows = []
        for quarter in range(QUARTERS):
            part = np.clip(QUARTERS * self.open_part - np.float32(quarter), 0, 1)
            asked = self._asked(part, _over_luck(self.classes.need * part), self.of_hospital)
            care = (asked * self.classes.hospital).reshape(-1, asked.shape[-1])
            # Class after class, also of one draw, where a sum would take another order.
            rows.append(np.cumsum(care, axis=0)[-1])
        return np.stack(rows)

    def paid(self) -> Array:
        """Compute the mean own payment, (ages, sexes, incomes, draws)."""
        return self._mean(np.minimum(self.rate, self.limit))

    def paid_at(self, price: Prijs) -> Array:
        """Compute the mean own payment for the care of this group at another price, (ages, sexes, incomes, draws)."""
        limit = (price.deductible + self.voluntary * price.voluntary).astype(np.float32)
        need, part = self.classes.need, self.classes.hospital_part
        hospital, rest = (ahead * (1 - self.open_part * now) for ahead, now in (self.of_hospital, self.of_rest))
        counted = self.classes.hospital_counted(need * part * hospital, price.maximum)
        return self._mean(np.minimum(counted + need * (1 - part) * rest, limit))

    def _mean(self, values: Grid) -> Array:
        """Average over health and luck, of this part of the people."""
        return np.asarray((_over_luck(values) * (self.share * HEALTH_SHARE[:, None])).sum(axis=3))


def _while_open(exponents: tuple[Grid, Grid]) -> Grid:
    """Compute demand as a share of need as long as the deductible is open."""
    ahead, now = exponents
    return np.asarray(ahead * (1 - now))


def _over_luck(values: Grid) -> Array:
    """Average over luck: (ages, sexes, incomes, health, draws)."""
    return _weighed(values, LUCK_SHARE)


def _weighed(values: Array | Grid, shares: Array) -> Array:
    """Add up `values` (…, strata, draws), each by the share of its stratum, the first stratum first: (…, draws)."""
    total: Array = np.zeros(())
    for stratum, share in enumerate(shares):
        total = total + share * values[..., stratum, :]
    return total


def _exp(x: Grid) -> Grid:
    """Compute the exponential of numbers of a grid."""
    return exp(x).astype(np.float32)
