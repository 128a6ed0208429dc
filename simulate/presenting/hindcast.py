"""The hindcast of the asylum chain: what a run from 2014 gives beside what was counted.

A run is compared with every number in a small file of counts. The page and the figure are made by `hindcast_page`.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulate.inputs.places import packaged
from simulate.inputs.resolving import resolve
from simulate.results.statistics import quantiles

if TYPE_CHECKING:
    import xarray as xr

SCENARIO = "asiel-terugblik-2014.yaml"
OBSERVED = "data/asiel/coa_bezetting.csv"
DRAWS = 1000
PROBABILITIES = (0.05, 0.25, 0.50, 0.75, 0.95)
GROUPS = {"all": "All residents of reception", "status_holders": "Status holders in reception"}


@dataclass(frozen=True)
class Compared:
    """One counted number beside the distribution at the month end nearest to its date."""

    day: date
    group: str
    observed: int
    month: int
    band: tuple[float, ...]
    """The quantiles of PROBABILITIES."""
    source: str

    @property
    def error(self) -> float:
        """The median over what was counted, less one."""
        return self.band[2] / self.observed - 1

    @property
    def inside(self) -> bool:
        """Whether it lies in the band of nine out of ten draws."""
        return self.band[0] <= self.observed <= self.band[4]


def run(draws: int = DRAWS, held: Sequence[str] = ()) -> xr.Dataset:
    """The hindcast, in memory; the parameters `held` keep the value of 2014, with its uncertainty, in all years."""
    import simulate

    scenario = resolve(packaged().path / "scenarios" / SCENARIO, draws=draws)
    first = {name: {"values": scenario.parameters[name].values[:1]} for name in held}
    changed = {name: scenario.parameters[name].model_copy(update=update) for name, update in first.items()}
    return simulate.run(scenario.model_copy(update={"parameters": scenario.parameters | changed}))


def residents(ds: xr.Dataset) -> dict[str, NDArray[np.float64]]:
    """Quantiles of the residents of every group: (quantiles, months)."""
    counted = {"all": ds["bezetting"].sum("bewoners"), "status_holders": ds["bezetting"].sel(bewoners="statushouders")}
    return {group: quantiles(counted[group].values, PROBABILITIES) for group in GROUPS}


def compare(ds: xr.Dataset) -> list[Compared]:
    """Everything that was counted, beside the run. FileNotFoundError when there is no file of counts."""
    bands, ends = residents(ds), month_ends(ds)
    found = []
    with (packaged().path / OBSERVED).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            day = date.fromisoformat(row["date"])
            month = min(range(len(ends)), key=lambda number: abs(ends[number] - day))
            band = tuple(float(value) for value in bands[row["group"]][:, month])
            found.append(Compared(day, row["group"], int(row["persons"]), month, band, row["source"]))
    return found


def month_ends(ds: xr.Dataset) -> list[date]:
    """The last day of every month of a run."""
    return [(month + 1).astype(date) - timedelta(days=1) for month in ds["month"].values.astype("datetime64[M]")]
