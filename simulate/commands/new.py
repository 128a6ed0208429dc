"""`simulate new`: a folder of one's own in which everything works and is explained by example."""

from __future__ import annotations

from pathlib import Path

import click

from simulate.commands.language import say
from simulate.commands.options import PATH, language
from simulate.vocabulary import Language


@click.command("new")
@click.argument("folder", type=PATH)
@language
def command(folder: Path, language: Language) -> None:
    """Make a project of your own in FOLDER: a scenario, measures, figures, sources and counts, each with an example.

    What stands in a project counts before what comes with simulate, and results of runs in it land there.
    """
    from simulate.inputs.paths import shown
    from simulate.starting.making import make

    for path in make(folder, language):
        if not path.startswith("schemas/"):
            click.echo(f"  {path}")
    say(f"{shown(folder)} is made. Go there (cd {shown(folder)}) and try: simulate run voorbeeld", language)
