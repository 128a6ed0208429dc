"""An hour of movement takes no more memory than a quarter of it."""

from __future__ import annotations

from pathlib import Path
from statistics import mean

from benchmarks.moving import STAYS, Caller, Wanderer, settled
from tests.page.conftest import serve

SCENARIOS = ("kort.yaml", "gemeenten.yaml", "zorg.yaml")
ROUNDS, WARM = 4, 1
"""How often each scenario is moved about in; what is kept of runs is full after the first time."""
SECONDS = 0.3
GROWTH = 1.1
"""What is kept is bounded in bytes as they are counted; a run or two of another model makes that difference."""


def test_hundreds_of_movements_take_no_more_memory_than_the_first(short: Path) -> None:
    """Round by round the same; measured for each scenario, when all that was left is left off."""
    server = serve(short)
    try:
        somebody = Wanderer(Caller(server.port, server.token), SCENARIOS)
        rounds = [mean(_moved(somebody, server.process.pid) for _ in SCENARIOS) for _ in range(ROUNDS)]
    finally:
        server.process.kill()
    growth = rounds[-1] / rounds[WARM]
    print(f"{ROUNDS * STAYS * len(SCENARIOS)} movements: {', '.join(f'{one:.0f}' for one in rounds)} MB; {growth:.3f}")
    assert growth <= GROWTH


def _moved(somebody: Wanderer, pid: int) -> float:
    """Move about in the next scenario; return the megabytes of the page after it."""
    for _ in range(STAYS):
        somebody.move(SECONDS)
    return sum(settled(pid).values())
