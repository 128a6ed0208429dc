"""The few quantities that weigh most in one answer: their rank correlation with it, above what accident gives."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulate.engine.arrays import Array
from simulate.scenario import Scenario
from simulate.sensitivity.columns import Quantity, columns
from simulate.sensitivity.ranks import ranks

FEWEST = 100
"""With fewer draws nothing rises above accident."""
MOST = 2_000
"""Draws that are used: the first ones."""
ACCIDENT = 3.5
"""Standard errors of a rank correlation of nought: of some two hundred quantities one in ten runs has one above it."""


@dataclass(frozen=True)
class Reason:
    """A quantity and how the answer moves with it: a rank correlation from -1 to 1."""

    quantity: Quantity
    correlation: float


def reasons(scenario: Scenario, draws: NDArray[np.int64], values: Array, most: int = 2) -> list[Reason]:
    """List at most `most` quantities, the strongest first; none with few draws or where nothing rises above accident.

    `values` (draws,) are the answer in the draws with these numbers.
    """
    draws, values = draws[:MOST], values[:MOST]
    known = ~np.isnan(values)
    if known.sum() < FEWEST or np.ptp(values[known]) == 0 or not scenario.uncertainty:
        return []
    answer = _standardised(values[known])
    found = [
        Reason(one.quantity, float((_standardised(one.values[known]) * answer).mean()))
        for one in columns(scenario, draws)
        if np.ptp(one.values[known]) > 0
    ]
    least = ACCIDENT / np.sqrt(known.sum())
    return sorted((one for one in found if abs(one.correlation) > least), key=lambda one: -abs(one.correlation))[:most]


def _standardised(values: Array) -> Array:
    ranked = ranks(values)
    return np.asarray((ranked - ranked.mean()) / ranked.std())
