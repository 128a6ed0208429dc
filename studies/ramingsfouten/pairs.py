"""Pairs of a forecast and what was measured, in percentage points, from data/gemeenten."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

FOLDER = Path(__file__).parents[2] / "data" / "gemeenten"
Variable = Literal["groei", "prijs"]
Measured = Literal["eerst", "laatst"]
"""As first measured, in the spring or autumn after the year; or as the national accounts have it now."""
AUTUMN, SPRING = (8, 9), (2, 3)


@dataclass(frozen=True)
class Pair:
    """One forecast of one year: `error` is measured less forecast, above 0 where the forecast was too low."""

    publication: str
    year: int
    horizon: int
    """Years from the forecast to the year that it is of."""
    forecast: float
    measured: float

    @property
    def error(self) -> float:
        return round(self.measured - self.forecast, 6)


def measured(variable: Variable, vintage: Measured) -> dict[int, float]:
    """Read what was measured, percent, by year."""
    return {
        int(row["year"]): float(row["value"])
        for row in _rows("gemeten")
        if row["variable"] == variable and row["vintage"] == vintage
    }


def pairs(variable: Variable, months: tuple[int, ...], horizon: int, vintage: Measured = "laatst") -> list[Pair]:
    """List the pairs of the forecasts made in these months, of so many years ahead, by year.

    Where a year was not measured in that vintage it is left out.
    """
    found, counted = [], measured(variable, vintage)
    for row in _rows("ramingen"):
        made, month = (int(part) for part in row["made"].split("-"))
        year = int(row["year"])
        if row["variable"] == variable and month in months and year - made == horizon and year in counted:
            found.append(Pair(row["publication"], year, horizon, float(row["value"]), counted[year]))
    return sorted(found, key=lambda pair: pair.year)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
