"""Whether the cost of the law on the engine is linear: in draws, in months and in entries of an axis."""

from __future__ import annotations

from functools import partial
from time import process_time

import numpy as np

from benchmarks import municipalities
from benchmarks.law import MONTHS, PROVINCES
from benchmarks.timing import Rounds, Rows
from simulate.engine.recorder import Room
from simulate.engine.streams import BLOCK

SIZES = {
    "draws": (1_000, 2_000, 4_000, 8_000),
    "months": (30, 60, 120, 240, 480),
    "entries": (12, 43, 86, 171, municipalities.MUNICIPALITIES),
}


def measure(rounds: int) -> Rows:
    """Seconds of processor time by `draws n`, `months n` and `entries n`; a block but for the first."""
    found = Rounds()
    # As in a worker, which keeps the memory of its series from block to block.
    rooms: dict[tuple[str, int], Room] = {}
    municipalities.run(PROVINCES, width=1)
    for number in range(rounds):
        for of, sizes in SIZES.items():
            for size in sizes:
                room = rooms.setdefault((of, size), Room()) if of == "entries" else None
                found.time(f"{of} {size}", partial(_run, number, room, **{of: size}), process_time)
    return found.rows


def _run(number: int, room: Room | None, draws: int = BLOCK, months: int = MONTHS, entries: int = PROVINCES) -> None:
    blocks = draws // BLOCK
    for block in range(number * blocks, (number + 1) * blocks):
        municipalities.run(entries, block, months=months, room=room)


def line(sizes: list[int], seconds: list[float]) -> tuple[float, float, float]:
    """Where the line through the points begins, its slope, and how far a point is off it at most, relative."""
    x, y = np.array(sizes, float), np.array(seconds)
    # Each point counts for its own size: the large ones would decide alone.
    slope, begin = np.polyfit(x, y, 1, w=1 / y)
    return float(begin), float(slope), float(np.abs((begin + slope * x) / y - 1).max())
