"""`simulate verify`: check that a result folder still holds what its run wrote."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from simulate.commands.options import PATH


@click.command("verify")
@click.argument("folder", type=PATH)
@click.option("--blocks", default="1", show_default=True, metavar="N|all", help="Blocks to compute again and compare.")
def command(folder: Path, blocks: str) -> None:
    """Check that a result folder is what its run wrote, and that the run gives it again."""
    from simulate.inputs.paths import shown
    from simulate.running.verify import verify

    if blocks != "all" and not blocks.isdecimal():
        raise click.BadParameter(f"'{blocks}' is not a number or the word all", param_hint="--blocks")
    failed = 0
    for finding in verify(folder, None if blocks == "all" else int(blocks)):
        failed += finding.holds is False
        word = {True: "holds", False: "FAILS", None: "note "}[finding.holds]
        click.echo(f"{word}  {finding.text}")
    click.echo(f"{shown(folder)}: {'everything holds' if not failed else f'{failed} of these do not hold'}")
    sys.exit(1 if failed else 0)
