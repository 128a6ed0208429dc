"""Times every way of running the law and prints draws/s and ratios. Rounds are interleaved: noise hits all alike."""

from __future__ import annotations

import argparse
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import numpy as np

from benchmarks import ema, engine, law, numbers, plain, scalar
from simulate.engine.streams import BLOCK
from simulate.running.blocks import run_block
from simulate.running.runner import run as run_scenario

CORES = 2
PLAIN = "plain numpy loop, its own numbers"
ENGINE = "engine"
EMA = "EMA Workbench, results in a plain numpy file"
ENGINE_DISK = "engine, results on disk"


@dataclass
class Rounds:
    """Draws a second by way of computing, a number for each round."""

    speeds: dict[str, list[float]] = field(default_factory=dict)

    def note(self, way: str, draws: int, seconds: float) -> None:
        self.speeds.setdefault(way, []).append(draws / seconds)

    def time(self, way: str, draws: int, work: Callable[[], object], clock: Callable[[], float]) -> None:
        start = clock()
        work()
        self.note(way, draws, clock() - start)

    def ratio(self, way: str, base: str) -> tuple[float, float, float]:
        """Median, lowest and highest of the ratios within a round."""
        ratios = [a / b for a, b in zip(self.speeds[way], self.speeds[base], strict=True)]
        return median(ratios), min(ratios), max(ratios)


def _figures(block: int) -> law.Figures:
    return law.figures(np.random.default_rng([1, block]), BLOCK)


def _one_core(rounds: Rounds, number: int, blocks: int) -> None:
    mine = range(number * blocks, (number + 1) * blocks)
    wet, draws = engine.scenario(BLOCK), blocks * BLOCK

    def loop(sources: Callable[[int, int, int], numbers.Sources], waiting: bool = True) -> None:
        for block in mine:
            plain.run(_figures(block), sources(1, block, BLOCK), waiting)

    def time(way: str, draws: int, work: Callable[[], object]) -> None:
        # Time on the processor: what else the machine does meanwhile counts less.
        rounds.time(way, draws, work, process_time)

    time(PLAIN, draws, lambda: loop(numbers.fast))
    time("the same without waiting times", draws, lambda: loop(numbers.fast, waiting=False))
    time("plain numpy loop, numbers of the engine", draws, lambda: loop(numbers.addressed))
    time(ENGINE, draws, lambda: [run_block(wet, block) for block in mine])
    few = max(draws // 40, 50)
    time("SimPy, one environment per draw", few, lambda: scalar.run(number, few))


def _two_cores(rounds: Rounds, ema_draws: int, engine_draws: int, folder: Path) -> None:
    took = ema.run(ema_draws, CORES, folder)
    rounds.note("EMA Workbench, computing only", ema_draws, took.computing)
    rounds.note(EMA, ema_draws, took.computing + took.plain_file)
    rounds.note("EMA Workbench, results by its save_results", ema_draws, took.computing + took.save_results)
    wet, results = engine.scenario(engine_draws), folder / "engine"

    def work() -> None:
        run_scenario(wet, results, workers=CORES)

    rounds.time(ENGINE_DISK, engine_draws, work, perf_counter)
    shutil.rmtree(results)


def _warm() -> None:
    """What is imported or made only once."""
    run_block(engine.scenario(BLOCK), 0)
    plain.run(_figures(0), numbers.fast(1, 0, BLOCK))
    scalar.run(0, 2)


def _table(rounds: Rounds, base: str) -> list[str]:
    lines = [f"| way | draws/s | / {base} | lowest-highest |", "|---|---:|---:|---:|"]
    for way, speeds in rounds.speeds.items():
        middle, low, high = rounds.ratio(way, base)
        lines.append(f"| {way} | {median(speeds):,.0f} | {middle:.3g} | {low:.3g}-{high:.3g} |")
    return lines


def _machine() -> str:
    names = ("simulate", "numpy", "scipy", "simpy", "zarr", "ema-workbench")
    cpu = next((line.split(":")[1].strip() for line in _cpu_lines() if line.startswith("model name")), "")
    packages = ", ".join(f"{name} {version(name)}" for name in names if _installed(name))
    return f"Python {platform.python_version()}, {packages}; {cpu or platform.processor()}, {platform.system()}"


def _cpu_lines() -> list[str]:
    info = Path("/proc/cpuinfo")
    return info.read_text().splitlines() if info.exists() else []


def _installed(name: str) -> bool:
    try:
        return bool(version(name))
    except ImportError:
        return False


def main() -> None:
    """Print the tables."""
    sys.path.append(engine.INSTALLED)
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--blocks", type=int, default=4, help=f"blocks of {BLOCK} draws in a round, on one core")
    parser.add_argument("--ema-draws", type=int, default=300)
    parser.add_argument("--engine-draws", type=int, default=20_000)
    asked = parser.parse_args()

    one, two = Rounds(), Rounds()
    _warm()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(asked.rounds):
            _one_core(one, number, asked.blocks)
            _two_cores(two, asked.ema_draws, asked.engine_draws, Path(folder))
    print(_machine())
    print(f"{asked.rounds} rounds; medians; the ratio is taken within a round. One core, in memory, processor time:\n")
    print("\n".join(_table(one, PLAIN)))
    print(f"\n{CORES} processes (the engine with the start of its processes, EMA Workbench without):\n")
    print("\n".join(_table(two, EMA)))
