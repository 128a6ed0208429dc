"""Runs of the page, in memory: first few draws, then more, base and variant of equal width.

A run is known by the fingerprint of its scenario. Its draws are those that `simulate run` would compute: the first of
the first block, then that block whole, then the blocks after it. What was computed last is kept, as far as there is
room for it; what nobody waits for is left off.
"""

from __future__ import annotations

import asyncio
import pickle
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from simulate.engine.streams import BLOCK
from simulate.page.computing import compute
from simulate.page.memory import give_back
from simulate.page.wish import MOST_VARIANTS
from simulate.page.workers import Workers
from simulate.running.blocks import blocks_of, width_of
from simulate.running.identity import fingerprint
from simulate.scenario import Scenario

if TYPE_CHECKING:
    from simulate.engine.recorder import Series

STAGES = (250, 1000, 4000)
COUPLED_STAGES = (60, 250, 1000)
"""Of a composite, where a draw takes as long as ten of a model."""
WIDE_STAGES = (100, 250, 1000, 4000)
"""Of a model of which 250 draws take more than a second: what is seen first is narrower."""
SLOW = 0.004
"""Seconds that a draw takes in such a model."""
ID = 16
"""Letters of a fingerprint that name a run."""
ROOM = 100_000_000
"""Bytes that are kept of runs that nobody waits for."""
ALWAYS = MOST_VARIANTS + 1
"""Runs that are kept however much they hold: those that one screen shows."""
UNPACKED = 7
"""Bytes that a scenario takes in memory for each byte of its packed form."""


@dataclass(eq=False)
class Run:
    """One scenario and the draws that there are of it."""

    scenario: Scenario
    wanted: tuple[str, ...]
    packed: bytes = b""
    blocks: dict[int, dict[str, Series]] = field(default_factory=dict)
    """By block, the outcomes (months, *axes, draws)."""
    pending: dict[tuple[int, int], asyncio.Task[None]] = field(default_factory=dict)
    waiting: dict[tuple[int, int], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.packed = pickle.dumps(self.scenario)
        self.id = fingerprint(self.scenario)[:ID]

    @property
    def draws(self) -> int:
        """Count the draws that are there without a gap."""
        count = 0
        for block in range(len(self.blocks)):
            width = self._width(block)
            count += width
            if width < BLOCK:
                break
        return count

    def _width(self, block: int) -> int:
        return next((one.shape[-1] for one in self.blocks.get(block, {}).values()), 0)

    def missing(self, draws: int) -> list[tuple[int, int]]:
        """List the blocks, and the width of each, that are needed for so many draws and are not there."""
        wanted = [(block, width_of(block, draws)) for block in blocks_of(draws)]
        return [(block, width) for block, width in wanted if self._width(block) < width]

    def series(self, draws: int) -> dict[str, Series]:
        """Return the outcomes of the first `draws` draws: (months, *axes, draws)."""
        parts = [self.blocks[block] for block in blocks_of(draws)]
        return {
            name: np.concatenate(
                [part[name][..., : width_of(block, draws)] for block, part in enumerate(parts)], axis=-1
            )
            for name in self.wanted
        }

    @property
    def nbytes(self) -> int:
        """Count the bytes of its outcomes and of its scenario."""
        outcomes = sum(one.nbytes for block in self.blocks.values() for one in block.values())
        return outcomes + (UNPACKED + 1) * len(self.packed)


class Runs:
    """The runs that there are, the last used last."""

    def __init__(self, workers: Workers, room: int = ROOM) -> None:
        self.workers = workers
        self.room = room
        self._runs: OrderedDict[str, Run] = OrderedDict()
        self._pace: dict[str, float] = {}

    def of(self, scenario: Scenario, wanted: Iterable[str]) -> Run:
        """Return the run of a scenario; a new one where there is none, or where it lacks an outcome."""
        id_ = fingerprint(scenario)[:ID]
        there = self._runs.get(id_)
        names = tuple(dict.fromkeys(wanted))
        if there is None or not set(names) <= set(there.wanted):
            there = Run(scenario, names)
        elif there.scenario != scenario:
            # The numbers are the same; what explains them, such as labels and targets, is that of the last wish.
            there.scenario = scenario
        self._runs[id_] = there
        self._runs.move_to_end(id_)
        self._tidy()
        return there

    def get(self, id_: str) -> Run | None:
        """Return a run by its id; None when it is not there, or no longer."""
        return self._runs.get(id_)

    def stages(self, scenario: Scenario) -> tuple[int, ...]:
        """Return with how many draws a run is shown, one after the other."""
        if scenario.parts:
            return COUPLED_STAGES
        return WIDE_STAGES if self._pace.get(scenario.model, 0) > SLOW else STAGES

    async def need(self, run: Run, draws: int) -> None:
        """Wait until a run has so many draws. Cancelled, it leaves off what nobody else waits for."""
        wanted = run.missing(draws)
        tasks = [self._task(run, *one) for one in wanted]
        for one in wanted:
            run.waiting[one] = run.waiting.get(one, 0) + 1
        try:
            await asyncio.gather(*(asyncio.shield(task) for task in tasks))
        finally:
            for one, task in zip(wanted, tasks, strict=True):
                run.waiting[one] -= 1
                if not run.waiting[one]:
                    del run.waiting[one]
                    if not task.done():
                        task.cancel()
                        run.pending.pop(one, None)

    def _task(self, run: Run, block: int, width: int) -> asyncio.Task[None]:
        key = (block, width)
        task = run.pending.get(key)
        if task is None or task.done():
            task = run.pending[key] = asyncio.create_task(self._compute(run, block, width))
            task.add_done_callback(lambda done: _forget(run, key, done))
        return task

    async def _compute(self, run: Run, block: int, width: int) -> None:
        # The first blocks of a wide run come before the later ones of another.
        seconds, found = await self.workers.do(block * BLOCK + width, compute, run.packed, block, width, run.wanted)
        if width <= STAGES[0]:
            self._pace[run.scenario.model] = seconds / width
        if run._width(block) < width:
            run.blocks[block] = found
            self._tidy()

    def _tidy(self) -> None:
        """Let go of the runs that were used longest ago, when there is no room for all."""
        total = sum(run.nbytes for run in self._runs.values())
        many = len(self._runs)
        for id_ in list(self._runs)[:-ALWAYS]:
            if total <= self.room:
                break
            run = self._runs[id_]
            if not run.waiting:
                total -= run.nbytes
                del self._runs[id_]
        if len(self._runs) < many:
            give_back(collect=False)


def _forget(run: Run, key: tuple[int, int], done: asyncio.Task[None]) -> None:
    if run.pending.get(key) is done:
        del run.pending[key]
    if not done.cancelled():
        done.exception()


@dataclass(frozen=True)
class Stage:
    """So many draws of a base and of what is held against it are there."""

    draws: int
    last: bool


async def watch(runs: Runs, wanted: list[Run], news: Callable[[str], None]) -> AsyncIterator[Stage]:
    """Yield every stage at which all these runs have equally many draws; `news` says what is computed next."""
    stages = runs.stages(wanted[0].scenario)
    for place, draws in enumerate(stages):
        if any(run.missing(draws) for run in wanted):
            later = stages[place + 1 :]
            # What is there already is shown as it is, wider, and nothing is computed for less.
            if any(all(not run.missing(more) for run in wanted) for more in later):
                continue
            news(str(draws))
            await asyncio.gather(*(runs.need(run, draws) for run in wanted))
        elif place + 1 < len(stages) and all(not run.missing(stages[place + 1]) for run in wanted):
            continue
        yield Stage(draws, place + 1 == len(stages))
