"""A run that adds draws until an outcome is precise enough.

Every step goes on where the one before ended, and the bits are those of a run with that many draws from the start. A
result that was finished stays as it is until the last step is.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

from simulate.engine.streams import BLOCK
from simulate.running.runner import run
from simulate.running.store.record import Record
from simulate.scenario import Scenario

MOST = 100_000
"""Draws at most, unless told otherwise."""
STEP = 4
"""A step makes the number of draws at most so many times larger: the error of the first draws is itself uncertain."""

WidthRatio = Callable[[Path], float]
"""The error in a result folder, over the error that is allowed: 1 or less is precise enough."""


def run_until(
    scenario: Scenario,
    folder: Path,
    width_ratio: WidthRatio,
    most: int,
    *,
    least: int = 1,
    **how: Any,
) -> Record:
    """Run `scenario` in `folder` with as many draws as `width_ratio` finds enough: `least` or more, and `most` at most.

    What `publish` writes comes after the last step. A folder that has more draws keeps them. For `how` and the errors
    see `runner.run`.
    """

    def more(place: Path, found: Record) -> int:
        enough = min(least, most)
        if found.draws >= most or (ratio := width_ratio(place)) <= 1:
            return enough
        return max(enough, next_draws(found.draws, ratio, most))

    draws = min(max(BLOCK, least), most)
    return run(scenario.model_copy(update={"draws": draws}), folder, more=more, **how)


def next_draws(draws: int, ratio: float, most: int) -> int:
    """Compute the next number of draws, in whole blocks, at most `most`.

    As many as the error needs when it falls with the root of the draws, and at least one block more.
    """
    wanted = draws * min(ratio**2, STEP)
    return min(most, max(math.ceil(wanted / BLOCK), draws // BLOCK + 1) * BLOCK)
