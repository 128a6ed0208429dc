"""Small runs of the asylum chain for tests: a scenario by name, values set by name, few draws."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
from numpy.typing import NDArray

from simulate.engine.draws import Draws, Path
from simulate.inputs.resolving import resolve
from simulate.models.asiel import Asiel
from simulate.running.draws import sample
from simulate.scenario import Scenario

Values = Mapping[str, float | tuple[float, ...]]


def scenario(
    name: str = "asiel.yaml", *, months: int = 24, uncertainty: bool = True, start: date | None = None
) -> Scenario:
    """A shipped scenario, shortened."""
    changes = {"months": months, "uncertainty": uncertainty} | ({"start": start} if start else {})
    return resolve(name).model_copy(update=changes)


def with_values(draws: Draws, values: Values) -> Draws:
    """These parameters at these values for the whole run, exactly. Names without the model: `instroom.hervestiging`."""
    paths = dict(draws.paths)
    for name, value in values.items():
        whole = f"asiel.{name}"
        old = paths[whole]
        number = np.asarray(value, np.float64)
        paths[whole] = Path(old.dates[:1], (number.reshape(-1, 1) if number.ndim else number,), old.low, old.high)
    return Draws(draws.seed, draws.block, draws.size, draws.start, draws.months, paths, draws.measures)


def run(of: Scenario, values: Values | None = None, *, size: int = 100, block: int = 0) -> Asiel:
    """Run and audit: every test that runs the chain also checks that nobody was lost."""
    model = Asiel(with_values(sample(of, block, size), values or {}))
    model.run()
    model.audit()
    return model


def total(model: Asiel, outcome: str) -> NDArray[np.float64]:
    """An outcome summed over its axes, (months, draws)."""
    series = model.recorder.series[outcome].astype(np.float64)
    return np.asarray(series.reshape(len(series), -1, series.shape[-1]).sum(axis=1))


def mean(model: Asiel, outcome: str) -> NDArray[np.float64]:
    """The same, averaged over the draws: (months,)."""
    return np.asarray(total(model, outcome).mean(axis=1))


NOBODY: dict[str, float | tuple[float, ...]] = {
    "instroom.eerste_aanvragen": 0,
    "instroom.herhaalde_aanvragen": 0,
    "instroom.hervestiging": 0,
    "beginstand.in_procedure": 0,
    "beginstand.in_beroep": 0,
    "beginstand.nareis_in_te_dienen": 0,
    "beginstand.nareis_open": 0,
    "beginstand.nareis_op_reis": 0,
    "beginstand.statushouders_in_opvang": 0,
    "beginstand.in_hotelregeling": 0,
    "beginstand.in_doorstroom": 0,
    "beginstand.vertrekplichtig": 0,
    "beginstand.na_termijn": 0,
}
"""A chain without anybody in it, to which a test adds just the people that it is about."""
