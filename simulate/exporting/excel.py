"""An Excel workbook of a summary: the numbers, what they mean, what went in, and how it was run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from simulate.errors import CannotAnswer
from simulate.exporting.choice import Choice, axes_of
from simulate.exporting.inputs import HEADER, Cell, input_rows
from simulate.exporting.statistics import told
from simulate.results.opening import whole_years
from simulate.results.statistics import STATISTICS
from simulate.results.totals import called, choices
from simulate.running.store.record import Record
from simulate.scenario import Scenario
from simulate.vocabulary import AXES, Label, Language

if TYPE_CHECKING:
    import xarray as xr

MOST = 1_048_576
"""Rows of a sheet in Excel."""
TEXT = 32_767
"""Characters of a cell in Excel."""

DATA = Label("gegevens", "data")
MEANING = Label("eenheden en namen", "units and labels")
INPUTS = Label("wat erin ging", "what went in")
RUN = Label("hoe gerekend", "how it was run")
MEANINGS = (
    Label("naam", "name"),
    Label("deel", "entry"),
    Label("betekenis", "label"),
    Label("eenheid", "unit"),
    Label("soort", "kind"),
    Label("toelichting", "description"),
)


def write_excel(ds: xr.Dataset, choice: Choice, path: Path, scenario: Scenario, facts: Record) -> int:
    """Write the workbook; the number of rows of data. CannotAnswer when they are more than a sheet holds."""
    _fits(ds, choice)
    language = choice.language
    axes = list(dict.fromkeys(axis for name in choice.outcomes for axis in axes_of(ds[name])))
    book = openpyxl.Workbook(write_only=True)
    header = ["outcome", "label", "unit", *axes, "period", *STATISTICS]
    rows = _fill(book, DATA.in_(language), header, _data(ds, choice, axes), (24, 48, 20, *[16] * len(axes)))
    _fill(
        book, MEANING.in_(language), _words(MEANINGS, language), _meanings(ds, choice, axes), (30, 16, 60, 24, 10, 80)
    )
    widths = (24, 50, 50, 14, 12, 14, 14, 22, 12, 26, 40, 7, 20, 44, 80)
    _fill(book, INPUTS.in_(language), _words(HEADER, language), input_rows(scenario, language), widths)
    _fill(book, RUN.in_(language), ["", ""], _how(facts, ds, language), (24, 90))
    book.save(path)
    return rows


def _fits(ds: xr.Dataset, choice: Choice) -> None:
    periods = ds.sizes["month"] if choice.by == "month" else whole_years(ds["month"].values)[1].size
    rows = sum(len(called(ds[name], over)) for name in choice.outcomes for over in choices(ds[name])) * periods
    if rows >= MOST:
        raise CannotAnswer(
            f"a sheet of Excel holds {MOST:,} rows and this summary has {rows:,}: choose outcomes with --outcome, "
            "--by year, or --to parquet"
        )


def _words(labels: Iterable[Label], language: Language) -> list[str]:
    return [label.in_(language) for label in labels]


def _fill(book: Any, title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]], widths: Sequence[int]) -> int:
    """Add a sheet; its number of rows below the header."""
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.append([_bold(sheet, word) for word in header])
    count = 0
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
        count += 1
    if any(header):
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{count + 1}"
    return count


def _bold(sheet: Any, word: str) -> Any:
    cell = WriteOnlyCell(sheet, word)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Cell) -> Any:
    """A cell that Excel takes as it is: text stays text also where it begins like a formula; no control characters."""
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub(" ", value)[:TEXT])
        cell.data_type = "s"
        return cell
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = "yyyy-mm-dd"
        return cell
    return value


def _data(ds: xr.Dataset, choice: Choice, axes: Sequence[str]) -> Iterator[Sequence[Cell]]:
    for name in choice.outcomes:
        outcome, unit, mine = ds[name], choice.unit(ds[name]), axes_of(ds[name])
        for part in told(outcome, choice):
            periods: list[Cell] = part.periods.tolist()
            lists = np.moveaxis(part.values, 0, -1).tolist()
            for number, entry in enumerate(part.entries):
                label, by_axis = choice.row_label(outcome, entry), dict(zip(mine, entry, strict=True))
                begin = [name, label, unit, *(by_axis.get(axis) for axis in axes)]
                for period, values in zip(periods, lists, strict=True):
                    yield [*begin, period, *(None if value != value else value for value in values[number])]


def _meanings(ds: xr.Dataset, choice: Choice, axes: Sequence[str]) -> Iterator[Sequence[Cell]]:
    described = "description_nl" if choice.language == "nl" else "description"
    for name in choice.outcomes:
        outcome = ds[name]
        told_of = (choice.unit(outcome), outcome.attrs["kind"], outcome.attrs.get(described))
        yield (name, None, choice.label(outcome), *told_of)
    for axis in axes:
        yield axis, None, AXES[axis].label.in_(choice.language), None, None, None
        for entry in AXES[axis].entries:
            yield axis, entry, choice.entry_label(axis, entry), None, None, None


def _how(facts: Record, ds: xr.Dataset, language: Language) -> Iterator[Sequence[Cell]]:
    yield "scenario", facts.name
    yield "label", facts.label.in_(language)
    for name in ("model", "status", "draws", "months", "seed", "design", "fingerprint", "executor"):
        yield name, getattr(facts, name)
    yield "draws in this summary", int(ds.sizes["draw"])
    yield "started", facts.started
    yield "finished", facts.finished
    yield "command", " ".join(facts.command)
    for name, version in facts.versions.items():
        yield f"version of {name}", version
    for name, digest in facts.inputs.items():
        yield f"sha256 of {name}", digest
