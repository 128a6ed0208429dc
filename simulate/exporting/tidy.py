"""Long tidy tables as CSV and Parquet, written a few years of one outcome at a time."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute
import pyarrow.csv
import pyarrow.parquet

from simulate.exporting.labels import Choice
from simulate.exporting.rows import tables

if TYPE_CHECKING:
    import xarray as xr


def write_csv(ds: xr.Dataset, choice: Choice, path: Path, comma: bool = False) -> int:
    """Write a table in UTF-8 with commas and decimal points; returns the number of rows.

    A number has the fewest digits that read back as the same number of its storage type. With `comma` it is the CSV
    that a Dutch Excel opens and R calls csv2: decimal commas, semicolons, and a mark that it is UTF-8.
    """
    rows, between = 0, ";" if comma else ","
    with path.open("wb") as file:
        if comma:
            file.write(codecs.BOM_UTF8)
        for table in tables(ds, choice):
            options = pyarrow.csv.WriteOptions(include_header=rows == 0, delimiter=between)
            pyarrow.csv.write_csv(_commas(table) if comma else table, file, options)
            rows += table.num_rows
    return rows


def _commas(table: Any) -> Any:
    """Return the table with fractions as text with decimal commas."""
    for position, field in enumerate(table.schema):
        if pa.types.is_floating(field.type):
            digits = pyarrow.compute.cast(table[field.name], pa.string())
            table = table.set_column(position, field.name, pyarrow.compute.replace_substring(digits, ".", ","))
    return table


def write_parquet(ds: xr.Dataset, choice: Choice, path: Path) -> int:
    """Write a table with numbers as doubles, which hold every storage type exactly; returns the number of rows."""
    about = {f"simulate.{name}": str(value) for name, value in ds.attrs.items()}
    writer, rows = None, 0
    try:
        for table in tables(ds, choice):
            table = _doubles(table)
            if writer is None:
                writer = pyarrow.parquet.ParquetWriter(
                    path, table.schema.with_metadata(about), compression="zstd", compression_level=1
                )
            writer.write_table(table.replace_schema_metadata(about))
            rows += table.num_rows
    finally:
        if writer is not None:
            writer.close()
    return rows


def _doubles(table: Any) -> Any:
    """Return the table with its values as doubles, so that every outcome fits one column."""
    position = table.schema.get_field_index("value")
    return table if position < 0 else table.set_column(position, "value", table["value"].cast(pa.float64()))
