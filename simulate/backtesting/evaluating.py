"""The scores of one run over the past for one series, beside the baselines and the official forecast of its day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from simulate.backtesting.baselines import Baseline, BaselineName, counts_as_of, persistence, random_walk
from simulate.backtesting.given import given_before, per_unit
from simulate.backtesting.matching import Matched, joined, match, of_same_outcome
from simulate.backtesting.scores import CENTRAL, Bias, Coverage, Skill, bias, coverage, crps, ranks, skill
from simulate.backtesting.vintages import forecast_as_of
from simulate.engine.arrays import Array
from simulate.scenario import Scenario
from simulate.series import Count, Series, register

if TYPE_CHECKING:
    import xarray as xr

LAG = 0
"""Months after a period at which its count counts as known to a baseline: sooner than most are, to its advantage."""


@dataclass(frozen=True, eq=False)
class BaselineScore:
    """The score of a baseline or an official forecast for the same observations."""

    name: BaselineName | Literal["official forecast"]
    score: float
    """Mean CRPS over the counts that it is of; NaN where there is none."""
    skill: Skill | None
    """Of the model against it, over those counts; None where there is none."""


@dataclass(frozen=True, eq=False)
class Evaluation:
    """The scores of a run for one series."""

    scenario: Scenario
    series: Series
    matched: Matched
    coverages: tuple[Coverage, ...]
    """Of the central 50 and 90 %."""
    bias: Bias
    scores: Array
    """CRPS of every count, (times,), in the unit of the outcome."""
    ranks: Array
    """The histogram of ranks, (bins,)."""
    baselines: tuple[BaselineScore, ...]
    """Persistence, the random walk and the official forecast, which is that of somebody who was given nothing."""

    @property
    def score(self) -> float:
        return float(self.scores.mean())

    @property
    def relative(self) -> float:
        """Return the mean CRPS as a share of the mean observation."""
        return self.score / float(np.abs(self.matched.observed).mean())


def evaluate(ds: xr.Dataset, scenario: Scenario, names: Sequence[str] = ()) -> Iterator[Evaluation]:
    """Evaluate a run on the series of its window (`series_of_window`) that have observations inside it."""
    for series in series_of_window(scenario, names):
        matched = match(ds, series)
        if matched.counts and np.isfinite(matched.ensemble).all():
            yield _evaluation(scenario, matched)


def series_of_window(scenario: Scenario, names: Sequence[str] = ()) -> tuple[Series, ...]:
    """List the series named, else those of the window, else all of the model; in registered order."""
    chosen = names or scenario.against
    of_model = (series for series in register().values() if series.form.model == scenario.model)
    return tuple(series for series in of_model if not chosen or series.name in chosen)


def _evaluation(scenario: Scenario, matched: Matched) -> Evaluation:
    observed, ensemble = matched.observed, matched.ensemble
    scores = crps(ensemble, observed)
    first, second = (coverage(ensemble, observed, nominal) for nominal in CENTRAL)
    baselines = (*_baselines(scenario, matched, scores), _official(scenario, matched, scores))
    return Evaluation(
        scenario,
        matched.series,
        matched,
        (first, second),
        bias(ensemble, observed),
        scores,
        ranks(ensemble, observed),
        baselines,
    )


def _baselines(scenario: Scenario, matched: Matched, scores: Array) -> Iterator[BaselineScore]:
    """Score persistence and the random walk.

    Where the run is given something, each is also made of the ratio of the counts to that, and the better of the two
    is taken: with what came in view, to the advantage of the baseline.
    """
    assert scenario.as_of is not None
    history = counts_as_of(scenario.as_of, joined(of_same_outcome(matched.series)), LAG)
    made = [_made(scenario, matched, history, np.ones(len(matched.counts)))]
    if scenario.given and matched.series.form.kind != "mean":
        came = given_before(scenario, history), given_before(scenario, matched.counts)
        if np.isfinite(came[1]).all():
            made.append(_made(scenario, matched, per_unit(history, came[0]), came[1]))
    for variants in zip(*made, strict=True):
        yield min(
            (_score(one, matched, scores) for one in variants), key=lambda one: np.nan_to_num(one.score, nan=np.inf)
        )


def _made(scenario: Scenario, matched: Matched, history: Sequence[Count], units: Array) -> tuple[Baseline, Baseline]:
    """Make both baselines of a history, of so many units at every later count."""
    assert scenario.as_of is not None
    series, day, kind = matched.series, scenario.as_of, matched.series.form.kind
    two = (
        persistence(history, matched.counts, kind, day),
        random_walk(history, matched.counts, kind, day, draws=scenario.draws, seed=scenario.seed, name=series.name),
    )
    first, second = (
        one if one.ensemble is None else replace(one, ensemble=one.ensemble * units[:, None]) for one in two
    )
    return first, second


def _score(baseline: Baseline, matched: Matched, scores: Array) -> BaselineScore:
    if baseline.ensemble is None:
        return BaselineScore(baseline.name, float("nan"), None)
    theirs = crps(baseline.ensemble, matched.observed)
    return BaselineScore(baseline.name, float(theirs.mean()), skill(scores, theirs))


def _official(scenario: Scenario, matched: Matched, scores: Array) -> BaselineScore:
    assert scenario.as_of is not None
    forecasts = [forecast_as_of(matched.series.name, scenario.as_of, count) for count in matched.counts]
    points = np.array([np.nan if one is None or one.point is None else one.point for one in forecasts], float)
    there = np.isfinite(points)
    if not there.any():
        return BaselineScore("official forecast", float("nan"), None)
    errors = np.abs(points - matched.observed)[there]
    return BaselineScore("official forecast", float(errors.mean()), skill(scores[there], errors))
