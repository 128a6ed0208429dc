"""An explanation: the difference between two runs, and the contribution of each change between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import zarr

from simulate.comparing.pairing import mismatches
from simulate.comparing.runs import ComparedRun, open_runs
from simulate.engine.arrays import Array
from simulate.engine.streams import BLOCK
from simulate.errors import CannotAnswer, Interrupted
from simulate.explaining.causes import Cause, causes
from simulate.explaining.computing import BlockRun, Task, answers
from simulate.explaining.mixing import order
from simulate.explaining.shapley import Orders, Plan, plan
from simulate.results.asked import choose
from simulate.results.opening import READING, chosen_years, whole_years
from simulate.results.totals import shown_entries
from simulate.running.blocks import blocks_of, width_of
from simulate.running.identity import same_code, versions_of

if TYPE_CHECKING:
    import xarray as xr


@dataclass(frozen=True)
class ExplainOptions:
    """Options: outcomes (by default those of `default` that exist) and years (by default the last whole one)."""

    outcomes: tuple[str, ...] = ()
    """Names of outcomes, or of parts: `opvangplekken[noodopvang]`."""
    default: tuple[str, ...] = ()
    """Without any of these all outcomes are explained."""
    entries: tuple[str, ...] = ()
    """Only these of them."""
    years: tuple[int, ...] = ()
    draws: int = BLOCK
    pairs: int = 2
    """Of orders of the changes, where these are too many for every combination."""


@dataclass(frozen=True)
class Explained:
    """One entry of an outcome, or its total. A draw that is NaN in any of the runs is NaN in all arrays."""

    name: str
    label: str
    label_nl: str
    units: str
    kind: str
    axis: str
    entry: str
    base: Array
    """(years, draws)"""
    other: Array
    contributions: Array
    """What each change contributes, (changes, years, draws): they add up to `other - base`."""


@dataclass(frozen=True)
class Question:
    """The two runs and their changes, validated before anything is computed."""

    base: ComparedRun
    other: ComparedRun
    causes: tuple[Cause, ...]
    years: tuple[int, ...]
    """All that are computed."""
    told: tuple[int, ...]
    """Those that are told of on a screen and in figures."""
    draws: int
    plan: Plan
    task: Task
    stale: bool
    """Whether another program made one of the runs than that of today, with which they are computed anew."""

    @property
    def pairs(self) -> int:
        """Return the pairs of orders; 0 where every combination is computed."""
        return self.plan.pairs if isinstance(self.plan, Orders) else 0

    @property
    def blocks(self) -> int:
        """Return the number of blocks of draws."""
        return len(blocks_of(self.draws))


@dataclass(frozen=True)
class Explanation:
    """The contributions to every outcome, with the question that they answer."""

    question: Question
    outcomes: tuple[Explained, ...]


def question(base: Path, other: Path, options: ExplainOptions) -> Question:
    """Open and check two result folders. CannotAnswer gives the reason when they cannot be explained."""
    with zarr.config.set(READING):
        old, new = open_runs([base, other])
        return question_of(old, new, options)


def question_of(old: ComparedRun, new: ComparedRun, options: ExplainOptions) -> Question:
    """Check two opened runs. CannotAnswer gives the reason when they cannot be explained."""
    _comparable(old, new)
    chosen = choose(old.outcomes, options.outcomes, options.entries, options.default)
    like = tuple(old.outcomes[name].isel(draw=slice(0)).load() for name in chosen)
    entries = tuple(tuple(shown_entries(one, chosen[str(one.name)])) for one in like)
    a, b = old.scenario, new.scenario
    found = causes(a, b)
    if not found:
        raise CannotAnswer(f"{old.name} and {new.name} have the same parameters and measures")
    years, told = _years(old.outcomes, options.years)
    today = versions_of(a)
    stale = not all(same_code(run.record.versions, today) for run in (old, new))
    task = Task(a, b, found, order(a, b, found), like, entries)
    made = plan(len(found), options.pairs, a.seed)
    return Question(old, new, found, years, told, options.draws, made, task, stale)


def explain(question: Question, workers: int, advance: Callable[[], None]) -> Explanation:
    """Run the model for every combination that is needed; `advance` is called after each run of a block.

    The same bits for any number of workers. Interrupted: Ctrl-C. RunError when the model fails.
    """
    try:
        needed = min(workers, question.plan.runs * question.blocks)
        with closing(answers(question.task, block_runs(question), needed)) as found:
            return explained(question, found, advance)
    except KeyboardInterrupt:
        raise Interrupted("stopped; nothing was written") from None


def block_runs(question: Question) -> Iterator[BlockRun]:
    """Yield the runs of a block that are needed, in the order in which `explained` takes their rows."""
    for block in range(question.blocks):
        for mask in question.plan.masks(block):
            yield block, width_of(block, question.draws), mask


def explained(question: Question, found: Iterator[Array], advance: Callable[[], None]) -> Explanation:
    """Make the explanation of the rows of every run; `advance` is called after each of them."""
    blocks = []
    for block in range(question.blocks):
        values = []
        for _ in range(question.plan.runs):
            values.append(next(found))
            advance()
        blocks.append(_block(question.plan, block, np.stack(values)))
    ends, contributions = (np.concatenate([block[position] for block in blocks], axis=-1) for position in (0, 1))
    return Explanation(question, tuple(_explained(question, ends, contributions)))


def _block(made: Plan, block: int, values: Array) -> tuple[Array, Array]:
    """Compute both ends (2, rows, draws) and contributions (changes, rows, draws); NaN where any run is NaN."""
    values = np.where(np.isnan(values).any(axis=0), np.nan, values)
    return values[[0, -1]], made.contributions(block, values)


def _explained(question: Question, ends: Array, contributions: Array) -> Iterator[Explained]:
    begin = 0
    for like, entries in zip(question.task.outcomes, question.task.entries, strict=True):
        described = like.attrs
        for position, entry in enumerate(entries):
            rows = slice(begin + position, begin + len(question.years) * len(entries), len(entries))
            yield Explained(
                str(like.name),
                described["long_name"],
                described["long_name_nl"],
                described["units"],
                described["kind"],
                " · ".join(str(dim) for dim in like.dims[1:-1]),
                entry,
                ends[0, rows],
                ends[1, rows],
                contributions[:, rows],
            )
        begin += len(question.years) * len(entries)


def _comparable(base: ComparedRun, other: ComparedRun) -> None:
    if base.scenario.whole != other.scenario.whole:
        part, alone = (base, other) if base.scenario.whole else (other, base)
        raise CannotAnswer(
            f"{alone.name} ran by itself and {part.name} as a part of {part.scenario.whole}: to see what each coupling "
            f"contributes, explain two runs of {part.scenario.whole}, one of them with strengths of 0"
        )
    # Both are computed anew with the program of today, whatever made them.
    record = other.record.model_copy(update={"versions": base.record.versions})
    reasons = mismatches(base.record, base.scenario, record, other.scenario)
    if reasons:
        raise CannotAnswer(f"{base.name} and {other.name} are no pair of runs: {' and '.join(map(str, reasons))}")
    if base.scenario.uncertainty != other.scenario.uncertainty:
        raise CannotAnswer(f"of {base.name} and {other.name} one was run without the uncertainty of parameters")


def _years(ds: xr.Dataset, chosen: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the whole calendar years, and those to tell of."""
    years = tuple(whole_years(ds["month"].values)[1].tolist())
    if not years:
        raise CannotAnswer("these runs have no whole calendar year")
    return years, tuple(chosen_years(years, chosen, "whole year of these runs")) or years[-1:]
