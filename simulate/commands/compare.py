"""`simulate compare`: result folders against the first of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from simulate.commands.options import PATH, language, no_figures
from simulate.vocabulary import Language


@click.command("compare")
@click.argument("folders", nargs=-1, required=True, metavar="BASE OTHER...", type=PATH)
@click.option("--outcome", "outcomes", multiple=True, metavar="NAME", help="Only this outcome, or a part of one: "
              "opvangplekken[noodopvang]. Can be repeated [default: the headline of the model].")  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="All outcomes of the model.")
@click.option("--better", type=click.Choice(["lower", "higher"]), help="Which is better of the outcomes named with "
              "--outcome, for their regret [default: as targets have it].")  # fmt: skip
@click.option("--question", "questions", multiple=True, metavar="WHAT@WHEN", help="Answer this instead of what the "
              "scenarios ask: noodopvang@2027-07-01<=0, or bezetting@2028. Can be repeated.")  # fmt: skip
@click.option("--out", type=PATH, help="Folder to write to [default: results/compare/A-vs-B of "
              "the project].")  # fmt: skip
@no_figures
@language
def command(
    folders: tuple[Path, ...],
    outcomes: tuple[str, ...],
    everything: bool,
    better: Any,
    questions: tuple[str, ...],
    out: Path | None,
    no_figures: bool,
    language: Language,
) -> None:
    """Compare result folders with the first: what went in, and what came out of the same draws."""
    from simulate.comparing.comparison import CompareOptions, compare
    from simulate.errors import CannotAnswer
    from simulate.inputs.paths import shown
    from simulate.render import terminal
    from simulate.views.card import headline
    from simulate.views.compare.document import DONE, screen
    from simulate.views.compare.folder import output, write

    if len(folders) < 2:
        raise CannotAnswer("one result folder is nothing to compare: name the base and one or more others")
    folder = output(folders, out)
    folder.refuse(shown(folder.path))
    options = CompareOptions(outcomes, everything, better, questions, headline(*folders))
    comparison = compare(folders, options)
    write(comparison, folder, language, figures=not no_figures)
    terminal.show(screen(comparison, language), terminal.console())
    click.echo("\n" + DONE.in_(language).format(shown(folder.path)))
