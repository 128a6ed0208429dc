"""A run that adds draws until an outcome is precise enough.

Every step is an ordinary run of more draws in the same folder: it goes on where it was stopped, and its bits are those
of a run with that many draws from the start.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

from simulate.engine.streams import BLOCK
from simulate.running.execution.progress import Progress
from simulate.running.publishing import Publish
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
    progress: Callable[[], Progress],
    *,
    overwrite: bool = False,
    publish: Publish | None = None,
    **how: Any,
) -> Record:
    """Run `scenario` in `folder` with as many draws as `width_ratio` finds enough, and with `most` at most.

    What `publish` writes comes after the last step. A folder that has more draws keeps them. `progress` makes a watcher
    for each step; for `how` and the errors see `runner.run`.
    """
    draws = min(BLOCK, most)
    while True:
        step = scenario.model_copy(update={"draws": draws})
        run_record = run(step, folder, overwrite=overwrite, progress=progress(), **how)
        overwrite = False
        if run_record.status != "complete":
            return run_record
        ratio = width_ratio(folder)
        if ratio <= 1 or run_record.draws >= most:
            break
        draws = next_draws(run_record.draws, ratio, most)
    whole = scenario.model_copy(update={"draws": run_record.draws})
    return run(whole, folder, publish=publish, progress=progress(), **how)


def next_draws(draws: int, ratio: float, most: int) -> int:
    """Compute the next number of draws, in whole blocks, at most `most`.

    As many as the error needs when it falls with the root of the draws, and at least one block more.
    """
    wanted = draws * min(ratio**2, STEP)
    return min(most, max(math.ceil(wanted / BLOCK), draws // BLOCK + 1) * BLOCK)
