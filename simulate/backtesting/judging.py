"""One run over the past held against one series, beside the yardsticks and the official forecast of its day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from simulate.backtesting.held import Held, alike, held, joined
from simulate.backtesting.scores import CENTRAL, Bias, Coverage, Skill, bias, coverage, crps, ranks, skill
from simulate.backtesting.vintages import known_forecast
from simulate.backtesting.yardsticks import carried, known_on, walked
from simulate.engine.arrays import Array
from simulate.scenario import Scenario
from simulate.series import Series, register
from simulate.vocabulary import Label

if TYPE_CHECKING:
    import xarray as xr

LAG = 0
"""Months after a period at which its count is taken as known to a yardstick: sooner than most are, to its advantage."""
OFFICIAL = Label("officiële raming", "official forecast")


@dataclass(frozen=True, eq=False)
class Rival:
    """A yardstick or an official forecast of the same counts, or why there is none."""

    label: Label
    score: float
    """Mean CRPS over the counts that it is of; NaN where there is none."""
    skill: Skill | None
    """Of the model against it, over those counts."""
    reason: Label | None = None


@dataclass(frozen=True, eq=False)
class Judged:
    """What a run was worth, for one series."""

    scenario: Scenario
    series: Series
    held: Held
    coverages: tuple[Coverage, ...]
    """Of the central 50 and 90 %."""
    bias: Bias
    scores: Array
    """CRPS of every count, (times,), in the unit of the outcome."""
    ranks: Array
    rivals: tuple[Rival, ...]

    @property
    def score(self) -> float:
        return float(self.scores.mean())

    @property
    def relative(self) -> float:
        """The mean CRPS as a share of what was counted on average."""
        return self.score / float(np.abs(self.held.counted).mean())


def judge(ds: xr.Dataset, scenario: Scenario, names: Sequence[str] = ()) -> Iterator[Judged]:
    """The series named, else those of the window, else all of the model, with counts in the run; as registered."""
    for series in held_against(scenario, names):
        found = held(ds, series)
        if found.counts and np.isfinite(found.ensemble).all():
            yield _judged(scenario, found)


def held_against(scenario: Scenario, names: Sequence[str] = ()) -> tuple[Series, ...]:
    """The series named, else those of the window, else all of the model; as registered."""
    wanted = names or scenario.against
    of_model = (series for series in register().values() if series.form.model == scenario.model)
    return tuple(series for series in of_model if not wanted or series.name in wanted)


def _judged(scenario: Scenario, found: Held) -> Judged:
    counted, ensemble = found.counted, found.ensemble
    scores = crps(ensemble, counted)
    first, second = (coverage(ensemble, counted, nominal) for nominal in CENTRAL)
    rivals = (*_yardsticks(scenario, found, scores), _official(scenario, found, scores))
    return Judged(
        scenario,
        found.series,
        found,
        (first, second),
        bias(ensemble, counted),
        scores,
        ranks(ensemble, counted),
        rivals,
    )


def _yardsticks(scenario: Scenario, found: Held, scores: Array) -> Iterator[Rival]:
    assert scenario.as_of is not None
    form, day = found.series.form, scenario.as_of
    known = known_on(day, joined(alike(found.series)), LAG)
    sticks = (
        carried(known, found.counts, form.kind, day),
        walked(known, found.counts, form.kind, day, draws=scenario.draws, seed=scenario.seed, name=found.series.name),
    )
    for stick in sticks:
        if stick.ensemble is None:
            yield Rival(stick.label, float("nan"), None, stick.reason)
        else:
            theirs = crps(stick.ensemble, found.counted)
            yield Rival(stick.label, float(theirs.mean()), skill(scores, theirs))


def _official(scenario: Scenario, found: Held, scores: Array) -> Rival:
    assert scenario.as_of is not None
    told = [known_forecast(found.series.name, scenario.as_of, count) for count in found.counts]
    points = np.array([np.nan if one is None or one.point is None else one.point for one in told], float)
    there = np.isfinite(points)
    if not there.any():
        return Rival(OFFICIAL, float("nan"), None, Label("geen van die dag", "none of that day"))
    errors = np.abs(points - found.counted)[there]
    return Rival(OFFICIAL, float(errors.mean()), skill(scores[there], errors))
