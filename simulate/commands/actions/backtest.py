"""`simulate backtest`: a model started in the past, scored against what happened. Progress goes to stderr."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click
from rich.console import Console

from simulate.backtesting.running import run_window
from simulate.backtesting.windows import windows
from simulate.errors import CannotAnswer, InputError
from simulate.files import write_whole, writing
from simulate.inputs.paths import results, shown
from simulate.inputs.problems import did_you_mean, listed, on_command_line
from simulate.render import terminal
from simulate.render.progress import TerminalProgress
from simulate.series import register
from simulate.views.backtest import csv
from simulate.views.backtest.document import screen
from simulate.vocabulary import Label, Language

DONE = Label("De runs en {0} staan in {1}", "The runs and {0} are in {1}")


def backtest_model(
    model: str,
    as_of: date | None,
    series: Sequence[str],
    *,
    draws: int | None,
    workers: int | None,
    out: Path | None,
    language: Language,
) -> None:
    """Run the windows of a model, score them, write scorecard.csv and print it.

    InputError for what is wrong in words or files; CannotAnswer when there is no window, or no count in it.
    """
    _check_series(model, series)
    scenarios = windows(model, as_of, draws)
    if not scenarios:
        raise CannotAnswer(f"no scenario of {model} is as of a day: name one with --as-of")
    out = out or results() / "backtest" / model
    evaluations = [
        one
        for scenario in scenarios
        for one in run_window(scenario, out, series, workers, _progress(scenario.name, language))
    ]
    if not evaluations:
        raise CannotAnswer("nothing was counted in these windows that the model tells")
    with writing(out):
        write_whole(out / csv.NAME, csv.file(evaluations))
    terminal.show(screen(scenarios, evaluations, language), terminal.console())
    click.echo("\n" + DONE.in_(language).format(csv.NAME, shown(out)))


def _progress(name: str, language: Language) -> TerminalProgress:
    return TerminalProgress(Console(stderr=True), name, language)


def _check_series(model: str, series: Sequence[str]) -> None:
    """InputError when a series is not one of the model."""
    names = [one.name for one in register().values() if one.form.model == model]
    for name in series:
        if name not in names:
            problem, hint = f"{model} has no series '{name}'", did_you_mean(name, names)
            raise InputError([on_command_line(f"--against {name}", problem, expected=listed(names), hint=hint)])
