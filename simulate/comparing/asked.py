"""The answers of several runs to a question, and what differs from the base, draw by draw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from simulate.comparing.runs import ComparedRun
from simulate.comparing.statistics import Difference, difference
from simulate.engine.arrays import Array
from simulate.errors import CannotAnswer
from simulate.results.asked import Answer, answer
from simulate.results.opening import MONTHS
from simulate.results.totals import entry_rows
from simulate.scenario import Ask


@dataclass(frozen=True, eq=False)
class AskedOf:
    """The answers to one question of all runs; the base is the first."""

    ask: Ask
    answers: tuple[Answer, ...]
    differences: tuple[Difference | None, ...]
    """Of each run with the base, of one entry; None of the base itself, and of a run that is not paired with it."""
    apart: tuple[date | None, ...]
    """Of a run that does not differ from the base in any draw: the first month in which it does; None for never."""

    def paired(self, run: int) -> Array:
        """Return the difference of a run with the base in the draws that both have, (draws,)."""
        return other_minus_base(self.answers[0], self.answers[run])


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
    apart = tuple(
        None if one is None or one.lower.any() or one.higher.any() else _apart(runs[0], run, answers[0])
        for one, run in zip(differences, runs, strict=True)
    )
    return AskedOf(ask, answers, differences, apart)


def _apart(base: ComparedRun, other: ComparedRun, asked: Answer) -> date | None:
    """Find the first month in which what was asked differs in any draw; a year is read at a time."""
    outcomes = [run.outcomes[asked.ask.outcome] for run in (base, other)]
    both = min(outcome.sizes["draw"] for outcome in outcomes)
    months = outcomes[0]["month"].values
    for begin in range(0, months.size, MONTHS):
        part = {"month": slice(begin, begin + MONTHS), "draw": slice(both)}
        old, new = (entry_rows(outcome.isel(part).load(), [asked.entry])[:, 0] for outcome in outcomes)
        differs = np.flatnonzero(((old != new) & ~(np.isnan(old) & np.isnan(new))).any(axis=-1))
        if differs.size:
            first: date = months[begin + int(differs[0])].astype("datetime64[D]").astype(date)
            return first
    return None


def other_minus_base(base: Answer, other: Answer) -> Array:
    """Subtract the draws that both have: the first ones are the same draws, however many there are."""
    both = min(base.values.size, other.values.size)
    return np.asarray(other.values[:both] - base.values[:both])


def _difference(base: Answer, other: Answer) -> Difference:
    both = min(base.values.size, other.values.size)
    return difference(base.values[None, :both], other.values[None, :both])
