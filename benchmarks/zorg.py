"""`python -m benchmarks zorg`: where the time of a block of the care model goes.

Once a year the demand of the whole population is worked out at the deductible, and at that of the reference: arrays
over classes of people, which take time and no random numbers. So seconds are told apart: the demand of the population,
and the rest (lists, staff, money), of which each random number is set against one of the benchmark law.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from statistics import median
from time import process_time
from typing import Any
from unittest.mock import patch

from benchmarks import engine
from benchmarks.wonen import numbers_of
from simulate.engine.streams import BLOCK
from simulate.inputs.resolve.scenario import resolve
from simulate.models.zorg import gedrag
from simulate.running.blocks import run_block
from simulate.scenario import Scenario

SCENARIOS = ("zorg.yaml", "zorg-eigen-risico-165.yaml")
"""The reference deductible, and another one with a maximum per treatment: then there are two demands a year."""


@contextmanager
def demanding() -> Iterator[Callable[[], float]]:
    """Within it the population asks as ever; what it gives tells how much processor time that took since."""
    times: list[float] = []

    def timed(call: Callable[..., Any]) -> Callable[..., Any]:
        def within(*arguments: Any) -> Any:
            start = process_time()
            found = call(*arguments)
            times.append(process_time() - start)
            return found

        return within

    place = "simulate.models.zorg.zorgvraag"
    with patch(f"{place}.ask", timed(gedrag.ask)), patch(f"{place}.quarters", timed(gedrag.quarters)):
        yield lambda: sum(times)


def seconds(scenario: Scenario, block: int) -> tuple[float, float]:
    """Processor time of a block, and the part of it that is the demand of the population."""
    with demanding() as demand:
        start = process_time()
        run_block(scenario, block)
        return process_time() - start, demand()


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    sys.path.append(engine.INSTALLED)
    parser = argparse.ArgumentParser(prog="python -m benchmarks zorg", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args(arguments)

    scenarios = {"law": engine.scenario(BLOCK)} | {name: resolve(name, draws=BLOCK) for name in SCENARIOS}
    # Counting also imports, and makes what is made only once.
    numbers = {name: numbers_of(scenario) for name, scenario in scenarios.items()}
    rounds = [
        {name: seconds(scenario, block) for name, scenario in scenarios.items()} for block in range(1, asked.rounds + 1)
    ]

    print(f"Blocks of {BLOCK:,} draws, 120 months; {asked.rounds} rounds, processor time:\n")
    print("| model | seconds | of which demand | random numbers | ns of the rest for each |\n|---|---:|---:|---:|---:|")
    for name in scenarios:
        whole, demand = (median(each[name][part] for each in rounds) for part in (0, 1))
        rest = median(_rest(each[name], numbers[name]) for each in rounds)
        print(f"| {name} | {whole:.2f} | {demand:.2f} | {numbers[name]:,} | {rest:.0f} |")
    for name in SCENARIOS:
        ratios = [_rest(each[name], numbers[name]) / _rest(each["law"], numbers["law"]) for each in rounds]
        print(f"\nrest of {name} / law: {median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})")


def _rest(measured: tuple[float, float], numbers: int) -> float:
    """Nanoseconds beside demand for each random number."""
    whole, demand = measured
    return (whole - demand) / numbers * 1e9
