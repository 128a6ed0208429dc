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
from functools import partial

import numpy as np
from numpy.typing import NDArray

from simulate.engine.arrays import Array
from simulate.models.zorg.mensen import Gevoeligheid, Mensen, Prijs
from simulate.models.zorg.reactie import Classes, Group
from simulate.models.zorg.verdeling import Kostencurve, choosing

Numbers = NDArray[np.int_]
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
    """Compute the demand of people at each of the prices; all arrays but the curve have as many draws."""
    parts, draws = [], []
    for numbers, classes, some in _a_few_draws_at_a_time(people, prices, response):
        parts.append(tuple(_both_groups(classes, price, some[0]) for price in some))
        draws.append(numbers)
    return tuple(_joined([part[number] for part in parts], draws) for number in range(len(prices)))


def quarters(people: Mensen, price: Prijs, response: Gevoeligheid) -> Array:
    """Compute hospital care in each quarter relative to the mean of the year, (4, draws).

    The quarters differ as deductibles are used up over the year.
    """
    parts, draws = [], []
    for numbers, classes, (some,) in _a_few_draws_at_a_time(people, (price,), response):
        groups = _groups(classes, some)
        parts.append(groups[0].quarters() + groups[1].quarters())
        draws.append(numbers)
    care = _in_order(parts, draws)
    return np.asarray(care / care.mean(axis=0))


def _a_few_draws_at_a_time(
    people: Mensen, prices: tuple[Prijs, ...], response: Gevoeligheid
) -> Iterator[tuple[Numbers, Classes, tuple[Prijs, ...]]]:
    """Yield the draws a few at a time: their numbers, and what is known of them.

    Draws with a maximum per treatment are apart from those without: they take another way through the arithmetic, and
    a draw must not be rounded otherwise because of what holds in the draw beside it.
    """
    maximum = np.isfinite(prices[0].maximum) & np.ones(people.need.shape[-1], bool)
    for alike in (np.flatnonzero(~maximum), np.flatnonzero(maximum)):
        for begin in range(0, alike.size, _TOGETHER):
            numbers = alike[begin : begin + _TOGETHER]
            some = partial(_some, numbers=numbers)
            few = Mensen(Kostencurve(people.curve.at, some(people.curve.values)), *map(some, people[1:]))
            classes = Classes(few, Gevoeligheid(*map(some, response)))
            yield numbers, classes, tuple(Prijs(*map(some, price)) for price in prices)


def _some(values: Array, numbers: Numbers) -> Array:
    """Select some of the draws; what is the same in all draws stays as it is."""
    if values.shape[-1] == 1:
        return values
    first, last = int(numbers[0]), int(numbers[-1]) + 1
    # A slice is a view, which spares a copy where the draws are neighbours.
    return values[..., first:last] if last - first == numbers.size else values[..., numbers]


def _joined(parts: list[Vraag], draws: list[Numbers]) -> Vraag:
    """Join the draws of the parts, in their order."""
    fields = ("factor", "filled", "paid", "paid_at_first")
    return Vraag(*(_in_order([getattr(part, field) for part in parts], draws) for field in fields))


def _in_order(parts: list[Array], draws: list[Numbers]) -> Array:
    """Concatenate arrays of some draws each to one array, draw 0 first."""
    together, numbers = np.concatenate(parts, axis=-1), np.concatenate(draws)
    return together if np.all(numbers[:-1] < numbers[1:]) else together[..., np.argsort(numbers)]


def _groups(classes: Classes, price: Prijs) -> tuple[Group, Group]:
    """Split the people into those without and those with a voluntary deductible."""
    choose = choosing(classes.people.voluntary_share, classes.people.voluntary_selection)
    return Group(classes, price, 1 - choose, 0), Group(classes, price, choose, 1)


def _both_groups(classes: Classes, price: Prijs, first: Prijs) -> Vraag:
    """Compute the demand of both groups together at a price; `first` is the price that `paid_at_first` is about."""
    one, other = _groups(classes, price)
    paid = one.paid() + other.paid()
    elsewhere = paid
    if price is not first:
        # Where both prices are the same it is the same to the bit, whatever holds in other draws.
        same = np.all([a == b for a, b in zip(price, first, strict=True)], axis=0)
        elsewhere = np.where(same, paid, one.paid_at(first) + other.paid_at(first))
    return Vraag(one.factor() + other.factor(), one.filled() + other.filled(), paid, elsewhere)
