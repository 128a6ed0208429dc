"""The action of `simulate run`: scenarios, one after another. Progress goes to stderr, answers to stdout."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from simulate.commands.actions.until import Precision, Until
from simulate.commands.language import say
from simulate.dutch.translating import translate
from simulate.errors import CannotAnswer, InputError, Interrupted, Problem, RunError
from simulate.inputs.library import Library
from simulate.inputs.paths import results, roots, shown
from simulate.inputs.problems import on_command_line
from simulate.inputs.remarks import remarks
from simulate.inputs.resolve.scenario import resolve
from simulate.render import data, terminal
from simulate.render.progress import TerminalProgress
from simulate.results.precision import worst
from simulate.running.execution.workers import Workers
from simulate.running.runner import run
from simulate.running.store import record
from simulate.running.store.beside import LONGER
from simulate.running.store.record import Keep, Record
from simulate.running.until import run_until
from simulate.scenario import Scenario
from simulate.series import own_series_problems
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
        name = name.strip()
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
    # Figures draw them when everything is computed.
    problems += own_series_problems(Library(roots()))
    if problems:
        raise InputError(problems)
    return scenarios


def folder_of(scenario: Scenario, out: Path | None, several: bool) -> Path:
    """Choose the result folder: `out` for one scenario, a folder in it for several; else results/ of the project."""
    if out is None:
        return results() / scenario.name
    return out / scenario.name if several else out


def told(scenarios: Sequence[Scenario], out: Path | None) -> list[dict[str, Any]]:
    """Return of each scenario its folder and what its record says; of one that has no record yet only the folder."""
    found = []
    for scenario in scenarios:
        folder = folder_of(scenario, out, len(scenarios) > 1)
        about: dict[str, Any] = {"scenario": scenario.name, "folder": str(folder), "status": None}
        with suppress(CannotAnswer):
            one = record.read(folder)
            summary = folder / record.SUMMARY
            table = summary.read_text(encoding="utf-8") if summary.is_file() else ""
            shown = {*card(scenario.model).headline_with(scenario.parts)}
            about |= {"model": one.model, "status": one.status, "draws": one.draws, "seed": one.seed}
            about["headline"] = [row for row in data.rows(table) if row["outcome"] in shown]
        found.append(about)
    return found


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

    With `until` all get as many draws as the one that needs most, instead of their own number.
    """
    options = _RunOptions(workers, scheduler, keep, overwrite, ("simulate", *sys.argv[1:]))
    jobs = [
        _Job(
            scenario,
            folder_of(scenario, out, len(scenarios) > 1),
            SummaryAndFigures(scenario.model, language, figures),
            None if until is None else until.precision_of(scenario),
        )
        for scenario in scenarios
    ]
    for remark in dict.fromkeys(remark for scenario in scenarios for remark in remarks(scenario)):
        click.echo(remark.in_(language), err=True)
    codes: list[int] = []
    try:
        if until is not None:
            _run_equal(jobs, options, codes)
        else:
            for place, job in enumerate(jobs):
                if place:
                    click.echo("")  # The answers of two scenarios are two paragraphs.
                with _saying(codes):
                    codes.append(_conclude(job, _run(job, options)))
    except Interrupted as error:
        say(str(error), err=True)
        return error.exit_code
    return next((code for code in reversed(codes) if code), 0)


@dataclass(frozen=True)
class _Job:
    """One scenario of a command and where it goes."""

    scenario: Scenario
    folder: Path
    publish: SummaryAndFigures
    precision: Precision | None


@contextmanager
def _saying(codes: list[int]) -> Iterator[None]:
    """Say why what is inside cannot be done, and go on after it with the exit code of that."""
    try:
        yield
    except Interrupted:
        raise
    except RunError as error:
        say(str(error), err=True)
        codes.append(error.exit_code)


def _run_equal(jobs: Sequence[_Job], options: _RunOptions, codes: list[int]) -> None:
    """Run each until it is precise, then give all of them the draws of the one that has most, and conclude."""
    found = dict[str, Record]()
    most = 1
    for job in jobs:
        with _saying(codes):
            found[job.scenario.name] = run_record = _run_until(job, options, most)
            most = max(most, run_record.draws if run_record.status == "complete" else 1)
    again = replace(options, overwrite=False)
    for job in jobs:
        with _saying(codes):
            if job.scenario.name in found:
                codes.append(_conclude(job, _lengthen(job, found[job.scenario.name], most, again)))


def _lengthen(job: _Job, run_record: Record, most: int, options: _RunOptions) -> Record:
    """Give a complete run so many draws, where that is allowed and it has fewer."""
    wanted = most if job.precision is None else min(most, job.precision.most)
    if run_record.status != "complete" or run_record.draws >= wanted:
        return run_record
    return _run(replace(job, scenario=job.scenario.model_copy(update={"draws": wanted})), options)


@dataclass(frozen=True)
class _RunOptions:
    """How the scenarios of one command are run."""

    workers: Workers | int | None
    scheduler: str | None
    keep: Keep
    overwrite: bool
    command: tuple[str, ...]


def _run(job: _Job, options: _RunOptions) -> Record:
    progress = TerminalProgress(Console(stderr=True), job.scenario.name, job.publish.language)
    return run(job.scenario, job.folder, publish=job.publish, progress=progress, **vars(options))


def _run_until(job: _Job, options: _RunOptions, least: int) -> Record:
    precision, progress = job.precision, TerminalProgress(Console(stderr=True), job.scenario.name, job.publish.language)
    assert precision is not None

    def width_ratio(folder: Path) -> float:
        estimate = worst(folder, precision.outcome, precision.goal)
        progress.say(word_estimate(estimate, job.publish.language))
        return estimate.over(precision.goal)

    return run_until(
        job.scenario,
        job.folder,
        width_ratio,
        precision.most,
        least=least,
        publish=job.publish,
        progress=progress,
        **vars(options),
    )


def _conclude(job: _Job, run_record: Record) -> int:
    folder, language = job.folder, job.publish.language
    if run_record.status == "complete":
        terminal.show(screen(folder, card(run_record.model), language), Console())
        click.echo("\n" + DONE.in_(language).format(shown(folder)))
        return 0 if job.precision is None else job.precision.conclude(folder, run_record.draws, language)
    first = next(iter(run_record.blocks_failed.items()), None)
    if first is not None:
        say(f"block {first[0]}: {first[1].error}", language, err=True)
    place = folder if record.read(folder).status != "complete" else folder / LONGER
    of_all = -(-run_record.draws // run_record.block)
    blocks = "1 block" if of_all == 1 else f"{of_all:,} blocks"
    said = [
        f"{run_record.status}: {len(run_record.blocks_failed)} of {blocks} "
        f"failed; their errors are in {shown(place / 'run.json')}. The same command tries them again."
    ]
    if place != folder:
        said.append(f"The result in {shown(folder)} stays as it was: complete.")
    click.echo(" ".join(translate(one, language) for one in said), err=True)
    return 1
