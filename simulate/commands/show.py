"""`simulate show`: describe anything that has a name."""

from __future__ import annotations

import click

from simulate.commands.options import as_json, complete_name, language
from simulate.vocabulary import Language


@click.command("show")
@click.argument("name", shell_complete=complete_name)
@as_json
@language
def command(name: str, as_json: bool, language: Language) -> None:
    """Describe NAME: an outcome, an entry of it, a parameter, measure, scenario, target, series, source or model.

    An entry is written as `opvangplekken[noodopvang]`, or as `noodopvang` for all outcomes that have it.
    """
    from simulate.inputs.catalogue import catalogue_here
    from simulate.render import data, terminal
    from simulate.views.show.document import document

    shown = document(name, catalogue_here(), language)
    if as_json:
        click.echo(data.text(data.document(shown)))
    else:
        terminal.show(shown, terminal.console())
