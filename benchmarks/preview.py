"""How soon the page answers, and how much memory it takes: `python -m benchmarks.preview [--moves 200]`.

For each model the seconds until a first fan of base and variant, with the base computed already and without, and until
1,000 draws. Then many movements of a lever one after the other, as somebody does who searches: how long after the last
the answer comes, how many runs were left off, and the memory of the server and its workers along the way.
"""

from __future__ import annotations

import argparse
import asyncio
import os
from collections.abc import Iterator
from contextlib import suppress
from time import perf_counter

import psutil

from simulate.page.answers import wanted_of
from simulate.page.plan import Desk
from simulate.page.runs import Run, Runs, watch
from simulate.page.wish import decode
from simulate.page.workers import Workers

MOVES = {
    "asiel": "asiel.instroom.langjarig_niveau",
    "wonen": "wonen.haalbaarheid.stimulans_per_woning",
    "zorg": "zorg.eigen_risico.verplicht",
    "gemeenten": "gemeenten.jeugd.realisatie",
    "nederland": "asiel.instroom.langjarig_niveau",
}
SETTLES = 0.3
"""Seconds that the page waits after a movement."""
FIRST = 1000


def values(count: int) -> Iterator[str]:
    """Values that differ, so that nothing of an earlier movement can be shown again."""
    for number in range(count):
        yield f"{0.5 + number / 1000:.4f}"


def runs_of(desk: Desk, runs: Runs, model: str, value: str) -> list[Run]:
    wish, _ = decode(f"s={model}.yaml&p={MOVES[model]}@2027-01-01={value}")
    plan = desk.plan(wish)
    wanted = wanted_of([plan.scenario, plan.base], "")
    return [runs.of(plan.base, wanted), runs.of(plan.scenario, wanted)]


async def until(runs: Runs, wanted: list[Run], draws: int) -> list[tuple[int, float]]:
    """The draws of every stage up to so many, and the seconds until it was there."""
    began, found = perf_counter(), []
    async for stage in watch(runs, wanted, lambda _: None):
        found.append((stage.draws, perf_counter() - began))
        if stage.draws >= draws:
            break
    return found


def memory(workers: Workers) -> float:
    """Megabytes of the server and its workers together."""
    total = 0
    for pid in (os.getpid(), *workers.pids):
        with suppress(psutil.NoSuchProcess):
            total += psutil.Process(pid).memory_info().rss
    return total / 1e6


async def speed(desk: Desk, workers: Workers) -> None:
    print(f"{'model':<10} {'warm':<6} first fan                 1,000 draws")
    for model in MOVES:
        runs = Runs(workers)
        # The first loads the kernels that this model needs; the page does that while somebody reads its question.
        await until(runs, runs_of(desk, runs, model, "0.9"), 1)
        for warm, value in (("base", "0.8"), ("no", "0.7")):
            if warm == "no":
                runs = Runs(workers)
            stages = await until(runs, runs_of(desk, runs, model, value), FIRST)
            (first, soon), (last, late) = stages[0], stages[-1]
            print(f"{model:<10} {warm:<6} {first:>5} draws in {soon:5.2f} s      {last:>6,} draws in {late:5.2f} s")


async def movements(desk: Desk, workers: Workers, count: int) -> None:
    runs, task, began = Runs(workers), None, perf_counter()
    for number, value in enumerate(values(count)):
        if task is not None:
            task.cancel()
        task = asyncio.create_task(until(runs, runs_of(desk, runs, "asiel", value), FIRST))
        await asyncio.sleep(SETTLES)
        if number % max(1, count // 10) == 0:
            print(f"after {number:>5} movements {memory(workers):8.0f} MB, {workers.abandoned} jobs left off")
    assert task is not None
    last = perf_counter()
    stages = await task
    print(f"{count} movements in {last - began:.0f} s; the last was answered in {stages[0][1]:.2f} s")
    print(f"at the end {memory(workers):.0f} MB, {workers.done} jobs done, {workers.abandoned} left off")


async def measure(count: int) -> None:
    workers = Workers(tuple(MOVES))
    workers.start()
    desk = Desk()
    try:
        await speed(desk, workers)
        await movements(desk, workers, count)
    finally:
        await workers.stop()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--moves", type=int, default=200)
    asyncio.run(measure(parser.parse_args().moves))


if __name__ == "__main__":
    main()
