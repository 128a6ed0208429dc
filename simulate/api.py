"""The modeller's door: a scenario in, an xarray Dataset out; of several models together a DataTree of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import simulate.modelling.accessor as _accessor  # noqa: F401  registers `ds.sim`
from simulate.errors import RunError
from simulate.modelling.draft import Amount, Draft, Measures
from simulate.modelling.draft import scenario as make_scenario
from simulate.modelling.given import Given, need_whole, scenario_of
from simulate.render.notebook import progress as show_progress
from simulate.results import opening
from simulate.running.execution.progress import Progress
from simulate.running.store import record
from simulate.scenario import Scenario

if TYPE_CHECKING:
    import xarray as xr


def run(
    scenario: Given,
    draws: int | None = None,
    seed: int | None = None,
    workers: int = 1,
    out: str | Path | None = None,
    *,
    parameters: Mapping[str, Amount] | None = None,
    measures: Measures | None = None,
    years: int | None = None,
    progress: bool | None = None,
) -> xr.Dataset | xr.DataTree:
    """Run a scenario, or the scenario in a YAML file, and return its outcomes: dims `(month, *axes, draw)`.

    Of a composite it is a DataTree, with a Dataset for the composite itself and for every part, by name.

    Without `out` everything is in memory and no file remains; with `out` it is a result folder that can be continued,
    and the Dataset reads from it. `draws`, `seed` and `years` replace those of the scenario; `parameters` and
    `measures` are what `simulate.scenario` takes. Progress is shown in a notebook, or where it is asked for. With more
    than one worker, the calling script must protect its own start with `if __name__ == "__main__":`.

    InputError when the file, the draws or the seed cannot be used; ValueError where that is the workers, or a
    number for a scenario that is no file; RunError when a block fails.
    """
    if parameters is not None or measures is not None or years is not None:
        if isinstance(scenario, Scenario | Draft):
            raise ValueError(
                "parameters, measures and years are given to the file of a scenario, or to simulate.scenario"
            )
        scenario = make_scenario(scenario, parameters=parameters, measures=measures, years=years)
    need_whole(workers=workers)
    resolved = scenario_of(scenario, draws, seed)
    shown = show_progress(resolved.name, progress)
    if out is not None:
        return _run(resolved, Path(out), workers, shown, True).isel(draw=slice(resolved.draws))
    with TemporaryDirectory(prefix="simulate-") as folder:
        return _run(resolved, Path(folder), workers, shown, False).load()


def open_results(folder: str | Path) -> xr.Dataset | xr.DataTree:
    """Open the outcomes of a result folder; see `simulate.results.opening.open_results`.

    Of a composite it is a DataTree, as `run` returns; of the folder of one part its Dataset.
    """
    import xarray as xr

    folder = Path(folder)
    run_record = record.read(folder)
    if not run_record.parts:
        return opening.open_results(folder)
    places = {run_record.model: folder, **{part: folder / part for part in run_record.parts}}
    return xr.DataTree.from_dict({name: opening.open_results(place) for name, place in places.items()})


def _run(
    scenario: Scenario, folder: Path, workers: int, progress: Progress, published: bool
) -> xr.Dataset | xr.DataTree:
    from simulate.running.runner import run as run_into
    from simulate.views.publish import SummaryAndFigures

    publish = SummaryAndFigures(scenario.model) if published else None
    facts = run_into(scenario, folder, workers=workers, publish=publish, progress=progress)
    if facts.status != "complete":
        block, failure = next(iter(facts.blocks_failed.items()))
        if len(facts.blocks_failed) == 1:
            raise RunError(f"block {block} failed: {failure.error}")
        raise RunError(f"{len(facts.blocks_failed)} blocks failed, the first is {block}: {failure.error}")
    return open_results(folder)
