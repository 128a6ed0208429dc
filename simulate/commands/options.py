"""Options that several commands share, their types, and the names that a shell completes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from simulate.errors import SimulateError
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


def complete_scenario(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """List the scenarios whose name begins as what was typed; the shell adds files."""
    from simulate.inputs.paths import roots

    names = [path.stem for path in roots().scenarios()]
    return [*_beginning(names, incomplete), CompletionItem(incomplete, type="file")]


def complete_model(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """List the models whose name begins as what was typed."""
    from simulate.registry import names

    return _beginning(names(), incomplete)


def complete_source(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """List the keys of sources that begin as what was typed."""
    from simulate.inputs.catalogue import Catalogue

    return _beginning(Catalogue().sources, incomplete)


def complete_name(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """List everything that can be shown and begins as what was typed; the entries of an outcome after its bracket."""
    from simulate.finding.index import index, parts
    from simulate.inputs.catalogue import catalogue_here

    try:
        catalogue = catalogue_here()
        among = parts(catalogue) if "[" in incomplete else index(catalogue)
    except SimulateError:  # a shell that completes has no place for a message
        return []
    return _beginning((one.name for one in among), incomplete)


def _beginning(names: Iterable[str], incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(name) for name in sorted(set(names)) if name.startswith(incomplete)]
