"""Options that several commands share, and their types."""

from __future__ import annotations

from pathlib import Path

import click

from simulate.vocabulary import LANGUAGES


class Whole(click.IntRange):
    """A whole number, with a message that says so when it is not one."""

    name = "whole number"


PATH = click.Path(path_type=Path)

language = click.option(
    "--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Language of labels."
)
no_figures = click.option("--no-figures", is_flag=True, help="Do not draw the figures.")
workers = click.option("--workers", type=Whole(1, 1024), help="Processes that compute [default: all cores].")
