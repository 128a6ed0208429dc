"""`simulate compare`: result folders against the first of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from simulate.comparing.comparison import CompareOptions, Comparison, compare
from simulate.errors import CannotAnswer
from simulate.files import OutputFolder, write_whole
from simulate.inputs.places import results, shown
from simulate.render import markdown, terminal
from simulate.running.record import FIGURES
from simulate.views.card import headline
from simulate.views.charts import differences
from simulate.views.compare import csv
from simulate.views.compare.document import PAGE, page, screen
from simulate.vocabulary import Label, Language

DONE = Label("De vergelijking staat in {0}", "The comparison is in {0}")
MADE = frozenset({PAGE, FIGURES, csv.OUTCOMES, csv.INPUTS, csv.TARGETS, csv.REGRET})


def compare_folders(
    folders: Sequence[Path], options: CompareOptions, out: Path | None, language: Language, figures: bool
) -> None:
    """Compare, write and print. CannotAnswer says in one sentence why that cannot be done, and nothing is written."""
    if len(folders) < 2:
        raise CannotAnswer("one result folder is nothing to compare: name the base and one or more others")
    folder = OutputFolder(out or folder_of(folders), "a comparison", MADE)
    folder.refuse(shown(folder.path))
    comparison = compare(folders, replace(options, default=headline(*folders)))
    write(comparison, folder, language, figures)
    terminal.show(screen(comparison, language), terminal.console())
    click.echo("\n" + DONE.in_(language).format(shown(folder.path)))


def folder_of(folders: Sequence[Path]) -> Path:
    """Name results/compare/A-vs-B of the project around: beside the results that `simulate run` makes."""
    return results() / "compare" / "-vs-".join(folder.resolve().name for folder in folders)


def write(comparison: Comparison, folder: OutputFolder, language: Language, figures: bool) -> None:
    """Write tables, page and, where asked, figures; an earlier comparison is replaced."""
    with folder.replacing() as aside:
        for name, text in csv.files(comparison, language).items():
            write_whole(aside / name, text)
        drawn = differences.draw(comparison, aside, language) if figures else set()
        write_whole(aside / PAGE, markdown.render(page(comparison, language, drawn, FIGURES)))
