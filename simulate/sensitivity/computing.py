"""The model runs of a design, in spawned processes; of each run only a few calendar years are kept."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.recorder import Series
from simulate.errors import RunError
from simulate.results.opening import MONTHS, yearly
from simulate.results.totals import entry_rows
from simulate.running.blocks import run_model
from simulate.running.execution.parallel_map import parallel_map
from simulate.sensitivity.design import Design

if TYPE_CHECKING:
    import xarray as xr


@dataclass(frozen=True)
class Row:
    """One entry of an outcome in one calendar year."""

    outcome: xr.DataArray
    """As a result folder has it, of twelve months and without draws."""
    entry: str
    """As in summary.csv."""
    first: int
    """Index of the January of the year."""


@dataclass(frozen=True)
class Work:
    """All that a worker process needs."""

    design: Design
    rows: tuple[Row, ...]


def work(design: Design, ds: xr.Dataset, wanted: Iterable[tuple[str, str, int]]) -> Work:
    """Prepare the work for entries of outcomes of the result `ds`, each in the year whose January is that month."""
    return Work(design, tuple(_row(ds, *one) for one in wanted))


def _row(ds: xr.Dataset, name: str, entry: str, first: int) -> Row:
    return Row(ds[name].isel(month=slice(first, first + MONTHS), draw=slice(0)).load(), entry, first)


def compute(work: Work, workers: int, advance: Callable[[], None]) -> Array:
    """Run the whole design: (runs, rows, size); `advance` is called after each block of a run.

    The same bits for any number of workers. RunError when the model fails.
    """
    design = work.design
    packed, keys = pickle.dumps(work), list(product(range(design.runs), range(design.blocks)))
    blocks: dict[tuple[int, int], Array] = {}
    found = parallel_map(compute_block, ((packed, *key) for key in keys), min(workers, len(keys)))
    with closing(found):
        for key, rows in zip(keys, found, strict=True):
            blocks[key] = rows
            advance()
    whole = ([blocks[run, block] for block in range(design.blocks)] for run in range(design.runs))
    return np.stack([np.concatenate(run, axis=-1) for run in whole])


@lru_cache(maxsize=1)
def _unpack(packed: bytes) -> Work:
    work: Work = pickle.loads(packed)
    return work


def compute_block(packed: bytes, run: int, block: int) -> Array:
    """Compute block `block` of run `run`: (rows, draws). RunError when the model fails."""
    work = _unpack(packed)
    try:
        series = run_model(work.design.scenario, work.design.draws(run, block))
    except Exception as error:
        raise RunError(f"the model fails in this design: {type(error).__name__}: {error}") from error
    return np.stack([_values(row, series[str(row.outcome.name)]) for row in work.rows])


def _values(row: Row, series: Series) -> Array:
    import xarray as xr

    like = row.outcome
    # In the storage type: what would have been read from a result folder.
    data = np.asarray(series[row.first : row.first + MONTHS], like.dtype)
    coords = {name: coord for name, coord in like.coords.items() if "draw" not in coord.dims}
    outcome = yearly(xr.DataArray(data, coords, like.dims, attrs=like.attrs), 0, 1)
    return np.asarray(entry_rows(outcome, [row.entry])[0, 0], np.float64)
