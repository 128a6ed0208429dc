"""`simulate sensitivity`: what drives the outcomes of a result folder. Progress goes to stderr, answers to stdout."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import click

from simulate.errors import CannotAnswer, Interrupted
from simulate.files import write_whole, writing
from simulate.inputs.paths import shown
from simulate.render import terminal
from simulate.render.progress import counting
from simulate.results.opening import checked, open_results
from simulate.running.execution.workers import cores
from simulate.running.identity import OTHER_CODE, same_code, versions
from simulate.running.store import record
from simulate.sensitivity.design import Design
from simulate.sensitivity.ranking import Ranking, rank
from simulate.sensitivity.sobol import Sobol, decompose, design_of, need_salib
from simulate.views.card import headline
from simulate.views.sensitivity import csv, text
from simulate.views.sensitivity.document import rankings_screen, sobol_screen
from simulate.views.sensitivity.ranking_chart import write_figure
from simulate.views.sensitivity.sobol_chart import write_sobol_figure
from simulate.vocabulary import Label, Language

RANKED = Label("De rangorde en de figuren staan in {0}", "The ranking and its figures are in {0}")
DECOMPOSED = Label("De indices en hun figuren staan in {0}", "The indices and their figures are in {0}")


@dataclass(frozen=True)
class SobolOptions:
    """Options of Sobol indices: draws per run, how many quantities get their own group, and worker processes."""

    size: int
    most: int
    workers: int | None = None


def rank_folder(
    folder: Path, outcomes: tuple[str, ...], year: int | None, out: Path | None, language: Language
) -> None:
    """Rank the drivers of the outcomes in a result folder, write and print. CannotAnswer gives the reason if not."""
    rankings = _rankings(folder, outcomes, year)
    out = out or folder / csv.FOLDER
    ds = open_results(folder)
    with writing(out):
        out.mkdir(parents=True, exist_ok=True)
        write_whole(out / csv.NAME, csv.rankings_file(rankings, language))
        for ranking in rankings:
            write_figure(ranking, ds, out, language)
    terminal.show(rankings_screen(rankings, language), terminal.console())
    click.echo("\n" + RANKED.in_(language).format(shown(out)))


def decompose_folder(
    folder: Path,
    outcomes: tuple[str, ...],
    year: int | None,
    out: Path | None,
    language: Language,
    options: SobolOptions,
) -> None:
    """Compute Sobol indices, write and print. CannotAnswer gives the reason if impossible."""
    need_salib()
    out = out or folder / csv.FOLDER
    with _ready(out):
        found = _decomposed(folder, _rankings(folder, outcomes, year), options, language)
        ds = open_results(folder)
        with writing(out):
            write_whole(out / csv.SOBOL, csv.sobol_file(found, language))
            for one in found:
                write_sobol_figure(one, ds, out, language)
    terminal.show(sobol_screen(found, language), terminal.console())
    click.echo("\n" + DECOMPOSED.in_(language).format(shown(out)))


def _rankings(folder: Path, outcomes: tuple[str, ...], year: int | None) -> list[Ranking]:
    with checked(folder):
        rankings = list(rank(folder, outcomes, year, default=headline(folder)))
    if not rankings:
        raise CannotAnswer("nothing to rank: these outcomes are the same in all draws of that year")
    return rankings


@contextmanager
def _ready(out: Path) -> Iterator[None]:
    """Make the folder before anything is computed; when that fails, one that was made and is empty is removed.

    CannotAnswer when nothing can be written there; Interrupted: Ctrl-C.
    """
    made = not out.exists()
    with writing(out):
        out.mkdir(parents=True, exist_ok=True)
        if not os.access(out, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    try:
        yield
    except KeyboardInterrupt:
        raise Interrupted("stopped; nothing was written") from None
    finally:
        with suppress(OSError):
            # A folder that holds anything stays.
            if made:
                out.rmdir()


def _decomposed(folder: Path, rankings: list[Ranking], options: SobolOptions, language: Language) -> list[Sobol]:
    """Run the design; what is not of the program that made the run, or of too few draws, is said on stderr."""
    run_record = record.read(folder)
    if not same_code(run_record.versions, versions(run_record.model)):
        click.echo(f"the indices are not of the program as it was in this run: {OTHER_CODE}", err=True)
    design = design_of(folder, rankings, options.size, options.most)
    with _bar(design, run_record.name) as advance:
        found = decompose(folder, rankings, design, options.workers or cores(), advance)
    there = {(one.outcome, one.entry) for one in found}
    missing = [text.outcome(one, language) for one in rankings if (one.outcome, one.entry) not in there]
    if missing:
        few = (
            f"{options.size:,} draws are too few to tell of {'; '.join(missing)}: it differs from its median, or has a "
            "number, in too few of them"
        )
        if not found:
            raise CannotAnswer(few)
        click.echo(few, err=True)
    return found


def _bar(design: Design, title: str) -> AbstractContextManager[Callable[[], None]]:
    """Show a bar on stderr; yields the function to call after each block of a run."""
    groups, draws = len(design.groups), design.runs * design.size
    line = f"{title}: {groups} groups, {design.runs} runs of {design.size:,} draws: {draws:,}"
    return counting(title, line, design.runs * design.blocks, "parts")
