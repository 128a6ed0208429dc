"""Long tidy tables of outcomes, as Arrow tables of limited size: memory does not grow with the draws.

Columns of whole draws: scenario, outcome, label, unit, one for every axis that occurs (empty where an outcome does not
have it), period (the first day of a month, or a year), draw and value. Those of statistics are those of summary.csv.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from simulate.exporting.choice import axes_of
from simulate.exporting.chunks import chunks
from simulate.exporting.labels import Choice
from simulate.exporting.statistics import Summary, summaries
from simulate.results.statistics import STATISTICS
from simulate.results.summary import ABOUT
from simulate.results.totals import entry_rows

if TYPE_CHECKING:
    import xarray as xr

ROWS = 1_000_000
"""Rows of a table, unless one period has more."""


def tables(ds: xr.Dataset, choice: Choice) -> Iterator[pa.Table]:
    """Yield the rows of the chosen outcomes, in order of outcome, period, entry and draw."""
    axes = list(dict.fromkeys(axis for name in choice.outcomes for axis in axes_of(ds[name])))
    for name in choice.outcomes:
        scenario = str(ds.attrs["scenario"])
        if choice.summary:
            yield from map(_statistics, summaries(ds[name], choice, scenario))
        else:
            yield from _drawn(ds[name], _Columns(ds[name], axes, choice, scenario))


class _Columns:
    """The columns of one outcome that identify a row."""

    def __init__(self, outcome: xr.DataArray, axes: Sequence[str], choice: Choice, scenario: str) -> None:
        self.outcome, self.axes, self.choice, self.scenario = outcome, axes, choice, scenario

    def of(self, entries: Sequence[tuple[str, ...]], periods: NDArray[Any], repeated: int) -> dict[str, pa.Array]:
        """Build the columns with `repeated` rows for every period and entry."""
        rows = len(periods) * len(entries) * repeated
        numbers = np.tile(np.repeat(np.arange(len(entries), dtype=np.int32), repeated), len(periods))
        mine = axes_of(self.outcome)
        columns = {
            "scenario": _same(self.scenario, rows),
            "outcome": _same(str(self.outcome.name), rows),
            "label": _words([self.choice.labels.row(self.outcome, entry) for entry in entries], numbers),
            "unit": _same(self.choice.unit(self.outcome), rows),
        }
        for axis in self.axes:
            empty = pa.nulls(rows, pa.dictionary(pa.int32(), pa.string()))
            position = mine.index(axis) if axis in mine else None
            columns[axis] = empty if position is None else _words([entry[position] for entry in entries], numbers)
        columns["period"] = pa.array(np.repeat(periods, len(entries) * repeated))
        return columns


def _same(word: str, rows: int) -> pa.Array:
    return _words([word], np.zeros(rows, np.int32))


def _words(words: list[str], numbers: NDArray[np.int32]) -> pa.Array:
    """Encode labels as a dictionary column, in which each word is kept once."""
    unique = list(dict.fromkeys(words))
    to_unique = np.array([unique.index(word) for word in words], np.int32)
    return pa.DictionaryArray.from_arrays(pa.array(to_unique[numbers]), pa.array(unique, pa.string()))


def _drawn(outcome: xr.DataArray, columns: _Columns) -> Iterator[pa.Table]:
    named = columns.choice.parts[str(outcome.name)]
    every = product(*([str(entry) for entry in outcome[axis].values] for axis in axes_of(outcome)))
    entries = [tuple(entry.split(" · ")) for entry in named] or list(every)
    draws = outcome["draw"].values.astype(np.int32)
    step = max(1, ROWS // max(1, len(entries) * len(draws)))
    for chunk in chunks(outcome, columns.choice):
        periods, values = periods_of(chunk), entry_rows(chunk, named) if named else chunk.values
        for begin in range(0, len(periods), step):
            chosen = periods[begin : begin + step]
            table = columns.of(entries, chosen, len(draws))
            table["draw"] = pa.array(np.tile(draws, len(chosen) * len(entries)))
            table["value"] = number_column(values[begin : begin + step].ravel())
            yield pa.table(table)


def periods_of(chunk: xr.DataArray) -> NDArray[Any]:
    """Return the months of an outcome as their first days, or its years."""
    if "year" in chunk.dims:
        return np.asarray(chunk["year"].values, np.int32)
    return np.asarray(chunk["month"].values.astype("datetime64[D]"))


def number_column(values: NDArray[Any]) -> pa.Array:
    """Build a column of numbers, empty where there is none."""
    return pa.array(values, mask=np.isnan(values)) if values.dtype.kind == "f" else pa.array(values)


def _statistics(summary: Summary) -> pa.Table:
    """Build the rows of a summary, in the order of summary.csv: entries first, then periods."""
    periods, entries = len(summary.periods), len(summary.about)
    numbers = np.repeat(np.arange(entries, dtype=np.int32), periods)
    heads = zip(ABOUT, zip(*summary.about, strict=True), strict=False)
    table = {name: _words(list(words), numbers) for name, words in heads}
    table["period"] = pa.array(np.tile(summary.periods, entries))
    for position, name in enumerate(STATISTICS):
        table[name] = number_column(summary.values[position].T.ravel())
    return pa.table(table)
