"""The comparison of opened result folders: inputs, outcomes, targets and regret."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import product
from pathlib import Path
from typing import Literal

import zarr

from simulate.comparing.against import Against, against
from simulate.comparing.asked import AskedOf, asked, asks_of
from simulate.comparing.changes import Change, changes
from simulate.comparing.outcomes import ComparedOutcome, common_years, compare_outcome
from simulate.comparing.runs import ComparedRun, open_runs
from simulate.comparing.targets import NamedTarget, TargetChances, named_targets
from simulate.errors import CannotAnswer
from simulate.inputs.parts import Chosen, Part
from simulate.results.asked import choose, question
from simulate.results.opening import READING, chosen_years
from simulate.results.totals import is_total, shown_entries
from simulate.scenario import Ask

Better = Literal["lower", "higher"]


@dataclass(frozen=True)
class CompareOptions:
    """The outcomes to compare: those named, everything, or else those of `default` that every run has."""

    outcomes: tuple[str, ...] = ()
    """Names of outcomes, or of parts: `opvangplekken[noodopvang]`."""
    entries: tuple[str, ...] = ()
    """Only these of them."""
    years: tuple[int, ...] = ()
    """The calendar years that are told; all when empty. Targets look at their own."""
    everything: bool = False
    better: Better | None = None
    """Which is better of the outcomes that are named."""
    questions: tuple[str, ...] = ()
    """Instead of those of the scenarios: `noodopvang@2027-07-01<=0`."""
    default: tuple[str, ...] = ()
    """Without any of these all outcomes are compared."""
    asked_year: int | None = None
    """Ask for what is named in `outcomes` and `entries` too, where there are no `questions`: in `years`, else in this
    whole calendar year of the runs, counted from 0. None: nothing is asked for."""


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
    named: tuple[Part, ...] = ()
    """What the options name."""
    years: tuple[int, ...] = ()
    """The calendar years that the options name."""
    asked: tuple[AskedOf | str, ...] = ()
    """The answers to the questions; of one that cannot be answered why."""
    against: tuple[Against, ...] = ()
    """What goes another way by a measure than a document says."""

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
        return compare_runs(open_runs(folders), options)


def compare_runs(runs: Sequence[ComparedRun], options: CompareOptions) -> Comparison:
    """Compare opened runs with the first of them. CannotAnswer gives the reason when that is impossible."""
    asks = [question(runs[0].outcomes, one) for one in options.questions]
    chosen, targets = _chosen(runs, options), named_targets([run.scenario for run in runs])
    every = common_years(runs)
    told = chosen_years(every, options.years, "whole year of all these runs")
    named = tuple(_named(runs[0], chosen)) if options.outcomes or options.entries else ()
    if options.asked_year is not None and every and not asks:
        asks = list(_asks(named, told or [every[min(options.asked_year, len(every) - 1)]]))
    asks = asks or asks_of(runs)
    found = _outcomes(runs, chosen, targets, options)
    answered = tuple(asked(runs, asks))
    if refused := next((one for one in answered if isinstance(one, str)), None) if options.questions else None:
        raise CannotAnswer(refused)
    surprising = tuple(against(runs, told))
    by_name = {chances.named.name: chances for _, all_chances in found for chances in all_chances}
    return Comparison(
        runs=tuple(runs),
        inputs=((), *(tuple(changes(runs[0].scenario, run.scenario)) for run in runs[1:])),
        outcomes=tuple(
            replace(compared.of_years(told), chosen=chosen[compared.name])
            for compared, _ in found
            if compared.name in chosen
        ),
        ranked=tuple(compared.of_years(told) for compared, _ in found if any(compared.better)),
        chances=tuple(by_name[target.name] for target in targets if target.name in by_name),
        named=named,
        years=tuple(told),
        asked=answered,
        against=surprising,
    )


def _outcomes(
    runs: Sequence[ComparedRun], chosen: Chosen, targets: Sequence[NamedTarget], options: CompareOptions
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
        compared, met = compare_outcome(runs, name, years, partial(_direction, name in chosen, mine, options), mine)
        return compared, [each.result(runs) for each in met]

    # Unpacking and sorting leave Python free.
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(one, dict.fromkeys([*chosen, *of_targets])))


def _chosen(runs: Sequence[ComparedRun], options: CompareOptions) -> Chosen:
    """Choose among the outcomes that every run has: their names, and the entries of each that were named."""
    common = [name for name in runs[0].record.outcomes if all(name in run.outcomes for run in runs)]
    if options.better is not None and not options.outcomes:
        raise CannotAnswer("--better says what is better of the outcomes named with --outcome: name one")
    words, default = ((), common) if options.everything else (options.outcomes, options.default)
    return choose(runs[0].outcomes[common], words, options.entries, default)


def _named(base: ComparedRun, chosen: Chosen) -> Iterator[Part]:
    """List what was named, an entry at a time: of a whole outcome without a total all entries."""
    for name, entries in chosen.items():
        for entry in shown_entries(base.outcomes[name], entries):
            yield Part(name, None if is_total(entry) else entry)


def _asks(named: Sequence[Part], years: Sequence[int]) -> Iterator[Ask]:
    for part, year in product(named, years):
        yield Ask(outcome=part.outcome, entry=part.entry, year=year)


def _direction(named: bool, targets: Sequence[NamedTarget], options: CompareOptions, entry: str) -> str | None:
    """Return which direction is better for an entry: the option, else its targets unless they conflict."""
    if options.better is not None and named:
        return options.better
    ways = {target.better for target in targets if target.hits(entry)}
    return ways.pop() if len(ways) == 1 else None
