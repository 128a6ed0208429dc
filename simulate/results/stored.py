"""The outcomes of a result folder as an xarray Dataset: values are read when they are used, and checked then.

Nothing is decoded but the months, so that no attribute in the store changes what a number says.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr
import zarr
from numpy.typing import NDArray
from xarray.backends import BackendArray
from xarray.core import indexing

from simulate.errors import SimulateError
from simulate.running.store.outcomes import CELL_METHODS, ENTRIES
from simulate.running.store.record import Record, damaged
from simulate.running.store.sealed import Sealed, SealedStore
from simulate.vocabulary import UNITS

MOST_ENTRIES = 100_000
"""Entries of an axis: far more than any has."""
OF_RUN = ("title", "title_nl", "scenario", "model", "source", "fingerprint")
OF_OUTCOME = ("long_name", "long_name_nl", "units", "kind", "cell_methods")
"""The attributes that say what the numbers are."""
SINCE = "days since "


def dataset(sealed: Sealed) -> xr.Dataset:
    """Open the outcomes. CannotAnswer when they are not what the run wrote, or do not fit its record."""
    with _readable(sealed.folder):
        root = zarr.open_group(SealedStore(sealed), mode="r", zarr_format=3)
        arrays = {name: _outcome(root, name, sealed.record) for name in sealed.record.outcomes}
        axes = {str(dim) for array in arrays.values() for dim in _dims(array)} - {"month", "draw"}
        coords = {axis: _coordinate(root, axis) for axis in sorted({"month", "draw", *axes})}
        outcomes = {
            name: xr.Variable(_dims(array), indexing.LazilyIndexedArray(_Stored(sealed.folder, array)), _about(array))
            for name, array in arrays.items()
        }
        return xr.Dataset(outcomes, coords, _texts(dict(root.attrs), OF_RUN, "the store"))


@contextmanager
def _readable(folder: Path) -> Iterator[None]:
    """Raise CannotAnswer for whatever the libraries raise where a store is not as a run writes it."""
    try:
        yield
    except SimulateError:
        raise
    except Exception as error:
        said = next(iter(str(error).splitlines()), "") or type(error).__name__
        raise damaged(folder, f"its outcomes cannot be read ({said})") from None


class _Stored(BackendArray):
    """An outcome in the store, of which the blocks are read that are asked for."""

    def __init__(self, folder: Path, array: zarr.Array[Any]) -> None:
        self.folder, self.array = folder, array
        self.shape, self.dtype = array.shape, np.dtype(array.dtype)

    def __getitem__(self, key: indexing.ExplicitIndexer) -> Any:
        return indexing.explicit_indexing_adapter(key, self.shape, indexing.IndexingSupport.OUTER, self._read)

    def _read(self, key: tuple[Any, ...]) -> NDArray[Any]:
        with _readable(self.folder):
            return np.asarray(self.array.oindex[key])


def _array(root: zarr.Group, name: str) -> zarr.Array[Any]:
    found = root[name]
    if not isinstance(found, zarr.Array):
        raise ValueError(f"{name} is no outcome")
    return found


def _outcome(root: zarr.Group, name: str, run_record: Record) -> zarr.Array[Any]:
    """Return an outcome, of the shape that the record says. ValueError when it is another."""
    array = _array(root, name)
    dims, dtype = _dims(array), np.dtype(array.dtype)
    ends = (dims[0], dims[-1]) == ("month", "draw") and len(dims) == array.ndim == len(set(dims))
    if not ends or (array.shape[0], array.shape[-1]) != (run_record.months, run_record.draws):
        raise ValueError(f"{name} has shape {array.shape} over {', '.join(dims)}, which is not that of the record")
    if dtype.kind not in "if" or max(array.shape[1:-1], default=0) > MOST_ENTRIES:
        raise ValueError(f"{name} is stored as no run stores it: {dtype}, {array.shape}")
    if array.chunks != (*array.shape[:-1], run_record.block):
        raise ValueError(f"{name} is not stored by block")
    return array


def _dims(array: zarr.Array[Any]) -> tuple[str, ...]:
    names = getattr(array.metadata, "dimension_names", None) or ()
    return tuple(map(str, names)) or ("",)


def _coordinate(root: zarr.Group, name: str) -> xr.Variable:
    array = _array(root, name)
    if array.ndim != 1 or (name not in ("month", "draw") and array.shape[0] > MOST_ENTRIES):
        raise ValueError(f"{name} has shape {array.shape}")
    attrs = _texts(_attrs(array), ("long_name", "long_name_nl"), name)
    if ENTRIES in attrs:
        # NumPy strings of fixed width, which every other library understands.
        values = np.array([str(word) for word in attrs.pop(ENTRIES)])
        if len(values) != array.shape[0]:
            raise ValueError(f"{name} has {len(values)} entries and shape {array.shape}")
        return xr.Variable((name,), values, attrs)
    values = np.asarray(array[:])
    if name == "month":
        first = date.fromisoformat(str(attrs.pop("units")).removeprefix(SINCE))
        attrs.pop("calendar", None)
        values = (np.datetime64(first, "D") + values.astype("timedelta64[D]")).astype("datetime64[ns]")
    elif name != "draw":
        values = np.array([str(word) for word in values])
    return xr.Variable((name,), values, attrs)


def _about(array: zarr.Array[Any]) -> dict[str, Any]:
    """Return the attributes of an outcome. ValueError when they are not those that a run writes."""
    attrs = _texts(_attrs(array), OF_OUTCOME, array.name)
    if attrs["kind"] not in CELL_METHODS or attrs["units"] not in UNITS:
        raise ValueError(f"{array.name} is said to be a {attrs['kind']} in {attrs['units']}")
    return attrs


def _texts(attrs: dict[str, Any], names: tuple[str, ...], what: str) -> dict[str, Any]:
    """Check that there are attributes of these names, with a text. ValueError when not."""
    if lacking := [name for name in names if not isinstance(attrs.get(name), str)]:
        raise ValueError(f"{what} has no {lacking[0]}")
    return attrs


def _attrs(array: zarr.Array[Any]) -> dict[str, Any]:
    return dict(array.attrs)
