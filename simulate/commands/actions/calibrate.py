"""`simulate calibrate`: how uncertain the parameters of a model are. Progress goes to stderr, answers to stdout."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import click

from simulate.calibrating.calibration import Calibrated, CalibrateOptions, Plan, calibrate, plan
from simulate.errors import Interrupted
from simulate.files import write_whole, writing
from simulate.inputs.paths import results, shown, writable
from simulate.output import OutputFolder
from simulate.render import terminal
from simulate.render.progress import counting
from simulate.running.execution.workers import cores
from simulate.views.calibrate import chart, csv, posterior
from simulate.views.calibrate.document import screen
from simulate.vocabulary import Label, Language

DONE = Label("De posterior staat in {0}, de punten en de figuur in {1}", "The posterior is in {0}, the points and the "
             "figure in {1}")  # fmt: skip
MADE = frozenset({csv.POINTS, csv.CHECK, f"{chart.NAME}.svg", f"{chart.NAME}.png"})


def calibrate_model(
    model: str, options: CalibrateOptions, out: Path | None, language: Language, *, workers: int | None
) -> None:
    """Calibrate, write and print. InputError for errors in files or options, CannotAnswer when it is impossible."""
    planned = plan(model, options)
    posterior_path(planned)  # refused before any work is done
    folder = OutputFolder(out or folder_of(model), "a calibration", MADE)
    folder.refuse(shown(folder.path))
    try:
        with _bar(planned, language) as advance:
            found = calibrate(planned, workers or cores(), advance)
        write(found, folder, language)
    except KeyboardInterrupt:
        raise Interrupted("stopped; nothing was written") from None
    terminal.show(screen(found, language), terminal.console())
    click.echo("\n" + DONE.in_(language).format(shown(posterior_path(planned)), shown(folder.path)))


def folder_of(model: str) -> Path:
    """Return results/calibration/MODEL of the surrounding project."""
    return results() / "calibration" / model


def posterior_path(plan: Plan) -> Path:
    """Return calibration/MODEL.posterior.yaml of the user's project, else of the clone. InputError without either."""
    way_out = "to be called in a project of your own: a folder with scenarios/ and parameters/"
    return writable(plan.paths, "calibrations", way_out) / "calibration" / f"{plan.calibration.model}.posterior.yaml"


def write(found: Calibrated, folder: OutputFolder, language: Language) -> None:
    """Write the folder, then the posterior; those of an earlier calibration are replaced."""
    with folder.replacing() as new:
        write_whole(new / csv.POINTS, csv.points_file(found))
        write_whole(new / csv.CHECK, csv.check_file(found.checked))
        chart.write_figure(found, new, language)
    path = posterior_path(found.plan)
    with writing(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, posterior.file(found))


def _bar(plan: Plan, language: Language) -> AbstractContextManager[Callable[[], None]]:
    """Show a bar on stderr; yields the function to call after each run of a window."""
    options, model, groups = plan.options, plan.calibration.model, len(plan.calibration.form.groups)
    of_groups = "1 group" if groups == 1 else f"{groups} groups"
    line = (
        f"{model}: {of_groups}, {options.points} points, {len(plan.fit)} fitting windows of "
        f"{options.draws:,} draws: {plan.runs:,} runs"
    )
    return counting(model, line, plan.runs, "runs", language)
