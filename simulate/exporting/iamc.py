"""A long table as integrated assessment has it: model, scenario, region, variable, unit, year and value.

A variable is an outcome with its entries and a statistic over the draws, `opvangplekken|noodopvang|50.0th Percentile`:
the names that the scenario databases of climate research give to percentiles. Provinces are regions.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from simulate.exporting.choice import axes_of
from simulate.exporting.labels import Choice
from simulate.exporting.statistics import Summary, summaries
from simulate.results.statistics import QUANTILES
from simulate.vocabulary import TOTAL

if TYPE_CHECKING:
    import xarray as xr

COLUMNS = ("model", "scenario", "region", "variable", "unit", "year", "value")
COUNTRY = "Netherlands"
REGIONS = "provincie"
"""The axis whose entries are regions."""
STATISTIC = {"mean": "Mean", **{name: f"{100 * share:.1f}th Percentile" for name, share in QUANTILES.items()}}
"""The statistics that are written, as they are called there."""


def write_iamc(ds: xr.Dataset, choice: Choice, path: Path, model: str) -> int:
    """Write the summary of whole calendar years as a CSV in UTF-8; returns the number of rows.

    What is unknown (NaN) has no row.
    """
    scenario, rows = str(ds.attrs["scenario"]), 0
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS)
        for name in choice.outcomes:
            unit = choice.unit(ds[name])
            for summary in summaries(ds[name], choice, scenario):
                for region, variable, year, value in _rows(name, axes_of(ds[name]), summary):
                    table.writerow((model, scenario, region, variable, unit, year, repr(value)))
                    rows += 1
    return rows


def _rows(name: str, axes: list[str], summary: Summary) -> Iterator[tuple[str, str, int, float]]:
    """Yield region, variable, year and value of every entry and statistic."""
    for place, entry in enumerate(summary.entries):
        by_axis = dict(zip(axes, entry, strict=True))
        region = by_axis.pop(REGIONS, TOTAL)
        # Entries of two axes can have one name.
        several = len(axes) > 1
        parts = [name, *(f"{axis} {one}" if several else one for axis, one in by_axis.items() if one != TOTAL)]
        for (row, word), (column, year) in product(enumerate(STATISTIC.values()), enumerate(summary.periods.tolist())):
            value = float(summary.values[row, column, place])
            if np.isfinite(value):
                yield COUNTRY if region == TOTAL else region, "|".join([*parts, word]), year, value
