"""Running models together costs little more than running them apart: ratios within this process, with a margin."""

from __future__ import annotations

import pytest

from benchmarks.composite import ratios

MOST = 1.15


@pytest.mark.alone
def test_together_costs_at_most_so_much_more_than_apart() -> None:
    time, memory = ratios("nederland", 2)
    assert memory < MOST
    # Processor time is no sharper than this.
    assert time < MOST + 0.1
