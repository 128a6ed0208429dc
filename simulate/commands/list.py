"""`simulate list`: the available models, scenarios and measures."""

from __future__ import annotations

import click

from simulate.commands.options import language
from simulate.vocabulary import Language


@click.command("list")
@language
def command(language: Language) -> None:
    """List the available models, scenarios and measures."""
    from simulate.inputs.catalogue import Catalogue
    from simulate.render import terminal
    from simulate.views.list import listing

    terminal.show(listing(Catalogue(), language), terminal.console())
