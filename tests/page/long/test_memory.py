"""An hour of movement takes no more memory than a quarter of it."""

from __future__ import annotations

from pathlib import Path
from statistics import mean

from benchmarks.moving import Caller, Wanderer, settled
from tests.page.conftest import serve

MOVES, MEASURED = 240, 12
STAYS = 0.3
GROWTH = 1.1
"""What is kept is bounded in bytes as they are counted; a run or two of another model makes that difference."""


def test_hundreds_of_movements_take_no_more_memory_than_the_first(short: Path) -> None:
    """Over three models, with what is kept of them full after a third; measured when all that was left is left off."""
    server = serve(short)
    try:
        somebody = Wanderer(Caller(server.port, server.token), ("kort.yaml", "gemeenten.yaml", "zorg.yaml"))
        sizes = []
        for number in range(1, MOVES + 1):
            somebody.move(STAYS)
            if number % (MOVES // MEASURED) == 0:
                sizes.append(settled(server.process.pid))
    finally:
        server.process.kill()
    totals = [sum(one.values()) for one in sizes]
    warm, late = mean(totals[MEASURED // 3 : 2 * MEASURED // 3]), mean(totals[2 * MEASURED // 3 :])
    print(f"{MOVES} movements: {', '.join(f'{one:.0f}' for one in totals)} MB; {late / warm - 1:+.1%}")
    assert late <= GROWTH * warm
