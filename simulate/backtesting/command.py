"""What `simulate backtest` does and says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click
from rich.console import Console

from simulate.backtesting.card import NAME, READING, grid, sheet
from simulate.backtesting.judging import Judged, judge
from simulate.backtesting.windows import windows
from simulate.errors import InputError, RunError, cannot_write
from simulate.files import write_whole
from simulate.inputs.paths import results, shown
from simulate.inputs.problems import did_you_mean, listed, on_command_line
from simulate.render import terminal
from simulate.render.progress import TerminalProgress
from simulate.results.opening import open_results
from simulate.running.execution.progress import Progress
from simulate.running.runner import run
from simulate.scenario import Scenario
from simulate.series import register
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
) -> int:
    """Run the windows of a model, score them, write scorecard.csv and print it; the exit code."""
    _known(model, series)
    scenarios = windows(model, as_of, draws)
    if not scenarios:
        click.echo(f"no scenario of {model} is as of a day: name one with --as-of", err=True)
        return 2
    out = out or results() / "backtest" / model
    try:
        judged = [
            one
            for scenario in scenarios
            for one in run_window(scenario, out, series, workers, language, _progress(scenario))
        ]
        if not judged:
            click.echo("nothing was counted in these windows that the model tells", err=True)
            return 2
        write_whole(out / NAME, sheet(judged))
    except OSError as error:
        raise cannot_write(out, error) from error
    except RunError as error:
        click.echo(str(error), err=True)
        return error.exit_code
    console = Console()
    for scenario in scenarios:
        console.print(f"\n{scenario.label.in_(language)} ({scenario.name})", highlight=False, markup=False)
        console.print(
            terminal.fitted(grid([one for one in judged if one.scenario.name == scenario.name], language), console)
        )
    console.print(READING.in_(language), style="dim", highlight=False)
    click.echo("\n" + DONE.in_(language).format(NAME, shown(out)))
    return 0


def _known(model: str, series: Sequence[str]) -> None:
    """InputError when a series is not one of the model."""
    known = [one.name for one in register().values() if one.form.model == model]
    for name in series:
        if name not in known:
            problem, hint = f"{model} has no series '{name}'", did_you_mean(name, known)
            raise InputError([on_command_line(f"--against {name}", problem, expected=listed(known), hint=hint)])


def _progress(scenario: Scenario) -> Progress:
    return TerminalProgress(Console(stderr=True), scenario.name)


def run_window(
    scenario: Scenario,
    out: Path,
    series: Sequence[str] = (),
    workers: int | None = None,
    language: Language = "en",
    progress: Progress | None = None,
) -> list[Judged]:
    """One window, run in a folder of `out` and judged. A run that is there already is not run again."""
    folder = out / scenario.name
    facts = run(
        scenario,
        folder,
        workers=workers,
        progress=progress,
        command=("simulate", "backtest", scenario.model),
    )
    if facts.status != "complete":
        raise RunError(f"{shown(folder)} is not complete: the same command goes on from there")
    return list(judge(open_results(folder), scenario, series))
