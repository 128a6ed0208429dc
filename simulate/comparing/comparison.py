"""The comparison of opened result folders: inputs, outcomes, targets and regret."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal

import zarr

from simulate.comparing.asked import AskedOf, asked, asks_of
from simulate.comparing.changes import Change, changes
from simulate.comparing.outcomes import ComparedOutcome, common_years, compare_outcome
from simulate.comparing.runs import ComparedRun, open_runs
from simulate.comparing.targets import NamedTarget, TargetChances, named_targets
from simulate.errors import CannotAnswer
from simulate.inputs.parts import NoPart, part_of
from simulate.inputs.resolve.asks import typed
from simulate.results.asked import declared
from simulate.results.opening import READING

Better = Literal["lower", "higher"]


@dataclass(frozen=True)
class CompareOptions:
    """The outcomes to compare: those named, everything, or else those of `default` that every run has."""

    outcomes: tuple[str, ...] = ()
    everything: bool = False
    better: Better | None = None
    """Which is better of the outcomes that are named."""
    questions: tuple[str, ...] = ()
    """Instead of those of the scenarios: `noodopvang@2027-07-01<=0`."""
    default: tuple[str, ...] = ()
    """Without any of these all outcomes are compared."""


@dataclass(frozen=True)
class Comparison:
    """The result of a comparison. The base is the first of `runs`."""

    runs: tuple[ComparedRun, ...]
    inputs: tuple[tuple[Change, ...], ...]
    """For each of the runs what differs from the base; nothing for the base itself."""
    outcomes: tuple[ComparedOutcome, ...]
    """Those that were chosen."""
    ranked: tuple[ComparedOutcome, ...]
    """Those with a preferred direction, from a target or from the options."""
    chances: tuple[TargetChances, ...]
    asked: tuple[AskedOf | str, ...] = ()
    """The answers to the questions; of one that cannot be answered why."""

    @property
    def base(self) -> ComparedRun:
        return self.runs[0]

    @property
    def paired(self) -> list[int]:
        """Return the indices of the runs, apart from the base, whose draw i is draw i of the base."""
        return [number for number, run in enumerate(self.runs) if number > 0 and not run.unpaired]


def compare(folders: Sequence[Path], options: CompareOptions) -> Comparison:
    """Compare result folders with the first of them. CannotAnswer gives the reason when that is impossible."""
    with zarr.config.set(READING):
        runs = open_runs(folders)
        asks = [typed(one, declared(runs[0].outcomes)) for one in options.questions] or asks_of(runs)
        chosen, targets = _chosen(runs, options), named_targets([run.scenario for run in runs])
        found = _outcomes(runs, list(chosen), targets, options)
        answered = tuple(asked(runs, asks))
    by_name = {chances.named.name: chances for _, all_chances in found for chances in all_chances}
    return Comparison(
        runs=tuple(runs),
        inputs=((), *(tuple(changes(runs[0].scenario, run.scenario)) for run in runs[1:])),
        outcomes=tuple(
            replace(compared, chosen=chosen[compared.name]) for compared, _ in found if compared.name in chosen
        ),
        ranked=tuple(compared for compared, _ in found if any(compared.better)),
        chances=tuple(by_name[target.name] for target in targets if target.name in by_name),
        asked=answered,
    )


def _outcomes(
    runs: Sequence[ComparedRun], chosen: Sequence[str], targets: Sequence[NamedTarget], options: CompareOptions
) -> list[tuple[ComparedOutcome, list[TargetChances]]]:
    """Compare the chosen outcomes and those of the targets."""
    years = common_years(runs)
    if not years:
        raise CannotAnswer("the runs have no whole calendar year in common")
    of_targets = [
        target.target.outcome for target in targets if all(target.target.outcome in run.outcomes for run in runs)
    ]

    def one(name: str) -> tuple[ComparedOutcome, list[TargetChances]]:
        mine = [target for target in targets if target.target.outcome == name]
        compared, met = compare_outcome(runs, name, years, partial(_direction, name, mine, options), mine)
        return compared, [each.result(runs) for each in met]

    # Unpacking and sorting leave Python free.
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(one, dict.fromkeys([*chosen, *of_targets])))


def _chosen(runs: Sequence[ComparedRun], options: CompareOptions) -> dict[str, tuple[str, ...]]:
    """Choose among the outcomes that every run has: their names, and the entries of each that were named."""
    common = [name for name in runs[0].record.outcomes if all(name in run.outcomes for run in runs)]
    known = {name: one for name, one in declared(runs[0].outcomes).items() if name in common}
    try:
        parts = [part_of(word, known) for word in options.outcomes]
    except NoPart as error:
        raise CannotAnswer(str(error)) from None
    named = {
        name: tuple(part.entry for part in parts if part.outcome == name and part.entry is not None)
        for name in dict.fromkeys(part.outcome for part in parts)
    }
    if options.better is not None and not options.outcomes:
        raise CannotAnswer("--better says what is better of the outcomes named with --outcome: name one")
    others = common if options.everything else [name for name in options.default if name in common] or common
    return named if named and not options.everything else dict.fromkeys(others, ())


def _direction(name: str, targets: Sequence[NamedTarget], options: CompareOptions, entry: str) -> str | None:
    """Return which direction is better for an entry: the option, else its targets unless they conflict."""
    if options.better is not None and name in [word.partition("[")[0] for word in options.outcomes]:
        return options.better
    ways = {target.better for target in targets if target.hits(entry)}
    return ways.pop() if len(ways) == 1 else None
