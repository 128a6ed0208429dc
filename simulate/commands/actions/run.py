"""The action of `simulate run`: scenarios, one after another. Progress goes to stderr, answers to stdout."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console

from simulate.commands.actions.until import Precision, Until
from simulate.errors import InputError, Interrupted, Problem, RunError
from simulate.inputs.paths import results, shown
from simulate.inputs.problems import on_command_line
from simulate.inputs.resolve.scenario import resolve
from simulate.render import terminal
from simulate.render.progress import TerminalProgress
from simulate.results.precision import worst
from simulate.running.execution.workers import Workers
from simulate.running.runner import run
from simulate.running.store.record import Keep, Record
from simulate.running.until import run_until
from simulate.scenario import Scenario
from simulate.views.card import card
from simulate.views.precision import word_estimate
from simulate.views.publish import SummaryAndFigures
from simulate.views.run import DONE, screen
from simulate.vocabulary import Language


def overrides(typed: Iterable[str]) -> dict[str, str]:
    """Collect `name=value` words by name; a repeated name has all its values. InputError for any other form."""
    found: dict[str, str] = {}
    for word in typed:
        name, equals, value = word.partition("=")
        if not equals:
            problem = on_command_line(f"--set {word}", "there is no '=' in it", column=7, expected="name=value")
            raise InputError([problem])
        found[name] = f"{found[name]},{value}" if name in found else value
    return found


def resolve_all(files: Sequence[str], typed: Iterable[str], draws: int | None, seed: int | None) -> list[Scenario]:
    """Resolve the files in order. InputError with all errors in all of them, before anything runs."""
    scenarios, problems = list[Scenario](), list[Problem]()
    values = overrides(typed)
    for file in files:
        try:
            scenarios.append(resolve(file, values, draws, seed))
        except InputError as error:
            problems += error.problems
    names = [scenario.name for scenario in scenarios]
    for twice in sorted({name for name in names if names.count(name) > 1}):
        problems.append(on_command_line(twice, "two scenarios of this name would write into one folder"))
    if problems:
        raise InputError(problems)
    return scenarios


def folder_of(scenario: Scenario, out: Path | None, several: bool) -> Path:
    """Choose the result folder: `out` for one scenario, a folder in it for several; else results/ of the project."""
    if out is None:
        return results() / scenario.name
    return out / scenario.name if several else out


def run_all(
    scenarios: Sequence[Scenario],
    out: Path | None,
    *,
    workers: Workers | int | None,
    scheduler: str | None,
    overwrite: bool,
    figures: bool,
    language: Language,
    until: Until | None = None,
    keep: Keep = "draws",
) -> int:
    """Run the scenarios one after another and print the results. Returns the exit code of the last that failed.

    With `until` each gets as many draws as that needs, instead of its own number.
    """
    code = 0
    options = _RunOptions(workers, scheduler, keep, overwrite, ("simulate", *sys.argv[1:]))
    precise = {scenario.name: until.precision_of(scenario) for scenario in scenarios} if until is not None else {}
    for scenario in scenarios:
        folder = folder_of(scenario, out, len(scenarios) > 1)
        try:
            precision = precise.get(scenario.name)
            publish = SummaryAndFigures(scenario.model, language, figures)
            if precision is None:
                run_record = _run(scenario, folder, options, publish)
            else:
                run_record = _run_until(scenario, folder, options, publish, precision)
            code = _conclude(folder, run_record, language) or code
            if precision is not None and run_record.status == "complete":
                code = precision.conclude(folder, run_record.draws, language) or code
        except Interrupted as error:
            click.echo(str(error), err=True)
            return error.exit_code
        except RunError as error:
            click.echo(str(error), err=True)
            code = error.exit_code
    return code


@dataclass(frozen=True)
class _RunOptions:
    """How the scenarios of one command are run."""

    workers: Workers | int | None
    scheduler: str | None
    keep: Keep
    overwrite: bool
    command: tuple[str, ...]


def _run(scenario: Scenario, folder: Path, options: _RunOptions, publish: SummaryAndFigures) -> Record:
    progress = TerminalProgress(Console(stderr=True), scenario.name)
    return run(scenario, folder, publish=publish, progress=progress, **vars(options))


def _run_until(
    scenario: Scenario, folder: Path, options: _RunOptions, publish: SummaryAndFigures, precision: Precision
) -> Record:
    errors = Console(stderr=True)

    def watcher() -> TerminalProgress:
        return TerminalProgress(errors, scenario.name)

    def width_ratio(folder: Path) -> float:
        estimate = worst(folder, precision.outcome, precision.goal)
        watcher().say(word_estimate(estimate, publish.language))
        return estimate.over(precision.goal)

    return run_until(scenario, folder, width_ratio, precision.most, watcher, publish=publish, **vars(options))


def _conclude(folder: Path, run_record: Record, language: Language) -> int:
    if run_record.status == "complete":
        terminal.show(screen(folder, card(run_record.model), language), Console())
        click.echo("\n" + DONE.in_(language).format(shown(folder)))
        return 0
    first = next(iter(run_record.blocks_failed.items()), None)
    if first is not None:
        click.echo(f"block {first[0]}: {first[1].error}", err=True)
    click.echo(
        f"{run_record.status}: {len(run_record.blocks_failed)} of {-(-run_record.draws // run_record.block)} blocks "
        f"failed; their errors are in {shown(folder / 'run.json')}. The same command tries them again.",
        err=True,
    )
    return 1
