"""outcomes.zarr: one array per outcome with the draws last, one chunk per block of draws.

One process makes and resizes the arrays; every worker writes blocks of its own and, after the last byte, marks how many
draws of a block are there. So they are there or they are not, whatever is killed when. The arrays are as long as the
draws asked for, so that plain `xarray.open_zarr` shows exactly those: the last block may have fewer than the others.
Asking for more draws later makes them longer, and writes a block that has too few of them anew.
"""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import zarr
from numpy.typing import NDArray
from zarr.codecs import BloscCodec, Crc32cCodec
from zarr.errors import ZarrUserWarning

from simulate.engine.outcome import Kind, Outcome
from simulate.vocabulary import AXES, Label

MONTH = Label("maand", "month")
DRAW = Label("trekking", "draw")
COMMITTED = "blocks/committed"
"""The draws of each block that are there. In a group of its own, so that xarray does not show it among the outcomes."""
OLDER = np.dtype("int8")
"""The type of marks that only say whether a whole block is there: programs of before wrote no others."""

CELL_METHODS: dict[Kind, str] = {
    "stock": "month: point",
    "level": "month: point",
    "flow": "month: sum",
    "total": "month: sum",
    "mean": "month: mean",
}
WRITING = {"array.write_empty_chunks": True, "async.concurrency": 4, "threading.max_workers": 1}


class DoesNotFit(ValueError):
    """An outcome of a block has another shape, another kind of number, or numbers its storage type cannot hold."""


def create(
    path: Path, outcomes: Mapping[str, Outcome], start: date, months: int, block: int, attributes: Mapping[str, Any]
) -> None:
    """Create the store, without draws, for `months` months from `start`. Atomic: made under another name first."""
    temporary = path.with_name(path.name + ".new")
    shutil.rmtree(temporary, ignore_errors=True)
    root = zarr.create_group(temporary, zarr_format=3, attributes={**attributes, "block": block, "draws": 0})
    for name, outcome in outcomes.items():
        sizes = tuple(len(AXES[axis].entries) for axis in outcome.axes)
        root.create_array(
            name,
            shape=(months, *sizes, 0),
            chunks=(months, *sizes, block),
            dtype=outcome.dtype,
            fill_value=fill_value(outcome.dtype),
            compressors=[BloscCodec(cname="lz4", clevel=1, shuffle="shuffle"), Crc32cCodec()],
            dimension_names=("month", *outcome.axes, "draw"),
            attributes=_describe(outcome),
        )
    _coordinates(root, start, months, sorted({axis for outcome in outcomes.values() for axis in outcome.axes}))
    root.create_array(COMMITTED, shape=(0,), chunks=(1,), dtype="int32", fill_value=0, dimension_names=("block",))
    shutil.rmtree(path, ignore_errors=True)
    temporary.rename(path)


def fill_value(dtype: str) -> float | int:
    """Return the fill value of a missing number: NaN, or the lowest whole number, which no outcome ever has."""
    return float("nan") if np.dtype(dtype).kind == "f" else int(np.iinfo(dtype).min)


def _describe(outcome: Outcome) -> dict[str, Any]:
    described = {
        "long_name": outcome.label.en,
        "long_name_nl": outcome.label.nl,
        "units": outcome.unit,
        "kind": outcome.kind,
        "cell_methods": CELL_METHODS[outcome.kind],
    }
    if outcome.description is not None:
        described |= {"description": outcome.description.en, "description_nl": outcome.description.nl}
    return described


