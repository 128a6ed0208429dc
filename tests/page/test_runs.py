"""Runs in memory: their draws are those of a run, the latest wish is done, and what nobody waits for is left off."""

from __future__ import annotations

import asyncio
import pickle
import weakref
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import numpy as np
import pytest
import toy

from simulate.page import computing
from simulate.page.runs import ALWAYS, Run, Runs, watch
from simulate.page.workers import Workers
from simulate.running.blocks import run_block
from simulate.scenario import Scenario

Value = TypeVar("Value")


def with_workers(act: Callable[[Runs], Awaitable[Value]]) -> Value:
    async def acting() -> Value:
        workers = Workers(())
        workers.start()
        try:
            return await act(Runs(workers))
        finally:
            await workers.stop()

    return asyncio.run(acting())


def scenario(seed: int = 1) -> Scenario:
    return toy.scenario().model_copy(update={"seed": seed, "months": 24})


def wanted() -> tuple[str, ...]:
    return tuple(run_block(scenario(), 0, 2))[:2]


@pytest.mark.usefixtures("toy_models")
def test_the_draws_are_those_of_a_run_and_widen_without_another_number() -> None:
    names = wanted()

    async def act(runs: Runs) -> Run:
        run = runs.of(scenario(), names)
        for draws in (30, 1000, 1500):
            await runs.need(run, draws)
            assert run.missing(draws) == []
        return run

    run = with_workers(act)
    assert run.draws == 1500
    first, second = run_block(scenario(), 0, 1000), run_block(scenario(), 1, 500)
    for name in names:
        assert np.array_equal(run.series(1500)[name], np.concatenate([first[name], second[name]], axis=-1))
        assert np.array_equal(run.series(30)[name], first[name][..., :30])


@pytest.mark.usefixtures("toy_models")
def test_the_latest_wish_is_answered_and_the_others_are_left_off() -> None:
    names = wanted()

    async def act(runs: Runs) -> tuple[int, bool]:
        base = runs.of(scenario(), names)
        await runs.need(base, 250)
        task = None
        for seed in range(2, 22):
            if task is not None:
                task.cancel()
            task = asyncio.create_task(runs.need(runs.of(scenario(seed), names), 4000))
            await asyncio.sleep(0.02)
        last = runs.of(scenario(21), names)
        assert task is not None
        await task
        assert last.missing(4000) == []
        return runs.workers.done, sum(run.nbytes for run in runs._runs.values()) <= runs.room

    done, bounded = with_workers(act)
    assert done < 20 * 4
    assert bounded


@pytest.mark.usefixtures("toy_models")
def test_both_are_shown_with_as_many_draws() -> None:
    names = wanted()

    async def act(runs: Runs) -> list[int]:
        base, variant = runs.of(scenario(), names), runs.of(scenario(2), names)
        await runs.need(base, 1000)
        shown = []
        async for stage in watch(runs, [base, variant], lambda _: None):
            assert base.missing(stage.draws) == variant.missing(stage.draws) == []
            shown.append(stage.draws)
        return shown

    assert with_workers(act) == [250, 1000, 4000]


@pytest.mark.usefixtures("toy_models")
def test_what_was_used_longest_ago_goes_when_there_is_no_room() -> None:
    names = wanted()

    async def act(runs: Runs) -> list[bool]:
        runs.room = 1
        made = [runs.of(scenario(seed), names) for seed in range(1, ALWAYS + 3)]
        for run in made:
            await runs.need(run, 10)
        return [runs.get(run.id) is not None for run in made]

    assert with_workers(act) == [False, False, *([True] * ALWAYS)]


@pytest.mark.usefixtures("toy_models")
def test_many_runs_take_no_more_than_their_room() -> None:
    names = wanted()

    async def act(runs: Runs) -> int:
        runs.room = 10 * runs.of(scenario(), names).nbytes
        for seed in range(2, 200):
            run = runs.of(scenario(seed), names)
            assert sum(one.nbytes for one in runs._runs.values()) <= runs.room + run.nbytes
        return len(runs._runs)

    assert ALWAYS < with_workers(act) <= 11


def test_what_a_block_took_is_given_back_also_when_it_was_left_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker is as small after a block as before it: also when it heard in the middle that nobody waits."""
    held = list[weakref.ref[Any]]()

    class Large:
        """Stands for the arrays of a block."""

    def left_off(scenario: Scenario, block: int, width: int) -> None:
        large = Large()
        held.append(weakref.ref(large))
        raise computing.Abandoned("in the middle")

    monkeypatch.setattr("simulate.running.blocks.run_block", left_off)
    with pytest.raises(computing.Abandoned) as said:
        computing.compute(pickle.dumps(scenario()), 0, 10, ("stock",))
    assert said.value.__context__ is None
    assert held[0]() is None


@pytest.mark.usefixtures("toy_models")
def test_a_worker_that_is_killed_is_replaced() -> None:
    import os
    import signal

    names = wanted()

    async def act(runs: Runs) -> bool:
        await runs.need(runs.of(scenario(), names), 10)
        for pid in runs.workers.pids:
            os.kill(pid, signal.SIGKILL)
        other = runs.of(scenario(3), names)
        await runs.need(other, 20)
        return not other.missing(20)

    assert with_workers(act)
