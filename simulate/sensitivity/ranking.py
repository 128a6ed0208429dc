"""A ranking of the uncertain quantities behind one outcome in one calendar year, the strongest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from simulate.engine.arrays import Array
from simulate.errors import CannotAnswer
from simulate.results.asked import choose
from simulate.results.opening import MONTHS, chosen_years, outcomes_of, whole_years, yearly
from simulate.results.totals import entry_rows, shown_entries
from simulate.running.store.sealed import Sealed
from simulate.scenario import Scenario
from simulate.sensitivity.columns import Column, Quantity, columns, dummies
from simulate.sensitivity.indices import DUMMIES, indices
from simulate.vocabulary import Language

if TYPE_CHECKING:
    import xarray as xr

FEWEST = 100
"""With fewer draws the noise floor is above every index."""
MOST = 20_000
"""Draws that are used: the first ones. More hardly change a ranking, and take time."""


@dataclass(frozen=True)
class Driver:
    """One uncertain quantity: its indices with 90 % intervals, and how far it is above the noise floor."""

    quantity: Quantity
    correlation: tuple[float, float, float]
    """Index, low, high."""
    pawn: tuple[float, float, float]
    times: float
    """The larger of the two indices, as a multiple of its noise floor: 1 or less may be accident."""

    @property
    def name(self) -> str:
        return self.quantity.name


@dataclass(frozen=True)
class Ranking:
    """The drivers of one entry of an outcome in one year, and the number of draws in which it has a value."""

    outcome: str
    label: str
    """Of the outcome, without its entry."""
    label_nl: str
    axis: str
    entry: str
    year: int
    draws: int
    drivers: tuple[Driver, ...]
    correlation_floor: float
    pawn_floor: float

    def label_in(self, language: Language) -> str:
        return self.label_nl if language == "nl" else self.label

    @property
    def found(self) -> tuple[Driver, ...]:
        """Return the drivers above the noise floor."""
        return tuple(driver for driver in self.drivers if driver.times > 1)


def rank(
    folder: Path,
    outcomes: Sequence[str],
    years: Sequence[int] = (),
    *,
    entries: Sequence[str] = (),
    default: Sequence[str] = (),
) -> Iterator[Ranking]:
    """Rank the total of each outcome, or every entry where there is none, in `years` (the last whole one when empty).

    `outcomes` and `entries` name outcomes and parts, `default` are the outcomes when none is named; without these they
    are all. Nothing for what is the same in all draws. CannotAnswer when it is not a result folder, when it has too few
    draws, no such outcome, part or year, or when nothing is uncertain.
    """
    sealed = Sealed(folder)
    ds, scenario = outcomes_of(sealed), sealed.scenario()
    chosen, januaries = choose(ds, outcomes, entries, default), januaries_of(ds, years)
    if ds.sizes["draw"] < FEWEST:
        raise CannotAnswer(f"{ds.sizes['draw']} draws are too few to tell what drives an outcome: run {FEWEST} or more")
    ds = ds.isel(draw=slice(MOST))
    quantities = _quantities(scenario, ds)
    nothing = dummies(scenario.seed, ds["draw"].values, DUMMIES)
    for name, (year, first) in product(chosen, januaries.items()):
        outcome = yearly(ds[name], first, 1).rename(name)
        told = shown_entries(outcome, chosen[name])
        for entry, y in zip(told, entry_rows(outcome, told)[0], strict=True):
            valid = ~np.isnan(y)
            if valid.sum() >= FEWEST and np.ptp(y[valid]) > 0:
                yield _ranking(outcome, entry, year, quantities, (nothing, y, valid), scenario.seed)


def januaries_of(ds: xr.Dataset, years: Sequence[int] = ()) -> dict[int, int]:
    """Find the index of the January of years (the last whole one when empty). CannotAnswer: there is no such year."""
    first, there = whole_years(ds["month"].values)
    if not there.size:
        raise CannotAnswer("this result has no whole calendar year")
    chosen = chosen_years(there.tolist(), years) or [int(there[-1])]
    return {year: first + (year - int(there[0])) * MONTHS for year in chosen}


def _quantities(scenario: Scenario, ds: xr.Dataset) -> list[Column]:
    found = columns(scenario, ds["draw"].values) if scenario.uncertainty else []
    if not found:
        raise CannotAnswer("nothing differs between the draws of this scenario but chance: no parameter is uncertain")
    return found


def _ranking(
    outcome: xr.DataArray,
    entry: str,
    year: int,
    quantities: list[Column],
    drawn: tuple[Array, Array, Array],
    seed: int,
) -> Ranking:
    nothing, y, valid = drawn
    x = np.stack([column.values[valid] for column in quantities])
    found = indices(x, y[valid].astype(np.float64), nothing[:, valid], seed)
    times = np.maximum(np.abs(found.correlation) / found.correlation_floor, found.pawn / found.pawn_floor)
    correlations = (found.correlation, found.correlation_low, found.correlation_high)
    rows = np.stack([*correlations, found.pawn, found.pawn_low, found.pawn_high], axis=1).tolist()
    drivers = tuple(
        Driver(quantities[i].quantity, (*rows[i][:3],), (*rows[i][3:],), float(times[i]))
        for i in np.argsort(-times, kind="stable")
    )
    axis = " · ".join(str(dim) for dim in outcome.dims[1:-1])
    labels = (outcome.attrs["long_name"], outcome.attrs["long_name_nl"])
    floors = (found.correlation_floor, found.pawn_floor)
    return Ranking(str(outcome.name), *labels, axis, entry, year, int(valid.sum()), drivers, *floors)
