"""`simulate backtest`: a model started in the past, against what happened."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from simulate.commands.options import PATH, Day, Whole, complete_model, complete_series, language, workers
from simulate.inputs.whole import MAX_DRAWS
from simulate.vocabulary import Language


@click.command("backtest")
@click.argument("model", shell_complete=complete_model)
@click.option("--as-of", type=Day(), metavar="DATE", help="Only what was known on this day, and "
              "a run from then [default: all windows of the model].")  # fmt: skip
@click.option("--against", "series", multiple=True, metavar="SERIES", shell_complete=complete_series,
              help="A series of data/series.yaml; can be "
              "repeated [default: all of the model].")  # fmt: skip
@click.option("--draws", type=Whole(1, MAX_DRAWS), help="Number of draws [default: "
              "that of the window].")  # fmt: skip
@workers
@click.option("--out", type=PATH, help="Folder to write to [default: results/backtest/MODEL of "
              "the project].")  # fmt: skip
@language
def command(
    model: str,
    as_of: date | None,
    series: tuple[str, ...],
    draws: int | None,
    workers: int | None,
    out: Path | None,
    language: Language,
) -> None:
    """Start MODEL in the past with the data available then, and score it against what happened."""
    from simulate.commands.actions.backtest import backtest_model

    backtest_model(model, as_of, series, draws=draws, workers=workers, out=out, language=language)
