"""`simulate diff`: what a change of code or data does to figures."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from simulate.commands.language import say
from simulate.commands.options import FORMS, PATH, Whole, as_json, complete_scenario, language, workers
from simulate.inputs.whole import MAX_DRAWS
from simulate.vocabulary import Language

if TYPE_CHECKING:
    from simulate.differing.difference import Difference


def complete_compared(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """List scenarios where interpreters run them; else the shell has folders."""
    if ctx.params.get("pythons"):
        return complete_scenario(ctx, param, incomplete)
    return [CompletionItem(incomplete, type="dir")]


@click.command("diff")
@click.argument("names", nargs=-1, required=True, metavar="OLD NEW | SCENARIO...", shell_complete=complete_compared)
@click.option("--python", "pythons", multiple=True, metavar="COMMAND", help="Twice, the old one first: a Python with "
              "a simulate of its own, that runs each SCENARIO. Such as .venv-old/bin/python, or words before "
              "it.")  # fmt: skip
@click.option("--draws", type=Whole(1, MAX_DRAWS), help="Number of draws, with --python [default: that "
              "of each scenario].")  # fmt: skip
@workers
@click.option("--analyses", is_flag=True, help="With --python: the tables of sensitivity, compare and explain as well.")
@click.option("--year", type=int, help="Calendar year of the medians [default: the last whole one].")
@click.option("--called", nargs=2, metavar="OLD NEW", help="What both are called on the page [default: their paths].")
@click.option("--same", is_flag=True, help="End with exit code 1 where any figure differs.")
@click.option("--to", "form", type=click.Choice(FORMS), help="Also write it as a document.")
@click.option("--out", type=PATH, help="File of the document [default: results/diff/OLD-NEW of the "
              "project].")  # fmt: skip
@click.option("--overwrite", is_flag=True, help="Replace the file when it is there already.")
@as_json
@language
def command(
    names: tuple[str, ...],
    pythons: tuple[str, ...],
    draws: int | None,
    workers: int | None,
    analyses: bool,
    year: int | None,
    called: tuple[str, str] | None,
    same: bool,
    form: str | None,
    out: Path | None,
    overwrite: bool,
    as_json: bool,
    language: Language,
) -> None:
    """Tell which figures moved between OLD and NEW, by how much, and what went in otherwise.

    OLD and NEW are two result folders, or two folders of them, matched by name. With --python OLD --python NEW two
    installations run the same scenarios first.
    """
    from simulate.commands.actions.diff import between_folders, between_interpreters, destination
    from simulate.differing.interpreters import Asked
    from simulate.render import data, terminal
    from simulate.views.diff.data import data as told
    from simulate.views.diff.document import page, screen

    file = destination(form, out, called or (("old", "new") if pythons else names), overwrite)
    found: Difference
    if pythons:
        asked = Asked(names, draws, workers, analyses)
        found = between_interpreters(pythons, asked, year, called, lambda text: say(text, language, err=True))
    else:
        found = between_folders(names, year, called, only_with_python=draws is not None or analyses)
    if as_json:
        click.echo(data.text(told(found)))
    else:
        terminal.show(screen(found, language), terminal.console())
    if file is not None:
        say(file.write(page(found, language)), language, err=as_json)
    sys.exit(1 if same and not found.same else 0)
