"""`simulate report`: result folders as one document for readers who did not run them."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulate.commands.options import PATH, language
from simulate.vocabulary import Language

if TYPE_CHECKING:
    from simulate.render.document import Renderer

RENDERERS = {"html": "simulate.render.html", "docx": "simulate.render.docx", "md": "simulate.render.markdown"}


@click.command("report")
@click.argument("folders", nargs=-1, required=True, metavar="FOLDER...", type=PATH)
@click.option("--to", "form", default="html", show_default=True, type=click.Choice(list(RENDERERS)), help="Kind "
              "of document: a page for a browser, Word, or Markdown.")  # fmt: skip
@click.option("--title", metavar="TEXT", help="Title [default: the labels of the scenarios].")
@click.option("--question", "questions", multiple=True, metavar="WHAT@WHEN", help="Answer this instead of what the "
              "scenarios ask: noodopvang@2027-07-01<=0, or bezetting@2028. Can be repeated.")  # fmt: skip
@click.option("--out", type=PATH, help="File to write [default: results/report/NAMES of the "
              "project].")  # fmt: skip
@click.option("--overwrite", is_flag=True, help="Replace the file when it is there already.")
@language
def command(
    folders: tuple[Path, ...],
    form: str,
    title: str | None,
    questions: tuple[str, ...],
    out: Path | None,
    overwrite: bool,
    language: Language,
) -> None:
    """Write a report of result FOLDERs for readers who did not run them.

    The first folder of a model is what its others are compared with.
    """
    from simulate.errors import CannotAnswer
    from simulate.files import write_whole, writing
    from simulate.inputs.paths import results, shown
    from simulate.reporting.content import report

    path = out or results() / "report" / f"{'-'.join(folder.resolve().name for folder in folders)}.{form}"
    if path.is_dir():
        raise CannotAnswer(f"{shown(path)} is a folder: name a file with --out")
    if path.exists() and not overwrite:
        raise CannotAnswer(f"{shown(path)} is there already: choose another file with --out, or add --overwrite")
    renderer: Renderer = import_module(RENDERERS[form]).render
    made = renderer(report(folders, language, title, questions))
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, made)
    click.echo(f"{shown(path)}: {len(made) / 1e6:,.1f} MB")
