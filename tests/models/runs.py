"""Small runs of a model for tests: a scenario by name, values set by name, few draws."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulate.engine.draws import Draws, Path
from simulate.engine.model import Model
from simulate.inputs.resolve.scenario import resolve
from simulate.registry import model
from simulate.running.sampling.draws import sample
from simulate.scenario import Scenario

Values = Mapping[str, float | tuple[float, ...]]


def scenario(name: str, *, months: int = 24, uncertainty: bool = True, start: date | None = None) -> Scenario:
    """A shipped scenario, shortened."""
    changes = {"months": months, "uncertainty": uncertainty} | ({"start": start} if start else {})
    return resolve(name).model_copy(update=changes)


def with_values(draws: Draws, of: str, values: Values) -> Draws:
    """These parameters at these values for the whole run, exactly. Names without the model: `instroom.hervestiging`."""
    paths = dict(draws.paths)
    for name, value in values.items():
        whole = f"{of}.{name}"
        old = paths[whole]
        number = np.asarray(value, np.float64)
        paths[whole] = Path(old.dates[:1], (number.reshape(-1, 1) if number.ndim else number,), old.low, old.high)
    return Draws(draws.seed, draws.block, draws.size, draws.start, draws.months, paths, draws.measures)


def run(of: Scenario, values: Values | None = None, *, size: int = 100, block: int = 0) -> Any:
    """Run and audit: every test that runs a model also checks that nobody and no home was lost."""
    running = model(of.model)(with_values(sample(of, block, size), of.model, values or {}))
    running.run()
    running.audit()
    return running


def total(of: Model, outcome: str) -> NDArray[np.float64]:
    """An outcome summed over its axes, (months, draws)."""
    series = of.recorder.series[outcome].astype(np.float64)
    return np.asarray(series.reshape(len(series), -1, series.shape[-1]).sum(axis=1))


def mean(of: Model, outcome: str) -> NDArray[np.float64]:
    """The same, averaged over the draws: (months,)."""
    return np.asarray(total(of, outcome).mean(axis=1))
