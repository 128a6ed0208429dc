"""Export of a result folder to a file: it appears complete or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from simulate.errors import CannotAnswer
from simulate.exporting.choice import choose
from simulate.exporting.labels import By, Choice, Labels
from simulate.files import replacing_file, writing
from simulate.inputs.distribution import install_command
from simulate.inputs.resolve.resolved import load_scenario
from simulate.results.opening import open_outcomes, open_results, whole_years
from simulate.running.store import record

if TYPE_CHECKING:
    import xarray as xr

Form = Literal["netcdf", "csv", "parquet", "xlsx"]
ENDING = {"netcdf": ".nc", "csv": ".csv", "parquet": ".parquet", "xlsx": ".xlsx"}
NEEDS = {"netcdf": ("h5netcdf", "h5py"), "csv": ("pyarrow",), "parquet": ("pyarrow",), "xlsx": ("openpyxl",)}


@dataclass(frozen=True)
class ExportOptions:
    """What to export from a result folder, and in which format."""

    form: Form
    outcomes: tuple[str, ...] = ()
    """All when empty."""
    by: By = "month"
    summary: bool = False
    comma: bool = False
    """Whether a CSV has decimal commas and semicolons."""
    overwrite: bool = False
    """Whether a file that is there is replaced."""


@dataclass(frozen=True)
class Exported:
    """The exported file: `count` rows or netCDF variables, of `draws` draws; `missing` draws were not computed."""

    path: Path
    count: int
    draws: int
    missing: int


def export(folder: Path, options: ExportOptions, labels: Labels, out: Path | None = None) -> Exported:
    """Write the outcomes in `folder` to `out`, by default beside the folder.

    CannotAnswer when it is not a result folder, or when the options cannot be met.
    """
    ds, form = open_outcomes(folder) if options.summary else open_results(folder), options.form
    choice = choose(ds, options.outcomes, options.by, options.summary, labels)
    if options.comma and form != "csv":
        raise CannotAnswer(f"decimal commas are for --to csv: {form} holds numbers, not their digits")
    if form == "xlsx" and not options.summary:
        raise CannotAnswer(_too_long(ds, choice))
    _need(form)
    folder = folder.absolute()
    path = out or folder.with_name(f"{folder.name}{'-summary' if options.summary else ''}{ENDING[form]}")
    _free(path, options.overwrite)
    with writing(path), replacing_file(path) as new:
        count = _write(form, ds, choice, new, folder, options.comma)
    return Exported(path, count, ds.sizes["draw"], int(ds.attrs.get("missing_draws", 0)))


def _free(path: Path, overwrite: bool) -> None:
    """Check that the file can be written there, before anything is computed. CannotAnswer when it cannot."""
    if path.is_dir():
        raise CannotAnswer(f"{path} is a folder: name the file that is to be written with --out")
    if path.exists() and not overwrite:
        raise CannotAnswer(f"{path} is there already: --overwrite replaces it, --out names another file")
    if not path.parent.is_dir():
        raise CannotAnswer(f"there is no folder {path.parent} to write {path.name} in")


def _need(form: Form) -> None:
    for library in NEEDS[form]:
        try:
            import_module(library)
        except ImportError:
            raise CannotAnswer(f"export to {form} needs {library}: {install_command('export')}") from None


def _write(form: Form, ds: xr.Dataset, choice: Choice, path: Path, folder: Path, comma: bool) -> int:
    if form == "netcdf":
        from simulate.exporting.netcdf import write_netcdf

        return write_netcdf(ds, choice, path, (folder / record.SCENARIO).read_text(encoding="utf-8"))
    if form == "xlsx":
        from simulate.exporting.excel import write_excel

        return write_excel(ds, choice, path, load_scenario(folder / record.SCENARIO), record.read(folder))
    from simulate.exporting.tidy import write_csv, write_parquet

    return write_csv(ds, choice, path, comma) if form == "csv" else write_parquet(ds, choice, path)


def _too_long(ds: xr.Dataset, choice: Choice) -> str:
    periods = ds.sizes["month"] if choice.by == "month" else whole_years(ds["month"].values)[1].size
    rows = sum(ds[name].size // ds.sizes["month"] for name in choice.outcomes) * periods
    return (
        f"whole draws do not go into Excel: a sheet holds 1,048,576 rows and these are {rows:,}. Add --summary for the "
        "statistics over the draws, or choose --to csv, parquet or netcdf for every draw."
    )
