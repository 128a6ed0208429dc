"""summary.csv and summary-months.csv: the distribution of every outcome over the draws, by calendar year and by month.

One row per outcome, entry of its axes, and period; the statistics are columns. `entry` is `totaal` for the total over
an axis, and for outcomes without axes, so that the rows with `totaal` are the whole country throughout. The same
columns come from `simulate export --summary`.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from io import StringIO
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np
import zarr

from simulate.csv_text import one_row, significant_lines, write
from simulate.errors import CannotAnswer
from simulate.files import replacing_file
from simulate.results.opening import READING, damaged, opened
from simulate.results.statistics import STATISTICS
from simulate.results.table import tabulate
from simulate.results.totals import entries_of, is_total, named
from simulate.running.store.record import MONTHS, SUMMARY
from simulate.running.store.sealed import Sealed
from simulate.vocabulary import TOTAL

if TYPE_CHECKING:
    import xarray as xr

By = Literal["month", "year"]
FILES: dict[By, str] = {"year": SUMMARY, "month": MONTHS}
"""The file of each kind of period."""
ABOUT = ("scenario", "outcome", "label", "axis", "entry", "entry_label", "unit", "unit_label", "kind", "period")
COLUMNS = (*ABOUT, *STATISTICS)
"""Of a summary, in a file of a result folder or of an export. `unit` is the word of the vocabulary, `unit_label` what
it is after the months are summed; `period` is a year, or the first day of a month."""
DIGITS = 6


class Words(Protocol):
    """The names of outcomes, units and entries in one language."""

    def outcome(self, outcome: xr.DataArray) -> str:
        """Name an outcome."""
        ...

    def unit(self, outcome: xr.DataArray, by: By) -> str:
        """Name the unit of an outcome as it is after the months are summed: `persons per year`."""
        ...

    def entry(self, axis: str, entry: str) -> str:
        """Name an entry of an axis, and a total."""
        ...


def about(outcome: xr.DataArray, scenario: str, over: tuple[str, ...], by: By, words: Words) -> list[tuple[str, ...]]:
    """Return the columns before `period` of every entry, in the order of the values, summed over some axes."""
    axes = [str(dim) for dim in outcome.dims[1:-1]]
    attrs, unit = outcome.attrs, words.unit(outcome, by)
    begin, end = (scenario, str(outcome.name), words.outcome(outcome)), (attrs["units"], unit, attrs["kind"])
    return [
        (
            *begin,
            " · ".join(axes),
            named(entry),
            ", ".join(map(words.entry, axes, entry)) or words.entry("", TOTAL),
            *end,
        )
        for entry in entries_of(outcome, over)
    ]


def write_summary(
    ds: xr.Dataset, folder: Path, words: Words, beside: Executor | None = None, reading: str = ""
) -> tuple[Path, ...]:
    """Write summary.csv and summary-months.csv of the outcomes in `folder`, with labels in the language of `words`.

    The processes of `beside`, if there is one, summarise those that they begin before this one does; `reading` is what
    they open the folder for.
    """
    paths = tuple(folder / name for name in FILES.values())
    with ExitStack() as stack:
        files = [
            stack.enter_context(stack.enter_context(replacing_file(path)).open("w", encoding="utf-8", newline=""))
            for path in paths
        ]
        for file in files:
            write(file, COLUMNS, ())
        for texts in _texts(ds, folder, words, beside, reading):
            for file, by in zip(files, FILES, strict=True):
                file.write(texts[by])
    return paths


Texts = Mapping[By, str]


def _texts(ds: xr.Dataset, folder: Path, words: Words, beside: Executor | None, reading: str) -> Iterator[Texts]:
    """Yield the lines of every outcome, in order."""
    names = [str(name) for name in ds.data_vars]
    if beside is None:
        yield from (_text(ds, name, words) for name in names)
        return
    given: list[Future[Texts]] = []
    with suppress(BrokenExecutor):
        given.extend(beside.submit(_text_of, folder, reading, name, words) for name in names)
    for name, text in zip_longest(names, given):
        if text is not None and not text.cancel():
            with suppress(BrokenExecutor):
                yield text.result()
                continue
        # Nobody had begun with it, or whoever did was killed.
        yield _text(ds, name, words)


def _text_of(folder: Path, reading: str, name: str, words: Words) -> Texts:
    with zarr.config.set(READING):
        return _text(opened(folder, reading), name, words)


def _text(ds: xr.Dataset, name: str, words: Words) -> Texts:
    """Write the rows of one outcome, years and months apart."""
    outcome, found = ds[name], dict[By, list[str]](year=[], month=[])
    table = tabulate(outcome)
    kinds: list[By] = ["year" if len(period) == len("2026") else "month" for period in table.periods]
    for over, numbers in table.by_summed.items():
        # Entries first, then periods: one row each.
        by_entry = np.moveaxis(numbers.reshape(*numbers.shape[:2], -1), (2, 1), (0, 1))
        written = significant_lines(by_entry.reshape(-1, len(STATISTICS)), DIGITS)
        scenario = str(ds.attrs["scenario"])
        years, months = (about(outcome, scenario, over, by, words) for by in FILES)
        for year, month in zip(years, months, strict=True):
            begin: dict[By, str] = {"year": one_row(year), "month": one_row(month)}
            for kind, period in zip(kinds, table.periods, strict=True):
                day = "-01" if kind == "month" else ""
                found[kind].append(f"{begin[kind]},{period}{day},{next(written)}\n")
    return {by: "".join(found[by]) for by in FILES}


Row = Mapping[str, str]
"""A row of a summary, by column."""


@dataclass(frozen=True)
class Summary:
    """The rows of summaries by outcome and entry, in their order."""

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


def summary_of(ds: xr.Dataset, words: Words) -> Summary:
    """Summarise outcomes as `write_summary` does, without a file: of the draws that are in `ds`."""
    texts = [_text(ds, str(name), words) for name in ds.data_vars]
    lines = (line for by in FILES for text in texts for line in text[by].splitlines())
    return _summary(csv.DictReader(lines, COLUMNS))


def _summary(rows: Iterable[Row]) -> Summary:
    found: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        found.setdefault(row["outcome"], {}).setdefault(row["entry"], []).append(row)
    return Summary(found)


def read_summary(folder: Path, *, months: bool = True) -> Summary:
    """Read the summaries of a finished run, or only that of its years.

    CannotAnswer when there is none, or when it is not what the run wrote.
    """
    sealed = Sealed(folder)
    return _summary(row for by, file in FILES.items() if months or by == "year" for row in _rows(sealed, file))


def _rows(sealed: Sealed, file: str) -> Sequence[Row]:
    lines = csv.DictReader(StringIO(sealed.made_anew(file), newline=""))
    if tuple(lines.fieldnames or ()) != COLUMNS:
        # That of an older version.
        raise CannotAnswer(f"{sealed.folder} has no {file}: run the same command again, which writes it")
    rows = list(lines)
    if not all(_as_written(row) for row in rows):
        raise damaged(sealed.folder, f"{file} is no table of a run")
    return rows


def _as_written(row: Mapping[str, str | None]) -> bool:
    """Check whether a row has all columns, and numbers where these are."""
    try:
        return tuple(row) == COLUMNS and None not in row.values() and _numbers(row)
    except (ValueError, TypeError):
        return False


def _numbers(row: Mapping[str, str | None]) -> bool:
    return all(math.isfinite(float(value)) for name in STATISTICS if (value := row[name]))
