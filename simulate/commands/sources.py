"""`simulate sources`: which publications the figures come from, what rests on each, and how much of the spread."""

from __future__ import annotations

from pathlib import Path

import click

from simulate.commands.options import PATH, complete_model, language
from simulate.vocabulary import Language


@click.command("sources")
@click.argument("folder", type=PATH, required=False)
@click.option("--model", metavar="NAME", shell_complete=complete_model, help="Only what this model rests on.")
@click.option("--outcome", metavar="NAME", help="With FOLDER: whose spread [default: the first headline of the model].")
@click.option("--year", type=int, help="With FOLDER: calendar year of the spread [default: the last whole one].")
@language
def command(folder: Path | None, model: str | None, outcome: str | None, year: int | None, language: Language) -> None:
    """List the sources: publisher, title, date, licence, when it was read, address, and what rests on each.

    With a result FOLDER only those of its model, with the share of the spread of an outcome that comes from what rests
    on each of them.
    """
    from simulate.finding.names import Choice
    from simulate.inputs.catalogue import catalogue_here
    from simulate.inputs.resolve.resolved import load_scenario
    from simulate.render import terminal
    from simulate.running.store import record
    from simulate.sensitivity.grounds import shares_of_spread
    from simulate.sensitivity.ranking import rank
    from simulate.views.card import headline
    from simulate.views.list.choosing import valid
    from simulate.views.sources.document import sources_document
    from simulate.views.sources.resting import resting

    catalogue, spread = catalogue_here(), None
    if folder is not None:
        names = [outcome] if outcome else headline(folder)[:1]
        ranking = next(rank(folder, names, [] if year is None else [year]))
        scenario = load_scenario(folder / record.SCENARIO)
        model, spread = scenario.model, (ranking, shares_of_spread(scenario, ranking))
    chosen = valid(Choice(model, None, None), catalogue).model
    terminal.show(sources_document(resting(catalogue, chosen), catalogue, language, spread), terminal.console())
