"""What `simulate calibrate` does and says. Progress goes to stderr, answers to stdout."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import click
from rich.console import Console

from simulate.calibrating import checking, rows
from simulate.calibrating.calibration import Asked, Calibrated, Plan, calibrate, plan
from simulate.calibrating.writing import folder_of, posterior_path, refuse, write
from simulate.errors import Interrupted, RunError
from simulate.inputs.paths import shown
from simulate.render import terminal
from simulate.render.numbers import number
from simulate.render.progress import counting
from simulate.running.runner import cores
from simulate.vocabulary import Label, Language

DONE = Label("De posterior staat in {0}, de punten en de figuur in {1}", "The posterior is in {0}, the points and the "
             "figure in {1}")  # fmt: skip
TOLD = Label(
    "{pairs} paren van venster en reeks. Van wat punten doet verschillen voorspelt het vlak {explained} % (fout "
    "{error} in het verlies). De posterior rust op {effective} van de {points} gewogen punten.",
    "{pairs} pairs of window and series. Of what differs between points the surface foretells {explained} % (error "
    "{error} in the loss). The posterior rests on {effective} of the {points} points that were weighed.",
)
ROUGH = Label(
    "Het vlak zegt te weinig van punten die zijn weggelaten: neem meer punten of meer trekkingen.",
    "The surface says too little of points that were left out: take more points or more draws.",
)
ENOUGH, FEW = 0.5, 200
"""A surface must foretell this share of what differs between points; a posterior must rest on so many points."""
NARROW = Label(
    "De posterior rust op weinig punten: haar p10 en p90 zijn ruw.",
    "The posterior rests on few points: its p10 and p90 are rough.",
)


def calibrate_model(model: str, asked: Asked, out: Path | None, language: Language, *, workers: int | None) -> int:
    """Calibrate, write and print; the exit code. InputError for what is wrong in files or words."""
    known = plan(model, asked)
    posterior_path(known)  # refused before any work is done
    try:
        out = out or folder_of(model)
        refuse(out)
        with _bar(known) as advance:
            found = calibrate(known, workers or cores(), advance)
        write(found, out, language)
    except KeyboardInterrupt:
        click.echo("stopped; nothing was written", err=True)
        return Interrupted.exit_code
    except RunError as error:
        click.echo(str(error), err=True)
        return error.exit_code
    _show(found, Console(), language)
    click.echo("\n" + DONE.in_(language).format(shown(posterior_path(known)), shown(out)))
    return 0


def _show(found: Calibrated, console: Console, language: Language) -> None:
    console.print(terminal.fitted(rows.grid(rows.as_rows(found.calibration), language), console))
    _say(console, rows.READING.in_(language))
    surface, posterior = found.surface, found.posterior
    told = TOLD.in_(language).format(
        pairs=len(found.pairs),
        explained=number(100 * max(0.0, surface.explained), language),
        error=number(surface.error, language, 3),
        effective=number(posterior.effective, language),
        points=number(posterior.weights.size, language),
    )
    _say(console, told)
    for rough, label in ((surface.explained < ENOUGH, ROUGH), (posterior.effective < FEW, NARROW)):
        if rough:
            console.print(label.in_(language), style="bold", highlight=False)
    console.print(terminal.fitted(checking.grid(found.checked, language), console))
    _say(console, checking.READING.in_(language))


def _say(console: Console, text: str) -> None:
    console.print(text, style="dim", highlight=False, markup=False)


def _bar(known: Plan) -> AbstractContextManager[Callable[[], None]]:
    """A bar on stderr; what it gives is called after each run of a window."""
    asked, model, groups = known.asked, known.calibration.model, len(known.calibration.form.groups)
    told = (
        f"{model}: {groups} group{'s' * (groups != 1)}, {asked.points} points, {len(known.fit)} fitting windows of "
        f"{asked.draws:,} draws: {known.runs:,} runs"
    )
    return counting(model, told, known.runs, "runs")
