"""The action of `simulate variants`: what it will take, the runs, and all of them against the scenario itself."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import click
from rich.console import Console

from simulate.commands.language import say
from simulate.comparing.comparison import CompareOptions, Comparison, compare
from simulate.errors import CannotAnswer, RunError
from simulate.files import write_whole
from simulate.inputs.paths import results, shown
from simulate.inputs.resolve.variants import Variant, headings
from simulate.render import terminal
from simulate.render.progress import TerminalProgress
from simulate.running.disk import bytes_of_draws
from simulate.running.execution.workers import Workers
from simulate.running.runner import run
from simulate.scenario import Scenario
from simulate.views.card import headline
from simulate.views.compare.folder import output, write
from simulate.views.publish import SummaryAndFigures
from simulate.views.variants import TABLE, csv, differ_most, table
from simulate.vocabulary import Label, Language

MOST = 50
"""Runs above which it is asked whether to begin."""
GO_ON = Label("Doorgaan?", "Go on?")
TRIED = (16, 80)
"""Draws of two short runs that say how long a long one takes: what it takes at all, and what every draw adds."""
COMPARED, DRAWN = "all", "most"


def run_variants(
    base: Scenario,
    variants: Sequence[Variant],
    out: Path | None,
    *,
    workers: int | None,
    ask: bool,
    figures: bool,
    language: Language,
) -> int:
    """Run the scenario itself and its variants into folders in `out`, and compare them. Returns the exit code."""
    folder = out or results() / "variants" / base.name
    scenarios = [base, *(one.scenario for one in variants)]
    with Workers(workers) as processes:
        say(_what_it_takes(scenarios, processes.count, folder), language, err=True)
        if ask and len(scenarios) > MOST and not _agreed(len(scenarios), language):
            return 1
        for number, scenario in enumerate(scenarios, 1):
            progress = TerminalProgress(Console(stderr=True), f"{number}/{len(scenarios)} {scenario.name}", language)
            publish = SummaryAndFigures(scenario.model, language, figures=False)
            command = ("simulate", *sys.argv[1:])
            done = run(
                scenario,
                folder / scenario.name,
                workers=processes,
                publish=publish,
                progress=progress,
                command=command,
            )
            if done.status != "complete":
                raise RunError(f"{scenario.name} failed: the same command tries it again")
    folders = [folder / scenario.name for scenario in scenarios]
    _compare(variants, folders, folder, [ask.outcome for ask in base.asks], figures=figures, language=language)
    return 0


def _agreed(count: int, language: Language) -> bool:
    """Ask whether to begin. CannotAnswer where nobody can be asked."""
    if not sys.stdin.isatty():
        raise CannotAnswer(f"{count} runs are more than {MOST}: add --yes to run them all")
    return click.confirm(GO_ON.in_(language), err=True)


def _what_it_takes(scenarios: Sequence[Scenario], workers: int, folder: Path) -> str:
    """Say how many runs, how long and how much room, from two short runs of the first."""
    base = scenarios[0]
    short, long = (_seconds(base, min(draws, base.draws)) for draws in (TRIED[0], *TRIED)[1:])
    each = max(long - short, 0.0) / max(min(TRIED[1], base.draws) - TRIED[0], 1)
    one = short + each * max(base.draws - TRIED[0], 0) / min(workers, max(1, -(-base.draws // 1000)))
    minutes = len(scenarios) * one / 60
    room = sum(bytes_of_draws(scenario, scenario.draws) for scenario in scenarios) / 1e6
    what = f"{len(scenarios)} runs of {base.draws:,} draws, the scenario itself among them"
    where = f"{room:,.0f} MB in {shown(folder)}"
    if minutes < 1.5:
        return f"{what}: about {max(60 * minutes, 1):,.0f} seconds with {workers} processes, and {where}"
    return f"{what}: about {minutes:,.0f} minutes with {workers} processes, and {where}"


def _seconds(scenario: Scenario, draws: int) -> float:
    """Return how long a run of so few draws takes, in this process."""
    with TemporaryDirectory(prefix="simulate-") as place:
        clock = perf_counter()
        run(scenario.model_copy(update={"draws": draws}), Path(place), workers=1)
        return perf_counter() - clock


def _compare(
    variants: Sequence[Variant],
    folders: Sequence[Path],
    folder: Path,
    asked: Sequence[str],
    *,
    figures: bool,
    language: Language,
) -> None:
    first = headline(*folders)
    # Without a headline every outcome is compared, and with it what is asked about.
    options = CompareOptions(default=tuple(dict.fromkeys((*asked, *first))) if first else ())
    every = compare(folders, options)
    write(every, output(folders, folder / COMPARED), language, figures=False)
    chosen = [[choice.words for choice in one.choices] for one in variants]
    names = [choice.name for choice in variants[0].choices]
    words = [[choice.words.in_(language) for choice in one.choices] for one in variants]
    write_whole(folder / TABLE, csv(every, names, words, language))
    terminal.show(table(every, headings(variants), chosen, language, asked), terminal.console())
    if figures:
        _draw(every, folders, folder, options, language)
    say(f"The table is in {shown(folder / TABLE)}", language)


def _draw(
    every: Comparison, folders: Sequence[Path], folder: Path, options: CompareOptions, language: Language
) -> None:
    """Compare the few that differ most with the scenario itself, with figures."""
    most = differ_most(every)
    if most:
        few = [folders[0], *(folders[place] for place in most)]
        write(compare(few, options), output(few, folder / DRAWN), language, figures=True)
