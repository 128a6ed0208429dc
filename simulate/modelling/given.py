"""What is given from Python: the scenario that is meant, whole numbers, and one name where several may stand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from simulate.inputs.resolve.scenario import resolve
from simulate.inputs.whole import MAX_DRAWS, MAX_SEED, is_whole
from simulate.modelling.draft import Draft
from simulate.scenario import Scenario

Given = Scenario | Draft | str | Path
"""A scenario, one that was made in Python, or the file of one."""


def scenario_of(given: Given, draws: int | None = None, seed: int | None = None) -> Scenario:
    """Return the scenario that is meant, with so many draws and this seed where they are given.

    InputError when its file cannot be used, or not with these; ValueError when they cannot be of a scenario itself.
    """
    found = given.resolved if isinstance(given, Draft) else given
    if not isinstance(found, Scenario):
        return resolve(found, draws=draws, seed=seed)
    draws, seed = (found.draws if draws is None else draws), (found.seed if seed is None else seed)
    if not (is_whole(draws, 1, MAX_DRAWS) and is_whole(seed, 0, MAX_SEED)):
        raise ValueError(
            f"{draws} draws with seed {seed}: expected 1 to {MAX_DRAWS} draws, and a seed from 0 to {MAX_SEED}"
        )
    return found.model_copy(update={"draws": int(draws), "seed": int(seed)})


def need_whole(**numbers: int | None) -> None:
    """Check that numbers are whole and 1 or more, where they are given. ValueError with the name of one that is not."""
    for name, number in numbers.items():
        if number is not None and not is_whole(number, 1):
            raise ValueError(f"{name} is {number!r}: expected a whole number of 1 or more")


def several(names: str | Sequence[str]) -> tuple[str, ...]:
    """Return names as they are given: one by itself is a list of one, and not its letters."""
    return (names,) if isinstance(names, str) else tuple(names)
