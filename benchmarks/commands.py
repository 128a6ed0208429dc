"""`python -m benchmarks.commands`: time and peak memory of whole commands, with all the processes they start."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from threading import Event, Thread
from time import perf_counter

import psutil

COMMAND = Path(sys.executable).with_name("simulate")
"""The installed command of this Python."""
QUICK: tuple[tuple[str, ...], ...] = (("--help",), ("check", "asiel.yaml"))
RUNS = ("asiel.yaml:10000", "asiel.yaml:50000", "wonen.yaml:10000", "zorg.yaml:10000")
"""Runs of a scenario, with so many draws."""
SAMPLED_EVERY = 0.05


@dataclass(frozen=True)
class Measured:
    """One execution of a command."""

    seconds: float
    peak: float
    """Most memory of the command and its processes together, in GB. Shared pages count once for each (so: too high)."""
    code: int


def measure(*arguments: str) -> Measured:
    """Run `simulate` with these arguments to its end."""
    start = perf_counter()
    process = subprocess.Popen([COMMAND, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peaks, done = [0.0], Event()
    watcher = Thread(target=_watch, args=(process.pid, peaks, done))
    watcher.start()
    code = process.wait()
    seconds = perf_counter() - start
    done.set()
    watcher.join()
    return Measured(seconds, peaks[0] / 1e9, code)


def _watch(pid: int, peaks: list[float], done: Event) -> None:
    while not done.wait(SAMPLED_EVERY):
        peaks[0] = max(peaks[0], _memory(pid))


def _memory(pid: int) -> float:
    """Resident bytes of a process and all below it; what ends meanwhile counts as nothing."""
    try:
        root = psutil.Process(pid)
        tree = [root, *root.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0.0
    total = 0.0
    for process in tree:
        try:
            total += process.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total


def _row(name: str, measured: Measured) -> str:
    failed = "" if measured.code == 0 else f" (exit code {measured.code})"
    return f"| `simulate {name}`{failed} | {measured.seconds:.2f} | {measured.peak:.2f} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.commands", description=__doc__)
    parser.add_argument("--runs", nargs="*", default=RUNS, metavar="SCENARIO:DRAWS")
    asked = parser.parse_args()

    print("| command | seconds | peak memory (GB) |\n|---|---:|---:|")
    for arguments in QUICK:
        runs = [measure(*arguments) for _ in range(5)]
        # The first run may still be compiling and reading files.
        best = sorted(runs[1:], key=lambda m: m.seconds)
        print(_row(" ".join(arguments), Measured(median(m.seconds for m in best), best[0].peak, best[0].code)))
    with tempfile.TemporaryDirectory() as folder:
        for number, run in enumerate(asked.runs):
            scenario, _, draws = run.rpartition(":")
            command = ("run", scenario, "--draws", draws)
            out = Path(folder) / str(number)
            print(_row(" ".join(command), measure(*command, "--out", str(out))), flush=True)


if __name__ == "__main__":
    main()
