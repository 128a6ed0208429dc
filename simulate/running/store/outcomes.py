"""outcomes.zarr: one array per outcome with the draws last, one chunk per block of draws.

One process makes and resizes the arrays; every worker writes blocks of its own and, after the last byte, their seal
(`seals`): how many draws are there, and the sha256 of each file. So they are there or they are not, whatever is killed
when. The arrays are as long as the draws asked for, so that plain `xarray.open_zarr` shows exactly those: the last
block may have fewer than the others. Asking for more draws later makes them longer, and writes a block that has too few
of them anew.
"""

from __future__ import annotations

import json
import shutil
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import zarr
from numpy.typing import NDArray
from zarr.codecs import BloscCodec, BytesCodec, Crc32cCodec
from zarr.core.group import GroupMetadata
from zarr.core.metadata import ArrayV3Metadata
from zarr.dtype import parse_dtype
from zarr.errors import ZarrUserWarning
from zarr.storage import LocalStore

from simulate.engine.outcome import Kind, Outcome
from simulate.running.store import record, seals
from simulate.running.store.plain import read_plain
from simulate.running.store.seals import FOLDER, whole_blocks, widths
from simulate.vocabulary import AXES, Label

MONTH = Label("maand", "month")
DRAW = Label("trekking", "draw")
ENTRIES = "entries"
"""The attribute of an axis that has its entries."""
MARKS = "outcomes.zarr/blocks/committed/"
"""Where an older version kept which blocks are there."""
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
    path: Path,
    outcomes: Mapping[str, Outcome],
    start: date,
    months: int,
    draws: int,
    block: int,
    attributes: Mapping[str, Any],
) -> None:
    """Create the store, with room for `draws` draws of `months` months from `start`; what has that name goes."""
    shutil.rmtree(path, ignore_errors=True)
    nodes: dict[str, Any] = {"": GroupMetadata(attributes={**attributes, "block": block, "draws": 0}, zarr_format=3)}
    nodes |= {name: _metadata(outcome, months, draws, block) for name, outcome in outcomes.items()}
    # All in one call: one by one takes twice as long.
    root = dict(zarr.create_hierarchy(store=LocalStore(path), nodes=nodes))[""]
    assert isinstance(root, zarr.Group)
    _coordinates(root, start, months, draws, sorted({axis for outcome in outcomes.values() for axis in outcome.axes}))
    root.create_group(FOLDER.partition("/")[0])


def _metadata(outcome: Outcome, months: int, draws: int, block: int) -> ArrayV3Metadata:
    """Describe the array of an outcome (months, *axes, draws): a chunk for each block."""
    dtype = np.dtype(outcome.dtype)
    sizes = (months, *(len(AXES[axis].entries) for axis in outcome.axes))
    packed = BloscCodec(cname="lz4", clevel=1, shuffle="shuffle", typesize=dtype.itemsize)
    return ArrayV3Metadata(
        shape=(*sizes, draws),
        data_type=parse_dtype(dtype, zarr_format=3),
        chunk_grid={"name": "regular", "configuration": {"chunk_shape": (*sizes, block)}},
        chunk_key_encoding={"name": "default"},
        fill_value=fill_value(outcome.dtype),
        codecs=[BytesCodec(), packed, Crc32cCodec()],
        dimension_names=("month", *outcome.axes, "draw"),
        attributes=attributes_of(outcome),
    )


def fill_value(dtype: str) -> float | int:
    """Return the fill value of a missing number: NaN, or the lowest whole number, which no outcome ever has."""
    return float("nan") if np.dtype(dtype).kind == "f" else int(np.iinfo(dtype).min)


def attributes_of(outcome: Outcome) -> dict[str, Any]:
    """Describe an outcome as a store does: labels, unit, kind and how its months are to be read."""
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


def _coordinates(root: zarr.Group, start: date, months: int, draws: int, axes: Iterable[str]) -> None:
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
            axis,
            shape=(len(entries),),
            dtype="string",
            dimension_names=(axis,),
            # Once more as plain text: a damaged array of words can keep a reader busy without an end.
            attributes={**_named(AXES[axis].label), ENTRIES: list(entries)},
        )
        words[:] = np.array(entries, dtype=object)
    root.create_array(
        "draw", shape=(draws,), chunks=(100_000,), dtype="int64", fill_value=-1, dimension_names=("draw",),
        attributes=_named(DRAW),
    )  # fmt: skip


def _named(label: Label) -> dict[str, Any]:
    return {"long_name": label.en, "long_name_nl": label.nl}


def open_store(path: Path) -> zarr.Group:
    """Open the store for writing, without consolidated metadata: stale, they make writes vanish without an error."""
    return zarr.open_group(path, mode="r+", zarr_format=3, use_consolidated=False)


