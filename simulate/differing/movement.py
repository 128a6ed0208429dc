"""How far an outcome moved between two runs: bit by bit, and in its median of a year."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simulate.results.chunks import cuts
from simulate.results.opening import MONTHS, whole_years, yearly
from simulate.results.statistics import quantiles
from simulate.results.totals import entry_rows, shown_entries
from simulate.vocabulary import TOTAL, Label

if TYPE_CHECKING:
    import xarray as xr

LAST_DIGITS = 64
"""Units in the last place of the largest value: what moved less moved by rounding. In double precision that is 1e-14
of the largest value, in single precision 1e-5."""


@dataclass(frozen=True)
class Movement:
    """An outcome that is not the same bits."""

    name: str
    label: Label
    unit: str
    kind: str
    axis: str
    entry: str
    """The part of which the medians are told: the whole where there is one, else the part that moved most."""
    period: str
    """The calendar year of the medians; a month where there is no whole year."""
    before: float
    """The median over the draws in that period."""
    after: float
    largest: float
    """The largest difference in any month, part and draw; inf where one side alone has a number there."""
    scale: float
    """The largest value of the outcome on either side."""
    share: float
    """The share of all numbers that differ."""
    rounding: bool
    """Whether it differs in its last digits only."""
    shape: tuple[str, str] = ("", "")
    """Axes and type on both sides, where these differ."""

    @property
    def change(self) -> float:
        """Return by how much the median moved."""
        return self.after - self.before

    @property
    def relative(self) -> float:
        """Return the movement as a share of the median before; NaN where that is nought."""
        return self.change / abs(self.before) if self.before else math.nan

    @property
    def of_largest(self) -> float:
        """Return the largest difference as a share of the largest value."""
        return self.largest / self.scale if self.scale else math.nan

    @property
    def weight(self) -> tuple[bool, float, float]:
        """Return by what outcomes are ordered, the most important last."""
        largest = max(abs(self.before), abs(self.after))
        moved = abs(self.change) / largest if largest > 0 else 0.0
        return not self.rounding, moved, self.of_largest if self.scale else 0.0


def movement(old: xr.DataArray, new: xr.DataArray, year: int | None) -> Movement | None:
    """Measure how far an outcome moved, (month, *axes, draw) with the same months, entries and draws.

    None where every bit is the same. `year` is that of the medians; the last whole one, else the last month, without.
    """
    shape = (_shape(old), _shape(new))
    same_dims = old.dims == new.dims
    differ, largest, scale = _bits(old, new) if same_dims else (1, math.inf, math.nan)
    if not differ and shape[0] == shape[1]:
        return None
    entries = shown_entries(new) if same_dims else [TOTAL]
    period, medians = _medians(old, new, entries, year) if same_dims else ("", np.full((2, 1), np.nan))
    place = _most(medians)
    attrs = new.attrs
    precise = max(np.finfo(one.dtype).eps if one.dtype.kind == "f" else 0.0 for one in (old, new))
    return Movement(
        name=str(new.name),
        label=Label(attrs["long_name_nl"], attrs["long_name"]),
        unit=attrs["units"],
        kind=attrs["kind"],
        axis=" · ".join(map(str, new.dims[1:-1])),
        entry=entries[place],
        period=period,
        before=float(medians[0, place]),
        after=float(medians[1, place]),
        largest=largest,
        scale=scale,
        share=differ / max(1, new.size) if same_dims else 1.0,
        rounding=largest <= LAST_DIGITS * float(precise) * scale,
        shape=shape if shape[0] != shape[1] else ("", ""),
    )


def _shape(outcome: xr.DataArray) -> str:
    return f"{' · '.join(map(str, outcome.dims[1:-1]))} {outcome.dtype}".strip()


def _bits(old: xr.DataArray, new: xr.DataArray) -> tuple[int, float, float]:
    """Count the numbers that differ; with the largest difference and the largest value. A few years at a time."""
    differ, largest, scale = 0, 0.0, 0.0
    for begin, end in cuts(new):
        before, after = (one.isel(month=slice(begin, end)).values for one in (old, new))
        scale = max(scale, _largest(before), _largest(after))
        apart = _apart(before, after)
        if apart.any():
            differ += int(apart.sum())
            # In double precision, and not of unsigned numbers, whose difference is never below nought.
            by = after[apart].astype(np.float64) - before[apart].astype(np.float64)
            both = np.isnan(before[apart]) == np.isnan(after[apart])
            largest = max(largest, _largest(by), 0.0 if both.all() else math.inf)
    return differ, largest, scale


def _apart(before: NDArray[Any], after: NDArray[Any]) -> NDArray[np.bool_]:
    """Tell which numbers are not the same bits; of two types, which are not the same numbers."""
    if before.dtype == after.dtype:
        bits = np.dtype(f"u{before.dtype.itemsize}")
        return np.asarray(np.ascontiguousarray(before).view(bits) != np.ascontiguousarray(after).view(bits))
    return np.asarray((before != after) & ~(np.isnan(before) & np.isnan(after)))


def _largest(values: NDArray[Any]) -> float:
    size = np.abs(values.astype(np.float64, copy=False))
    return float(np.max(size, initial=0.0, where=~np.isnan(size)))


def _medians(
    old: xr.DataArray, new: xr.DataArray, entries: list[str], year: int | None
) -> tuple[str, NDArray[np.float64]]:
    """Compute the medians of entries in a year, (2, entries), and name the year."""
    first, years = whole_years(new["month"].values)
    if not years.size:
        rows = [entry_rows(one.isel(month=slice(-1, None)).load(), entries) for one in (old, new)]
        period = str(new["month"].values[-1].astype("datetime64[M]"))
    else:
        number = list(years).index(year) if year in years else years.size - 1
        begin = first + number * MONTHS
        told = (one.isel(month=slice(begin, begin + MONTHS)).load() for one in (old, new))
        rows, period = [entry_rows(yearly(one, 0, 1), entries) for one in told], str(years[number])
    return period, np.stack([quantiles(values, (0.5,))[0, 0] for values in rows])


def _most(medians: NDArray[np.float64]) -> int:
    """Choose the entry whose median moved most; the first where none did."""
    by = np.nan_to_num(np.abs(medians[1] - medians[0]))
    return int(np.argmax(by)) if by.any() else 0
