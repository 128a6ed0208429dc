"""`simulate variants`: every combination of the choices in a scenario, run and compared."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from simulate.commands.options import PATH, Whole, complete_scenario, language, no_figures, workers
from simulate.inputs.whole import MAX_DRAWS, MAX_SEED
from simulate.vocabulary import Language


@click.command("variants")
@click.argument("file", shell_complete=complete_scenario)
@click.option("--draws", type=Whole(1, MAX_DRAWS), help="Number of draws [default: that "
              "of simulate.toml, else of the scenario].")  # fmt: skip
@click.option("--seed", type=Whole(0, MAX_SEED), help="Seed [default: that of the scenario].")
@workers
@click.option("--out", type=PATH, help="Folder of the results and the comparison [default: results/variants/NAME of "
              "the project].")  # fmt: skip
@click.option("--yes", is_flag=True, help="Do not ask, also where there are more than fifty runs.")
@no_figures
@language
def command(
    file: str,
    draws: int | None,
    seed: int | None,
    workers: int | None,
    out: Path | None,
    yes: bool,
    no_figures: bool,
    language: Language,
) -> None:
    """Run every combination of the choices under `variants:` in a scenario FILE, and compare them.

    How many runs that are, how long they take about and what room they need is said before it begins. Stopped with
    Ctrl-C, the same command goes on where it was.
    """
    from simulate.commands.actions.variants import run_variants
    from simulate.inputs.resolve.variants import variants_of
    from simulate.inputs.settings import settings

    base, variants = variants_of(file, draws or settings().draws, seed)
    sys.exit(run_variants(base, variants, out, workers=workers, ask=not yes, figures=not no_figures, language=language))
