"""netCDF: the whole dataset, with units, labels, sources and the scenario itself as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import h5netcdf
import numpy as np
from numpy.typing import NDArray

from simulate.exporting.choice import axes_of, periods
from simulate.exporting.chunks import chunks
from simulate.exporting.labels import Choice
from simulate.exporting.statistics import summaries
from simulate.results.opening import YEAR
from simulate.results.statistics import STATISTICS
from simulate.results.totals import entry_rows

if TYPE_CHECKING:
    import xarray as xr

CHUNK = 1000
"""Draws in a chunk."""


def write_netcdf(ds: xr.Dataset, choice: Choice, path: Path, scenario: str) -> int:
    """Write the chosen outcomes, dims (month or year, *axes, draw or statistic); returns the number of variables.

    `scenario` is the text of scenario.yaml. It is a variable, since an attribute may not be as long.
    """
    _frame(ds, choice, scenario).to_netcdf(path, engine="h5netcdf")
    with h5netcdf.File(path, "a") as file:
        before = len(file.variables)
        for name, named in choice.parts.items():
            if choice.summary:
                (_add_summary_of if named else _add_summary)(file, ds[name], choice)
            else:
                _add_draws(file, ds[name], choice)
        return len(file.variables) - before


def _frame(ds: xr.Dataset, choice: Choice, scenario: str) -> xr.Dataset:
    """Write everything but the outcomes: coordinates, labels of entries, and attributes of the file."""
    import xarray as xr

    labels = choice.labels
    whole = [name for name, named in choice.parts.items() if not named]
    names = list(dict.fromkeys(axis for name in whole for axis in axes_of(ds[name])))
    told = YEAR if choice.by == "year" else ds["month"].attrs
    # Without the encoding of the store, so that the months have units of their own.
    coords: dict[str, Any] = {choice.by: xr.Variable((choice.by,), periods(ds, choice), _named(told, choice))}
    for axis in names:
        coords[axis] = xr.Variable((axis,), ds[axis].values, _named(ds[axis].attrs, choice))
        entries = np.array([labels.entry(axis, str(entry)) for entry in ds[axis].values])
        coords[f"{axis}_label"] = xr.Variable((axis,), entries, {"long_name": labels.axis(axis)})
    if choice.summary:
        coords["statistic"] = xr.Variable(("statistic",), list(STATISTICS), {"long_name": labels.statistic})
    else:
        coords["draw"] = xr.Variable(("draw",), ds["draw"].values, _named(ds["draw"].attrs, choice))
    text = xr.Variable((), scenario, {"long_name": labels.scenario})
    return xr.Dataset({"scenario_yaml": text}, coords, _named(ds.attrs, choice, "title"))


def _named(attrs: Mapping[Any, Any], choice: Choice, what: str = "long_name") -> dict[str, Any]:
    """Return the attributes with the name in the language of the export, and in both languages beside it."""
    kept = {str(name): value for name, value in attrs.items() if value is not None}
    if what in kept:
        kept[f"{what}_en"] = kept[what]
        kept[what] = kept[f"{what}_{choice.labels.language}"]
    return kept


def _add_draws(file: Any, outcome: xr.DataArray, choice: Choice) -> None:
    """Add the outcome; of one whose entries were named, each of these as a variable: `bezetting_in_procedure`."""
    begin, variables = 0, dict[str, Any]()
    named = choice.parts[str(outcome.name)]
    for chunk in chunks(outcome, choice):
        found = _entries(str(outcome.name), chunk, named) if named else {str(outcome.name): chunk}
        for place, (name, values) in enumerate(found.items()):
            if name not in variables:
                dims = tuple(str(dim) for dim in values.dims)
                label = {"long_name": choice.labels.row(outcome, _split(named[place]))} if named else {}
                attributes = _described(outcome, choice) | {"cell_methods": chunk.attrs["cell_methods"]} | label
                variables[name] = _variable(file, name, dims, values.dtype, attributes)
            variables[name][begin : begin + len(values)] = values.values
        begin += chunk.sizes[choice.by]


def _entries(name: str, chunk: xr.DataArray, named: Sequence[str]) -> dict[str, xr.DataArray]:
    """Read the entries that were named as outcomes without axes, by the names of their variables."""
    import xarray as xr

    rows, dims = entry_rows(chunk, named), (chunk.dims[0], "draw")
    return {
        "_".join((name, *_split(entry))): xr.DataArray(rows[:, place], dims=dims) for place, entry in enumerate(named)
    }


def _split(entry: str) -> tuple[str, ...]:
    return tuple(entry.split(" · "))


def _add_summary_of(file: Any, outcome: xr.DataArray, choice: Choice) -> None:
    """Add the entries that were named as separate variables."""
    for summary in summaries(outcome, choice, ""):
        for place, entry in enumerate(summary.entries):
            attributes = _described(outcome, choice) | {"long_name": choice.labels.row(outcome, entry)}
            values = summary.values[..., place].T
            name = "_".join((str(outcome.name), *entry))
            _variable(file, name, (choice.by, "statistic"), values.dtype, attributes)[...] = values


def _add_summary(file: Any, outcome: xr.DataArray, choice: Choice) -> None:
    """Add the outcome and its totals as separate variables: `in_procedure_totaal`, `verdeling_totaal_groep`."""
    axes, labels = axes_of(outcome), choice.labels
    for summary in summaries(outcome, choice, ""):
        left = [axis for axis in axes if axis not in summary.over]
        name, label = str(outcome.name), labels.outcome(outcome)
        if summary.over:
            name += "_totaal" + "".join(f"_{axis}" for axis in summary.over if left)
            over = ", ".join(labels.axis(axis) for axis in summary.over if left)
            label += f" ({' '.join(filter(None, (labels.total, over)))})"
        values = np.moveaxis(summary.values, 0, -1)
        values = values.reshape(len(values), *(outcome.sizes[axis] for axis in left), -1)
        attributes = _described(outcome, choice) | {"long_name": label}
        _variable(file, name, (choice.by, *left, "statistic"), values.dtype, attributes)[...] = values


def _described(outcome: xr.DataArray, choice: Choice) -> dict[str, Any]:
    attributes = _named(outcome.attrs, choice)
    return _named(attributes, choice, "description") | {"unit_label": choice.unit(outcome)}


def _variable(file: Any, name: str, dims: tuple[str, ...], dtype: np.dtype[Any], attributes: dict[str, Any]) -> Any:
    sizes = [file.dimensions[dim].size for dim in dims]
    chunks = (min(12, sizes[0]), *sizes[1:-1], min(CHUNK, sizes[-1]))
    missing: NDArray[Any] | None = np.array(np.nan, dtype) if dtype.kind == "f" else None
    variable = file.create_variable(
        name, dims, dtype, fillvalue=missing, chunks=chunks, compression="gzip", compression_opts=1, shuffle=True
    )
    for key, value in attributes.items():
        variable.attrs[key] = value
    return variable
