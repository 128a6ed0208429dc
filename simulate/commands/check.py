"""`simulate check`: find everything that is wrong in the files."""

from __future__ import annotations

import click

from simulate.commands.options import complete_scenario
from simulate.errors import InputError


@click.command("check")
@click.argument("files", nargs=-1, metavar="[FILE]...", shell_complete=complete_scenario)
def command(files: tuple[str, ...]) -> None:
    """Find everything that is wrong in scenarios, measures, parameters and sources.

    A scenario is checked with all it uses; without FILE everything in the project is.
    """
    from simulate.inputs.checking import check as check_files

    report = check_files(files)
    if report.problems:
        raise InputError(report.problems)
    click.echo(report.summary)
