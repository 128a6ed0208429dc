"""What `simulate sensitivity --sobol` does and says. Progress goes to stderr, answers to stdout."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path

import click
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from simulate.errors import CannotAnswer, RunError, cannot_write
from simulate.inputs.paths import shown
from simulate.presenting.after import HEAD
from simulate.render.numbers import number
from simulate.render.progress import counting
from simulate.results.opening import checked, open_results
from simulate.running.identity import version_differences, versions
from simulate.running.runner import cores
from simulate.running.store import record
from simulate.sensitivity.design import Design
from simulate.sensitivity.ranking import rank
from simulate.sensitivity.sobol import Interval, Sobol, decompose, design_of, need_salib
from simulate.sensitivity.sobol_figure import WIDE, percent, write_sobol_figure
from simulate.sensitivity.table import FOLDER, write_sobol
from simulate.views.card import headline
from simulate.vocabulary import Label, Language

DONE = Label("De indices en hun figuren staan in {0}", "The indices and their figures are in {0}")

ALONE, WITH = Label("alleen\n(S1)", "alone\n(S1)"), Label("met samen-\nspel (ST)", "with inter-\nplay (ST)")
TOGETHER = Label(
    "Samenspel: {share} van de variantie ({low} – {high}). Het breedste interval is ± {widest}.",
    "Interplay: {share} of the variance ({low} – {high}). The widest interval is ± {widest}.",
)
MORE = Label(" MetDraws {size} trekkingen is het half zo breed.", " With {size} draws it is half as wide.")
READING = Label(
    "Aandelen in de variantie over de trekkingen, met 90 %-interval: wat een grootheid alleen verklaart, en waar zij "
    "aan meedoet, alleen of met andere. Een aandeel in de variantie is geen deel van een band: het weegt de staarten.",
    "Shares of the variance over the draws, with 90 % interval: what a quantity explains alone, and what it has a part "
    "in, alone or with others. A share of the variance is no share of a band: it weighs the tails.",
)


def decompose_folder(
    folder: Path,
    outcomes: tuple[str, ...],
    year: int | None,
    out: Path | None,
    language: Language,
    *,
    size: int,
    most: int,
    workers: int | None,
) -> int:
    """Compute Sobol indices with `size` draws a run, print them, and write sobol.csv and the figures. The exit code."""
    out = out or folder / FOLDER
    made = not out.exists()
    try:
        need_salib()
        _ready(out)
        found = _found(folder, outcomes, year, language, size, most, workers or cores())
        _write(found, folder, out, language)
    except RunError as error:
        with suppress(OSError):
            # Only what was made and is empty: nothing is left behind where nothing was written.
            if made:
                out.rmdir()
        click.echo(str(error), err=True)
        return error.exit_code
    console = Console()
    for one in found:
        _show(one, console, language)
    console.print(READING.in_(language), style="dim", highlight=False)
    click.echo("\n" + DONE.in_(language).format(shown(out)))
    return 0


def _ready(out: Path) -> None:
    """Make the folder before anything is computed. CannotAnswer when nothing can be written there."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        if not os.access(out, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        raise CannotAnswer(f"cannot write in {out}: {error.strerror}") from None


def _found(
    folder: Path,
    outcomes: tuple[str, ...],
    year: int | None,
    language: Language,
    size: int,
    most: int,
    workers: int,
) -> list[Sobol]:
    with checked(folder):
        rankings = list(rank(folder, outcomes or headline(folder), year, language))
    if not rankings:
        raise CannotAnswer("nothing to tell: these outcomes are the same in all draws of that year")
    facts = record.read(folder)
    for changed in version_differences(facts.versions, versions(facts.model)):
        click.echo(f"the indices are those of the program as it is now, not as it was in this run: {changed}", err=True)
    design = design_of(folder, rankings, size, most)
    with _bar(design, facts.name) as advance:
        found = decompose(folder, rankings, design, workers, advance)
    there = {(one.outcome, one.entry) for one in found}
    missing = [ranking.label for ranking in rankings if (ranking.outcome, ranking.entry) not in there]
    if missing:
        few = (
            f"{size:,} draws are too few to tell of {'; '.join(missing)}: it differs from its median, or has a number, "
            "in too few of them"
        )
        if not found:
            raise CannotAnswer(few)
        click.echo(few, err=True)
    return found


def _bar(design: Design, title: str) -> AbstractContextManager[Callable[[], None]]:
    """A bar on stderr; what it gives is called after each part of a run."""
    groups, draws = len(design.groups), design.runs * design.size
    told = f"{title}: {groups} groups, {design.runs} runs of {design.size:,} draws: {draws:,}"
    return counting(title, told, design.runs * design.parts, "parts")


def _write(found: list[Sobol], folder: Path, out: Path, language: Language) -> None:
    ds = open_results(folder)
    try:
        write_sobol(found, out, language)
        for one in found:
            write_sobol_figure(one, ds, out, language)
    except OSError as error:
        raise cannot_write(out, error) from error


def _show(found: Sobol, console: Console, language: Language) -> None:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=False)
    table.add_column(HEAD.in_(language).format(label=found.label, year=found.year), overflow="fold")
    table.add_column(ALONE.in_(language), justify="right", no_wrap=True)
    table.add_column(WITH.in_(language), justify="right", no_wrap=True)
    for share in found.shares:
        name = f"\n[dim]{share.name}[/dim]" if "." in share.name else ""
        table.add_row(f"{share.label.in_(language)}{name}", _cell(share.first, language), _cell(share.total, language))
    console.print(table)
    together, low, high = (percent(value, language) for value in found.together)
    told = TOGETHER.in_(language).format(share=together, low=low, high=high, widest=_two(found.widest, language))
    if not found.ordered:
        told += f" {WIDE.in_(language)}" + MORE.in_(language).format(size=number(4 * found.size, language))
    console.print(told, style="dim" if found.ordered else "bold", highlight=False)


def _cell(interval: Interval, language: Language) -> str:
    index, low, high = (_two(value, language) for value in interval)
    return f"{index}\n[dim]{low} – {high}[/dim]"


def _two(value: float, language: Language) -> str:
    # Adding nought makes of a minus nought a plain one.
    return number(round(value, 2) + 0.0, language, 2)
