"""`simulate show`: describe one parameter, measure, scenario or outcome."""

from __future__ import annotations

import click

from simulate.commands.options import language
from simulate.vocabulary import Language


@click.command("show")
@click.argument("name")
@language
def command(name: str, language: Language) -> None:
    """Describe NAME: a parameter, measure, scenario or outcome."""
    from simulate.inputs.catalogue import Catalogue
    from simulate.render import terminal
    from simulate.views.show.document import document

    terminal.show(document(name, Catalogue(), language), terminal.console())
