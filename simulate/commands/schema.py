"""`simulate schema`: JSON Schemas for an editor."""

from __future__ import annotations

from pathlib import Path

import click

from simulate.commands.options import PATH, speaks


@click.command("schema")
@click.option("--out", type=PATH, help="Folder to write to [default: schemas/ of the project].")
@speaks
def command(out: Path | None) -> None:
    """Write the JSON Schemas with which an editor completes and checks the YAML files."""
    from simulate.inputs.described import described
    from simulate.inputs.schema.json_schemas import write

    for path in write(out, described()):
        click.echo(path)
