"""`simulate explain`: what of a difference comes from which change. Progress goes to stderr, answers to stdout."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import click

from simulate.errors import Interrupted
from simulate.explaining.explanation import ExplainOptions, Explanation, Question, explain, question
from simulate.files import OutputFolder, write_whole
from simulate.inputs.places import results, shown
from simulate.render import markdown, terminal
from simulate.render.progress import counting
from simulate.running.record import FIGURES
from simulate.running.runner import cores
from simulate.views.card import headline
from simulate.views.charts import waterfall
from simulate.views.explain import csv
from simulate.views.explain.document import PAGE, page, screen
from simulate.vocabulary import Label, Language

DONE = Label("De verklaring staat in {0}", "The explanation is in {0}")
MADE = frozenset({PAGE, csv.NAME, FIGURES})


def explain_folders(
    base: Path,
    other: Path,
    options: ExplainOptions,
    out: Path | None,
    language: Language,
    *,
    workers: int | None,
    figures: bool,
) -> None:
    """Compute, write and print. CannotAnswer says in one sentence why that cannot be done, and nothing is written."""
    folder = OutputFolder(out or folder_of(base, other), "an explanation", MADE)
    folder.refuse(shown(folder.path))
    asked = question(base, other, replace(options, default=headline(base, other)))
    try:
        with _bar(asked) as advance:
            explanation = explain(asked, workers or cores(), advance)
        write(explanation, folder, language, figures)
    except KeyboardInterrupt:
        raise Interrupted("stopped; nothing was written") from None
    terminal.show(screen(explanation, language), terminal.console())
    click.echo("\n" + DONE.in_(language).format(shown(folder.path)))


def folder_of(base: Path, other: Path) -> Path:
    """Name results/explain/A-vs-B of the project around: beside the results that `simulate run` makes."""
    return results() / "explain" / f"{base.resolve().name}-vs-{other.resolve().name}"


def write(explanation: Explanation, folder: OutputFolder, language: Language, figures: bool) -> None:
    """Write table, page and, where asked, figures; an earlier explanation is replaced."""
    with folder.replacing() as aside:
        write_whole(aside / csv.NAME, csv.file(explanation, language))
        drawn = waterfall.draw(explanation, aside, language) if figures else {}
        write_whole(aside / PAGE, markdown.render(page(explanation, language, drawn, FIGURES)))


def _bar(asked: Question) -> AbstractContextManager[Callable[[], None]]:
    """A bar on stderr; what it gives is called after each run of a block."""
    runs, title = asked.plan.runs * asked.blocks, f"{asked.base.name} → {asked.other.name}"
    changes = f"{len(asked.causes)} change{'s' * (len(asked.causes) != 1)}"
    each = f"{2 * asked.pairs} orders in each draw" if asked.pairs else "every combination"
    line = f"{title}: {changes}, {each}, {asked.draws:,} draws: {runs:,} runs of a block"
    return counting(title, line, runs, "runs")
