"""Export of a result folder to a file: it appears complete or not at all."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from simulate.errors import CannotAnswer
from simulate.exporting import package
from simulate.exporting.choice import choose, periods
from simulate.exporting.iamc import write_iamc
from simulate.exporting.labels import Choice, Labels
from simulate.files import replacing_file, writing
from simulate.inputs.distribution import install_command
from simulate.results.asked import Wanted
from simulate.results.opening import open_outcomes, outcomes_of, whole_years
from simulate.results.summary import By
from simulate.running.store.record import SCENARIO
from simulate.running.store.sealed import Sealed

if TYPE_CHECKING:
    import xarray as xr

Form = Literal["netcdf", "csv", "parquet", "xlsx", "iamc", "package"]
FORMS: tuple[Form, ...] = ("netcdf", "csv", "parquet", "xlsx", "iamc", "package")
ENDING = {
    "netcdf": ".nc",
    "csv": ".csv",
    "parquet": ".parquet",
    "xlsx": ".xlsx",
    "iamc": "-iamc.csv",
    "package": "-package",
}
NEEDS: dict[Form, tuple[str, ...]] = {
    "netcdf": ("h5netcdf", "h5py"),
    "csv": ("pyarrow",),
    "parquet": ("pyarrow",),
    "xlsx": ("openpyxl",),
    "iamc": (),
    "package": ("pyarrow",),
}
DESCRIBED: tuple[Form, ...] = ("csv", "parquet", "iamc")
"""Tables that cannot say themselves what they are: a README lies beside them."""


@dataclass(frozen=True)
class ExportOptions:
    """What to export from a result folder, and in which format."""

    form: Form
    wanted: Wanted = field(default_factory=Wanted)
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
    sealed, form = Sealed(folder), options.form
    summary, by = options.summary or form == "iamc", "year" if form == "iamc" else options.by
    ds = open_outcomes(folder, sealed) if summary else outcomes_of(sealed)
    if form == "iamc" and not whole_years(ds["month"].values)[1].size:
        raise CannotAnswer("this result has no whole calendar year, and iamc has years only: export it --to csv")
    choice = choose(ds, options.wanted, by, summary, labels)
    if options.comma and form not in ("csv", "package"):
        raise CannotAnswer(f"decimal commas are for --to csv: {form} holds numbers, not their digits")
    if form == "xlsx" and not summary:
        raise CannotAnswer(_too_long(ds, choice))
    _need(form)
    folder = folder.absolute()
    kind = "-summary" if options.summary and form != "iamc" else ""
    path = out or folder.with_name(f"{folder.name}{kind}{ENDING[form]}")
    missing = int(ds.attrs.get("missing_draws", 0))
    if form == "package":
        package.free(path, options.overwrite)
        yearly = _by_year(ds, options.wanted, labels)
        with writing(path):
            count = package.write_package(ds, choice, path, sealed, options.comma, yearly)
        return Exported(path, count, sealed.record.draws - missing, missing)
    described = form in DESCRIBED
    _free(path, options.overwrite)
    for one in package.Beside(path).paths if described else ():
        _free(one, options.overwrite)
    with writing(path), replacing_file(path) as new:
        count = _write(form, ds, choice, new, sealed, options.comma)
    if described:
        with writing(path):
            package.describe(path, sealed, choice, options.comma)
    return Exported(path, count, sealed.record.draws - missing, missing)


def _by_year(ds: xr.Dataset, wanted: Wanted, labels: Labels) -> Choice | None:
    """Choose the summary by year that a package has as well, of the wanted years that are whole; None without any."""
    whole = whole_years(ds["month"].values)[1].tolist()
    years = tuple(year for year in wanted.years if year in whole)
    if not years and (wanted.years or not whole):
        return None
    return choose(ds, replace(wanted, years=years), "year", True, labels)


def _free(path: Path, overwrite: bool) -> None:
    """Check that the file can be written there, before anything is computed. CannotAnswer when it cannot."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise CannotAnswer(f"{path} is no file that can be replaced: name another with --out")
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


def _write(form: Form, ds: xr.Dataset, choice: Choice, path: Path, sealed: Sealed, comma: bool) -> int:
    if form == "netcdf":
        from simulate.exporting.netcdf import write_netcdf

        return write_netcdf(ds, choice, path, sealed.text(SCENARIO))
    if form == "xlsx":
        from simulate.exporting.excel import write_excel

        return write_excel(ds, choice, path, sealed.scenario(), sealed.record)
    if form == "iamc":
        return write_iamc(ds, choice, path, sealed.record.model)
    from simulate.exporting.tidy import write_csv, write_parquet

    return write_csv(ds, choice, path, comma) if form == "csv" else write_parquet(ds, choice, path)


def _too_long(ds: xr.Dataset, choice: Choice) -> str:
    entries = sum(
        len(named) * ds.sizes["draw"] or ds[name].size // ds.sizes["month"] for name, named in choice.parts.items()
    )
    rows = entries * len(periods(ds, choice))
    return (
        f"draws do not go into Excel, of which a sheet holds 1,048,576 rows; these are {rows:,}. Add --summary for the "
        "statistics over the draws, or choose --to csv, parquet or netcdf for every draw."
    )
