"""What `simulate compare` does and says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click
from rich.console import Console

from simulate.comparing.comparison import Wish, compare
from simulate.comparing.errors import CannotCompare
from simulate.comparing.terminal import show
from simulate.comparing.writing import folder_of, refuse, write
from simulate.inputs.places import shown
from simulate.running.errors import RunError
from simulate.views.card import headline
from simulate.vocabulary import Label, Language

DONE = Label("De vergelijking staat in {0}", "The comparison is in {0}")


def compare_folders(folders: Sequence[Path], wish: Wish, out: Path | None, language: Language, figures: bool) -> int:
    """Compare, write and print; the exit code. Where that cannot be one sentence says why, and nothing is written."""
    try:
        if len(folders) < 2:
            raise CannotCompare("one result folder is nothing to compare: name the base and one or more others")
        out = out or folder_of(folders)
        refuse(out)
        comparison = compare(folders, replace(wish, headline=headline(folders[0])))
        write(comparison, out, language, drawn=figures)
    except RunError as error:
        click.echo(str(error), err=True)
        return 2
    show(comparison, Console(), language)
    click.echo("\n" + DONE.in_(language).format(shown(out)))
    return 0
