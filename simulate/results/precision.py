"""The Monte Carlo error of a median or a chance: how far it would move with other draws.

It is the standard error of independent draws. Parameters are sampled in layers
(`simulate.running.sampling.design`), which can only make the real error smaller.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from simulate.errors import InputError
from simulate.inputs.problems import on_command_line
from simulate.results.opening import open_outcomes, whole_years
from simulate.results.statistics import ERROR, STATISTICS
from simulate.results.table import tabulate
from simulate.results.totals import axes_to_sum, entry_names
from simulate.vocabulary import CHANCE

if TYPE_CHECKING:
    import xarray as xr


@dataclass(frozen=True)
class Goal:
    """The largest standard error allowed: a share of the estimate when `relative`, else a number in its unit."""

    size: float
    relative: bool

    def allowed(self, value: float) -> float:
        return self.size * abs(value) if self.relative else self.size


@dataclass(frozen=True)
class Estimate:
    """The median of an entry of an outcome in one year (of a chance its mean), and its standard error."""

    outcome: str
    label: str
    label_nl: str
    axis: str
    entry: str
    unit: str
    year: int
    value: float
    error: float

    def over(self, goal: Goal) -> float:
        """Return the ratio of the error to the tolerance; zero without an error, also with a zero tolerance."""
        allowed = goal.allowed(self.value)
        return self.error / allowed if allowed else (math.inf if self.error else 0.0)


def estimates(ds: xr.Dataset, name: str) -> list[Estimate]:
    """Estimate the last whole calendar year: the total of an outcome, or every entry where it has none."""
    outcome = ds[name]
    _, years = whole_years(outcome["month"].values)
    if not years.size:
        return []
    over = axes_to_sum(outcome)[-1]
    values = tabulate(outcome, [over], months=False).by_summed[over][:, -1].reshape(len(STATISTICS), -1)
    axis, attrs = " · ".join(str(dim) for dim in outcome.dims[1:-1]), outcome.attrs
    found = []
    for position, entry in enumerate(entry_names(outcome, over)):
        row = dict(zip(STATISTICS, values[:, position].tolist(), strict=True))
        value, error = estimate(row, attrs["units"], ds.sizes["draw"])
        labels = attrs["long_name"], attrs["long_name_nl"]
        found.append(Estimate(name, *labels, axis, entry, attrs["units"], int(years[-1]), value, error))
    return found


def estimate(row: dict[str, float], unit: str, draws: int) -> tuple[float, float]:
    """Take the median and its standard error from statistics; for an event the mean and its error."""
    if unit != CHANCE:
        return row["p50"], row[ERROR]
    chance = row["mean"]
    if chance in (0.0, 1.0):
        # What happens in no draw, or in all, need not be impossible, or certain: as if it went otherwise in one.
        return chance, 1 / draws
    return chance, math.sqrt(max(0.0, chance * (1 - chance)) / draws)


def worst(folder: Path, name: str, goal: Goal) -> Estimate:
    """Return the estimate in a result folder that is furthest from the goal.

    InputError when there is no whole calendar year, too few draws, or nothing that a share can be taken of.
    """
    estimated = [found for found in estimates(open_outcomes(folder), name) if found.error >= 0]
    if not estimated:
        problem = (
            f"the precision of {name} cannot be estimated: it needs 30 draws in which it has a number, and a whole year"
        )
        raise InputError([on_command_line("--until", problem)])
    found = max(estimated, key=lambda one: one.over(goal))
    if goal.relative and found.value == 0 and found.error > 0:
        problem = f"{found.label} is 0 in {found.year}, so a share of it cannot be reached"
        raise InputError([on_command_line("--until", problem, expected="a number in the unit of the outcome")])
    return found