def fingerprint_of(path: Path) -> str | None:
    """Read the fingerprint of the scenario that the store is of; None without one. ValueError when it is damaged."""
    try:
        found = json.loads(read_plain(path / "zarr.json", record.LARGEST))["attributes"]["fingerprint"]
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise ValueError(str(error)) from None
    return str(found)


def renew(path: Path, new: Path) -> None:
    """Replace all that is not an outcome of a block in a store by that of `new`, a store without blocks, which goes.

    So there is room for as many draws as in `new`, and what says what the numbers mean is that of the scenario,
    whatever somebody did with the folder meanwhile.
    """
    if not path.exists():
        new.rename(path)
        return
    # The fingerprint that says whose blocks these are comes last.
    files = sorted((file for file in new.rglob("*") if file.is_file()), key=lambda file: file.parent == new)
    for file in files:
        place = path / file.relative_to(new)
        place.parent.mkdir(parents=True, exist_ok=True)
        file.replace(place)
    shutil.rmtree(new)


def finish(path: Path, draws: int, attributes: Mapping[str, Any], *, tidy: bool = True) -> None:
    """Cut the arrays to `draws`, take away what unsealed blocks left behind, and consolidate the metadata.

    Without `tidy` it stays: another computer may still be writing a block, which it seals after that.
    """
    root = open_store(path)
    for torn in path.rglob("*.partial") if tidy else ():
        torn.unlink()
    block = int(root.attrs["block"])  # type: ignore[arg-type]
    there = widths(path, draws, block)
    missing = sorted(set(range(len(there))) - set(whole_blocks(path, draws, block)))
    for array in _by_draw(root):
        if array.name != "/draw":
            for number in np.flatnonzero(there == 0) if tidy else ():
                chunk_file(path, array, int(number)).unlink(missing_ok=True)
        if array.shape[-1] != draws:
            array.resize((*array.shape[:-1], draws))
    _draws(root, path)[:] = np.arange(draws)
    root.attrs.update({**attributes, "draws": draws, "missing_blocks": missing})
    with warnings.catch_warnings():
        # Zarr warns that other programs may not know consolidated metadata; those read the arrays one by one.
        warnings.simplefilter("ignore", ZarrUserWarning)
        zarr.consolidate_metadata(path)


def chunk_file(path: Path, array: zarr.Array[Any], number: int) -> Path:
    """Return the path of the file that holds block `number` of an outcome."""
    return path / array.name.strip("/") / array.metadata.encode_chunk_key((0,) * (array.ndim - 1) + (number,))


class Writer:
    """Writes the blocks of a run into its store. Its arrays are opened once: nobody resizes them while workers write.

    `need_run` raises RunError where the folder is no longer that of the run.
    """

    def __init__(self, path: Path, need_run: Callable[[], None] = lambda: None) -> None:
        # An array keeps the settings it was opened with.
        with zarr.config.set(WRITING):
            root = open_store(path)
            self.block = int(root.attrs["block"])  # type: ignore[arg-type]
            self.arrays = {array.name.strip("/"): array for array in _by_draw(root) if array.name != "/draw"}
            self.draws = _draws(root, path).shape[0]
        self.path, self.need_run = path, need_run

    def write(self, number: int, outcomes: Mapping[str, NDArray[Any]]) -> None:
        """Store the outcomes of one block, arrays (months, *axes, draws of this block), and seal them.

        A block that had fewer draws counts as not there until it is written. DoesNotFit before anything is written
        when an outcome is missing, unknown or does not fit. OSError when the disk does not take it. RunError when
        another run began in the folder meanwhile.
        """
        fitting = self.fit(number, outcomes)
        self.need_run()
        seals.take_back(self.path, number)
        with zarr.config.set(WRITING):
            self.keep(number, fitting)
        names = [file.relative_to(self.path.parent).as_posix() for file in self.kept(number)]
        self.need_run()
        seals.seal(self.path, number, self.width(number), names)

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

    def kept(self, number: int) -> list[Path]:
        """List the files that hold one block."""
        return [chunk_file(self.path, array, number) for array in self.arrays.values()]

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
    with warnings.catch_warnings():
        # What somebody else put there is none of ours, and stays.
        warnings.simplefilter("ignore", ZarrUserWarning)
        arrays = [array for _, array in root.arrays()]
    return [array for array in arrays if (array.metadata.dimension_names or ("",))[-1] == "draw"]  # type: ignore[union-attr]


def _draws(root: zarr.Group, path: Path) -> zarr.Array[Any]:
    """Return the array of the numbers of draws. CannotAnswer where somebody put something else in its place."""
    try:
        found = root["draw"]
    except KeyError:
        found = None
    if not isinstance(found, zarr.Array):
        raise record.damaged(path.parent, f"{path.name}/draw is no array")
    return found
