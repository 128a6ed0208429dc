"""The clock of the benchmarks: processor time, in interleaved rounds, so that noise hits all alike."""

from __future__ import annotations

import resource
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

Rows = Mapping[str, Sequence[float]]
"""What a part measured: a number for each round, by the name of what was measured."""


def processor() -> float:
    """Seconds of processor time of this process so far, of the processes it started and of those that go on now."""
    mine, ended = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return mine.ru_utime + mine.ru_stime + ended.ru_utime + ended.ru_stime + _running()


def _running() -> float:
    import psutil

    total = 0.0
    for child in psutil.Process().children(recursive=True):
        try:
            times = child.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system
    return total


@dataclass
class Rounds:
    """Numbers by name, one for each round."""

    rows: dict[str, list[float]] = field(default_factory=dict)

    def note(self, name: str, number: float) -> None:
        """Keep a number of this round."""
        self.rows.setdefault(name, []).append(number)

    def time(self, name: str, work: Callable[[], object], clock: Callable[[], float], draws: float = 0.0) -> None:
        """Do the work, and note its seconds; or the draws a second, if it is said how many these are."""
        start = clock()
        work()
        seconds = clock() - start
        self.note(name, draws / seconds if draws else seconds)


def ratio(rows: Rows, name: str, base: str) -> tuple[float, float, float]:
    """Median, lowest and highest of the ratios within a round."""
    ratios = [a / b for a, b in zip(rows[name], rows[base], strict=True)]
    return median(ratios), min(ratios), max(ratios)
