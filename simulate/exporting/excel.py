"""An Excel workbook of a summary, sheet by sheet."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from simulate.errors import CannotAnswer
from simulate.exporting.choice import periods
from simulate.exporting.labels import Choice, Sheet, Shown, Value
from simulate.plain_text import printable, shortened
from simulate.results.totals import axes_to_sum, entry_names
from simulate.running.store.record import Record
from simulate.scenario import Scenario

if TYPE_CHECKING:
    import xarray as xr

MOST = 1_048_576
"""Rows of a sheet in Excel."""
TEXT = 32_767
"""Characters of a cell in Excel."""


def write_excel(ds: xr.Dataset, choice: Choice, path: Path, scenario: Scenario, record: Record) -> int:
    """Write the workbook; returns the number of data rows. CannotAnswer when a sheet cannot hold them."""
    _fits(ds, choice)
    book = openpyxl.Workbook(write_only=True)
    rows = [add(book, sheet) for sheet in choice.labels.sheets(ds, choice, scenario, record)]
    book.save(path)
    return rows[0]


def _fits(ds: xr.Dataset, choice: Choice) -> None:
    entries = sum(
        len(named) or sum(len(entry_names(ds[name], over)) for over in axes_to_sum(ds[name]))
        for name, named in choice.parts.items()
    )
    rows = entries * len(periods(ds, choice))
    if rows >= MOST:
        raise CannotAnswer(
            f"a sheet of Excel holds {MOST:,} rows and this summary has {rows:,}: choose outcomes with --outcome, "
            "parts with --entry, --by year, or --to parquet"
        )


def add(book: Any, content: Sheet) -> int:
    """Add a sheet to a workbook; returns its number of rows below the header."""
    sheet = book.create_sheet(content.title)
    sheet.freeze_panes = "A2"
    for position, width in enumerate(content.widths, start=1):
        sheet.column_dimensions[get_column_letter(position)].width = width
    sheet.append([_bold(sheet, word) for word in content.header])
    count = 0
    for row in content.rows:
        sheet.append([_cell(sheet, value) for value in row])
        count += 1
    if any(content.header):
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(content.header))}{count + 1}"
    return count


def _bold(sheet: Any, word: str) -> Any:
    cell = WriteOnlyCell(sheet, word)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Value) -> Any:
    """Build a cell that keeps text as text, also where it begins like a formula; without control characters."""
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, shortened(printable(value), TEXT))
        cell.data_type = "s"
        return cell
    if isinstance(value, Shown):
        cell = WriteOnlyCell(sheet, value.number)
        cell.number_format = value.format
        return cell
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = "yyyy-mm-dd"
        return cell
    return value
