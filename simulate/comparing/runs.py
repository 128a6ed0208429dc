"""The runs of a comparison, opened and checked: only complete runs of one model can be compared.

They are result folders, or runs in memory of which nothing was written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from simulate import registry
from simulate.comparing.pairing import Mismatch, mismatches
from simulate.errors import CannotAnswer, InputError, RunError
from simulate.inputs.paths import shown
from simulate.results.opening import outcomes_of
from simulate.running.store.record import Record, called, damaged
from simulate.running.store.sealed import Sealed
from simulate.scenario import Scenario
from simulate.vocabulary import Label

if TYPE_CHECKING:
    import xarray as xr


@dataclass(frozen=True)
class ComparedRun:
    """One run. `unpaired` says why its draws cannot be paired with those of the base; empty when they can."""

    name: str
    sealed: Sealed | None
    """Its result folder; None of a run in memory."""
    record: Record
    scenario: Scenario
    outcomes: xr.Dataset
    unpaired: tuple[Mismatch, ...] = ()

    @property
    def folder(self) -> Path:
        """Return the result folder. CannotAnswer where the run has none."""
        if self.sealed is None:
            raise CannotAnswer(f"{self.name} was not kept: there is no result folder of it")
        return self.sealed.folder

    @property
    def draws(self) -> int:
        """Count the draws that are compared: those that the base has too, where the runs are paired."""
        return int(self.outcomes.sizes["draw"])

    @property
    def label(self) -> Label:
        """Return the label of the scenario; of a part of a composite with the name of its model."""
        own, part = self.record.label, f" ({self.record.model})" if self.scenario.whole else ""
        return Label(own.nl + part, own.en + part)


def open_runs(folders: Sequence[Path]) -> list[ComparedRun]:
    """Open the folders, the base first, and give each a unique name.

    CannotAnswer when one is no result folder, is not complete, is damaged, or belongs to another model.
    """
    opened = [_open(folder) for folder in folders]
    base = opened[0]
    for other in opened[1:]:
        if other.record.model != base.record.model:
            said = (
                f"{shown(other.folder)} is a run of the model {other.record.model} and {shown(base.folder)} of "
                f"{base.record.model}: their outcomes are not the same things"
            )
            pairs = ((base, other), (other, base))
            part = next(
                (one.folder / two.record.model for one, two in pairs if two.record.model in one.record.parts), None
            )
            raise CannotAnswer(said if part is None else f"{said}; its part {shown(part)} is such a run")
    return paired(opened, _names(opened))


def paired(opened: Sequence[ComparedRun], names: Sequence[str]) -> list[ComparedRun]:
    """Name runs of one model, and pair each with the first of them where their draws can be paired."""
    base = opened[0]
    reasons = [(), *(mismatches(base.record, base.scenario, o.record, o.scenario) for o in opened[1:])]
    runs = [
        ComparedRun(name, run.sealed, run.record, run.scenario, run.outcomes, reason)
        for name, run, reason in zip(names, opened, reasons, strict=True)
    ]
    return _on_common_draws(runs)


def need_complete(sealed: Sealed) -> None:
    """Raise CannotAnswer where draws of a run are missing."""
    if sealed.record.status != "complete":
        raise CannotAnswer(
            f"{shown(sealed.folder)} is not complete (its run.json says {sealed.record.status}): run the same command "
            "again, which computes only what is missing"
        )


def _open(folder: Path) -> ComparedRun:
    try:
        sealed = Sealed(folder)
        record = sealed.record
        need_complete(sealed)
        if record.model not in registry.names():
            raise CannotAnswer(f"{shown(folder)} is a run of the model {record.model}, which is not there")
        return ComparedRun(record.name, sealed, record, sealed.scenario(), outcomes_of(sealed))
    except InputError as error:
        raise damaged(folder, f"its scenario cannot be read: {str(error).splitlines()[0]}") from None
    except RunError as error:
        raise CannotAnswer(str(error)) from None


def _names(runs: Sequence[ComparedRun]) -> list[str]:
    """Name runs by scenario; by folder where scenarios are the same, and by number where folders are too."""
    for names in ([run.name for run in runs], [called(run.folder) for run in runs]):
        if max(Counter(names).values()) == 1:
            return names
    return [f"{name} ({number})" for number, name in enumerate(names, 1)]


def _on_common_draws(runs: list[ComparedRun]) -> list[ComparedRun]:
    """Cut the runs that share random numbers to the draws that all of them have."""
    paired = [run for run in runs if not run.unpaired]
    if len(paired) < 2:
        return runs
    common = min(run.outcomes.sizes["draw"] for run in paired)
    return [
        run
        if run.unpaired
        else ComparedRun(run.name, run.sealed, run.record, run.scenario, run.outcomes.isel(draw=slice(common)))
        for run in runs
    ]
