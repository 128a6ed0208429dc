"""Mensen: who asks for care, at which price, and how strongly they answer it."""

from __future__ import annotations

from typing import NamedTuple

from simulate.engine.arrays import Array
from simulate.models.zorg.verdeling import Kostencurve

HOSPITAL = 0
"""Place of hospital care among the sectors."""


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

    The number of hospital treatments is (cost / first_treatment) ** exponent, at least one. `euros` is how far people
    weigh the price of a treatment today in euros (1) and not as a share of what it costs (0); without a maximum per
    treatment both are the same.
    """

    beta: Array
    sector: Array
    myopia: Array
    first_treatment: Array
    exponent: Array
    euros: Array
