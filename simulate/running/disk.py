"""Whether what a run is going to write fits on the disk."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path

import numpy as np

from simulate import registry
from simulate.engine.outcome import Outcome
from simulate.errors import RunError
from simulate.running.blocks import width_of
from simulate.running.statistics.layout import Layout
from simulate.running.statistics.store import bytes_of_row
from simulate.running.statistics.writer import layouts
from simulate.running.store.record import OUTCOMES, STATISTICS, Keep
from simulate.scenario import Scenario
from simulate.vocabulary import AXES

PACKED = 0.4
"""The size of draws on the disk as a share of their size in memory: 0.34 to 0.45 in the models of this project."""


def check(scenario: Scenario, folder: Path, keep: Keep, todo: Collection[int], fresh: bool) -> None:
    """Raise RunError when the blocks `todo` do not fit on the disk of `folder`.

    `fresh`: what is there goes first.
    """
    if not todo:
        return
    free = shutil.disk_usage(folder).free + (_size(folder / OUTCOMES) + _size(folder / STATISTICS) if fresh else 0)
    draws = sum(width_of(block, scenario.draws) for block in todo)
    whole, statistics = bytes_of_draws(scenario, draws), bytes_of_statistics(scenario)
    needed = whole if keep == "draws" else statistics
    if needed <= free:
        return
    less = f"keep only statistics with --keep statistics (about {_shown(statistics)}), " if statistics < free else ""
    raise RunError(
        f"{draws:,} draws need about {_shown(needed)} in {folder}, where {_shown(free)} is free: {less}ask for fewer "
        "draws, or choose another disk with --out"
    )


def bytes_of_draws(scenario: Scenario, draws: int) -> int:
    """Estimate the bytes on the disk of so many draws."""
    outcomes = [one for model in models_of(scenario) for one in registry.model(model).outcomes().values()]
    each = sum(_entries(outcome) * np.dtype(outcome.dtype).itemsize for outcome in outcomes) * scenario.months
    return int(each * draws * PACKED)


def bytes_of_statistics(scenario: Scenario) -> int:
    """Estimate the bytes on the disk of the statistics of any number of draws, while they are computed."""
    shapes = [shape for model in models_of(scenario) for shape in layouts(scenario.of(model)).values()]
    rows = sum(_rows(shape, scenario.months) for shape in shapes)
    return rows * bytes_of_row()


def models_of(scenario: Scenario) -> tuple[str, ...]:
    """List the models whose outcomes a run of the scenario writes: its own, and of a composite those of its parts."""
    return (scenario.model, *(scenario.parts if scenario.whole is None else ()))


def _rows(shape: Layout, months: int) -> int:
    sizes = {axis: len(AXES[axis].entries) for axis in shape.axes}
    left = (int(np.prod([size for axis, size in sizes.items() if axis not in over])) for over in shape.totals())
    return (months + shape.years) * sum(left)


def _entries(outcome: Outcome) -> int:
    return int(np.prod([len(AXES[axis].entries) for axis in outcome.axes]))


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _shown(size: float) -> str:
    return f"{size / 1e9:,.1f} GB" if size >= 1e8 else f"{size / 1e6:,.1f} MB"
