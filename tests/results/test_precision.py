"""How far an estimate would move with other draws."""

from __future__ import annotations

import math

import pytest

from simulate.results.precision import estimate
from simulate.results.statistics import STATISTICS
from simulate.vocabulary import CHANCE


@pytest.mark.parametrize(
    ("chance", "error"), [(0.0, 0.01), (1.0, 0.01), (0.5, 0.05), (0.01, math.sqrt(0.01 * 0.99) / 10)]
)
def test_a_chance_of_nought_or_one_is_not_known_for_certain(chance: float, error: float) -> None:
    row = dict.fromkeys(STATISTICS, 0.0) | {"mean": chance}
    assert estimate(row, CHANCE, 100) == (chance, pytest.approx(error))
