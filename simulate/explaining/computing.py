"""The model runs behind an explanation: each returns the calendar years of a few outcomes, and nothing else."""

from __future__ import annotations

import pickle
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.draws import Draws
from simulate.errors import RunError
from simulate.explaining.causes import Cause
from simulate.explaining.mixing import Mask, MeasureVersion, mixed
from simulate.explaining.rows import rows_of
from simulate.running.blocks import NARROWEST, run_model
from simulate.running.execution.parallel_map import parallel_map
from simulate.running.sampling.draws import sample
from simulate.scenario import Scenario

if TYPE_CHECKING:
    import xarray as xr


@dataclass(frozen=True)
class Task:
    """All that a worker process needs."""

    base: Scenario
    other: Scenario
    causes: tuple[Cause, ...]
    measure_versions: tuple[MeasureVersion, ...]
    outcomes: tuple[xr.DataArray, ...]
    """Those that are explained, as a result folder has them, of all months and without draws."""
    entries: tuple[tuple[str, ...], ...]
    """Of each of them the entries that are explained, as in summary.csv."""


@lru_cache(maxsize=1)
def _unpack(packed: bytes) -> Task:
    task: Task = pickle.loads(packed)
    return task


@lru_cache(maxsize=1)
def _sampled(packed: bytes, block: int, draws: int) -> tuple[Draws, Draws]:
    task, width = _unpack(packed), max(draws, NARROWEST)
    return sample(task.base, block, width), sample(task.other, block, width)


def compute(packed: bytes, block: int, draws: int, mask: Mask) -> Array:
    """Run the first `draws` of a block with the changes in `mask`: the rows of the outcomes, (rows, draws).

    RunError when the model fails.
    """
    task = _unpack(packed)
    try:
        base, other = _sampled(packed, block, draws)
        drawn = mixed(base, other, task.causes, task.measure_versions, mask[:, : base.size])
        series = run_model(task.base, drawn)
    except Exception as error:
        raise RunError(f"the model fails with a part of the changes: {type(error).__name__}: {error}") from error
    rows = [
        rows_of(like, entries, series[str(like.name)][..., :draws])
        for like, entries in zip(task.outcomes, task.entries, strict=True)
    ]
    return np.concatenate(rows)


BlockRun = tuple[int, int, Mask]
"""Block, draws of it, and the changes that are made."""


def answers(task: Task, block_runs: Iterable[BlockRun], workers: int) -> Generator[Array, None, None]:
    """Yield the rows of every run of a block, in order; closing the generator stops the processes.

    RunError when the model fails or a worker process was killed.
    """
    packed = pickle.dumps(task)
    return parallel_map(compute, ((packed, *block_run) for block_run in block_runs), workers)
