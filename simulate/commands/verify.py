"""`simulate verify`: check that a result folder still holds what its run wrote."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from simulate.commands.language import here, say
from simulate.commands.options import PATH, speaks
from simulate.dutch.translating import translate
from simulate.inputs.written import Miswritten, whole

WORDS = {True: "holds", False: "FAILS", None: "note"}


@click.command("verify")
@click.argument("folder", type=PATH)
@click.option("--blocks", default="1", show_default=True, metavar="N|all", help="Blocks to compute again and compare.")
@speaks
def command(folder: Path, blocks: str) -> None:
    """Check that a result folder is what its run wrote, and that the run gives it again."""
    from simulate.inputs.paths import shown
    from simulate.running.verify import verify

    try:
        number = None if blocks == "all" else whole(blocks)
    except Miswritten as error:
        raise click.BadParameter(f"{error}, or the word all", param_hint="--blocks") from None
    if number is not None and number < 0:
        raise click.BadParameter(f"{number} blocks cannot be computed", param_hint="--blocks")
    failed, spoken = 0, here()
    width = max(len(translate(word, spoken)) for word in WORDS.values())
    for finding in verify(folder, number):
        failed += finding.holds is False
        word, about = WORDS[finding.holds], f"{finding.part}: " if finding.part else ""
        click.echo(f"{translate(word, spoken).ljust(width)}  {about}{translate(finding.text, spoken)}")
    say(f"{shown(folder)}: {'everything holds' if not failed else f'{failed} of these do not hold'}")
    sys.exit(1 if failed else 0)
