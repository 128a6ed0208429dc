"""One stochastic law of an asylum chain, written down once so that every program timed here obeys the same one.

It is a law for measuring speed: its shape is that of the real chain, its figures are round. Monthly, ten years,
twelve provinces, 31 random numbers a month. In every month, in this order:

1. instroom: x <- 0.85 x + 0.12 z with z standard normal, and Poisson(base / 12 · season · exp x) people apply; of all
   who wait, Binomial(n, 0.008) withdraw.
2. beslissen: the IND decides on min(n, Poisson(c)) cases, first come first served; Binomial(decided, a) are granted.
   From month `t0` on the capacity c is 15 % higher.
3. gezinnen: of the open family requests Binomial(n, 0.10) arrive, and Poisson(0.45 · granted) new ones are made.
4. koppelen: granted and arrived together are spread over the provinces, multinomially by WEIGHTS.
5. huisvesten: in each province min(n, Poisson(h · weight)) status holders are housed.
6. vertrekken: of the rejected Binomial(n, 0.12) leave.
7. opvang: everyone in procedure, rejected or not yet housed needs a place; above 65,000 it is an emergency place.

The waiting time is the mean over the cases decided in the month, in weeks; people who withdraw thin all cohorts of the
queue alike, and those who wait at the start came in twelve equal cohorts, in the middle of the twelve months before.

The five figures base (lognormal), a (uniform), c, h (normal) and t0 (uniform, rounded) differ per draw.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from typing import NamedTuple
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Series = NDArray[np.int32] | NDArray[np.float32]

MONTHS = 120
PERSISTENCE, SHOCK = 0.85, 0.12
WITHDRAWS, ARRIVES, LEAVES = 0.008, 0.10, 0.12
REQUESTS = 0.45
FASTER = 1.15
PLACES = 65_000
IN_PROCEDURE, REJECTED, FAMILY, STATUS_HOLDERS = 40_000, 9_000, 10_000, 18_000
START = date(2025, 1, 1)
DAYS: list[int] = [(date(2025 + m // 12, m % 12 + 1, 1) - START).days for m in range(MONTHS)]
"""The day on which each month begins."""
OPENING_COHORTS = 12
OPENING_DAYS: list[int] = [-round((age - 0.5) * 365.2425 / 12) for age in range(OPENING_COHORTS, 0, -1)]
"""The days on which those who wait at the start have come, in equal cohorts."""

SEASON: Floats = 1 + 0.12 * np.cos(2 * np.pi * (np.arange(12) - 8) / 12)
_SIZES = np.array([2.95, 1.48, 3.37, 3.37, 3.76, 0.60, 2.65, 6.60, 2.21, 0.39, 5.13, 0.45])
WEIGHTS: Floats = _SIZES / _SIZES.sum()
PROVINCES = len(WEIGHTS)
HOUSED_FROM: Floats = np.rint(STATUS_HOLDERS * WEIGHTS)
"""Status holders at the start, by province."""

BASE_MEDIAN, BASE_SPREAD = 45_000.0, 0.15
GRANT_LOW, GRANT_HIGH = 0.55, 0.75
CAPACITY_MEAN, CAPACITY_SPREAD = 3_400.0, 300.0
HOUSING_MEAN, HOUSING_SPREAD = 2_300.0, 250.0
FASTER_FROM, FASTER_LATE = 12, 36
"""The measure comes in month 12, or up to 36 months later."""

NATIONAL = (
    "in_procedure", "afgewezen", "nareis_open", "instroom", "intrekking", "besluit", "inwilliging", "afwijzing",
    "nareisverzoek", "nareis", "vertrek", "wachttijd", "bezetting", "noodopvang",
)  # fmt: skip
PROVINCIAL = ("statushouders", "koppeling", "huisvesting")
RECORDED = ("wachttijd", "bezetting", "noodopvang")
"""Series that are neither stock nor flow: float32."""


class Figures(NamedTuple):
    """What differs between draws: an array over draws each, or one number each."""

    base: Floats
    """First applications a year."""
    a: Floats
    """Share granted."""
    c: Floats
    """Decisions a month."""
    h: Floats
    """Status holders that can be housed a month."""
    t0: Floats
    """Month in which the measure begins."""


def figures(generator: np.random.Generator, size: int) -> Figures:
    """The figures of `size` draws, each array of shape (size,)."""
    return Figures(
        base=BASE_MEDIAN * np.exp(BASE_SPREAD * generator.standard_normal(size)),
        a=GRANT_LOW + (GRANT_HIGH - GRANT_LOW) * generator.random(size),
        c=CAPACITY_MEAN + CAPACITY_SPREAD * generator.standard_normal(size),
        h=HOUSING_MEAN + HOUSING_SPREAD * generator.standard_normal(size),
        t0=FASTER_FROM + np.rint(FASTER_LATE * generator.random(size)),
    )


@contextmanager
def scaled(people: int) -> Iterator[None]:
    """Within it the law is about so many times fewer people, for what can only follow them one by one."""
    module, names = f"{__name__}.", ("IN_PROCEDURE", "REJECTED", "FAMILY", "STATUS_HOLDERS", "PLACES")
    figures = ("BASE_MEDIAN", "CAPACITY_MEAN", "CAPACITY_SPREAD", "HOUSING_MEAN", "HOUSING_SPREAD")
    changed = {name: globals()[name] // people for name in names} | {name: globals()[name] / people for name in figures}
    changed["HOUSED_FROM"] = np.rint(changed["STATUS_HOLDERS"] * WEIGHTS)
    with ExitStack() as stack:
        for name, value in changed.items():
            stack.enter_context(patch(module + name, value))
        yield


def empty_series(size: int) -> dict[str, Series]:
    """An array per series to record into, (months, draws) or (months, provinces, draws), typed as in the engine."""
    out: dict[str, Series] = {}
    for name in (*NATIONAL, *PROVINCIAL):
        shape = (MONTHS, PROVINCES, size) if name in PROVINCIAL else (MONTHS, size)
        out[name] = np.empty(shape, np.float32) if name in RECORDED else np.empty(shape, np.int32)
    return out
