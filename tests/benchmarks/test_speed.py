"""The engine is about as fast as it was: ratios of processor time within this process, with wide margins."""

from __future__ import annotations

import pytest

from benchmarks.engine import INSTALLED
from benchmarks.floors import KEPT, MEASURED, measure


@pytest.mark.alone
def test_no_slip_of_a_third(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(INSTALLED)
    found = measure(5)
    slow = {pair: (found[pair], was) for pair, was in MEASURED.items() if found[pair] < KEPT * was}
    assert not slow, f"slower than it was (now, was): {slow}"
