"""summary.csv: the distribution of every outcome over the draws, by month and by calendar year.

One row per outcome, entry of its axes, and period; the statistics are columns. `entry` is `totaal` for the total over
an axis, and for outcomes without axes, so that the rows with `totaal` are the whole country throughout.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulate.csv_text import significant, write
from simulate.errors import CannotAnswer
from simulate.files import replacing_file
from simulate.results.chunks import chunks_of, years_of
from simulate.results.opening import damaged, whole_years
from simulate.results.statistics import STATISTICS, statistics
from simulate.results.totals import axes_to_sum, entry_names, is_total, summed
from simulate.running.store import record
from simulate.running.store.record import SUMMARY
from simulate.vocabulary import Language

if TYPE_CHECKING:
    import xarray as xr

COLUMNS = ("outcome", "label", "unit", "kind", "axis", "entry", "period", *STATISTICS)
NUMBER = significant(6)

Statistics = dict[tuple[str, ...], NDArray[np.float64]]
"""By the axes that are summed over: (statistics, periods, *other axes)."""


@dataclass(frozen=True)
class Table:
    """The statistics of one outcome, months first and then calendar years."""

    periods: tuple[str, ...]
    by_summed: Statistics


def write_summary(ds: xr.Dataset, folder: Path, language: Language) -> Path:
    """Write summary.csv of the outcomes in `folder`, with labels in `language`."""
    path = folder / SUMMARY
    rows = (row for name in ds.data_vars for row in _rows(ds[name], tabulate(ds[name]), language))
    with replacing_file(path) as new, new.open("w", encoding="utf-8", newline="") as file:
        write(file, COLUMNS, rows, NUMBER)
    return path


def tabulate(outcome: xr.DataArray) -> Table:
    """Compute the statistics of an outcome by month, then by whole calendar year, reading a few years at a time."""
    months: list[Statistics] = []
    years: list[Statistics] = []
    for chunk in chunks_of(outcome):
        months.append(_over_draws(chunk))
        years += [_over_draws(year) for year in years_of(chunk)]
    dates = outcome["month"].values.astype("datetime64[M]")
    periods = (*(str(date) for date in dates), *(str(year) for year in whole_years(dates)[1]))
    return Table(
        periods,
        {over: np.concatenate([period_table[over] for period_table in months + years], axis=1) for over in months[0]},
    )


def _over_draws(outcome: xr.DataArray) -> Statistics:
    """Compute the statistics of the outcome and, where they are meaningful, of its totals over axes."""
    return {over: statistics(summed(outcome, over)) for over in axes_to_sum(outcome)}


def _rows(outcome: xr.DataArray, table: Table, language: Language) -> Iterator[list[object]]:
    label = outcome.attrs["long_name_nl" if language == "nl" else "long_name"]
    axes = [str(dim) for dim in outcome.dims[1:-1]]
    begin = [outcome.name, label, outcome.attrs["units"], outcome.attrs["kind"], " · ".join(axes)]
    for over, numbers in table.by_summed.items():
        lists = np.moveaxis(numbers.reshape(*numbers.shape[:2], -1), 0, -1).tolist()
        for number, entry in enumerate(entry_names(outcome, over)):
            for period, by_entry in zip(table.periods, lists, strict=True):
                yield [*begin, entry, period, *by_entry[number]]


Row = Mapping[str, str]
"""A row of summary.csv, by column."""


@dataclass(frozen=True)
class Summary:
    """The rows of a summary.csv by outcome and entry, in their order."""

    rows: Mapping[str, Mapping[str, Sequence[Row]]]

    def years(self, outcome: str, entry: str) -> list[Row]:
        """Return the rows of the calendar years of an entry."""
        return [row for row in self.rows[outcome][entry] if len(row["period"]) == 4]

    def months(self, outcome: str, entry: str) -> list[Row]:
        """Return the rows of the months of an entry."""
        return [row for row in self.rows[outcome][entry] if len(row["period"]) > 4]

    def main(self, outcome: str) -> list[str]:
        """Return the entries that are shown first: the total where there is one, else all of them."""
        entries = list(self.rows[outcome])
        return [entry for entry in entries if is_total(entry)] or entries


def read_summary(folder: Path) -> Summary:
    """Read the summary of a finished run. CannotAnswer when there is none, RunError when it was changed."""
    path = folder / SUMMARY
    found: dict[str, dict[str, list[Row]]] = {}
    try:
        if record.sha256(path) != record.read(folder).files.get(SUMMARY):
            raise damaged(folder, f"{SUMMARY} was changed after the run")
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found.setdefault(row["outcome"], {}).setdefault(row["entry"], []).append(row)
    except FileNotFoundError:
        raise CannotAnswer(f"{folder} has no {SUMMARY}: run the same command again, which writes it") from None
    return Summary(found)