def _coordinates(root: zarr.Group, start: date, months: int, axes: Iterable[str]) -> None:
    first = np.datetime64(start, "M") + np.arange(months)
    days = (first.astype("datetime64[D]") - np.datetime64(start, "D")).astype(np.int64)
    time: dict[str, Any] = {
        "units": f"days since {start.isoformat()}",
        "calendar": "proleptic_gregorian",
        "standard_name": "time",
    }
    root.create_array("month", data=days, dimension_names=("month",), attributes=time | _named(MONTH))
    for axis in axes:
        entries = AXES[axis].entries
        words = root.create_array(
            axis, shape=(len(entries),), dtype="string", dimension_names=(axis,), attributes=_named(AXES[axis].label)
        )
        words[:] = np.array(entries, dtype=object)
    root.create_array(
        "draw", shape=(0,), chunks=(100_000,), dtype="int64", fill_value=-1, dimension_names=("draw",),
        attributes=_named(DRAW),
    )  # fmt: skip


def _named(label: Label) -> dict[str, Any]:
    return {"long_name": label.en, "long_name_nl": label.nl}


def open_store(path: Path) -> zarr.Group:
    """Open the store for writing, without consolidated metadata: stale, they make writes vanish without an error."""
    return zarr.open_group(path, mode="r+", zarr_format=3, use_consolidated=False)


def read_store(path: Path) -> zarr.Group:
    """Open the store for reading, also where nothing may be written. FileNotFoundError when there is no store."""
    return zarr.open_group(path, mode="r", zarr_format=3, use_consolidated=False)


