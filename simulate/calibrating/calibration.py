"""Calibrate how uncertain groups of parameters are, from the files of a model to the posterior and its check.

Approximate Bayesian, by a synthetic likelihood (Wood 2010; Price and others 2018) on an emulator:

1. **Factors.** Every group of `calibration/MODEL.yaml` is one factor, lognormal, with the p10 and p90 of its prior.
2. **Design.** Sobol points of the prior, and the point at which all factors are 1. At every point each fitting window
   is run with the same random numbers, and scored on what was counted (`windows`, `scoring`).
3. **Loss.** Less the log likelihood of the counts, of the main patterns in which the draws of a series go up and down
   together (`loss`): counts in a row depend on each other, and weigh as the few that they are worth.
4. **Emulator.** That loss as a smooth function of the logarithms of the factors. Points that are left out decide how
   smooth it is, and show how far off (`emulator`).
5. **Posterior.** 16,384 Sobol points of the prior, weighed by exp(−loss) (`posterior`).
6. **Check.** Windows that were fitted and windows that were left out, as chosen and with the medians of the posterior:
   how many counts fall in the intervals, and the CRPS (`checking`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace

import numpy as np

from simulate.backtesting.windows import check_past
from simulate.calibrating.checking import Checked
from simulate.calibrating.emulator import Emulator, fewest, fit
from simulate.calibrating.loss import Pair, Point, losses, pairs_of
from simulate.calibrating.posterior import Posterior, weigh
from simulate.calibrating.prior import DESIGN, Prior, factors_at, prior_of, standard
from simulate.calibrating.scoring import Task, WindowRun, scores
from simulate.calibrating.windows import Window, windows_of
from simulate.engine.arrays import Array
from simulate.engine.streams import BLOCK
from simulate.errors import CannotAnswer, InputError
from simulate.inputs.calibration import Calibration, PosteriorForm
from simulate.inputs.library import Library
from simulate.inputs.paths import Roots, roots, shown
from simulate.inputs.problems import on_command_line
from simulate.inputs.resolve.calibration_rules import calibration_problems
from simulate.inputs.yaml.reading import read

CHECKED = BLOCK
"""Draws of each window of the check, as many as a backtest of one block has: the same numbers come out."""


@dataclass(frozen=True)
class CalibrateOptions:
    """Options: the number of points and draws, and the seed."""

    points: int = 128
    draws: int = 200
    seed: int = 1


@dataclass(frozen=True)
class Plan:
    """A calibration and its windows, read and validated."""

    options: CalibrateOptions
    calibration: Calibration
    paths: Roots
    fit: tuple[Window, ...]
    left_out: tuple[Window, ...]

    @property
    def windows(self) -> tuple[Window, ...]:
        return (*self.fit, *self.left_out)

    @property
    def runs(self) -> int:
        """Return the number of windows to run: those that are fitted at each point, and all of them twice to check."""
        return (self.options.points + 1) * len(self.fit) + 2 * len(self.windows)

    @property
    def priors(self) -> dict[str, Prior]:
        return {name: prior_of(group.prior) for name, group in self.calibration.form.groups.items()}


@dataclass(frozen=True, eq=False)
class Calibrated:
    """The result of a calibration."""

    plan: Plan
    calibration: Calibration
    """With its new posterior."""
    factors: Array
    """Of every point, (points + 1, groups); the first is the one as chosen, all 1."""
    points: tuple[Point, ...]
    pairs: tuple[Pair, ...]
    """Of window and series: the observations."""
    loss: Array
    """(points + 1,)."""
    emulator: Emulator
    posterior: Posterior
    checked: Checked


def plan(model: str, options: CalibrateOptions) -> Plan:
    """Resolve the calibration of a model and its windows. InputError with everything that is wrong in them."""
    found = roots()
    library = Library(found)
    check_past(model)
    calibration = library.calibration(model)
    if calibration is None:
        expected = f"calibration/{model}.yaml, which says what is fitted on which windows"
        raise InputError([on_command_line(model, f"{model} has no calibration", expected=expected)])
    document = read(calibration.path, file=shown(calibration.path))
    problems = calibration_problems(calibration.form, document, model, library)
    least, groups = fewest(len(calibration.form.groups)), len(calibration.form.groups)
    if options.points < least:
        of_groups = "1 group" if groups == 1 else f"{groups} groups"
        message = f"{options.points} points are too few for {of_groups}"
        problem = on_command_line(f"--points {options.points}", message, column=10, expected=f"{least} or more")
        problems.append(problem)
    if problems:
        raise InputError(problems)
    form = calibration.form
    windows = (windows_of(calibration, files, library) for files in (form.fit, form.check))
    return Plan(options, calibration, found, *windows)


def calibrate(plan: Plan, workers: int, advance: Callable[[], None]) -> Calibrated:
    """Run the points, fit, weigh and check; `advance` is called after every run of a window.

    The same numbers for any number of workers. RunError when the model fails, CannotAnswer when there is nothing to
    fit on.
    """
    options, priors = plan.options, plan.priors
    z = standard(options.points, len(priors), options.seed, DESIGN)
    factors = np.vstack([np.ones(len(priors)), factors_at(priors, z)])
    points = _points(plan, factors, workers, advance)
    pairs = pairs_of(points)
    if not pairs:
        raise CannotAnswer("nothing was counted in the fitting windows that the model tells in every draw")
    loss = losses(points, pairs)
    emulator = fit(z, loss[1:])
    posterior = weigh(emulator, priors, options.seed)
    forms = {name: PosteriorForm(p10=p10, p50=p50, p90=p90) for name, p10, p50, p90 in _quantiles(posterior, priors)}
    fitted = replace(plan.calibration, posterior=forms)
    checked = check(plan, fitted.medians, workers, advance)
    return Calibrated(plan, fitted, factors, points, pairs, loss, emulator, posterior, checked)


def _quantiles(posterior: Posterior, priors: Mapping[str, Prior]) -> Iterator[tuple[str, float, float, float]]:
    return ((name, *posterior.quantiles(name)) for name in priors)


def _points(plan: Plan, factors: Array, workers: int, advance: Callable[[], None]) -> tuple[Point, ...]:
    names, options = list(plan.priors), plan.options

    def window_runs() -> Iterator[WindowRun]:
        for row in factors:
            by_group = dict(zip(names, map(float, row), strict=True))
            yield from ((window.scenario(by_group, options.draws, options.seed), window.name) for window in plan.fit)

    return _run(plan, plan.fit, window_runs(), workers, advance)


def check(plan: Plan, medians: Mapping[str, float], workers: int, advance: Callable[[], None]) -> Checked:
    """Run all windows with the prior and with these factors."""
    seed = plan.options.seed
    window_runs = (
        (window.scenario(by_group, CHECKED, seed), window.name) for by_group in ({}, medians) for window in plan.windows
    )
    chosen, calibrated = _run(plan, plan.windows, window_runs, workers, advance)
    subsets = {"fit": plan.fit, "check": plan.left_out}
    names = {subset: tuple(window.name for window in windows) for subset, windows in subsets.items()}
    return Checked(names, chosen, calibrated)  # type: ignore[arg-type]


def _run(
    plan: Plan,
    windows: tuple[Window, ...],
    window_runs: Iterator[WindowRun],
    workers: int,
    advance: Callable[[], None],
) -> tuple[Point, ...]:
    """Score runs that repeat the list of windows: one point for every repetition."""
    model = plan.calibration.model
    task = Task(model, {window.name: window.series for window in windows})
    found = []
    with closing(scores(task, window_runs, workers)) as answers:
        for one in answers:
            found.append(one)
            advance()
    names, size = [window.name for window in windows], len(windows)
    return tuple(dict(zip(names, found[first : first + size], strict=True)) for first in range(0, len(found), size))
