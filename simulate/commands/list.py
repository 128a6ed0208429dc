"""`simulate list`: what there is, on one screen, and lists and a search of every kind of name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from simulate.commands.options import Year, as_json, complete_model, complete_source, language
from simulate.finding.names import LISTS
from simulate.vocabulary import Language

if TYPE_CHECKING:
    from simulate.finding.names import Named


@click.command("list")
@click.argument("kind", type=click.Choice(list(LISTS)), required=False, metavar="[KIND]")
@click.option("--search", metavar="WORDS", help="What has these words, in Dutch or English, or words near them.")
@click.option("--model", metavar="NAME", shell_complete=complete_model, help="Only what belongs to this model.")
@click.option(
    "--document",
    metavar="KEY",
    shell_complete=complete_source,
    help="Only what names this source, such as d66-cda-2025.",
)
@click.option("--year", type=Year(), help="Only what is dated in this year: begins, has a value, was counted, is due.")
@as_json
@language
def command(
    kind: str | None,
    search: str | None,
    model: str | None,
    document: str | None,
    year: int | None,
    as_json: bool,
    language: Language,
) -> None:
    """List what there is: models, scenarios with their question, and what else can be listed.

    KIND: models, scenarios, measures, parameters, outcomes, entries, targets, series or sources.
    """
    from simulate.finding.index import index, parts
    from simulate.finding.names import Choice
    from simulate.finding.search import Search, synonyms_of
    from simulate.inputs.catalogue import catalogue_here
    from simulate.render import data, terminal
    from simulate.views.list.choosing import valid
    from simulate.views.list.found import found
    from simulate.views.list.overview import overview
    from simulate.views.list.tables import listed

    catalogue = catalogue_here()
    choice = valid(Choice(model, document, year), catalogue)
    names = [one for one in index(catalogue) if choice.has(one)]
    wanted = LISTS.get(kind or "")
    if search is not None:
        among = [*names, *(one for one in parts(catalogue) if choice.has(one))]
        searched = Search((one for one in among if wanted in (None, one.kind)), synonyms_of(catalogue))
        hits = searched.find(search)
        names = [hit.named for hit in hits.hits]
        shown = found(hits, search, searched.near_words(search), wanted, language)
    elif wanted is not None:
        shown = listed(wanted, names, catalogue, language)
    else:
        shown = overview(names, catalogue, choice, language)
    if as_json:
        click.echo(data.text([_named(one) for one in names if wanted in (None, one.kind)]))
    else:
        terminal.show(shown, terminal.console())


def _named(one: Named) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "name": one.name,
        "label": one.label,
        "models": one.models,
        "documents": one.documents,
        "years": one.years,
        "own": one.own,
    }
