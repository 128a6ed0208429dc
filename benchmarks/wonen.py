"""`python -m benchmarks wonen`: what a random number costs in the housing model, against the benchmark law.

The law (`benchmarks.engine`) does little beside counting people. Housing divides homes over segments, provinces
and gates and keeps lead times, which takes time and no numbers. That it stays within a factor of the law says something
about the way the model is written; the time of a run also depends on how many numbers it uses.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from statistics import median
from time import process_time
from unittest.mock import patch

from benchmarks import engine
from simulate.engine.arrays import Array
from simulate.engine.streams import BLOCK, Stream
from simulate.inputs.resolve.scenario import resolve
from simulate.running.blocks import run_block
from simulate.scenario import Scenario

SCENARIO = "wonen.yaml"
WITHIN = 2.5
"""A random number of housing may cost so many times one of the law."""


@contextmanager
def counting() -> Iterator[Callable[[], int]]:
    """Within it all streams work as ever; what it gives tells how many random numbers they gave since."""
    sizes: list[int] = []
    original = Stream.uniform

    def uniform(self: Stream, step: int, *rows: int) -> Array:
        numbers = original(self, step, *rows)
        sizes.append(numbers.size)
        return numbers

    with patch.object(Stream, "uniform", uniform):
        yield lambda: sum(sizes)


def numbers_of(scenario: Scenario) -> int:
    """Random numbers in the first block. Other blocks ask for as many: the calendar is the same."""
    with counting() as count:
        run_block(scenario, 0)
        return count()


def _nanoseconds(scenario: Scenario, block: int, numbers: int) -> float:
    """Processor time of a block for each of its random numbers."""
    start = process_time()
    run_block(scenario, block)
    return (process_time() - start) / numbers * 1e9


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table and the ratio."""
    sys.path.append(engine.INSTALLED)
    parser = argparse.ArgumentParser(prog="python -m benchmarks wonen", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args(arguments)

    scenarios = {"law": engine.scenario(BLOCK), "housing": resolve(SCENARIO, draws=BLOCK)}
    # Counting also imports, and makes what is made only once.
    numbers = {name: numbers_of(scenario) for name, scenario in scenarios.items()}
    costs: dict[str, list[float]] = {name: [] for name in scenarios}
    for block in range(1, asked.rounds + 1):
        for name, scenario in scenarios.items():
            costs[name].append(_nanoseconds(scenario, block, numbers[name]))

    print(f"Blocks of {BLOCK:,} draws, {scenarios['housing'].months} months; {asked.rounds} rounds, processor time:\n")
    print("| model | random numbers | ns for each |\n|---|---:|---:|")
    for name, each in costs.items():
        print(f"| {name} | {numbers[name]:,} | {median(each):.0f} |")
    ratios = [a / b for a, b in zip(costs["housing"], costs["law"], strict=True)]
    kept = "within" if median(ratios) <= WITHIN else "NOT within"
    print(f"\nhousing / law: {median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f}), {kept} {WITHIN}")
