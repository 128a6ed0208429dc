"""The law in every way it is written here: draws for each second of processor time."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import process_time

import numpy as np

from benchmarks import compiled, ema, engine, law, numbers, plain, scalar, with_ciw, with_mesa, with_salabim
from benchmarks.agreement import check
from benchmarks.law import Figures
from benchmarks.names import (
    ADDRESSED,
    BLOCKS,
    CIW,
    CIW_DRAWS,
    CORES,
    DISK_DRAWS,
    EMA,
    EMA_DISK,
    EMA_DRAWS,
    EMA_SAVE,
    ENGINE,
    ENGINE_DISK,
    ENGINE_DISK_STARTED,
    FEW,
    MESA,
    NO_WAITING,
    NUMBA,
    NUMBA_PHILOX,
    NUMBERS,
    PEOPLE_IN_CIW,
    PLAIN,
    SALABIM,
    SIMPY,
)
from benchmarks.timing import Rounds, Rows, processor
from simulate.engine.streams import BLOCK
from simulate.running.blocks import run_block
from simulate.running.runner import run as run_scenario

LIBRARIES = {SIMPY: scalar.in_simpy, MESA: with_mesa.draw, SALABIM: with_salabim.draw}


def figures(block: int) -> Figures:
    """What differs between the draws of a block."""
    return law.figures(np.random.default_rng([1, block]), BLOCK)


def agree() -> None:
    """Check that all ways give the outcomes of the law; so what is made only once is made."""
    reference = plain.run(law.figures(np.random.default_rng(7), 4 * BLOCK), numbers.fast(1, 0, 4 * BLOCK))
    check(NUMBA, compiled.run(figures(0), 1), reference)
    check(ADDRESSED, plain.run(figures(0), numbers.addressed(1, 0, BLOCK)), reference)
    check(ENGINE, run_block(engine.scenario(BLOCK), 0), reference)
    for name, draw in LIBRARIES.items():
        check(name, scalar.run(5, 100, draw), reference)
    with law.scaled(10 * PEOPLE_IN_CIW), np.errstate(invalid="ignore", divide="ignore"):
        reference = plain.run(law.figures(np.random.default_rng(7), 4 * BLOCK), numbers.fast(1, 0, 4 * BLOCK))
        check(CIW, scalar.run(5, 40, with_ciw.draw), reference)


def measure(rounds: int) -> Rows:
    """Draws a second of processor time, by way and round."""
    sys.path.append(engine.INSTALLED)
    agree()
    found = Rounds()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(rounds):
            _blocks(found, number)
            _one_by_one(found, number)
            _on_disk(found, Path(folder))
    return found.rows


def _blocks(found: Rounds, number: int) -> None:
    mine = range(number * BLOCKS, (number + 1) * BLOCKS)
    wet = engine.scenario(BLOCK)
    given = {block: figures(block) for block in mine}
    ways: dict[str, Callable[[int], object]] = {
        NUMBERS: _normals,
        NUMBA: lambda block: compiled.run(given[block], block),
        NUMBA_PHILOX: lambda block: compiled.run(given[block], block, generator=np.random.Philox),
        PLAIN: lambda block: plain.run(given[block], numbers.fast(1, block, BLOCK)),
        NO_WAITING: lambda block: plain.run(given[block], numbers.fast(1, block, BLOCK), waiting=False),
        ADDRESSED: lambda block: plain.run(given[block], numbers.addressed(1, block, BLOCK)),
        ENGINE: lambda block: run_block(wet, block),
    }
    for name, way in ways.items():
        found.time(name, partial(_each, way, mine), process_time, BLOCKS * BLOCK)


def _normals(block: int) -> None:
    """Draw as many standard normals as the law asks for, and do nothing with them."""
    generator, month = np.random.Generator(np.random.SFC64(block)), np.empty((31, BLOCK))
    for _ in range(law.MONTHS):
        generator.standard_normal(out=month)


def _each(way: Callable[[int], object], blocks: range) -> None:
    for block in blocks:
        way(block)


def _one_by_one(found: Rounds, number: int) -> None:
    for name, draw in LIBRARIES.items():
        found.time(name, partial(scalar.run, number, FEW, draw), process_time, FEW)
    with law.scaled(PEOPLE_IN_CIW):
        found.time(CIW, partial(scalar.run, number, CIW_DRAWS, with_ciw.draw), process_time, CIW_DRAWS)


def _on_disk(found: Rounds, folder: Path) -> None:
    took = ema.run(EMA_DRAWS, CORES, folder)
    found.note(EMA, EMA_DRAWS / took.computing)
    found.note(EMA_DISK, EMA_DRAWS / (took.computing + took.plain_file))
    found.note(EMA_SAVE, EMA_DRAWS / (took.computing + took.save_results))
    seconds = []
    for draws in DISK_DRAWS:
        start, results = processor(), folder / "engine"
        run_scenario(engine.scenario(draws), results, workers=CORES)
        seconds.append(processor() - start)
        shutil.rmtree(results)
    found.note(ENGINE_DISK, DISK_DRAWS[1] / seconds[1])
    found.note(ENGINE_DISK_STARTED, (DISK_DRAWS[1] - DISK_DRAWS[0]) / (seconds[1] - seconds[0]))
