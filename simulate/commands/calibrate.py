"""`simulate calibrate`: fit the uncertainty of parameters on the past."""

from __future__ import annotations

from pathlib import Path

import click

from simulate.commands.options import PATH, Whole, complete_model, language, workers
from simulate.inputs.whole import MAX_SEED
from simulate.vocabulary import Language


@click.command("calibrate")
@click.argument("model", shell_complete=complete_model)
@click.option("--points", type=Whole(1, 100_000), default=128, show_default=True, help="Points of the prior at which "
              "the fitting windows are run; a power of two is best.")  # fmt: skip
@click.option("--draws", type=Whole(20, 1000), default=200, show_default=True, help="Draws of each run.")
@click.option("--seed", type=Whole(0, MAX_SEED), default=1, show_default=True, help="Seed of points and runs.")
@workers
@click.option("--out", type=PATH, help="Folder of the points, the check and the figure [default: "
              "results/calibration/MODEL of the project].")  # fmt: skip
@language
def command(
    model: str, points: int, draws: int, seed: int, workers: int | None, out: Path | None, language: Language
) -> None:
    """Fit how uncertain the parameters of MODEL are on windows of the past, and check that on other windows.

    What is fitted on which windows is in calibration/MODEL.yaml; the posterior is written beside it.
    """
    from simulate.calibrating.calibration import CalibrateOptions
    from simulate.commands.actions.calibrate import calibrate_model

    calibrate_model(model, CalibrateOptions(points, draws, seed), out, language, workers=workers)
