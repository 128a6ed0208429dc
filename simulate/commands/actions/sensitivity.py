"""`simulate sensitivity`: what drives the outcomes of a result folder. Progress goes to stderr, answers to stdout."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import click

from simulate.commands.language import say
from simulate.engine.composite import Coupling
from simulate.errors import CannotAnswer, Interrupted
from simulate.files import write_whole, writing
from simulate.inputs.couplings import replaced
from simulate.inputs.paths import shown
from simulate.inputs.resolve.resolved import load_scenario
from simulate.render import terminal
from simulate.render.progress import counting
from simulate.results import beside
from simulate.results.asked import Wanted
from simulate.results.opening import open_results
from simulate.running.execution.workers import cores
from simulate.running.identity import OTHER_CODE, same_code, versions
from simulate.running.store import record
from simulate.sensitivity.design import Design
from simulate.sensitivity.ranking import MOST, Ranking, rank
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


def rank_folder(folder: Path, wanted: Wanted, out: Path | None, language: Language) -> None:
    """Rank the drivers of the outcomes in a result folder, write and print. CannotAnswer gives the reason if not."""
    rankings = _rankings(folder, wanted)
    out = out or folder / csv.FOLDER
    ds = open_results(folder)
    _say_draws(rankings, ds.sizes["draw"], language)
    with writing(out):
        out.mkdir(parents=True, exist_ok=True)
        write_whole(out / csv.NAME, csv.rankings_file(rankings, language))
        beside.seal(folder, out, csv.NAME)
        for ranking in rankings:
            write_figure(ranking, ds, out, language)
    terminal.show(rankings_screen(rankings, _driven(folder), language), terminal.console())
    click.echo("\n" + RANKED.in_(language).format(shown(out)))


def _driven(folder: Path) -> dict[str, Coupling]:
    """Return what a coupling puts in the place of parameters in the run of a folder."""
    return replaced(load_scenario(folder / record.SCENARIO))


def decompose_folder(
    folder: Path,
    wanted: Wanted,
    out: Path | None,
    language: Language,
    options: SobolOptions,
) -> None:
    """Compute Sobol indices, write and print. CannotAnswer gives the reason if impossible."""
    need_salib()
    out = out or folder / csv.FOLDER
    with _ready(out):
        found = _decomposed(folder, _rankings(folder, wanted), options, language)
        ds = open_results(folder)
        with writing(out):
            write_whole(out / csv.SOBOL, csv.sobol_file(found, language))
            for one in found:
                write_sobol_figure(one, ds, out, language)
    terminal.show(sobol_screen(found, language), terminal.console())
    click.echo("\n" + DECOMPOSED.in_(language).format(shown(out)))


def _rankings(folder: Path, wanted: Wanted) -> list[Ranking]:
    rankings = list(rank(folder, wanted.outcomes, wanted.years, entries=wanted.entries, default=headline(folder)))
    if not rankings:
        raise CannotAnswer("nothing to rank: these outcomes are the same in all draws of those years")
    return rankings


def _say_draws(rankings: list[Ranking], there: int, language: Language) -> None:
    """Say of which outcomes not all draws are ranked: there are many, or some have no number."""
    for number in sorted({ranking.draws for ranking in rankings} - {there}):
        names = ", ".join(dict.fromkeys(ranking.outcome for ranking in rankings if ranking.draws == number))
        ranked = f"{names}: ranked over {number:,} of the {there:,} draws"
        say(f"{ranked} (the others have no number, or come after the first {MOST:,})", language, err=True)


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
        say(f"the indices are not of the program as it was in this run: {OTHER_CODE}", language, err=True)
    design = design_of(folder, rankings, options.size, options.most)
    with _bar(design, run_record.name, language) as advance:
        found = decompose(folder, rankings, design, options.workers or cores(), advance)
    there = {(one.outcome, one.entry, one.year) for one in found}
    left = [one for one in rankings if (one.outcome, one.entry, one.year) not in there]
    missing = [f"{text.outcome(one, language)}, {one.year}" for one in left]
    if missing:
        few = (
            f"{options.size:,} draws are too few to tell of {'; '.join(missing)}: it differs from its median, or has a "
            "number, in too few of them"
        )
        if not found:
            raise CannotAnswer(few)
        say(few, language, err=True)
    return found


def _bar(design: Design, title: str, language: Language) -> AbstractContextManager[Callable[[], None]]:
    """Show a bar on stderr; yields the function to call after each block of a run."""
    groups, draws = len(design.groups), design.runs * design.size
    line = f"{title}: {groups} groups, {design.runs} runs of {design.size:,} draws: {draws:,}"
    return counting(title, line, design.runs * design.blocks, "parts", language)
