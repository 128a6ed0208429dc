"""Whole commands, with all the processes they start: time to start, and time and peak memory of runs."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event, Thread
from time import perf_counter

import psutil

from benchmarks.moving import memory
from benchmarks.timing import Rounds, Rows, processor
from simulate.registry import own_names

COMMAND = Path(sys.executable).with_name("simulate")
"""The installed command of this Python."""
STARTS = ("--help", "list", "check asiel.yaml")
PYTHON, FIRST, SECOND = "python", "first block, fresh", "first block, compiled"
"""A Python that does nothing; and one that runs fifty draws of the law with no compiled kernels there, and with."""
DRAWS = (1_000, 10_000)
SAMPLED_EVERY = 0.25
_BLOCK = "from benchmarks.municipalities import run; run(12, width=50)"


@dataclass(frozen=True)
class Measured:
    """One execution of a command."""

    seconds: float
    peak: float
    """Most memory of the command and its processes together, in MB. What they share is counted once."""


def measure(*arguments: str) -> Measured:
    """Run a program with these arguments to its end."""
    start = perf_counter()
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peaks, done = [0.0], Event()
    watcher = Thread(target=_watch, args=(process.pid, peaks, done))
    watcher.start()
    code = process.wait()
    seconds = perf_counter() - start
    done.set()
    watcher.join()
    if code:
        raise RuntimeError(f"{' '.join(arguments)} ended with exit code {code}")
    return Measured(seconds, peaks[0])


def _watch(pid: int, peaks: list[float], done: Event) -> None:
    while not done.wait(SAMPLED_EVERY):
        with suppress(psutil.NoSuchProcess):
            peaks[0] = max(peaks[0], sum(memory(pid).values()))


def starts(rounds: int) -> Rows:
    """Seconds of processor time of what begins, by name."""
    found = Rounds()
    for _ in range(rounds):
        found.time(PYTHON, partial(_run, sys.executable, "-c", "pass"), processor)
        for name in STARTS:
            found.time(name, partial(_run, str(COMMAND), *name.split()), processor)
        with tempfile.TemporaryDirectory() as folder:
            for name in (FIRST, SECOND):
                found.time(name, partial(_run, sys.executable, "-c", _BLOCK, cache=folder), processor)
    return found.rows


def _run(*arguments: str, cache: str | None = None) -> None:
    environment = os.environ if cache is None else os.environ | {"NUMBA_CACHE_DIR": cache}
    subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL, env=environment)


def runs(models: Sequence[str] | None = None) -> Rows:
    """`model draws seconds` and `model draws peak` of every model's run with summary and figures, once."""
    found = Rounds()
    with tempfile.TemporaryDirectory() as folder:
        for model in models or own_names():
            for draws in DRAWS:
                out = str(Path(folder) / f"{model}-{draws}")
                took = measure(str(COMMAND), "run", f"{model}.yaml", "--draws", str(draws), "--out", out)
                for what in ("seconds", "peak"):
                    found.note(f"{model} {draws} {what}", getattr(took, what))
    return found.rows
