"""What the law is called in every way it is written, and how much of each a round measures."""

from __future__ import annotations

CORES = 2
NUMBERS, NUMBA, NUMBA_PHILOX = "numbers", "numba", "numba_philox"
PLAIN, NO_WAITING, ADDRESSED, ENGINE = "plain", "plain_no_waiting", "plain_engine_numbers", "engine"
SIMPY, MESA, SALABIM, CIW = "simpy", "mesa", "salabim", "ciw"
EMA, EMA_DISK, EMA_SAVE = "ema", "ema_disk", "ema_save_results"
ENGINE_DISK, ENGINE_DISK_STARTED = "engine_disk", "engine_disk_started"
"""The engine with the start of its processes, and what more draws cost once they have started."""

PEOPLE_IN_CIW = 100
"""Ciw follows people one by one: its law is about so many times fewer."""
BLOCKS, FEW, EMA_DRAWS, CIW_DRAWS, DISK_DRAWS = 4, 60, 300, 2, (2_000, 20_000)
"""In a round: blocks; and draws of what does them one by one, of EMA, of Ciw and of the engine with a disk."""
