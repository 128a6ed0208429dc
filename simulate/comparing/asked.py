"""The answers of several runs to a question, and what differs from the base, draw by draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulate.comparing.runs import ComparedRun
from simulate.comparing.statistics import Difference, difference
from simulate.results.asked import Answer, answer
from simulate.scenario import Ask


@dataclass(frozen=True, eq=False)
class AskedOf:
    """The answers to one question of all runs; the base is the first."""

    ask: Ask
    answers: tuple[Answer, ...]
    differences: tuple[Difference | None, ...]
    """Of each run with the base; None of the base itself, and of a run that is not paired with it."""


def asks_of(runs: Sequence[ComparedRun]) -> list[Ask]:
    """List the questions of all scenarios, each once; those of the base, which the others are held against, last."""
    found: dict[str, Ask] = {}
    for run in reversed(runs):
        for ask in run.scenario.asks:
            found.setdefault(ask.model_copy(update={"text": None}).model_dump_json(), ask)
    return list(found.values())


def asked(runs: Sequence[ComparedRun], asks: Sequence[Ask]) -> list[AskedOf]:
    """Answer every question in every run. CannotAnswer when one of them cannot."""
    return [_asked(runs, ask) for ask in asks]


def _asked(runs: Sequence[ComparedRun], ask: Ask) -> AskedOf:
    answers = tuple(answer(run.outcomes, ask) for run in runs)
    differences = tuple(
        None if number == 0 or run.unpaired else _difference(answers[0], one)
        for number, (run, one) in enumerate(zip(runs, answers, strict=True))
    )
    return AskedOf(ask, answers, differences)


def _difference(base: Answer, other: Answer) -> Difference:
    """Compare the draws that both have: the first ones are the same draws, however many there are."""
    both = min(base.values.size, other.values.size)
    return difference(np.asarray(base.values[:both]), np.asarray(other.values[:both]))
