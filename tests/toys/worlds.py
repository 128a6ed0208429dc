"""Small worlds for the tests of the engine: draws without a scenario, and a way to let time pass by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np

from simulate.engine.clock import Clock
from simulate.engine.draws import Draws, MeasureDraws, Path
from simulate.engine.model import Model

START = date(2025, 1, 1)


def draws(
    months: int = 12,
    size: int = 50,
    *,
    start: date = START,
    seed: int = 1,
    block: int = 0,
    paths: Mapping[str, Path] | None = None,
    measures: tuple[MeasureDraws, ...] = (),
) -> Draws:
    """A block of draws with these paths and measures, and nothing else."""
    return Draws(seed, block, size, start, months, dict(paths or {}), measures)


def path(*values: object, dates: tuple[date, ...] = (START,), low: float = -np.inf, high: float = np.inf) -> Path:
    """A parameter over time; a value a date."""
    return Path(dates, tuple(np.asarray(value, np.float64) for value in values), low, high)


def advance(clock: Clock, to: date | int) -> None:
    """Let everything happen up to and on a day (a date, or a number of days since the start)."""
    day = to if isinstance(to, int) else (to - clock.start).days
    clock.run(until=day + 0.5)


def reach(model: Model, month: int) -> None:
    """Let a model that is driven by hand begin month `month` of its run: delays and pools turn with it."""
    for turned in range(model.clock.month + 1, month + 1):
        advance(model.clock, model.clock.first_days[turned])
        for thing in (*model.stocks, *model.pools):
            if hasattr(thing, "turn"):
                thing.turn(turned)
