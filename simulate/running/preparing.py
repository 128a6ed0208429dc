"""Making a result folder ready to compute in."""

from __future__ import annotations

import stat
from contextlib import suppress
from pathlib import Path

from simulate import registry
from simulate.engine.streams import BLOCK
from simulate.errors import CannotAnswer, RunError
from simulate.files import write_whole
from simulate.inputs.resolve.resolved import dump_scenario
from simulate.running import disk
from simulate.running.folder import Started
from simulate.running.statistics import store as statistics
from simulate.running.store import ours, record, seals
from simulate.running.store import outcomes as store
from simulate.running.store.record import Record
from simulate.scenario import Scenario


def prepare(started: Started, folder: Path) -> None:
    """Make the folder ready to compute in: what would look whole and is not, goes. RunError: no room on the disk."""
    disk.check(started.scenario, folder, started.record.keep, started.todo, started.fresh)
    # The record of the whole comes first: without it the folders of its parts would be those of somebody else.
    for place, one in reversed(started.everybody(folder)):
        place.mkdir(exist_ok=True)
        _prepare(one, place)


def _prepare(started: Started, folder: Path) -> None:
    scenario, new, path = started.scenario, started.record, folder / record.OUTCOMES
    _refuse_strange(folder)
    there = _made(folder, new)
    record.write(folder, new)
    if started.fresh:
        # From now on nothing that is there is taken for a block of this run.
        (path / "zarr.json").unlink(missing_ok=True)
    # A summary of fewer draws, or a figure of other inputs, would look whole; so would the replicate of fewer draws.
    stale = (*record.PUBLISHED, *(() if started.replicated else (record.REPLICATE, record.FIRST)))
    if started.fresh:
        stale = (*stale, record.STATISTICS, record.OUTCOMES)
    ours.remove(folder, [name for name in there if name.partition("/")[0] in stale or name.startswith(store.MARKS)])
    if not started.replicated:
        seals.take_back(path, seals.TWIN)
    write_whole(folder / record.SCENARIO, dump_scenario(scenario))
    if new.keep == "statistics":
        statistics.create(folder / record.STATISTICS)
    _create(path, scenario, new)


def _refuse_strange(folder: Path) -> None:
    """Check that there are only plain files where this run reads and writes. RunError names one that is not."""
    for name in ours.files_in(folder):
        mode = (folder / name).lstat().st_mode
        if not stat.S_ISREG(mode):
            what = "a link" if stat.S_ISLNK(mode) else "no plain file"
            raise RunError(
                f"{folder / name} is {what}, and a run writes plain files in its own folder only: remove it, or choose "
                "another folder with --out"
            )


def _made(folder: Path, new: Record) -> list[str]:
    """List the files of an earlier run that are in the folder, and those that a killed process left aside."""
    outcomes = set(new.outcomes)
    with suppress(CannotAnswer):
        outcomes |= set(record.record_in(folder)[0].outcomes)
    return record.made(folder, outcomes)


def _create(path: Path, scenario: Scenario, new: Record) -> None:
    """Make a store; where there is one, all of it anew but the outcomes of its blocks."""
    outcomes = registry.model(scenario.model).outcomes()
    attributes = {
        "Conventions": "CF-1.11",
        "title": scenario.label.en,
        "title_nl": scenario.label.nl,
        "scenario": scenario.name,
        "model": scenario.model,
        "seed": scenario.seed,
        "source": f"simulate {new.versions['simulate']}",
        "fingerprint": new.fingerprint,
        "status": "running",
    }
    aside = path.with_name(f".{path.name}.new")
    store.create(aside, outcomes, scenario.start, scenario.months, new.draws, BLOCK, attributes)
    store.renew(path, aside)
