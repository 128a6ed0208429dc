"""`simulate report`: result folders as one document for readers who did not run them."""

from __future__ import annotations

from pathlib import Path

import click

from simulate.commands.language import say
from simulate.commands.options import FORMS, PATH, complete_question, entries, language, of_project, outcomes
from simulate.vocabulary import Language


@click.command("report")
@click.argument("folders", nargs=-1, required=True, metavar="FOLDER...", type=PATH)
@click.option("--to", "form", default="html", show_default=True, type=click.Choice(FORMS), help="Kind "
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
    from simulate.commands.actions.document import Destination
    from simulate.files import short
    from simulate.inputs.paths import results
    from simulate.reporting.content import report
    from simulate.results.asked import Wanted
    from simulate.running.store.record import called

    path = out or results() / "report" / short("-".join(map(called, folders)), f".{form}")
    destination = Destination(path, form, template)
    destination.refuse(overwrite)
    document = report(
        folders,
        language,
        title,
        questions,
        wanted=Wanted(outcomes, entries, years),
        author=author or "",
        appendix=appendix == "full",
    )
    say(destination.write(document), language)
