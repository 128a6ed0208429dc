"""How soon the page answers, and how much memory it takes: `python -m benchmarks.preview [--moves 200]`.

For each model the seconds until a first fan of base and variant, with the base computed already and without, and until
1,000 draws. Then many movements over all models one after the other, as somebody does who searches, with a page of its
own: the memory of the server and its workers along the way, when what nobody waits for is left off.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import mean
from time import perf_counter

from benchmarks.moving import Caller, Wanderer, settled
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
FIRST = 1000
PRINTED = 20
"""Times that the memory is printed."""
ADDRESS = re.compile(r"http://\S+:(\d+)/\?token=([\w-]+)#")


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


async def measure() -> None:
    workers = Workers(tuple(MOVES))
    workers.start()
    try:
        await speed(Desk(), workers)
    finally:
        await workers.stop()


@contextmanager
def opened() -> Iterator[tuple[int, Caller]]:
    """Open the page as a process of its own: its number, and who may ask it."""
    words = [sys.executable, "-m", "simulate", "open", "--no-browser"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = next(found for line in process.stdout if (found := ADDRESS.search(line)))
        try:
            yield process.pid, Caller(int(address[1]), address[2])
        finally:
            process.send_signal(signal.SIGINT)


def movements(count: int, stays: float) -> None:
    """Move about over all models; print the memory along the way, and how much it grew after the first quarter."""
    with opened() as (pid, caller):
        somebody = Wanderer(caller, tuple(f"{model}.yaml" for model in MOVES))
        seen, sizes, began = [], [], perf_counter()
        for number in range(1, count + 1):
            seen.append(somebody.move(stays))
            if number % (count // PRINTED) == 0:
                there = settled(pid)
                sizes.append(sum(there.values()))
                parts = ", ".join(f"{kind} {size:.0f}" for kind, size in there.items())
                print(f"after {number:>5} movements {sizes[-1]:6.0f} MB: {parts}", flush=True)
    last = perf_counter() - began
    quarter = PRINTED // 4
    warm, late = (mean(sizes[part]) for part in (slice(quarter, 2 * quarter), slice(-quarter, None)))
    print(f"{count} movements in {last:.0f} s, of which {sum(map(bool, seen))} were seen before the next")
    print(f"memory {warm:.0f} MB in the second quarter of them, {late:.0f} MB in the last: {late / warm - 1:+.1%}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--moves", type=int, default=400, help="at least 20; 0 measures only how soon it answers")
    parser.add_argument("--stays", type=float, default=0.7, help="seconds that somebody looks at an answer")
    given = parser.parse_args()
    asyncio.run(measure())
    if given.moves:
        movements(given.moves, given.stays)


if __name__ == "__main__":
    main()
