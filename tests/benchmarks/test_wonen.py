"""The count of random numbers that the housing benchmark divides by."""

from __future__ import annotations

import pytest

from benchmarks import law
from benchmarks.engine import INSTALLED, scenario
from benchmarks.wonen import numbers_of
from simulate.engine.streams import BLOCK, Stream


def test_the_law_uses_as_many_numbers_as_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(INSTALLED)
    original = Stream.uniform
    assert numbers_of(scenario(BLOCK)) == 31 * law.MONTHS * BLOCK
    assert Stream.uniform is original
