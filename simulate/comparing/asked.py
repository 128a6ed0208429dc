"""The answers of several runs to a question, and what differs from the base, draw by draw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from simulate.comparing.runs import ComparedRun
from simulate.comparing.statistics import Difference, difference
from simulate.errors import CannotAnswer
from simulate.results.asked import Answer, answer
from simulate.scenario import Ask


@dataclass(frozen=True, eq=False)
class AskedOf:
    """The answers to one question of all runs; the base is the first."""

    ask: Ask
    answers: tuple[Answer, ...]
    differences: tuple[Difference | None, ...]
    """Of each run with the base, of one entry; None of the base itself, and of a run that is not paired with it."""


def asks_of(runs: Sequence[ComparedRun]) -> list[Ask]:
    """List the questions of all scenarios, each once; those of the base, which the others are held against, last."""
    found: dict[str, Ask] = {}
    for run in reversed(runs):
        for ask in run.scenario.asks:
            found.setdefault(ask.model_copy(update={"text": None}).model_dump_json(), ask)
    return list(found.values())


def asked(runs: Sequence[ComparedRun], asks: Sequence[Ask]) -> Iterator[AskedOf | str]:
    """Answer every question in every run; of one that cannot be answered say why, and what comes nearest."""
    for ask in asks:
        try:
            yield _asked(runs, ask)
        except CannotAnswer as error:
            yield str(error)


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
    return difference(base.values[None, :both], other.values[None, :both])
