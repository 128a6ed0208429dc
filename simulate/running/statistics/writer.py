"""Writes the statistics of blocks instead of their draws."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import numpy as np

from simulate import registry
from simulate.engine.recorder import Series
from simulate.running.blocks import run_block, width_of
from simulate.running.statistics import store
from simulate.running.statistics.bins import Edges, Tally, edges_of, ordered, tally
from simulate.running.statistics.layout import Layout, layout
from simulate.running.store import record
from simulate.running.store.outcomes import Writer
from simulate.scenario import Scenario

Outcomes = Mapping[str, Series]


class StatisticsWriter(Writer):
    """Writes the statistics of blocks beside a store of outcomes, which has the seals of the blocks and no draws.

    The edges of the bins come from the draws of the first block. A worker that does not find them computes that block,
    so that none has to wait for another and all have the same.
    """

    def __init__(self, path: Path, scenario: Scenario, need_run: Callable[[], None] = lambda: None) -> None:
        super().__init__(path, need_run)
        self.folder, self.scenario, self.layouts = path.with_name(record.STATISTICS), scenario, layouts(scenario)

    def keep(self, number: int, fitting: Outcomes) -> None:
        """Write what is kept of one block: its statistics."""
        if not (self.folder / store.EDGES).exists():
            store.write_edges(self.folder, edges(self.layouts, fitting if number == 0 else self._first()))
        store.write_block(self.folder, number, tallies(self.folder, self.layouts, fitting))

    def kept(self, number: int) -> list[Path]:
        """List the files that hold one block."""
        return [self.folder / store.EDGES, store.block_file(self.folder, number)]

    def _first(self) -> Outcomes:
        return self.fit(0, run_block(self.scenario, 0, width_of(0, self.draws)))


def layouts(scenario: Scenario) -> dict[str, Layout]:
    """Describe the outcomes of a scenario."""
    months = np.datetime64(scenario.start, "M") + np.arange(scenario.months)
    outcomes = registry.model(scenario.model).outcomes()
    return {name: layout(one.kind, one.unit, one.axes, months) for name, one in outcomes.items()}


def edges(shapes: Mapping[str, Layout], outcomes: Outcomes) -> Iterator[tuple[str, Edges]]:
    """Choose the edges of all bins by the draws of the first block."""
    for name, shape in shapes.items():
        for part, numbers in shape.numbers(outcomes[name], shape.parts()):
            yield f"{name}/{part}", edges_of(*ordered(numbers))


def tallies(folder: Path, shapes: Mapping[str, Layout], outcomes: Outcomes) -> Iterator[tuple[str, Tally]]:
    """Count one block in the bins that are in `folder`, an outcome at a time."""
    with np.load(folder / store.EDGES, allow_pickle=False) as there:
        for name, shape in shapes.items():
            parts = shape.numbers(outcomes[name], shape.parts())
            yield name, store.packed(tally(*ordered(numbers), there[f"{name}/{part}"]) for part, numbers in parts)
