"""`simulate compare`: result folders against the first of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from simulate.commands.language import say
from simulate.commands.options import PATH, as_json, complete_question, entries, language, no_figures, outcomes
from simulate.vocabulary import Language


@click.command("compare")
@click.argument("folders", nargs=-1, required=True, metavar="BASE OTHER...", type=PATH)
@outcomes
@entries
@click.option("--year", "years", multiple=True, type=int, help="Only this calendar year in tables, figures and CSV; "
              "targets look at their own. Can be repeated [default: all].")  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="All outcomes of the model.")
@click.option("--better", type=click.Choice(["lower", "higher"]), help="Which is better of the outcomes named with "
              "--outcome, for their regret [default: as targets have it].")  # fmt: skip
@click.option("--question", "questions", multiple=True, metavar="WHAT@WHEN", shell_complete=complete_question,
              help="Answer this instead of what the "
              "scenarios ask: noodopvang@2027-07-01<=0, or bezetting@2028. Can be repeated.")  # fmt: skip
@click.option("--out", type=PATH, help="Folder to write to [default: results/compare/A-vs-B of "
              "the project].")  # fmt: skip
@no_figures
@as_json
@language
def command(
    folders: tuple[Path, ...],
    outcomes: tuple[str, ...],
    entries: tuple[str, ...],
    years: tuple[int, ...],
    everything: bool,
    better: Any,
    questions: tuple[str, ...],
    out: Path | None,
    no_figures: bool,
    as_json: bool,
    language: Language,
) -> None:
    """Compare result folders with the first: what went in, and what came out of the same draws."""
    from simulate.comparing.comparison import CompareOptions, compare
    from simulate.errors import CannotAnswer
    from simulate.inputs.paths import shown
    from simulate.render import data, terminal
    from simulate.views.card import headline
    from simulate.views.compare.csv import files
    from simulate.views.compare.document import DONE, screen
    from simulate.views.compare.folder import output, write

    if len(folders) < 2:
        raise CannotAnswer("one result folder is nothing to compare: name the base and one or more others")
    folder = output(folders, out)
    folder.refuse(shown(folder.path))
    replaced = folder.replaced(shown(folder.path))
    options = CompareOptions(outcomes, entries, years, everything, better, questions, headline(*folders))
    comparison = compare(folders, options)
    undrawn = write(comparison, folder, language, figures=not no_figures)
    for line in filter(None, (replaced, undrawn)):
        say(line, language, err=True)
    if as_json:
        tables = {name.removesuffix(".csv"): data.rows(table) for name, table in files(comparison, language).items()}
        click.echo(data.text({"folder": str(folder.path), **tables}))
        return
    terminal.show(screen(comparison, language), terminal.console())
    click.echo("\n" + DONE.in_(language).format(shown(folder.path)))
