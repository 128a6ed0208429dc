"""`simulate sensitivity`: which parameters and measures drive the outcomes."""

from __future__ import annotations

from pathlib import Path

import click

from simulate.commands.options import PATH, Whole, Year, entries, language, outcomes, workers
from simulate.vocabulary import Language


@click.command("sensitivity")
@click.argument("folder", type=PATH)
@outcomes
@entries
@click.option("--year", "years", multiple=True, type=Year(), help="Calendar year. Can be repeated [default: the last "
              "whole one].")  # fmt: skip
@click.option("--out", type=PATH, help="Folder to write to [default: sensitivity/ in FOLDER].")
@click.option("--sobol", type=Whole(32, 100_000), metavar="N", help="Sobol indices, from new runs of N draws each: "
              "two, and one for every group of quantities. A power of two is best, such as 1024.")  # fmt: skip
@click.option("--top", type=Whole(1, 50), default=10, show_default=True, help="Quantities of --sobol that are looked "
              "at one by one: those that drive most; all others are one group.")  # fmt: skip
@workers
@language
def command(
    folder: Path,
    outcomes: tuple[str, ...],
    entries: tuple[str, ...],
    years: tuple[int, ...],
    out: Path | None,
    sobol: int | None,
    top: int,
    workers: int | None,
    language: Language,
) -> None:
    """Rank the parameters and measures that drive the outcomes in a result FOLDER, from its own draws.

    With --sobol from new runs, which also measure interactions between quantities.
    """
    from simulate.commands.actions.sensitivity import SobolOptions, decompose_folder, rank_folder
    from simulate.results.asked import Wanted

    wanted = Wanted(outcomes, entries, years)
    if sobol is None:
        rank_folder(folder, wanted, out, language)
    else:
        decompose_folder(folder, wanted, out, language, SobolOptions(sobol, top, workers))
