"""What of an outcome is summarised: its months and whole calendar years, its entries and their totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from simulate.vocabulary import adds_up

MONTHS = 12

Over = tuple[str, ...]
"""The axes that are summed over; none for the entries themselves."""

Span = Literal["month", "year"]


@dataclass(frozen=True)
class Part:
    """Numbers of an outcome that are summarised together: by month or by year, summed over some axes."""

    over: Over
    span: Span

    def __str__(self) -> str:
        return "+".join((self.span, *self.over))


@dataclass(frozen=True)
class Layout:
    """An outcome without its numbers. Arrays of it are (months, *axes, draws)."""

    kind: str
    unit: str
    axes: tuple[str, ...]
    first: int
    """The index of the first January."""
    years: int
    """Whole calendar years."""

    def totals(self) -> list[Over]:
        """List the sets of axes to sum over: none and, where a sum is meaningful, every combination."""
        if not adds_up(self.kind, self.unit, self.axes):
            return [()]
        taken = product((0, 1), repeat=len(self.axes))
        return [tuple(axis for axis, used in zip(self.axes, some, strict=True) if used) for some in taken]

    def parts(self) -> list[Part]:
        """List all that is summarised."""
        spans: tuple[Span, ...] = ("month", "year") if self.years else ("month",)
        return [Part(over, span) for span in spans for over in self.totals()]

    def numbers(self, values: NDArray[Any], parts: Iterable[Part]) -> Iterator[tuple[Part, NDArray[Any]]]:
        """Yield the numbers of parts of an outcome, from those of all its months: (periods, *axes left, draws)."""
        wanted = list(parts)
        years = values[self.first : self.first + self.years * MONTHS]
        yearly = self.yearly(years) if any(part.span == "year" for part in wanted) else years[:0]
        for part in wanted:
            yield part, self.summed(values if part.span == "month" else yearly, part.over)

    def summed(self, values: NDArray[Any], over: Over) -> NDArray[Any]:
        """Sum values (periods, *axes, draws) over some of the axes."""
        if not over:
            return values
        return np.asarray(values.sum(axis=tuple(1 + self.axes.index(axis) for axis in over), dtype=wide(values.dtype)))

    def yearly(self, values: NDArray[Any]) -> NDArray[Any]:
        """Aggregate whole calendar years of months to years: (12 * years, *axes, draws) to (years, *axes, draws)."""
        return by_year(values, self.kind, len(values) // MONTHS)[0]

    def within(self, begin: int, end: int) -> Layout:
        """Describe months `begin` to `end` of the outcome, which cut no whole calendar year."""
        first, last = (max(begin, min(month, end)) for month in (self.first, self.first + self.years * MONTHS))
        return replace(self, first=first - begin, years=(last - first) // MONTHS)


def layout(kind: str, unit: str, axes: tuple[str, ...], months: NDArray[Any]) -> Layout:
    """Describe an outcome over months given as dates."""
    first, years = whole_years(months)
    return Layout(kind, unit, axes, first, years.size)


def whole_years(months: NDArray[Any]) -> tuple[int, NDArray[Any]]:
    """Find the index of the first January, and the calendar years that are complete."""
    months = months.astype("datetime64[M]")
    first = int(-months[0].astype(int) % MONTHS)
    count = max(0, months.size - first) // MONTHS
    january = months[0] + np.timedelta64(first, "M")
    return first, january.astype("datetime64[Y]").astype(int) + 1970 + np.arange(count)


def by_year(values: NDArray[Any], kind: str, years: int, end: bool = False) -> tuple[NDArray[Any], str]:
    """Aggregate months to `years` calendar years; with how it was done: `sum`, `mean` or, with `end`, `point`."""
    values = values.reshape(years, MONTHS, *values.shape[1:])
    if kind in ("flow", "total"):
        return values.sum(axis=1, dtype=wide(values.dtype)), "sum"
    if end and kind in ("stock", "level"):
        return values[:, -1], "point"
    if kind == "mean":
        return nan_mean(values, 1), "mean"
    return values.mean(axis=1, dtype=np.float64), "mean"


def nan_mean(values: NDArray[Any], axis: int) -> NDArray[Any]:
    """Compute the mean over one axis of the values that are not NaN; NaN where there is none."""
    valid = ~np.isnan(values)
    counts = valid.sum(axis=axis)
    sums = np.where(valid, values, 0).sum(axis=axis, dtype=np.float64)
    return np.asarray(np.divide(sums, counts, out=np.full(sums.shape, np.nan), where=counts > 0))


def wide(dtype: np.dtype[Any]) -> type[np.generic]:
    """Return the type in which numbers of a type are added up."""
    return np.float64 if dtype.kind == "f" else np.int64


def nan_count(values: NDArray[Any]) -> NDArray[np.int_]:
    """Count the NaN along the last axis; whole numbers have none."""
    return np.isnan(values).sum(axis=-1) if values.dtype.kind == "f" else np.zeros(values.shape[:-1], int)
