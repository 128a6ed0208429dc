"""The statistics of an outcome over the draws, by month and by calendar year, of its entries and its totals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.streams import BLOCK
from simulate.results.chunks import cuts
from simulate.results.opening import KEPT, damaged, whole_years
from simulate.results.statistics import binned_statistics, statistics
from simulate.results.totals import layout_of
from simulate.running.statistics import store
from simulate.running.statistics.bins import Binned, first_of
from simulate.running.statistics.layout import Layout, Over, Part
from simulate.running.store.record import STATISTICS
from simulate.running.store.sealed import Sealed

if TYPE_CHECKING:
    import xarray as xr

EXACT = 20_000
"""Draws up to which quantiles are exact. Those of more draws come from counts in bins, so that memory does not grow."""

Statistics = dict[Over, Array]
"""By the axes that are summed over: (statistics, periods, *other axes)."""


@dataclass(frozen=True)
class Table:
    """The statistics of one outcome, months first and then calendar years."""

    periods: tuple[str, ...]
    by_summed: Statistics


def tabulate(
    outcome: xr.DataArray, chosen: Iterable[Over] | None = None, *, months: bool = True, years: bool = True
) -> Table:
    """Compute the statistics of an outcome, or only of its sums over the `chosen` axes, of only months or years."""
    shape = layout_of(outcome)
    dates = outcome["month"].values.astype("datetime64[M]")
    periods = [*(str(date) for date in dates if months), *(str(year) for year in whole_years(dates)[1] if years)]
    overs = None if chosen is None else list(chosen)
    spans = [span for span, wanted in (("month", months), ("year", years)) if wanted]
    parts = [part for part in shape.parts() if part.span in spans and (overs is None or part.over in overs)]
    if KEPT in outcome.encoding:
        found = _kept(outcome, parts)
    elif outcome.shape[-1] <= EXACT:
        found = _exact(outcome, shape, parts)
    else:
        found = _streamed(outcome, shape, parts)
    by_summed = {
        over: np.concatenate([found[part] for part in parts if part.over == over], axis=1)
        for over in dict.fromkeys(part.over for part in parts)
    }
    return Table(tuple(periods), by_summed)


def _exact(outcome: xr.DataArray, shape: Layout, parts: list[Part]) -> dict[Part, Array]:
    """Read a few years of all draws at a time."""
    found: dict[Part, list[Array]] = {part: [] for part in parts}
    for begin, end in cuts(outcome):
        values = outcome.variable[begin:end].values
        for part, numbers in shape.within(begin, end).numbers(values, parts):
            if len(numbers):
                found[part].append(statistics(numbers))
    return {part: np.concatenate(numbers, axis=1) for part, numbers in found.items()}


def _streamed(outcome: xr.DataArray, shape: Layout, parts: list[Part]) -> dict[Part, Array]:
    """Read a block of draws at a time."""
    found: dict[Part, Binned] = {}
    sizes: dict[Part, tuple[int, ...]] = {}
    for begin in range(0, outcome.shape[-1], BLOCK):
        values = outcome.variable[..., begin : begin + BLOCK].values
        for part, numbers in shape.numbers(values, parts):
            found[part] = found[part].added(numbers) if part in found else first_of(numbers)
            sizes[part] = numbers.shape[:-1]
    return {part: binned_statistics(found[part]).reshape(-1, *sizes[part]) for part in parts}


def _kept(outcome: xr.DataArray, parts: list[Part]) -> dict[Part, Array]:
    """Read what a run kept that keeps no draws."""
    sealed: Sealed = outcome.encoding[KEPT]
    folder = sealed.folder / STATISTICS
    for name in store.files_of(folder):
        sealed.check(f"{STATISTICS}/{name}")
    try:
        with store.Reader(folder, store.left_over(folder)) as reader:
            binned = reader.parts(str(outcome.name))
            found = {part: binned_statistics(binned[str(part)]) for part in parts}
    except store.UNREADABLE as error:
        raise damaged(sealed.folder, f"its statistics cannot be read ({error})") from None
    left = {part: [outcome.sizes[axis] for axis in layout_of(outcome).axes if axis not in part.over] for part in parts}
    return {part: numbers.reshape(len(numbers), -1, *left[part]) for part, numbers in found.items()}
