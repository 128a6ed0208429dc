"""Loops between the systems neither swing nor run away: with all couplings at 1, and with what they pass doubled."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest

from simulate import registry
from simulate.engine.arrays import Array
from simulate.inputs.resolve.scenario import resolve
from simulate.models.nederland import Nederland
from simulate.running.sampling.draws import sample

MONTHS, SIZE, PARTS = 48, 16, ("asiel", "wonen", "gemeenten")
LATER = slice(24, None)
"""The first year of a draw is what changes are held against: what they are is seen from the third."""
TOLD = {"opvang_bezetting": "bezetting", "woningtekort": "woningtekort"}
CHANGES = {name for one in Nederland.couplings if one.passes == "change" for name in one.drives}


class Dubbel(Nederland):
    """Every change that a coupling passes is twice as large, and so is every share that it takes off."""

    def drive(self, name: str, value: Array, strength: Array) -> None:
        if name in CHANGES:
            own = self.there[name.partition(".")[0]].p.own(name)
            value = own + 2 * (value - own)
        super().drive(name, value, strength)

    def damp(self, name: str, factor: Array) -> None:
        super().damp(name, np.clip(1 - 2 * (1 - factor), 0, 1))


@cache
def told(strength: int, kind: type[Nederland] = Nederland) -> dict[str, Array]:
    """Both outcomes by month, (months, draws), with every coupling at one strength."""
    strengths = {one.strength: str(strength) for one in Nederland.couplings}
    scenario = resolve("nederland.yaml", strengths).model_copy(update={"months": MONTHS, "parts": PARTS})
    parts: dict[str, Any] = {name: registry.model(name) for name in PARTS}
    series = kind(sample(scenario, 0, SIZE), parts).run()
    return {name: np.asarray(series[name], np.float64) for name in TOLD}


def difference(name: str, kind: type[Nederland] = Nederland) -> Array:
    return told(1, kind)[name] - told(0)[name]


@pytest.mark.parametrize("name", TOLD)
@pytest.mark.parametrize("kind", [Nederland, Dubbel])
def test_what_coupling_does_does_not_swing_from_month_to_month(name: str, kind: type[Nederland]) -> None:
    steps = np.diff(difference(name, kind)[LATER], axis=0)
    steps = steps - steps.mean(axis=0)
    for lag in range(1, 7):
        together = (steps[lag:] * steps[:-lag]).sum() / (steps**2).sum()
        assert together > -0.2, (lag, together)


@pytest.mark.parametrize("name", TOLD)
def test_twice_as_much_has_the_same_sign_and_does_not_run_away(name: str) -> None:
    once, twice = (difference(name, kind)[-12:].mean(axis=0) for kind in (Nederland, Dubbel))
    clear = abs(once.mean()) > 2 * once.std(ddof=1) / np.sqrt(SIZE)
    assert not clear or np.sign(once.mean()) == np.sign(twice.mean())
    assert np.abs(twice).mean() < 6 * np.abs(once).mean()
