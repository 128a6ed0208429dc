"""Gedrag: how the demand for care answers the deductible, by class of people.

A person with need n asks for x = n exp(-beta m p) of a kind of care, where the price p is what a euro of care costs
the person: `myopia` times the price today, which is 1 until the deductible is used up and 0 after that, and for the
rest the price expected at the end of the year: the chance that the deductible will not be used up, given what is known
of one's health. That chance depends on the demand itself: it is the fixed point of both.

With a maximum per treatment in hospital less than the cost of it counts. That works in two opposite ways: a treatment
gets cheaper, and the deductible stays open longer. The price that is expected is what a treatment takes from the
deductible against what it would take without a maximum. That of today has two forms, and people weigh them: the same,
in euros; and the share of its cost, of which a maximum leaves next to nothing where care is dear. The arithmetic is in
`simulate.engine.kernels`, under "Demand under a deductible".
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from simulate.engine import kernels
from simulate.engine.arrays import Array, rows, table
from simulate.models.zorg.mensen import HOSPITAL, Gevoeligheid, Mensen, Prijs
from simulate.models.zorg.verdeling import choosing, health, luck

QUARTERS = 4
_NEARLY_ALL = 1 - 1e-9
"""However much people know of their cost, something is left to luck."""


@dataclass(frozen=True)
class Vraag:
    """The demand in one year at one price.

    `factor` (ages, sexes, incomes, sectors, draws): what is asked for as a share of need. `filled` (ages, sexes,
    incomes, draws): the share that uses up the deductible. `paid`, the same shape: the mean own payment; and
    `paid_at_first`: what it would be for this demand at the first of the prices asked about. `care`: hospital care in
    each quarter, (4, draws), where that was asked for and else without rows.
    """

    factor: Array
    filled: Array
    paid: Array
    paid_at_first: Array
    care: Array

    @property
    def quarters(self) -> Array:
        """Hospital care in each quarter relative to the mean of the year, (4, draws).

        The quarters differ as deductibles are used up over the year.
        """
        return np.asarray(self.care / self.care.mean(axis=0))


def ask(
    people: Mensen, prices: tuple[Prijs, ...], response: Gevoeligheid, by_quarter: bool = False
) -> tuple[Vraag, ...]:
    """Compute the demand of people at each of the prices, at the first of them `by_quarter` if that is asked for.

    All arrays but the curve have as many draws.
    """
    classes, first = Classes(people, response), prices[0]
    return (classes.demand(first, by_quarter), *(classes.demand_beside(price, first) for price in prices[1:]))


class Classes:
    """People by age, sex and income, by what they know of their health, and by luck: what no price changes of them."""

    def __init__(self, people: Mensen, response: Gevoeligheid) -> None:
        *self.classes, self.sectors, self.draws = people.need.shape
        self.people = people
        self.known = np.minimum(people.known, _NEARLY_ALL)
        self.curve = table(people.curve.values, self.draws)
        self.relative = rows(people.curve.by_strata(people.known))
        self.beta = table(response.beta + self._nobody(), self.draws)
        self.sector = table(response.sector, self.draws)
        self.response = np.stack([response.myopia, response.first_treatment, response.exponent, response.euros])
        # Need, the share of hospital care in it, and the sensitivity of the mix of the rest at the full price.
        self.mean, self.hospital, self.beta_rest = (rows(self._nobody()) for _ in range(3))
        kernels.mix(table(people.need, self.draws), self.beta, self.sector, self.mean, self.hospital, self.beta_rest)
        # The healthy choose a voluntary deductible.
        choose = choosing(people.voluntary_share, people.voluntary_selection)
        self.groups = ((1 - choose) * health().share[:, None], choose * health().share[:, None])

    def demand(self, price: Prijs, by_quarter: bool) -> Vraag:
        """Compute the demand at the first price; in a year more and more people use the deductible up."""
        found = self._empty(QUARTERS * by_quarter)
        self._add(found, price, ())
        return replace(found, paid_at_first=found.paid)

    def demand_beside(self, price: Prijs, first: Prijs) -> Vraag:
        """Compute the demand at another price than the `first`, and what would be paid for it at that."""
        found = self._empty(0)
        self._add(found, price, (first,))
        # Where both prices are the same it is the same to the bit, whatever holds in other draws.
        same = np.all([a == b for a, b in zip(price, first, strict=True)], axis=0)
        return replace(found, paid_at_first=np.where(same, found.paid, found.paid_at_first))

    def _empty(self, quarters: int) -> Vraag:
        """Return a demand of nobody so far, to add to."""
        nobody, care = self._nobody, np.zeros((quarters, self.draws))
        return Vraag(nobody(self.sectors), nobody(), nobody(), nobody(), care)

    def _add(self, found: Vraag, price: Prijs, elsewhere: tuple[Prijs, ...]) -> None:
        """Add the demand of those without and of those with a voluntary deductible, and what they pay elsewhere."""
        beta_hospital = self.beta * self.sector[HOSPITAL]
        paid_elsewhere = rows(found.paid_at_first) if elsewhere else _none(self.draws)
        for voluntary, share in enumerate(self.groups):
            terms, *others = (_terms(each, voluntary) for each in (price, *elsewhere))
            unfilled = np.empty((len(self.mean) * len(health().score), self.draws))
            kernels.unfilled(
                self.people.curve.at, self.curve, self.known, health().score, self.mean, self.hospital, beta_hospital,
                self.beta_rest, self.response, terms, unfilled,
            )  # fmt: skip
            kernels.demand(
                self.relative, health().share, luck().share, share, self.mean, self.hospital, self.beta, self.beta_rest,
                self.sector, self.response, terms, others[0] if others else terms, unfilled,
                rows(found.factor), rows(found.filled), rows(found.paid), paid_elsewhere, found.care,
            )  # fmt: skip

    def _nobody(self, *sectors: int) -> Array:
        """Return zeros by class, (ages, sexes, incomes, draws), or by class and sector."""
        return np.zeros((*self.classes, *sectors, self.draws))


def _terms(price: Prijs, voluntary: int) -> Array:
    """Return the deductible and the maximum, (2, draws), of who chose a voluntary deductible (1) or did not (0).

    A maximum of at least the deductible is none: a first treatment takes no more than the deductible anyhow.
    """
    deductible = price.deductible + voluntary * price.voluntary
    return np.stack([deductible, np.where(price.maximum < deductible, price.maximum, np.inf)])


def _none(draws: int) -> Array:
    """Return a table without rows: nothing is asked."""
    return np.empty((0, draws))
