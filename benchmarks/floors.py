"""What the engine is at least, measured side by side in one process: below it the regression test fails.

`MEASURED` are medians of fifteen rounds of processor time on two quiet cores; `python -m benchmarks.floors` prints them
anew. It has to run by itself: beside other work a block of draws, which fills the processor's memory, loses more than
a loop does. Raise them when the engine has become faster, or a slip back will not be noticed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from time import process_time

import numpy as np

from benchmarks import compiled, engine, law, numbers, plain
from benchmarks.timing import Rounds, ratio
from simulate.engine.streams import BLOCK
from simulate.inputs.resolve.scenario import resolve
from simulate.running.blocks import run_block

NUMBA, PLAIN, ENGINE, NARROW, ASIEL = "numba", "plain", "law", "law of 200 draws", "two years of asiel"
KEPT = 2 / 3
"""Of a measured ratio so much is noise, other machines and other Pythons; a slip of more than a third is not."""
MEASURED: dict[tuple[str, str], float] = {
    (ENGINE, NUMBA): 0.77,
    (ENGINE, PLAIN): 1.6,
    (NARROW, PLAIN): 3.4,
    (ASIEL, PLAIN): 0.34,
}
"""How fast the first is, with the second as 1: the time of the second over the time of the first, whole blocks of 1,000
draws but for that of 200."""


def measure(rounds: int) -> dict[tuple[str, str], float]:
    """The medians of the ratios in `MEASURED`. The model `wet` has to be installed."""
    figures = law.figures(np.random.default_rng(1), BLOCK)
    wet = engine.scenario(BLOCK)
    asiel = resolve("asiel.yaml", draws=BLOCK).model_copy(update={"months": 24})
    ways: dict[str, Callable[[int], object]] = {
        NUMBA: lambda block: compiled.run(figures, block),
        PLAIN: lambda block: plain.run(figures, numbers.fast(1, block, BLOCK)),
        ENGINE: lambda block: run_block(wet, block),
        NARROW: lambda block: run_block(wet, block, 200),
        ASIEL: lambda block: run_block(asiel, block),
    }
    for way in ways.values():
        way(0)
    found = Rounds()
    for block in range(1, rounds + 1):
        for name, way in ways.items():
            found.time(name, partial(way, block), process_time)
    return {(name, base): ratio(found.rows, base, name)[0] for name, base in MEASURED}


if __name__ == "__main__":
    sys.path.append(engine.INSTALLED)
    for (name, base), measured in measure(15).items():
        print(f"{name} / {base}: {measured:.3f}, it was {MEASURED[name, base]}")
