"""`simulate check`: find everything that is wrong in the files."""

from __future__ import annotations

import sys

import click

from simulate.commands.language import here, say
from simulate.commands.options import as_json, complete_scenario, speaks
from simulate.errors import InputError


@click.command("check")
@click.argument("files", nargs=-1, metavar="[FILE]...", shell_complete=complete_scenario)
@as_json
@speaks
def command(files: tuple[str, ...], as_json: bool) -> None:
    """Find everything that is wrong in scenarios, measures, parameters, sources and series.

    A scenario is checked with all it uses; without FILE everything in the project is.
    """
    from simulate.commands.actions.check import check_all

    report = check_all(files)
    if as_json:
        from simulate.render import data

        found = [data.problem(one) for one in report.problems]
        click.echo(data.text({"files": report.files, "problems": found, "remarks": report.remarks}))
        sys.exit(InputError.exit_code if found else 0)
    if report.problems:
        raise InputError(report.problems)
    for remark in report.remarks:
        click.echo(remark.in_(here()), err=True)
    say(report.summary)
