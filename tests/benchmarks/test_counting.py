"""The count of random numbers that the benchmark of models divides by."""

from __future__ import annotations

import pytest

from benchmarks import law
from benchmarks.counting import numbers_of
from benchmarks.engine import INSTALLED, scenario
from simulate.engine.streams import BLOCK, Site


def test_the_law_uses_as_many_numbers_as_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(INSTALLED)
    original = Site.uniform
    assert numbers_of(scenario(BLOCK)) == 31 * law.MONTHS * BLOCK
    assert Site.uniform is original
