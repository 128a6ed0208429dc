"""What `simulate explain` does and says. Progress goes to stderr, answers to stdout."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import click
from rich.console import Console

from simulate.explaining.explanation import Asked, Question, explain, question
from simulate.explaining.terminal import show
from simulate.explaining.writing import folder_of, refuse, write
from simulate.inputs.places import shown
from simulate.results.progress import counting
from simulate.running.errors import Interrupted, RunError
from simulate.running.runner import cores
from simulate.views.card import headline
from simulate.vocabulary import Label, Language

DONE = Label("De verklaring staat in {0}", "The explanation is in {0}")


def explain_folders(
    base: Path, other: Path, asked: Asked, out: Path | None, language: Language, *, workers: int | None, figures: bool
) -> int:
    """Compute, write and print; the exit code. Where that cannot be one sentence says why, and nothing is written."""
    try:
        out = out or folder_of(base, other)
        refuse(out)
        known = question(base, other, replace(asked, outcomes=asked.outcomes or headline(base, other)))
        with _bar(known) as advance:
            explanation = explain(known, workers or cores(), advance)
        write(explanation, out, language, drawn=figures)
    except KeyboardInterrupt:
        click.echo("stopped; nothing was written", err=True)
        return Interrupted.exit_code
    except RunError as error:
        click.echo(str(error), err=True)
        return error.exit_code
    show(explanation, Console(), language)
    click.echo("\n" + DONE.in_(language).format(shown(out)))
    return 0


def _bar(known: Question) -> AbstractContextManager[Callable[[], None]]:
    """A bar on stderr; what it gives is called after each run of a block."""
    runs, title = known.plan.runs * known.blocks, f"{known.base.name} → {known.other.name}"
    changes = f"{len(known.causes)} change{'s' * (len(known.causes) != 1)}"
    each = f"{2 * known.pairs} orders in each draw" if known.pairs else "every combination"
    told = f"{title}: {changes}, {each}, {known.draws:,} draws: {runs:,} runs of a block"
    return counting(title, told, runs, "runs")
