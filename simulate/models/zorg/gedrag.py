"""Gedrag: how the demand for care answers the deductible, by class of people.

A person with need n asks for x = n exp(-beta m p) of a kind of care, where the price p is what a euro of care costs
the person: `myopia` times the price today, which is 1 until the deductible is used up and 0 after that, and for the
rest the price expected at the end of the year: the chance that the deductible will not be used up, given what is known
of one's health. That chance depends on the demand itself: it is the fixed point of both.

With a maximum per treatment in hospital less than the cost of it counts, so the price of a treatment is lower, and the
deductible lasts longer. Everything is an array over ages, sexes, incomes, health, luck and draws, a few draws at a time
so that it stays in the cache of the processor.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulate.engine.arrays import Array
from simulate.models.zorg.verdeling import (
    HEALTH_SHARE,
    LUCK_SHARE,
    Kostencurve,
    chance_below,
    choosing,
    scores,
)

Grid = NDArray[np.float32]
"""(ages, sexes, incomes, health, luck, draws): half the bytes of a float64, and seven digits are enough for euros."""

HOSPITAL = 0
"""Place of hospital care among the sectors."""
QUARTERS = 4
_TOGETHER = 50
"""Draws worked out at a time."""
_FIXED_POINT_ROUNDS = 3
_DEMAND_ROUNDS = 2
_NOTHING = np.float32(1e-3)
_LEAST_COUNTED = np.float32(1e-9)


class Mensen(NamedTuple):
    """Who they are: what they would ask for if care were free, and what they know beforehand.

    `need` (ages, sexes, incomes, sectors under the deductible, draws) in euros a year and person; `known`, the share of
    the spread of cost that people know of, and the voluntary deductible (share and selection) are (draws,).
    """

    curve: Kostencurve
    need: Array
    known: Array
    voluntary_share: Array
    voluntary_selection: Array


class Prijs(NamedTuple):
    """The deductible: euros a year, (draws,). `maximum` per hospital treatment is infinite where there is none."""

    deductible: Array
    maximum: Array
    voluntary: Array


class Gevoeligheid(NamedTuple):
    """How strongly demand answers: beta (ages, 1, incomes, draws), by sector (sectors, draws), the rest (draws,).

    The number of hospital treatments is (cost / first_treatment) ** exponent, at least one.
    """

    beta: Array
    sector: Array
    myopia: Array
    first_treatment: Array
    exponent: Array


@dataclass(frozen=True)
class Vraag:
    """The demand in one year at one price.

    `factor` (ages, sexes, incomes, sectors, draws): what is asked for as a share of need. `filled` (ages, sexes,
    incomes, draws): the share that uses up the deductible. `paid`, the same shape: the mean own payment; and
    `paid_at_first`: what it would be for this demand at the first of the prices asked about.
    """

    factor: Array
    filled: Array
    paid: Array
    paid_at_first: Array


def ask(people: Mensen, prices: tuple[Prijs, ...], response: Gevoeligheid) -> tuple[Vraag, ...]:
    """What people ask for at each of the prices; all arrays but the curve have as many draws."""
    parts = []
    for classes, some in _a_few_draws_at_a_time(people, prices, response):
        parts.append(tuple(_both_groups(classes, price, some[0]) for price in some))
    return tuple(_joined([part[number] for part in parts]) for number in range(len(prices)))


def quarters(people: Mensen, price: Prijs, response: Gevoeligheid) -> Array:
    """Hospital care in each quarter relative to the mean, as deductibles are used up over the year: (4, draws)."""
    parts = []
    for classes, (some,) in _a_few_draws_at_a_time(people, (price,), response):
        groups = _groups(classes, some)
        parts.append(groups[0].quarters() + groups[1].quarters())
    care = np.concatenate(parts, axis=-1)
    return np.asarray(care / care.mean(axis=0))


def _a_few_draws_at_a_time(
    people: Mensen, prices: tuple[Prijs, ...], response: Gevoeligheid
) -> Iterator[tuple[_Classes, tuple[Prijs, ...]]]:
    for begin in range(0, people.need.shape[-1], _TOGETHER):
        some = slice(begin, begin + _TOGETHER)
        curve = Kostencurve(people.curve.at, _some(people.curve.values, some))
        few = Mensen(curve, *(_some(values, some) for values in people[1:]))
        classes = _Classes(few, Gevoeligheid(*(_some(values, some) for values in response)))
        yield classes, tuple(Prijs(*(_some(values, some) for values in price)) for price in prices)


def _some(values: Array, some: slice) -> Array:
    """Only some of the draws; what is the same in all draws stays as it is."""
    return values if values.shape[-1] == 1 else values[..., some]


def _joined(parts: list[Vraag]) -> Vraag:
    """The draws of the parts side by side."""
    fields = ("factor", "filled", "paid", "paid_at_first")
    return Vraag(*(np.concatenate([getattr(part, field) for part in parts], axis=-1) for field in fields))


def _groups(classes: _Classes, price: Prijs) -> tuple[_Group, _Group]:
    """Those without and those with a voluntary deductible."""
    choose = choosing(classes.people.voluntary_share, classes.people.voluntary_selection)
    return _Group(classes, price, 1 - choose, 0), _Group(classes, price, choose, 1)


def _both_groups(classes: _Classes, price: Prijs, first: Prijs) -> Vraag:
    one, other = _groups(classes, price)
    paid = one.paid() + other.paid()
    elsewhere = paid if price is first else one.paid_at(first) + other.paid_at(first)
    return Vraag(one.factor() + other.factor(), one.filled() + other.filled(), paid, elsewhere)


class _Classes:
    """What does not depend on the price."""

    def __init__(self, people: Mensen, response: Gevoeligheid) -> None:
        self.people, self.response = people, response
        self.mean = np.maximum(people.need.sum(axis=3), 1e-9)
        weights = people.need / self.mean[:, :, :, None]
        self.hospital = weights[..., HOSPITAL, :]
        self.hospital_part = self.hospital[:, :, :, None, None].astype(np.float32)
        # The sensitivity of hospital care, and that of the mix of the rest at the full price.
        self.beta_hospital = response.sector[HOSPITAL] * response.beta + np.zeros_like(self.mean)
        left = weights * np.exp(-response.beta[:, :, :, None] * response.sector)
        rest = left.sum(axis=3) - left[..., HOSPITAL, :]
        self.beta_rest = -np.log(np.clip(rest / np.maximum(1 - self.hospital, 1e-9), 1e-30, 1))
        levels = people.curve.level(scores(people.known)).astype(np.float32)
        self.need: Grid = np.exp(levels)[:, :, None] * self.mean[:, :, :, None, None].astype(np.float32)
        self.need_by_health = _over_luck(self.need)
        self.whole = np.einsum("asihd,h->asid", self.need_by_health, HEALTH_SHARE)

    def hospital_counted(self, cost: Grid, maximum: Array) -> Grid:
        """What counts for the deductible of hospital care at a cost: the maximum for each treatment, or all of it."""
        if not np.isfinite(maximum).any():
            return cost
        first = self.response.first_treatment.astype(np.float32)
        treatments = np.maximum(cost / first, 1) ** self.response.exponent.astype(np.float32)
        return np.asarray(np.minimum(cost, treatments * maximum.astype(np.float32)))

    def hospital_share_counted(self, cost: Grid, maximum: Array) -> Grid | np.float32:
        """The same as a share of the cost: 1 where there is no maximum."""
        if not np.isfinite(maximum).any():
            return np.float32(1)
        return np.asarray(self.hospital_counted(cost, maximum) / np.maximum(cost, _NOTHING))


class _Group:
    """Those with the same deductible; `share` (health, draws) is which part of the people they are.

    `voluntary` is 1 for who chose a higher deductible, and 0 for who did not.
    """

    def __init__(self, classes: _Classes, price: Prijs, share: Array, voluntary: int) -> None:
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
        """What would count in a year if the deductible stayed open."""
        part, rest = self.classes.hospital_part, 1 - self.classes.hospital_part
        return np.asarray(self.classes.need * (part * _while_open(self.of_hospital) + rest * _while_open(self.of_rest)))

    def _capped_rate(self) -> Grid:
        """The same with a maximum per treatment, on which the price of hospital care depends, and back."""
        classes, maximum = self.classes, self.price.maximum
        hospital = classes.need * classes.hospital_part
        for _ in range(_DEMAND_ROUNDS):
            asked = hospital * _while_open(self.of_hospital)
            self.of_hospital = self._exponents(classes.beta_hospital, classes.hospital_share_counted(asked, maximum))
        counted = classes.hospital_counted(hospital * _while_open(self.of_hospital), maximum)
        return np.asarray(counted + classes.need * (1 - classes.hospital_part) * _while_open(self.of_rest))

    def _expected_price(self) -> Array:
        """The chance that the deductible is not used up this year: (ages, sexes, incomes, health, draws).

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
            asked = part * need * np.exp(-hospital * price * counted_share)
            counted = classes.hospital_counted(asked, self.price.maximum)
            counted_share = classes.hospital_share_counted(asked, self.price.maximum)
            counted = counted + (1 - part) * need * np.exp(-rest * price)
            # Who asks for less, or for what counts for less, has to need more to use it up.
            need = need * self.limit / np.maximum(counted, _LEAST_COUNTED)
            chance = chance_below(people.curve.score(np.log(np.maximum(need, _LEAST_COUNTED) / mean)), people.known)
        return np.asarray(chance)

    def _exponents(self, beta: Array, price: Grid | np.float32) -> tuple[Grid, Grid]:
        """What is asked for in view of the expected price; and how much less of it before the deductible is used up."""
        myopia = self.classes.response.myopia
        expected = (beta[:, :, :, None] * (1 - myopia) * self.expected).astype(np.float32)
        today = (beta * myopia).astype(np.float32)
        return np.exp(-expected[:, :, :, :, None] * price), 1 - np.exp(-today[:, :, :, None, None] * price)

    def factor(self) -> Array:
        """Demand of this group as a share of the need of all, (ages, sexes, incomes, sectors, draws)."""
        response, classes = self.classes.response, self.classes
        open_need = _over_luck(classes.need * self.open_part)
        factors = [self._asked(self.open_part, open_need, self.of_hospital)]
        for sensitivity in response.sector[HOSPITAL + 1 :]:
            beta = response.beta * sensitivity + np.zeros_like(classes.mean)
            factors.append(self._asked(self.open_part, open_need, self._exponents(beta, np.float32(1))))
        return np.stack([asked / classes.whole for asked in factors], axis=3)

    def filled(self) -> Array:
        """The share that uses up the deductible, (ages, sexes, incomes, draws)."""
        return np.asarray(((1 - self.expected) * (self.share * HEALTH_SHARE[:, None])).sum(axis=3))

    def _asked(self, open_part: Grid, open_need: Array, exponents: tuple[Grid, Grid]) -> Array:
        """What the group asks for, (ages, sexes, incomes, draws); `open_need` is need while the deductible is open."""
        ahead, now = exponents
        if ahead.shape[4] == 1:
            # A price that does not depend on luck: the demand is linear in the part of the year that is open.
            asked = ahead[:, :, :, :, 0] * (self.classes.need_by_health - open_need * now[:, :, :, :, 0])
        else:
            asked = _over_luck(self.classes.need * ahead * (1 - open_part * now))
        return np.asarray((asked * (self.share * HEALTH_SHARE[:, None])).sum(axis=3))

    def quarters(self) -> Array:
        """Hospital care by quarter, (4, draws): in the course of a year more and more people use the deductible up."""
        rows = []
        for quarter in range(QUARTERS):
            part = np.clip(QUARTERS * self.open_part - np.float32(quarter), 0, 1)
            asked = self._asked(part, _over_luck(self.classes.need * part), self.of_hospital)
            rows.append((asked * self.classes.hospital).sum(axis=(0, 1, 2)))
        return np.stack(rows)

    def paid(self) -> Array:
        """The mean own payment, (ages, sexes, incomes, draws)."""
        return self._mean(np.minimum(self.rate, self.limit))

    def paid_at(self, price: Prijs) -> Array:
        """The mean own payment for the care of this group at another price, (ages, sexes, incomes, draws)."""
        limit = (price.deductible + self.voluntary * price.voluntary).astype(np.float32)
        need, part = self.classes.need, self.classes.hospital_part
        hospital, rest = (ahead * (1 - self.open_part * now) for ahead, now in (self.of_hospital, self.of_rest))
        counted = self.classes.hospital_counted(need * part * hospital, price.maximum)
        return self._mean(np.minimum(counted + need * (1 - part) * rest, limit))

    def _mean(self, values: Grid) -> Array:
        """The mean over health and luck, of this part of the people."""
        return np.asarray((_over_luck(values) * (self.share * HEALTH_SHARE[:, None])).sum(axis=3))


def _while_open(exponents: tuple[Grid, Grid]) -> Grid:
    """Demand as a share of need as long as the deductible is open."""
    ahead, now = exponents
    return np.asarray(ahead * (1 - now))


def _over_luck(values: Grid) -> Array:
    """Mean over luck: (ages, sexes, incomes, health, draws)."""
    return np.asarray(np.einsum("asihld,l->asihd", values, LUCK_SHARE.astype(np.float32)), np.float64)
