"""summary.csv: the distribution of every outcome over the draws, by month and by calendar year.

One row per outcome, entry of its axes, and period; the statistics are columns. `entry` is `totaal` for the total over
an axis, and for outcomes without axes, so that the rows with `totaal` are the whole country throughout.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import zarr

from simulate.csv_text import one_row, significant_lines, write
from simulate.errors import CannotAnswer
from simulate.files import replacing_file
from simulate.results.opening import READING, damaged, opened
from simulate.results.statistics import STATISTICS
from simulate.results.table import Table, tabulate
from simulate.results.totals import entry_names, is_total
from simulate.running.store import record
from simulate.running.store.record import SUMMARY
from simulate.vocabulary import Language

if TYPE_CHECKING:
    import xarray as xr

COLUMNS = ("outcome", "label", "unit", "kind", "axis", "entry", "period", *STATISTICS)
DIGITS = 6


def write_summary(
    ds: xr.Dataset, folder: Path, language: Language, beside: Executor | None = None, reading: str = ""
) -> Path:
    """Write summary.csv of the outcomes in `folder`, with labels in `language`.

    The processes of `beside`, if there is one, summarise those that they begin before this one does; `reading` is what
    they open the folder for.
    """
    path = folder / SUMMARY
    with replacing_file(path) as new, new.open("w", encoding="utf-8", newline="") as file:
        write(file, COLUMNS, ())
        file.writelines(_texts(ds, folder, language, beside, reading))
    return path


def _texts(ds: xr.Dataset, folder: Path, language: Language, beside: Executor | None, reading: str) -> Iterator[str]:
    """Yield the lines of every outcome, in order."""
    names = [str(name) for name in ds.data_vars]
    if beside is None:
        yield from (_text(ds[name], language) for name in names)
        return
    given = [beside.submit(_text_of, folder, reading, name, language) for name in names]
    for name, text in zip(names, given, strict=True):
        if not text.cancel():
            with suppress(BrokenExecutor):
                yield text.result()
                continue
        yield _text(ds[name], language)


def _text_of(folder: Path, reading: str, name: str, language: Language) -> str:
    with zarr.config.set(READING):
        return _text(opened(folder, reading)[name], language)


def _text(outcome: xr.DataArray, language: Language) -> str:
    return "".join(_lines(outcome, tabulate(outcome), language))


def _lines(outcome: xr.DataArray, table: Table, language: Language) -> Iterator[str]:
    label = outcome.attrs["long_name_nl" if language == "nl" else "long_name"]
    axes = [str(dim) for dim in outcome.dims[1:-1]]
    begin = [outcome.name, label, outcome.attrs["units"], outcome.attrs["kind"], " · ".join(axes)]
    for over, numbers in table.by_summed.items():
        # Entries first, then periods: one row each.
        by_entry = np.moveaxis(numbers.reshape(*numbers.shape[:2], -1), (2, 1), (0, 1))
        written = significant_lines(by_entry.reshape(-1, len(STATISTICS)), DIGITS)
        for entry in entry_names(outcome, over):
            named = one_row([*begin, entry])
            for period in table.periods:
                yield f"{named},{period},{next(written)}\n"


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


def summary_of(ds: xr.Dataset, language: Language) -> Summary:
    """Summarise outcomes as `write_summary` does, without a file: of the draws that are in `ds`."""
    lines = (line for name in ds.data_vars for line in _text(ds[name], language).splitlines())
    return _summary(csv.DictReader(lines, COLUMNS))


def _summary(rows: Iterable[Row]) -> Summary:
    found: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        found.setdefault(row["outcome"], {}).setdefault(row["entry"], []).append(row)
    return Summary(found)


def read_summary(folder: Path) -> Summary:
    """Read the summary of a finished run. CannotAnswer when there is none, RunError when it was changed."""
    path = folder / SUMMARY
    try:
        if record.sha256(path) != record.read(folder).files.get(SUMMARY):
            raise damaged(folder, f"{SUMMARY} was changed after the run")
        with path.open(encoding="utf-8", newline="") as file:
            return _summary(csv.DictReader(file))
    except FileNotFoundError:
        raise CannotAnswer(f"{folder} has no {SUMMARY}: run the same command again, which writes it") from None