def extend(path: Path, draws: int) -> None:
    """Make room for `draws` draws. Numbers that are there stay as they are."""
    root = open_store(path)
    block = int(root.attrs["block"])  # type: ignore[arg-type]
    blocks = -(-draws // block)
    for array in _by_draw(root):
        if array.shape[-1] < draws:
            array.resize((*array.shape[:-1], draws))
    committed = _array(root, COMMITTED)
    if committed.shape[0] < blocks:
        committed.resize((blocks,))


def finish(path: Path, draws: int, attributes: Mapping[str, Any]) -> None:
    """Cut the arrays to `draws`, take away what uncommitted blocks left behind, and consolidate the metadata."""
    root = open_store(path)
    for torn in path.rglob("*.partial"):
        torn.unlink()
    there = widths(path, draws)
    missing = sorted(set(range(len(there))) - set(whole_blocks(path, draws)))
    for array in _by_draw(root):
        if array.name != "/draw":
            for number in np.flatnonzero(there == 0):
                chunk_file(path, array, int(number)).unlink(missing_ok=True)
        array.resize((*array.shape[:-1], draws))
    # A mark of a block that was cut off would say that it is there.
    _array(root, COMMITTED).resize((-(-draws // int(root.attrs["block"])),))  # type: ignore[arg-type]
    _array(root, "draw")[:] = np.arange(draws)
    root.attrs.update({**attributes, "draws": draws, "missing_blocks": missing})
    with warnings.catch_warnings():
        # Zarr warns that other programs may not know consolidated metadata; those read the arrays one by one.
        warnings.simplefilter("ignore", ZarrUserWarning)
        zarr.consolidate_metadata(path)


def chunk_file(path: Path, array: zarr.Array[Any], number: int) -> Path:
    """Return the path of the file that holds block `number` of an outcome."""
    return path / array.name.strip("/") / array.metadata.encode_chunk_key((0,) * (array.ndim - 1) + (number,))


def widths(path: Path, draws: int) -> NDArray[np.int64]:
    """Count, in each block of the first `draws` draws, how many of its own are there."""
    root = read_store(path)
    block = int(root.attrs["block"])  # type: ignore[arg-type]
    marks: NDArray[Any] = np.asarray(_array(root, COMMITTED)[: -(-draws // block)])
    found = np.zeros(-(-draws // block), np.int64)
    found[: marks.size] = marks * np.int64(block) if marks.dtype == OLDER else marks
    return found


def whole_blocks(path: Path, draws: int) -> list[int]:
    """List the blocks that have all their draws of the first `draws`."""
    block = int(read_store(path).attrs["block"])  # type: ignore[arg-type]
    there = widths(path, draws)
    return [number for number, width in enumerate(there) if width >= min(block, draws - number * block)]


def unbroken(path: Path, draws: int) -> int:
    """Count the draws, of the first `draws`, that are there from the first on without a gap; 0 without a store."""
    try:
        block = int(read_store(path).attrs["block"])  # type: ignore[arg-type]
        there = widths(path, draws).tolist()
    except (OSError, ValueError, KeyError):
        return 0
    whole = next((number for number, width in enumerate(there) if width < block), len(there))
    return int(min(draws, sum(there[: whole + 1])))


class Writer:
    """Writes blocks into a store. Its arrays are opened once: nobody resizes them while workers write."""

    def __init__(self, path: Path) -> None:
        # An array keeps the settings it was opened with.
        with zarr.config.set(WRITING):
            root = open_store(path)
            self.block = int(root.attrs["block"])  # type: ignore[arg-type]
            self.arrays = {array.name.strip("/"): array for array in _by_draw(root) if array.name != "/draw"}
            self.draws = _array(root, "draw").shape[0]
            self.committed = _array(root, COMMITTED)

    def write(self, number: int, outcomes: Mapping[str, NDArray[Any]]) -> None:
        """Store the outcomes of one block, arrays (months, *axes, draws of this block), and mark how many there are.

        A block that had fewer draws counts as not there until it is written. DoesNotFit before anything is written
        when an outcome is missing, unknown or does not fit. OSError when the disk does not take it.
        """
        fitting = self.fit(number, outcomes)
        with zarr.config.set(WRITING):
            if self.committed[number]:
                self.committed[number] = 0
            self.keep(number, fitting)
            self.committed[number] = self.width(number)

    def width(self, number: int) -> int:
        """Count the draws of a block."""
        return min(self.block, self.draws - number * self.block)

    def fit(self, number: int, outcomes: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
        """Convert the outcomes of one block to their storage types. DoesNotFit when that cannot be."""
        if outcomes.keys() != self.arrays.keys():
            odd = sorted(outcomes.keys() ^ self.arrays.keys())
            raise DoesNotFit(f"the model declares other outcomes than it gives: {', '.join(odd)}")
        width = self.width(number)
        return {name: _fit(name, value, self.arrays[name], width) for name, value in outcomes.items()}

    def keep(self, number: int, fitting: Mapping[str, NDArray[Any]]) -> None:
        """Write what is kept of one block: its draws."""
        begin = number * self.block
        for name, value in fitting.items():
            # All of a chunk, whatever was in it, or torn: zarr reads none before it writes.
            self.arrays[name][..., begin : begin + value.shape[-1]] = value


def _fit(name: str, value: NDArray[Any], array: zarr.Array[Any], width: int) -> NDArray[Any]:
    """Convert `value` to the type of `array`. NumPy would cast silently: 3e9 becomes a negative int32."""
    dtype, shape = np.dtype(array.dtype), (*array.shape[:-1], width)
    if value.shape != shape:
        raise DoesNotFit(f"{name} has shape {value.shape}, expected {shape}")
    if dtype.kind == "i":
        limits = np.iinfo(dtype)
        if value.dtype.kind not in "iu" or value.min() <= limits.min or value.max() > limits.max:
            raise DoesNotFit(f"{name} does not fit {dtype}: {value.dtype} from {value.min()} to {value.max()}")
    elif np.abs(value).max(initial=0, where=np.isfinite(value)) > np.finfo(dtype).max:
        raise DoesNotFit(f"{name} does not fit {dtype}: up to {value.max()}")
    return np.ascontiguousarray(value, dtype=dtype)


def _by_draw(root: zarr.Group) -> Sequence[zarr.Array[Any]]:
    return [array for _, array in root.arrays() if (array.metadata.dimension_names or ("",))[-1] == "draw"]  # type: ignore[union-attr]


def _array(root: zarr.Group, name: str) -> zarr.Array[Any]:
    found = root[name]
    if not isinstance(found, zarr.Array):
        raise TypeError(f"{name} is not an array of the store")
    return found
