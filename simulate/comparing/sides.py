"""The result folders of a comparison, opened and checked: only whole runs of one model can be compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from simulate import registry
from simulate.comparing.errors import CannotCompare
from simulate.comparing.pairing import why_unpaired
from simulate.inputs.places import shown
from simulate.inputs.problems import InputError
from simulate.inputs.resolved import load_scenario
from simulate.results.opening import open_results
from simulate.running import record
from simulate.running.errors import RunError
from simulate.running.record import Record
from simulate.scenario import Scenario
from simulate.vocabulary import Label

if TYPE_CHECKING:
    import xarray as xr


@dataclass(frozen=True)
class Side:
    """One result folder. `unpaired` says why its draw i is another world than draw i of the base; None: it is not."""

    name: str
    folder: Path
    facts: Record
    scenario: Scenario
    outcomes: xr.Dataset
    unpaired: Label | None = None

    @property
    def label(self) -> Label:
        return Label(self.facts.label.nl, self.facts.label.en)


def open_sides(folders: Sequence[Path]) -> list[Side]:
    """The folders opened, the base first, each under a name of its own.

    CannotCompare when one is no result folder, is not complete, is damaged, or belongs to another model.
    """
    opened = [_open(folder) for folder in folders]
    names = _names(opened)
    base = opened[0]
    for other in opened[1:]:
        if other.facts.model != base.facts.model:
            raise CannotCompare(
                f"{shown(other.folder)} is a run of the model {other.facts.model} and {shown(base.folder)} of "
                f"{base.facts.model}: their outcomes are not the same things"
            )
    reasons = [None, *(why_unpaired(base.facts, base.scenario, o.facts, o.scenario) for o in opened[1:])]
    sides = [
        Side(name, side.folder, side.facts, side.scenario, side.outcomes, reason)
        for name, side, reason in zip(names, opened, reasons, strict=True)
    ]
    return _on_common_draws(sides)


def _open(folder: Path) -> Side:
    try:
        facts = record.read(folder)
        if facts.status != "complete":
            raise CannotCompare(
                f"{shown(folder)} is not complete (its run.json says {facts.status}): run the same command again, "
                "which computes only what is missing"
            )
        _whole(folder, facts)
        if facts.model not in registry.names():
            raise CannotCompare(f"{shown(folder)} is a run of the model {facts.model}, which is not there")
        scenario = load_scenario(folder / record.SCENARIO)
        return Side(facts.name, folder, facts, scenario, open_results(folder))
    except RunError as error:
        raise CannotCompare(str(error)) from None
    except (InputError, OSError, ValueError, KeyError, TypeError) as error:
        raise damaged(folder, str(error).splitlines()[0]) from None


def damaged(folder: Path, what: str) -> CannotCompare:
    """The error for a folder that is not what its run wrote."""
    return CannotCompare(f"{shown(folder)} is damaged: {what}. `simulate verify` lists all that is wrong with it.")


def _whole(folder: Path, facts: Record) -> None:
    """Every file is there, and those that say what the numbers mean are as they were written.

    The numbers themselves are checked as they are read: every chunk ends in its checksum.
    """
    if not record.sealed((folder / record.NAME).read_text(encoding="utf-8")):
        raise damaged(folder, f"its {record.NAME} was changed after the run")
    for name, digest in facts.files.items():
        file = folder / name
        if not name.startswith((record.OUTCOMES, record.SCENARIO)):
            continue
        if not file.is_file():
            raise damaged(folder, f"{name} is missing")
        if file.suffix in (".json", ".yaml") and record.sha256(file) != digest:
            raise damaged(folder, f"{name} was changed after the run")


def _names(sides: Sequence[Side]) -> list[str]:
    """The names of the scenarios; of the folders where those are the same, and with their number where these are."""
    for names in ([side.name for side in sides], [side.folder.resolve().name for side in sides]):
        if max(Counter(names).values()) == 1:
            return names
    return [f"{name} ({number})" for number, name in enumerate(names, 1)]


def _on_common_draws(sides: list[Side]) -> list[Side]:
    """The sides that share their numbers cut to the draws that all of them have."""
    paired = [side for side in sides if side.unpaired is None]
    if len(paired) < 2:
        return sides
    common = min(side.outcomes.sizes["draw"] for side in paired)
    return [
        side
        if side.unpaired is not None
        else Side(side.name, side.folder, side.facts, side.scenario, side.outcomes.isel(draw=slice(common)))
        for side in sides
    ]
