"""Two baselines from the observations available at the start: persistence and a random walk.

A model that scores worse than these says less than the last count did.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
from scipy.special import ndtri
from scipy.stats import t as student

from simulate.engine.arrays import Array
from simulate.engine.streams import Stream
from simulate.series import Count, Kind

BaselineName = Literal["persistence", "random walk"]
Missing = Literal["too few counts", "no change"]
"""Why a baseline cannot be made: too few counts are known, or all that are known are the same."""
FEWEST: dict[BaselineName, int] = {"persistence": 1, "random walk": 3}
"""Counts that must be known."""

YEAR = 365.25
TAIL = 0.95
"""The quantile at which the normal walk is as wide as Student's."""


@dataclass(frozen=True, eq=False)
class Baseline:
    """An ensemble for later observations, or the reason why there is none."""

    name: BaselineName
    counts: int
    """Number of observations it is made of."""
    day: date
    """The day on which these were known."""
    ensemble: Array | None
    """(times, draws); one draw for a point."""
    missing: Missing | None = None
    spread: float | None = None
    """Of the walk: the standard deviation of a year's step, as fitted; of logs where `on_logs`."""
    on_logs: bool = False


def counts_as_of(day: date, counts: Iterable[Count], lag: int) -> tuple[Count, ...]:
    """List the observations whose period ended `lag` whole months or more before `day`, in order of time."""
    history = [
        count for count in counts if np.datetime64(count.end, "M") + np.timedelta64(lag, "M") <= _month(count, day)
    ]
    return tuple(sorted(history, key=lambda count: count.end))


def _month(count: Count, day: date) -> np.datetime64:
    """Return the month that must be reached: that of `day`, or the one before if the day of `count` is yet to come."""
    return np.datetime64(day, "M") - np.timedelta64(int(day.day < count.end.day), "M")


def persistence(history: Sequence[Count], later: Sequence[Count], kind: Kind, day: date) -> Baseline:
    """Repeat the last observation for every later period, (times, 1); its CRPS is the absolute error.

    A flow persists as so much a month, so that a quarter after years is a quarter of one.
    """
    if len(history) < FEWEST["persistence"]:
        return Baseline("persistence", len(history), day, None, "too few counts")
    last = history[-1].value / _length(history[-1], kind)
    ensemble = np.array([[last * _length(count, kind)] for count in later]).reshape(-1, 1)
    return Baseline("persistence", len(history), day, ensemble)


def random_walk(
    history: Sequence[Count], later: Sequence[Count], kind: Kind, day: date, *, draws: int, seed: int, name: str
) -> Baseline:
    """Simulate a random walk without drift from the last observation, (times, draws), with steps as wide as past ones.

    On logs where every known count is above 0. Steps are normal with a variance in proportion to the time between two
    counts, whatever that is; with n steps it is estimated with n degrees of freedom, and the walk is so much wider that
    its central 90 % is that of Student's t. (Student's t itself has no mean on logs, and its CRPS would be endless.)
    Of so few steps the central 50 % is rather wide: it holds 54 % with six steps, 65 % with two.
    A flow walks as so much a month. A draw is one path; `name` makes the numbers of one series differ from another's.
    """
    if len(history) < FEWEST["random walk"]:
        return Baseline("random walk", len(history), day, None, "too few counts")
    levels = np.array([count.value / _length(count, kind) for count in history])
    on_logs = bool((levels > 0).all())
    levels = np.log(levels) if on_logs else levels
    times = np.array([_time(count, kind) for count in history])
    if (np.diff(times) <= 0).any():
        raise ValueError("two counts of the same time: join the series first")
    spread = float(np.sqrt((np.diff(levels) ** 2 / np.diff(times)).mean()))
    if not spread:
        return Baseline("random walk", len(history), day, None, "no change")
    wider = float(student.ppf(TAIL, levels.size - 1) / ndtri(TAIL))
    ahead = np.array([_time(count, kind) for count in later]) - times[-1]
    if (np.diff(ahead, prepend=0.0) < 0).any():
        raise ValueError("the later counts must come after the known ones, in the order of time")
    normals = ndtri(Stream(seed, f"backtesting/{name}", 0, draws).uniform(0, len(later)))
    steps = np.sqrt(np.diff(ahead, prepend=0.0))[:, None] * normals
    paths = levels[-1] + spread * wider * np.cumsum(steps, axis=0)
    lengths = np.array([_length(count, kind) for count in later], float)[:, None]
    ensemble = (np.exp(paths) if on_logs else paths) * lengths
    return Baseline("random walk", len(history), day, ensemble, spread=spread, on_logs=on_logs)


def _length(count: Count, kind: Kind) -> int:
    """Return the months that a flow adds up over; 1 for anything else."""
    return count.months if kind == "flow" else 1


def _time(count: Count, kind: Kind) -> float:
    """Return the time of an observation in years: the end of its last day, or the middle of its period."""
    end = count.end.toordinal()
    return (end if kind == "stock" else (count.begin.toordinal() + end) / 2) / YEAR
