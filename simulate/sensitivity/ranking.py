"""The quantities behind one outcome in one calendar year, the one that drives it most first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from simulate.engine.arrays import Array
from simulate.errors import CannotAnswer
from simulate.inputs.problems import did_you_mean, listed
from simulate.inputs.resolve.resolved import load_scenario
from simulate.render.numbers import entry_label
from simulate.results.opening import MONTHS, open_results, whole_years, yearly
from simulate.results.totals import called, choices, summed
from simulate.running.store import record
from simulate.scenario import Scenario
from simulate.sensitivity.columns import Column, columns, dummies
from simulate.sensitivity.indices import DUMMIES, indices
from simulate.vocabulary import Label, Language

if TYPE_CHECKING:
    import xarray as xr

FEWEST = 100
"""With fewer draws the noise floor is above all that is to be told."""
MOST = 20_000
"""Draws that are used: the first ones. More hardly change a ranking, and take time."""


@dataclass(frozen=True)
class Driver:
    """One uncertain quantity: its indices with their 90 % intervals, and how far it is above the noise."""

    name: str
    label: Label
    correlation: tuple[float, float, float]
    """Index, low, high."""
    pawn: tuple[float, float, float]
    times: float
    """The larger of the two indices, as a multiple of its noise floor: 1 or less may be accident."""


@dataclass(frozen=True)
class Ranking:
    """The drivers of one entry of an outcome in one year, from so many draws in which it has a number."""

    outcome: str
    label: str
    axis: str
    entry: str
    place: int
    """Of the entry among those of the outcome."""
    year: int
    draws: int
    drivers: tuple[Driver, ...]
    correlation_floor: float
    pawn_floor: float

    @property
    def found(self) -> tuple[Driver, ...]:
        """Those above the noise."""
        return tuple(driver for driver in self.drivers if driver.times > 1)


def rank(folder: Path, outcomes: tuple[str, ...], year: int | None, language: Language) -> Iterator[Ranking]:
    """Of `outcomes` (all when empty): the total, or every entry where there is none, in `year` (or the last).

    Nothing for what is the same in all draws. CannotAnswer when the result has too few draws, no such outcome or year,
    or nothing uncertain; RunError when it is not a result folder.
    """
    ds, scenario = open_results(folder), load_scenario(folder / record.SCENARIO)
    names = _names(ds, outcomes)
    first, last = january(ds, year)
    if ds.sizes["draw"] < FEWEST:
        raise CannotAnswer(f"{ds.sizes['draw']} draws are too few to tell what drives an outcome: run {FEWEST} or more")
    ds = ds.isel(draw=slice(MOST))
    quantities = _quantities(scenario, ds)
    nothing = dummies(scenario.seed, ds["draw"].values, DUMMIES)
    for name in names:
        outcome = yearly(ds[name], first, 1).rename(name)
        over = choices(outcome)[-1]
        values = summed(outcome, over).reshape(-1, ds.sizes["draw"])
        for place, (entry, y) in enumerate(zip(called(outcome, over), values, strict=True)):
            known = ~np.isnan(y)
            if known.sum() >= FEWEST and np.ptp(y[known]) > 0:
                yield _ranking(outcome, (entry, place), last, quantities, (nothing, y, known), scenario.seed, language)


def _names(ds: xr.Dataset, outcomes: tuple[str, ...]) -> tuple[str, ...]:
    known = [str(name) for name in ds.data_vars]
    for name in outcomes:
        if name not in known:
            hint = did_you_mean(name, known)
            raise CannotAnswer(f"there is no outcome '{name}' in this result: {hint or 'it has ' + listed(known)}")
    return tuple(dict.fromkeys(outcomes)) or tuple(known)


def january(ds: xr.Dataset, year: int | None) -> tuple[int, int]:
    """The index of the January of the year (the last whole one when None), and the year. CannotAnswer: no such year."""
    first, years = whole_years(ds["month"].values)
    if not years.size:
        raise CannotAnswer("this result has no whole calendar year")
    wanted = int(years[-1]) if year is None else year
    if wanted not in years:
        raise CannotAnswer(f"{wanted} is not a whole year of this result: choose --year {years[0]} up to {years[-1]}")
    return first + (wanted - int(years[0])) * MONTHS, wanted


def _quantities(scenario: Scenario, ds: xr.Dataset) -> list[Column]:
    found = columns(scenario, ds["draw"].values) if scenario.uncertainty else []
    if not found:
        raise CannotAnswer("nothing differs between the draws of this scenario but chance: no parameter is uncertain")
    return found


def _ranking(
    outcome: xr.DataArray,
    entry: tuple[str, int],
    year: int,
    quantities: list[Column],
    drawn: tuple[Array, Array, Array],
    seed: int,
    language: Language,
) -> Ranking:
    nothing, y, known = drawn
    x = np.stack([quantity.values[known] for quantity in quantities])
    told = indices(x, y[known].astype(np.float64), nothing[:, known], seed)
    times = np.maximum(np.abs(told.correlation) / told.correlation_floor, told.pawn / told.pawn_floor)
    lists = (told.correlation, told.correlation_low, told.correlation_high, told.pawn, told.pawn_low, told.pawn_high)
    rows = np.stack(lists, axis=1).tolist()
    drivers = tuple(
        Driver(quantities[i].name, quantities[i].label, (*rows[i][:3],), (*rows[i][3:],), float(times[i]))
        for i in np.argsort(-times, kind="stable")
    )
    axis = " · ".join(str(dim) for dim in outcome.dims[1:-1])
    label = outcome.attrs["long_name_nl" if language == "nl" else "long_name"] + entry_label(axis, entry[0], language)
    floors = (told.correlation_floor, told.pawn_floor)
    return Ranking(str(outcome.name), label, axis, *entry, year, int(known.sum()), drivers, *floors)
