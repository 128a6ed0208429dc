"""The replicate of a run: its first draws once more, with the same parameters and measures but with other chance.

What an outcome and its replicate have in common is what parameters and measures decide, so that their covariance is the
variance that comes from those (`simulate.results.shares`). Pick-freeze, after Sobol' (1993) and Homma and Saltelli
(1996), with everything that is sampled frozen and only the numbers of the streams drawn anew.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import Any, cast
from zipfile import BadZipFile

import numpy as np

from simulate.engine.recorder import Series
from simulate.files import replacing_file
from simulate.registry import model
from simulate.running.blocks import run_blocks, run_models
from simulate.running.sampling.draws import sample
from simulate.running.store import record
from simulate.scenario import Scenario

SIZE = 600
"""Draws of a replicate at most. The standard error of a share is then some five points at most, ten where the tail is
long. It costs two thirds of a block."""
FEWEST = 30
"""With fewer draws no share is estimated."""


def wanted(scenario: Scenario, outcomes: Collection[str]) -> bool:
    """Check whether there is something that only a replicate can tell: about calendar years of these outcomes."""
    whole_year = scenario.months - (13 - scenario.start.month) % 12 >= 12
    return scenario.uncertainty and scenario.draws >= FEWEST and whole_year and bool(outcomes)


def size_of(scenario: Scenario) -> int:
    """Count the draws of a replicate: those of the run, up to SIZE. The same bits for any number of draws."""
    return min(SIZE, scenario.draws)


def run_replicate(scenario: Scenario, outcomes: Collection[str]) -> dict[str, Series]:
    """Run the replicate: a pure function of its arguments. {outcome: (months, *axes, draws)} in its storage type.

    KeyError when the model has no such outcome.
    """
    return stored(scenario, run_replicates(scenario), outcomes)


def run_replicates(scenario: Scenario) -> dict[str, dict[str, Series]]:
    """Run the replicate of the model, or of all models of its composite: {model: {outcome: …}}."""
    return run_models(scenario, replace(sample(scenario, 0, size_of(scenario)), seed=other_chance(scenario.seed)))


def first(scenario: Scenario, outcomes: Collection[str]) -> dict[str, Series]:
    """Run the draws that a replicate repeats, for a run that does not keep them."""
    return stored(scenario, run_blocks(scenario, 0, size_of(scenario)), outcomes)


def stored(
    scenario: Scenario, series: Mapping[str, Mapping[str, Series]], outcomes: Collection[str]
) -> dict[str, Series]:
    """Take these outcomes of the scenario's own model, in their storage types."""
    declared, own = model(scenario.model).outcomes(), series[scenario.model]
    return {name: np.ascontiguousarray(own[name], declared[name].dtype) for name in outcomes}


def other_chance(seed: int) -> int:
    """Derive the seed of the streams of a replicate. Every address of a random number contains it: none is shared."""
    return int.from_bytes(blake2b(f"{seed}/twin".encode(), digest_size=7).digest())


def write(folder: Path, outcomes: dict[str, Series], name: str = record.REPLICATE) -> None:
    """Write the replicate, or what it repeats, atomically: it is there as a whole or not at all."""
    # Given a name instead of an open file, NumPy would put `.npz` behind it.
    with replacing_file(folder / name) as temporary, temporary.open("wb") as file:
        np.savez(file, **cast(dict[str, Any], outcomes))


def read(folder: Path, name: str = record.REPLICATE) -> dict[str, Series] | None:
    """Read the replicate in a result folder, or what it repeats, None when there is none that can be read."""
    try:
        with np.load(folder / name, allow_pickle=False) as file:
            return {outcome: file[outcome] for outcome in file.files}
    except (OSError, ValueError, RuntimeError, EOFError, BadZipFile):
        return None
