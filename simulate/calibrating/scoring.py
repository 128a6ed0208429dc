"""Run one window at one point in memory and score it against its series; only the scores are kept."""

from __future__ import annotations

import pickle
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from simulate import registry
from simulate.backtesting.matching import match
from simulate.backtesting.scores import CENTRAL, coverage, crps
from simulate.engine.arrays import Array
from simulate.engine.recorder import Series as Recorded
from simulate.errors import RunError
from simulate.running.blocks import run_model
from simulate.running.execution.parallel_map import parallel_map
from simulate.running.sampling.draws import sample
from simulate.scenario import Scenario
from simulate.series import Series
from simulate.vocabulary import AXES

if TYPE_CHECKING:
    import xarray as xr


NOTHING = 0.01
"""Below this share of the mean observation the scale is linear instead of logarithmic."""


@dataclass(frozen=True)
class Task:
    """All that worker processes need of every window."""

    model: str
    series: Mapping[str, tuple[Series, ...]]
    """By window."""


@dataclass(frozen=True, eq=False)
class Score:
    """The scores of one window for one series, over its observations."""

    crps: float
    """Mean over the counts, in the unit of the outcome."""
    size: float
    """Mean of what was observed, without its sign."""
    observed: Array
    """(counts,), in logs: `logs`."""
    mean: Array
    """Of the draws, (counts,), in logs."""
    covariance: Array
    """Of the draws, (counts, counts), in logs."""
    inside: tuple[int, ...]
    """Counts in the central intervals of `CENTRAL`."""

    @property
    def counts(self) -> int:
        return self.observed.size

    @property
    def relative(self) -> float:
        """Return the mean CRPS as a share of the mean observation."""
        return self.crps / self.size


Scores = Mapping[str, Score]
"""By series."""
WindowRun = tuple[Scenario, str]
"""A window that is resolved for one point, and its name."""


def scores(task: Task, window_runs: Iterable[WindowRun], workers: int) -> Generator[Scores, None, None]:
    """Yield the scores of every run, in their order and the same for any number of workers.

    Closing it stops the processes. RunError when the model fails or a worker process was killed.
    """
    packed = pickle.dumps(task)
    return parallel_map(score, ((packed, *window_run) for window_run in window_runs), workers)


@lru_cache(maxsize=1)
def _unpack(packed: bytes) -> Task:
    task: Task = pickle.loads(packed)
    return task


def score(packed: bytes, scenario: Scenario, window: str) -> Scores:
    """Run all draws of a window as one block and score each series. Series with draws without a value are left out."""
    task = _unpack(packed)
    series = task.series[window]
    try:
        outcomes = run_model(scenario, sample(scenario, 0, scenario.draws))
    except Exception as error:
        raise RunError(f"the model fails in {window} with other widths: {type(error).__name__}: {error}") from error
    ds = dataset(scenario, {name: outcomes[name] for name in dict.fromkeys(one.form.outcome for one in series)})
    # What is not scored is not kept meanwhile.
    del outcomes
    found = {one.name: _score(ds, one) for one in series}
    return {name: score for name, score in found.items() if score is not None}


def dataset(scenario: Scenario, outcomes: Mapping[str, Recorded]) -> xr.Dataset:
    """Build a dataset of outcomes (months, *axes, draws) with the names, units and axes of a result folder."""
    import xarray as xr

    declared = registry.model(scenario.model).outcomes()
    months = np.datetime64(scenario.start, "M") + np.arange(scenario.months)
    arrays = {}
    for name, values in outcomes.items():
        axes, outcome = declared[name].axes, declared[name]
        coords = {"month": months.astype("datetime64[ns]")} | {axis: list(AXES[axis].entries) for axis in axes}
        data = np.asarray(values, outcome.dtype)
        attrs = {"units": outcome.unit, "kind": outcome.kind}
        arrays[name] = xr.DataArray(data, coords, ("month", *axes, "draw"), attrs=attrs)
    return xr.Dataset(arrays, attrs={"model": scenario.model})


def _score(ds: xr.Dataset, series: Series) -> Score | None:
    found = match(ds, series)
    if not found.counts or not np.isfinite(found.ensemble).all():
        return None
    ensemble, observed = found.ensemble, found.observed
    size = float(np.abs(observed).mean())
    if not size:
        return None
    inside = tuple(coverage(ensemble, observed, nominal).inside for nominal in CENTRAL)
    draws = logs(ensemble, size)
    covariance = np.atleast_2d(np.cov(draws))
    mean_crps = float(crps(ensemble, observed).mean())
    return Score(mean_crps, size, logs(observed, size), draws.mean(axis=1), covariance, inside)


def logs(values: Array, size: float) -> Array:
    """Take logarithms (arcsinh), linear below a share of `size` because a draw may be zero."""
    return np.asarray(np.arcsinh(values / (NOTHING * size)))
