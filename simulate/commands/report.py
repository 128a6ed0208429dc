"""`simulate report`: result folders as one document for readers who did not run them."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulate.commands.language import say
from simulate.commands.options import PATH, complete_question, entries, language, of_project, outcomes
from simulate.vocabulary import Language

if TYPE_CHECKING:
    from simulate.render.document import Document

RENDERERS = {
    "html": "simulate.render.html",
    "docx": "simulate.render.docx",
    "pdf": "simulate.render.pdf",
    "md": "simulate.render.markdown",
}
SET_BY_WORD = ("docx", "pdf")
"""What a Word file can be a template for."""


@click.command("report")
@click.argument("folders", nargs=-1, required=True, metavar="FOLDER...", type=PATH)
@click.option("--to", "form", default="html", show_default=True, type=click.Choice(list(RENDERERS)), help="Kind "
              "of document: a page for a browser, Word, PDF (where LibreOffice is installed), or Markdown with figures "
              "in a folder beside it.")  # fmt: skip
@click.option("--title", metavar="TEXT", help="Title [default: the labels of the scenarios].")
@click.option("--question", "questions", multiple=True, metavar="WHAT@WHEN", shell_complete=complete_question,
              help="Answer this instead of what the "
              "scenarios ask: noodopvang@2027-07-01<=0, or bezetting@2028. Can be repeated.")  # fmt: skip
@outcomes
@entries
@click.option("--year", "years", multiple=True, type=int, help="Calendar year of the tables and, with --outcome or "
              "--entry, of what is asked for. Can be repeated [default: a few years; that of the answer].")  # fmt: skip
@click.option("--author", default=of_project("author"), metavar="TEXT", help="Who answers for it "
              "[default: that of simulate.toml].")  # fmt: skip
@click.option("--appendix", type=click.Choice(["full", "none"]), default="full", show_default=True, help="All that the "
              "memo rests on, or the memo alone.")  # fmt: skip
@click.option("--template", type=PATH, metavar="DOCX", help="A Word file whose styles, page and header "
              "are taken [default: that of simulate.toml].")  # fmt: skip
@click.option("--out", type=PATH, help="File to write [default: results/report/NAMES of the "
              "project].")  # fmt: skip
@click.option("--overwrite", is_flag=True, help="Replace the file when it is there already.")
@language
def command(
    folders: tuple[Path, ...],
    form: str,
    title: str | None,
    questions: tuple[str, ...],
    outcomes: tuple[str, ...],
    entries: tuple[str, ...],
    years: tuple[int, ...],
    author: str | None,
    appendix: str,
    template: Path | None,
    out: Path | None,
    overwrite: bool,
    language: Language,
) -> None:
    """Write a report of result FOLDERs for readers who did not run them.

    The first folder of a model is what its others are compared with. With --outcome or --entry it is about these,
    instead of the headline of the model: they are asked for, drawn first and tabulated.
    """
    from simulate.errors import CannotAnswer
    from simulate.files import short, write_whole, writing
    from simulate.inputs.paths import results, shown
    from simulate.inputs.settings import settings
    from simulate.reporting.content import report
    from simulate.results.asked import Wanted

    path = out or results() / "report" / short("-".join(folder.resolve().name for folder in folders), f".{form}")
    if path.is_dir():
        raise CannotAnswer(f"{shown(path)} is a folder: name a file with --out")
    if path.exists() and not path.is_file():
        raise CannotAnswer(f"{shown(path)} is no file that can be replaced: name another with --out")
    if path.exists() and not overwrite:
        raise CannotAnswer(f"{shown(path)} is there already: choose another file with --out, or add --overwrite")
    if template is not None and form not in SET_BY_WORD:
        raise CannotAnswer("--template is for Word and PDF: add --to docx or --to pdf")
    template = template or (settings().template if form in SET_BY_WORD else None)
    document = report(
        folders,
        language,
        title,
        questions,
        wanted=Wanted(outcomes, entries, years),
        author=author or "",
        appendix=appendix == "full",
    )
    figures = dict[str, bytes]()
    beside = path.with_name(f"{path.stem}-figures")
    if form == "md":
        from simulate.render.markdown import with_figures_beside

        document, figures = with_figures_beside(document, beside.name)
    made = _rendered(document, form, template)
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        for name, figure in figures.items():
            beside.mkdir(exist_ok=True)
            write_whole(beside / name, figure)
        write_whole(path, made)
    size = f"{len(made) / 1e6:,.1f} MB"
    said = f"{shown(path)}: {size}, figures in {shown(beside)}" if figures else f"{shown(path)}: {size}"
    say(said, language)


def _rendered(document: Document, form: str, template: Path | None) -> bytes:
    from simulate.errors import CannotAnswer
    from simulate.inputs.paths import shown

    renderer = import_module(RENDERERS[form]).render
    if form not in SET_BY_WORD:
        made: bytes = renderer(document)
        return made
    from simulate.render.docx import NoTemplate
    from simulate.render.pdf import NotSet

    try:
        made = renderer(document, template)
    except NoTemplate as error:
        raise CannotAnswer(f"{shown(template or Path())} cannot be used as a template: {error}") from None
    except NotSet as error:
        raise CannotAnswer(str(error)) from None
    return made
