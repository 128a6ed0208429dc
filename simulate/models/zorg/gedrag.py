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

import numpy as np

from simulate.engine.arrays import Array
from simulate.models.zorg.mensen import Gevoeligheid, Mensen, Prijs
from simulate.models.zorg.reactie import Classes, Group
from simulate.models.zorg.verdeling import Kostencurve, choosing

_TOGETHER = 50
"""Draws worked out at a time."""


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
) -> Iterator[tuple[Classes, tuple[Prijs, ...]]]:
    for begin in range(0, people.need.shape[-1], _TOGETHER):
        some = slice(begin, begin + _TOGETHER)
        curve = Kostencurve(people.curve.at, _some(people.curve.values, some))
        few = Mensen(curve, *(_some(values, some) for values in people[1:]))
        classes = Classes(few, Gevoeligheid(*(_some(values, some) for values in response)))
        yield classes, tuple(Prijs(*(_some(values, some) for values in price)) for price in prices)


def _some(values: Array, some: slice) -> Array:
    """Only some of the draws; what is the same in all draws stays as it is."""
    return values if values.shape[-1] == 1 else values[..., some]


def _joined(parts: list[Vraag]) -> Vraag:
    """The draws of the parts side by side."""
    fields = ("factor", "filled", "paid", "paid_at_first")
    return Vraag(*(np.concatenate([getattr(part, field) for part in parts], axis=-1) for field in fields))


def _groups(classes: Classes, price: Prijs) -> tuple[Group, Group]:
    """Those without and those with a voluntary deductible."""
    choose = choosing(classes.people.voluntary_share, classes.people.voluntary_selection)
    return Group(classes, price, 1 - choose, 0), Group(classes, price, choose, 1)


def _both_groups(classes: Classes, price: Prijs, first: Prijs) -> Vraag:
    one, other = _groups(classes, price)
    paid = one.paid() + other.paid()
    elsewhere = paid if price is first else one.paid_at(first) + other.paid_at(first)
    return Vraag(one.factor() + other.factor(), one.filled() + other.filled(), paid, elsewhere)
