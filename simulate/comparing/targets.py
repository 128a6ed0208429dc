"""The targets of the scenarios, and the chance that each run meets them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulate.comparing.runs import ComparedRun
from simulate.results.totals import is_total
from simulate.scenario import Origin, Scenario, Target
from simulate.vocabulary import Label


@dataclass(frozen=True)
class NamedTarget:
    """A target with a unique name: two scenarios may give different targets the same name."""

    name: str
    target: Target

    @property
    def better(self) -> str:
        return "higher" if self.target.at_least is not None else "lower"

    def hits(self, entry: str) -> bool:
        """Return whether the target is about this entry; a target without an entry is about the total."""
        return is_total(entry) if self.target.entry is None else entry == self.target.entry


@dataclass
class MetDraws:
    """The draws in which a target is met, filled year by year. A draw without a number does not meet it."""

    named: NamedTarget
    runs: int
    by_year: dict[int, list[NDArray[np.bool_]]] = field(default_factory=dict)
    """For every year, one array over draws for each run."""
    slack: dict[int, list[NDArray[Any]]] = field(default_factory=dict)
    """By how much the limit is kept, as `by_year`; less than nought where it is not."""

    def add(self, years: Sequence[int], entries: Sequence[str], values: Sequence[NDArray[Any]]) -> None:
        """Record in which draws the target is met, from the values (years, entries, draws) of each run."""
        for position, entry in enumerate(entries):
            if self.named.hits(entry):
                for number, year in enumerate(years):
                    self.by_year[year] = [self._reached(value[number, position]) for value in values]
                    self.slack[year] = [self._kept_by(value[number, position]) for value in values]

    def _reached(self, values: NDArray[Any]) -> NDArray[np.bool_]:
        target = self.named.target
        if target.at_least is not None:
            return np.asarray(values >= target.at_least)
        return np.asarray(values <= target.at_most)

    def _kept_by(self, values: NDArray[Any]) -> NDArray[Any]:
        target = self.named.target
        if target.at_least is not None:
            return np.asarray(values.astype(np.float64) - target.at_least)
        return np.asarray(float(target.at_most or 0) - values.astype(np.float64))

    def result(self, runs: Sequence[ComparedRun]) -> TargetChances:
        """Compute the chances, once all years are added."""
        years_of_interest = self._years_of_interest()
        by_year = {year: tuple(float(one.mean()) for one in met) for year, met in self.by_year.items()}
        nothing = (float("nan"),) * self.runs
        if years_of_interest is None:
            return TargetChances(self.named, by_year, nothing, nothing, nothing, nothing)
        join = np.logical_or if self.named.target.by is not None else np.logical_and
        met = [join.reduce([self.by_year[year][number] for year in years_of_interest]) for number in range(self.runs)]
        over = np.fmax if self.named.target.by is not None else np.minimum
        slack = [over.reduce([self.slack[year][number] for year in years_of_interest]) for number in range(self.runs)]
        pairs = [not run.unpaired and number > 0 for number, run in enumerate(runs)]
        return TargetChances(
            self.named,
            by_year,
            tuple(float(one.mean()) for one in met),
            tuple(float((one & ~met[0]).mean()) if pair else np.nan for one, pair in zip(met, pairs, strict=True)),
            tuple(float((met[0] & ~one).mean()) if pair else np.nan for one, pair in zip(met, pairs, strict=True)),
            tuple(_nearest(one, bool(kept.all())) for one, kept in zip(slack, met, strict=True)),
        )

    def _years_of_interest(self) -> list[int] | None:
        """Return the years that decide; None where the runs do not have all of them."""
        target = self.named.target
        if target.by is None:
            return list(target.years) if set(target.years) <= self.by_year.keys() else None
        return [year for year in self.by_year if year <= target.by] if target.by in self.by_year else None


@dataclass(frozen=True)
class TargetChances:
    """The chance that each run meets a target; NaN where the runs do not have the years."""

    named: NamedTarget
    by_year: dict[int, tuple[float, ...]]
    """Of each calendar year by itself."""
    met: tuple[float, ...]
    gained: tuple[float, ...]
    """The share of the draws in which this run meets it and the base does not; NaN for what is not paired."""
    lost: tuple[float, ...]
    nearest: tuple[float, ...]
    """By how much the draw that is nearest to the limit keeps it, in each run: less than nought where none does."""


def _nearest(slack: NDArray[Any], all_met: bool) -> float:
    known = slack[~np.isnan(slack)]
    if not known.size:
        return float("nan")
    return float(known.min() if all_met else known.max())


def named_targets(scenarios: Sequence[Scenario]) -> list[NamedTarget]:
    """List the targets of all scenarios, those of the base first, each once."""
    found: dict[Target, str] = {}
    for scenario in scenarios:
        for target in scenario.targets:
            if (bare := _bare(target)) not in found:
                taken = target.name in found.values()
                found[bare] = f"{target.name} ({scenario.name})" if taken else target.name
    labels = {_bare(target): target for scenario in reversed(scenarios) for target in scenario.targets}
    return [NamedTarget(name, labels[bare]) for bare, name in found.items()]


def _bare(target: Target) -> Target:
    """Return a target without the fields that only explain it: its source and its label."""
    nowhere = Origin(layer="", file="", line=0, role="assumption")
    return target.model_copy(update={"origin": nowhere, "label": Label("", "")})
