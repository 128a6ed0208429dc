"""The whole procedure, from the files of a model to the posterior and its check."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace

import numpy as np

from simulate import registry
from simulate.calibrating.checking import Checked
from simulate.calibrating.loss import Pair, Point, losses, pairs_of
from simulate.calibrating.past import Window, windows_of
from simulate.calibrating.posterior import Posterior, weigh
from simulate.calibrating.prior import DESIGN, Prior, factors_at, prior_of, standard
from simulate.calibrating.scoring import Job, Task, scores
from simulate.calibrating.surface import Surface, fewest, fit
from simulate.engine.arrays import Array
from simulate.errors import CannotAnswer, InputError
from simulate.inputs.calibration import Calibration, PosteriorForm
from simulate.inputs.library import Library
from simulate.inputs.paths import Roots, roots, shown
from simulate.inputs.problems import listed, on_command_line
from simulate.inputs.resolve.calibration_rules import calibration_problems
from simulate.inputs.yaml.reading import read
from simulate.running.blocks import BLOCK

CHECKED = BLOCK
"""Draws of each window of the check, as many as a backtest of one block has: the same numbers come out."""


@dataclass(frozen=True)
class Asked:
    """How much is run, and with which random numbers."""

    points: int = 128
    draws: int = 200
    seed: int = 1


@dataclass(frozen=True)
class Plan:
    """A calibration and its windows, read and found right."""

    asked: Asked
    calibration: Calibration
    places: Roots
    fit: tuple[Window, ...]
    left_out: tuple[Window, ...]

    @property
    def windows(self) -> tuple[Window, ...]:
        return (*self.fit, *self.left_out)

    @property
    def runs(self) -> int:
        """Windows that are run: at each point those that are fitted, and all of them twice for the check."""
        return (self.asked.points + 1) * len(self.fit) + 2 * len(self.windows)

    @property
    def priors(self) -> dict[str, Prior]:
        return {name: prior_of(group.prior) for name, group in self.calibration.form.groups.items()}


@dataclass(frozen=True, eq=False)
class Calibrated:
    """What came out."""

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
    surface: Surface
    posterior: Posterior
    checked: Checked


def plan(model: str, asked: Asked) -> Plan:
    """The calibration of a model and its windows. InputError with all that is wrong in them, or with what is asked."""
    found = roots()
    library = Library(found)
    if model not in registry.names():
        problem = on_command_line(model, f"there is no model '{model}'", expected=listed(registry.names()))
        raise InputError([problem])
    calibration = library.calibration(model)
    if calibration is None:
        expected = f"calibration/{model}.yaml, which says what is fitted on which windows"
        raise InputError([on_command_line(model, f"{model} has no calibration", expected=expected)])
    document = read(calibration.path, file=shown(calibration.path))
    problems = calibration_problems(calibration.form, document, model, library)
    least, groups = fewest(len(calibration.form.groups)), len(calibration.form.groups)
    if asked.points < least:
        message = f"{asked.points} points are too few for {groups} group{'s' * (groups != 1)}"
        problem = on_command_line(f"--points {asked.points}", message, column=10, expected=f"{least} or more")
        problems.append(problem)
    if problems:
        raise InputError(problems)
    form = calibration.form
    sides = (windows_of(calibration, files, library) for files in (form.fit, form.check))
    return Plan(asked, calibration, found, *sides)


def calibrate(plan: Plan, workers: int, advance: Callable[[], None]) -> Calibrated:
    """Run the points, fit, weigh and check; `advance` is called after every run of a window.

    The same numbers for any number of workers. RunError when the model fails, CannotAnswer when there is nothing to
    fit on.
    """
    asked, priors = plan.asked, plan.priors
    z = standard(asked.points, len(priors), asked.seed, DESIGN)
    factors = np.vstack([np.ones(len(priors)), factors_at(priors, z)])
    points = _points(plan, factors, workers, advance)
    pairs = pairs_of(points)
    if not pairs:
        raise CannotAnswer("nothing was counted in the fitting windows that the model tells in every draw")
    loss = losses(points, pairs)
    surface = fit(z, loss[1:])
    posterior = weigh(surface, priors, asked.seed)
    forms = {name: PosteriorForm(p10=p10, p50=p50, p90=p90) for name, p10, p50, p90 in _quantiles(posterior, priors)}
    fitted = replace(plan.calibration, posterior=forms)
    checked = check(plan, fitted.medians, workers, advance)
    return Calibrated(plan, fitted, factors, points, pairs, loss, surface, posterior, checked)


def _quantiles(posterior: Posterior, priors: Mapping[str, Prior]) -> Iterator[tuple[str, float, float, float]]:
    return ((name, *posterior.quantiles(name)) for name in priors)


def _points(plan: Plan, factors: Array, workers: int, advance: Callable[[], None]) -> tuple[Point, ...]:
    names, asked = list(plan.priors), plan.asked

    def jobs() -> Iterator[Job]:
        for row in factors:
            by_group = dict(zip(names, map(float, row), strict=True))
            yield from ((window.scenario(by_group, asked.draws, asked.seed), window.name) for window in plan.fit)

    return _run(plan, plan.fit, jobs(), workers, advance)


def check(plan: Plan, medians: Mapping[str, float], workers: int, advance: Callable[[], None]) -> Checked:
    """All windows as chosen and with these factors."""
    seed = plan.asked.seed
    jobs = (
        (window.scenario(by_group, CHECKED, seed), window.name) for by_group in ({}, medians) for window in plan.windows
    )
    chosen, calibrated = _run(plan, plan.windows, jobs, workers, advance)
    parts = {"fit": plan.fit, "check": plan.left_out}
    names = {part: tuple(window.name for window in windows) for part, windows in parts.items()}
    return Checked(names, chosen, calibrated)  # type: ignore[arg-type]


def _run(
    plan: Plan, windows: tuple[Window, ...], jobs: Iterator[Job], workers: int, advance: Callable[[], None]
) -> tuple[Point, ...]:
    """The scores of jobs that go through the windows again and again: one point for every time."""
    model = plan.calibration.model
    task = Task(model, {window.name: window.series for window in windows})
    found = []
    with closing(scores(task, jobs, workers)) as answers:
        for one in answers:
            found.append(one)
            advance()
    names, size = [window.name for window in windows], len(windows)
    return tuple(dict(zip(names, found[first : first + size], strict=True)) for first in range(0, len(found), size))
