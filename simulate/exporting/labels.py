"""The choice of what to export, and the labels it needs in the chosen language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, Protocol

from simulate.vocabulary import Language

if TYPE_CHECKING:
    import xarray as xr

    from simulate.running.store.record import Record
    from simulate.scenario import Scenario

By = Literal["month", "year"]
Value = str | float | int | date | None
"""What stands in a cell."""


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook; its rows are generated while they are written."""

    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[Value]]
    widths: Sequence[int]
    """Of its columns, in characters."""


class Labels(Protocol):
    """The names of outcomes, units, axes and entries, and the sheets of a workbook."""

    @property
    def language(self) -> Language: ...

    @property
    def total(self) -> str:
        """Return the name of a total over an axis."""
        ...

    @property
    def statistic(self) -> str:
        """Return the name of the dimension of statistics."""
        ...

    @property
    def scenario(self) -> str:
        """Return the name of the text of the scenario."""
        ...

    def outcome(self, outcome: xr.DataArray) -> str:
        """Name an outcome."""
        ...

    def unit(self, outcome: xr.DataArray, by: By) -> str:
        """Name the unit of an outcome as it is after the months are summed: `persons per year`."""
        ...

    def axis(self, axis: str) -> str:
        """Name an axis."""
        ...

    def entry(self, axis: str, entry: str) -> str:
        """Name an entry of an axis."""
        ...

    def row(self, outcome: xr.DataArray, entries: tuple[str, ...]) -> str:
        """Name a row: `Cases in procedure, good prospect`."""
        ...

    def sheets(self, ds: xr.Dataset, choice: Choice, scenario: Scenario, record: Record) -> Iterable[Sheet]:
        """Make the sheets of a workbook, the one with the numbers first."""
        ...


@dataclass(frozen=True)
class Choice:
    """Outcomes by month or calendar year, as whole draws or as a `summary` of them."""

    outcomes: tuple[str, ...]
    by: By
    summary: bool
    labels: Labels

    def unit(self, outcome: xr.DataArray) -> str:
        """Name the unit of an outcome by month or year."""
        return self.labels.unit(outcome, self.by)
