"""The model runs of a design, in spawned processes; of each run only one calendar year is kept."""

from __future__ import annotations

import gc
import pickle
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from simulate import registry
from simulate.engine.arrays import Array
from simulate.engine.recorder import Series
from simulate.errors import RunError
from simulate.results.opening import MONTHS, yearly
from simulate.results.totals import axes_to_sum, summed
from simulate.running.execution.parallel_map import parallel_map
from simulate.sensitivity.design import Design

if TYPE_CHECKING:
    import xarray as xr

Years = dict[str, Array]
"""By outcome its values in one year: (entries, draws), or (runs, entries, draws)."""


@dataclass(frozen=True)
class Work:
    """All that a worker process needs."""

    design: Design
    first: int
    """Index of the January of the year."""
    outcomes: tuple[xr.DataArray, ...]
    """The outcomes to keep, as a result folder has them, of twelve months and without draws."""


def work(design: Design, ds: xr.Dataset, outcomes: tuple[str, ...], first: int) -> Work:
    """Prepare the work for `outcomes` of the result `ds`, in the year whose January is month `first`."""
    months = slice(first, first + MONTHS)
    kept = tuple(ds[name].isel(month=months, draw=slice(0)).load() for name in outcomes)
    return Work(design, first, kept)


def compute(work: Work, workers: int, advance: Callable[[], None]) -> Years:
    """Run the whole design: (runs, entries, size) by outcome; `advance` is called after each block of a run.

    The same bits for any number of workers. RunError when the model fails.
    """
    design = work.design
    packed, keys = pickle.dumps(work), list(product(range(design.runs), range(design.blocks)))
    blocks: dict[tuple[int, int], Years] = {}
    found = parallel_map(compute_block, ((packed, *key) for key in keys), min(workers, len(keys)))
    with closing(found):
        for key, years in zip(keys, found, strict=True):
            blocks[key] = years
            advance()
    whole = [[blocks[run, block] for block in range(design.blocks)] for run in range(design.runs)]
    return {
        str(outcome.name): np.stack(
            [np.concatenate([block[str(outcome.name)] for block in run], axis=-1) for run in whole]
        )
        for outcome in work.outcomes
    }


@lru_cache(maxsize=1)
def _unpack(packed: bytes) -> Work:
    work: Work = pickle.loads(packed)
    return work


def compute_block(packed: bytes, run: int, block: int) -> Years:
    """Compute block `block` of run `run`: (entries, draws) by outcome. RunError when the model fails."""
    work = _unpack(packed)
    kind = registry.model(work.design.scenario.model)
    try:
        series = kind(work.design.draws(run, block)).run()
    except Exception as error:
        raise RunError(f"the model fails in this design: {type(error).__name__}: {error}") from error
    years = {str(outcome.name): _year(outcome, series[str(outcome.name)], work.first) for outcome in work.outcomes}
    # Processes and their environment refer to each other; left to itself, Python keeps a block or two of them.
    del series
    gc.collect()
    return years


def _year(like: xr.DataArray, values: Series, first: int) -> Array:
    import xarray as xr

    # In the storage type: what would have been read from a result folder.
    data = np.asarray(values[first : first + MONTHS], like.dtype)
    coords = {name: coord for name, coord in like.coords.items() if "draw" not in coord.dims}
    outcome = yearly(xr.DataArray(data, coords, like.dims, attrs=like.attrs), 0, 1)
    total = summed(outcome, axes_to_sum(outcome)[-1])
    return np.asarray(total, np.float64).reshape(-1, total.shape[-1])
