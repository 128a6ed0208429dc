"""The run of one window in a result folder, and its evaluation."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from simulate.backtesting.evaluating import Evaluation, evaluate
from simulate.errors import RunError
from simulate.inputs.paths import shown
from simulate.results.opening import open_results
from simulate.running.execution.progress import Progress
from simulate.running.runner import run
from simulate.scenario import Scenario


def run_window(
    scenario: Scenario,
    out: Path,
    series: Sequence[str] = (),
    workers: int | None = None,
    progress: Progress | None = None,
) -> list[Evaluation]:
    """Run one window in a folder of `out` and evaluate it. A finished run is not repeated.

    RunError when the run is not complete.
    """
    folder = out / scenario.name
    record = run(
        scenario,
        folder,
        workers=workers,
        progress=progress,
        command=("simulate", "backtest", scenario.model),
    )
    if record.status != "complete":
        raise RunError(f"{shown(folder)} is not complete: the same command goes on from there")
    return list(evaluate(open_results(folder), scenario, series))
