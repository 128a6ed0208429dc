"""Writes the statistics of blocks instead of their draws."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulate.engine.outcome import Outcome
from simulate.running.statistics import store
from simulate.running.statistics.bins import Edges, Tally, edges_of, ordered, tally
from simulate.running.statistics.layout import Layout, layout

Outcomes = Mapping[str, NDArray[Any]]


class StatisticsWriter:
    """Writes blocks of outcomes in their storage types, over months given as dates.

    `first` computes the first block, whose draws choose the edges of the bins: whoever needs them first writes them.
    """

    def __init__(
        self, folder: Path, outcomes: Mapping[str, Outcome], months: NDArray[Any], first: Callable[[], Outcomes]
    ) -> None:
        self.folder, self.first = folder, first
        self.layouts = {name: layout(o.kind, o.unit, o.axes, months) for name, o in outcomes.items()}

    def write(self, block: int, outcomes: Outcomes) -> None:
        """Store the statistics of one block, as a whole or not at all."""
        store.write_block(self.folder, block, self.tallies(block, outcomes))

    def tallies(self, block: int, outcomes: Outcomes) -> Iterator[tuple[str, Tally]]:
        """Yield the statistics of one block; the edges of the bins are there afterwards."""
        if not (self.folder / store.EDGES).exists():
            store.write_edges(self.folder, edges(self.layouts, outcomes if block == 0 else self.first()))
        with np.load(self.folder / store.EDGES, allow_pickle=False) as there:
            for name, numbers in parts(self.layouts, outcomes):
                yield name, tally(*ordered(numbers), there[name])


def edges(layouts: Mapping[str, Layout], outcomes: Outcomes) -> Iterator[tuple[str, Edges]]:
    """Choose the edges of all bins by the draws of the first block."""
    for name, numbers in parts(layouts, outcomes):
        yield name, edges_of(*ordered(numbers))


def parts(layouts: Mapping[str, Layout], outcomes: Outcomes) -> Iterator[tuple[str, NDArray[Any]]]:
    """Yield all that is summarised of a block, by the name under which it is stored."""
    for name, shape in layouts.items():
        for part, numbers in shape.numbers(outcomes[name], shape.parts()):
            yield f"{name}/{part}", numbers
