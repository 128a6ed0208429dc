"""`simulate show`: describe anything that has a name."""

from __future__ import annotations

import click

from simulate.commands.options import complete_name, language
from simulate.vocabulary import Language


@click.command("show")
@click.argument("name", shell_complete=complete_name)
@language
def command(name: str, language: Language) -> None:
    """Describe NAME: an outcome, an entry of it, a parameter, measure, scenario, target, series, source or model.

    An entry is written as `opvangplekken[noodopvang]`, or as `noodopvang` for all outcomes that have it.
    """
    from simulate.inputs.catalogue import catalogue_here
    from simulate.render import terminal
    from simulate.views.show.document import document

    terminal.show(document(name, catalogue_here(), language), terminal.console())
