"""`simulate run`: scenarios into result folders."""

from __future__ import annotations

import sys
from contextlib import nullcontext, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulate.commands.options import (
    PATH,
    Whole,
    as_json,
    complete_outcome,
    complete_scenario,
    complete_setting,
    language,
    no_figures,
    workers,
)
from simulate.inputs.whole import MAX_DRAWS, MAX_SEED
from simulate.results.libraries import LIBRARIES
from simulate.vocabulary import Language

if TYPE_CHECKING:
    from simulate.running.store.record import Keep

DRAWING = ("simulate.views.charts.outcome", "simulate.render.drawing")


@click.command("run")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", shell_complete=complete_scenario)
@click.option("--draws", type=Whole(1, MAX_DRAWS), help="Number of draws [default: that "
              "of simulate.toml, else of the scenario].")  # fmt: skip
@click.option("--seed", type=Whole(0, MAX_SEED), help="Seed [default: that of the scenario].")
@workers
@click.option("--out", type=PATH, help="Result folder; with several FILEs the folder of their "
              "folders [default: results/NAME of the project].")  # fmt: skip
@click.option("--set", "values", multiple=True, metavar="NAME=VALUE", shell_complete=complete_setting,
              help="Give a parameter another value: a number, "
              "or DATE:NUMBER from a date on. Or a change of what it would otherwise be: +20%, -6, DATE:-10%. Can be "
              "repeated.")  # fmt: skip
@click.option("--until", "precision", metavar="PRECISION", help="Add draws, --draws at most, until the standard error "
              "of an outcome in the last year is small enough: a share of it, with the percent sign (5%), or a number "
              "with its unit ('500 personen'). A number alone is refused. All FILEs get as many draws as the one that "
              "needs most.")  # fmt: skip
@click.option(
    "--for",
    "outcome",
    metavar="OUTCOME",
    shell_complete=complete_outcome,
    help="The outcome of --until [default: the first headline].",
)
@click.option("--scheduler", metavar="ADDRESS", help="Compute on a dask cluster: tcp://host:port of its scheduler.")
@click.option("--keep", type=click.Choice(["draws", "statistics"]), default="draws", show_default=True,
              help="Keep every draw, or only statistics over all of them, which take as much room for a million draws "
              "as for a thousand.")  # fmt: skip
@click.option("--overwrite", is_flag=True, help="Throw away what an earlier run left in the folder.")
@no_figures
@as_json
@language
def command(
    files: tuple[str, ...],
    draws: int | None,
    seed: int | None,
    workers: int | None,
    out: Path | None,
    values: tuple[str, ...],
    precision: str | None,
    outcome: str | None,
    scheduler: str | None,
    keep: Keep,
    overwrite: bool,
    no_figures: bool,
    as_json: bool,
    language: Language,
) -> None:
    """Run scenarios and keep what comes out in a result folder.

    Stopped with Ctrl-C, the same command goes on where it was. More draws compute only what is new. A result that was
    complete stays so, with the draws it had, until a longer one is whole.
    """
    from simulate.running.execution.workers import Workers

    with Workers(workers) as processes:
        if scheduler is None:
            # What they need is imported while the files are read.
            processes.start(*LIBRARIES, *([] if no_figures else DRAWING))
        from simulate.commands.actions.run import resolve_all, run_all, told
        from simulate.commands.actions.until import until
        from simulate.inputs.settings import settings

        until_precise = until(precision, outcome, draws)
        scenarios = resolve_all(files, values, draws or settings().draws, seed)
        with redirect_stdout(StringIO()) if as_json else nullcontext():
            code = run_all(
                scenarios,
                out,
                workers=processes,
                scheduler=scheduler,
                keep=keep,
                overwrite=overwrite,
                figures=not no_figures,
                language=language,
                until=until_precise,
            )
    if as_json:
        from simulate.render import data

        click.echo(data.text(told(scenarios, out)))
    sys.exit(code)
