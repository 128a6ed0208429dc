"""The scalar model inside EMA Workbench: its samplers, its process pool, its file of results."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from pathlib import Path
from time import sleep
from typing import Any, NamedTuple

import numpy as np
from scipy import stats

from benchmarks import law, scalar
from benchmarks.law import Figures
from benchmarks.timing import processor

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from ema_workbench import ArrayOutcome, Model, MultiprocessingEvaluator, RealParameter, save_results


def chain(base: float, a: float, c: float, h: float, t0: float) -> dict[str, Any]:
    """One draw for EMA Workbench."""
    return scalar.in_simpy(Figures(base, a, c, h, round(t0)), np.random.default_rng())  # type: ignore[arg-type]


def model() -> Model:
    """The model with its uncertainties, distributed as in the law, and all its series as outcomes."""
    wet = Model("wet", function=chain)
    wet.uncertainties = [
        RealParameter.from_dist("base", stats.lognorm(law.BASE_SPREAD, scale=law.BASE_MEDIAN)),
        RealParameter("a", law.GRANT_LOW, law.GRANT_HIGH),
        RealParameter.from_dist("c", stats.norm(law.CAPACITY_MEAN, law.CAPACITY_SPREAD)),
        RealParameter.from_dist("h", stats.norm(law.HOUSING_MEAN, law.HOUSING_SPREAD)),
        RealParameter("t0", law.FASTER_FROM, law.FASTER_FROM + law.FASTER_LATE),
    ]
    wet.outcomes = [ArrayOutcome(name) for name in (*law.NATIONAL, *law.PROVINCIAL)]
    return wet


class Seconds(NamedTuple):
    """What a run took: seconds of processor time, of all its processes."""

    computing: float
    plain_file: float
    """Writing the results as one uncompressed numpy file, the quickest way to keep them."""
    save_results: float
    """Writing them with EMA Workbench's own `save_results` (CSV and npy in a compressed tar)."""


def run(draws: int, processes: int, folder: Path) -> Seconds:
    """`draws` draws on `processes` processes, all results written to `folder` in two ways.

    The pool exists, and has imported all it needs, before the clock starts.
    """
    with MultiprocessingEvaluator(model(), n_processes=processes) as evaluator, _quiet():
        evaluator.perform_experiments(scenarios=10 * processes)
        _settle()
        start = processor()
        experiments, outcomes = evaluator.perform_experiments(scenarios=draws)
        computed = processor()
        np.savez(folder / "ema.npz", experiments=experiments.to_numpy(), **outcomes)
        written = processor()
        save_results((experiments, outcomes), str(folder / "ema.tar.gz"))
    return Seconds(computed - start, written - computed, processor() - written)


def _settle() -> None:
    """Wait until the workers of a new pool have no more to import."""
    before = -1.0
    while processor() - before > 0.05:
        before = processor()
        sleep(0.3)


@contextmanager
def _quiet() -> Iterator[None]:
    """Without its progress bar."""
    with open(os.devnull, "w") as nowhere, redirect_stderr(nowhere):
        yield
