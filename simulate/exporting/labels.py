"""The choice of what to export, and the labels it needs in the chosen language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from simulate.exporting.crate import Described, Sources
from simulate.inputs.parts import Chosen
from simulate.results.summary import By, Words
from simulate.vocabulary import Language

if TYPE_CHECKING:
    import xarray as xr

    from simulate.running.store.record import Record
    from simulate.scenario import Scenario


class Shown(NamedTuple):
    """A number, and the format of Excel that it is shown in."""

    number: float
    format: str


Value = str | float | int | date | Shown | None
"""What stands in a cell."""


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook; its rows are generated while they are written."""

    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[Value]]
    widths: Sequence[int]
    """Of its columns, in characters."""


class Labels(Words, Protocol):
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

    def axis(self, axis: str) -> str:
        """Name an axis."""
        ...

    def row(self, outcome: xr.DataArray, entries: tuple[str, ...]) -> str:
        """Name a row: `Cases in procedure, good prospect`."""
        ...

    def column(self, name: str) -> str:
        """Say what a column of a table holds: one of those of every table, or an axis."""
        ...

    def described(self, files: Sequence[str], scenario: Scenario) -> Described:
        """Say what an export is, and each of its files."""
        ...

    def readme(self, said: Described, record: Record, scenario: Scenario, sources: Sources) -> bytes:
        """Write the text that lies beside tables, in Markdown: what they are, how made, and what they rest on."""
        ...

    def sheets(self, ds: xr.Dataset, choice: Choice, scenario: Scenario, record: Record) -> Iterable[Sheet]:
        """Make the sheets of a workbook, the one with the numbers first."""
        ...


@dataclass(frozen=True)
class Choice:
    """Outcomes by month or calendar year, as whole draws or as a `summary` of them."""

    parts: Chosen
    """The outcomes, and of each the entries that were named; nothing: all of it."""
    by: By
    summary: bool
    labels: Labels
    years: tuple[int, ...] = ()
    """The calendar years that are written; all when empty."""

    @property
    def outcomes(self) -> tuple[str, ...]:
        return tuple(self.parts)

    def in_years(self, periods: NDArray[Any]) -> NDArray[np.bool_]:
        """Tell which periods are written: years, or days by which they begin."""
        if not self.years:
            return np.ones(len(periods), bool)
        years = periods if periods.dtype.kind == "i" else periods.astype("datetime64[Y]").astype(int) + 1970
        return np.isin(years, self.years)

    def unit(self, outcome: xr.DataArray) -> str:
        """Name the unit of an outcome by month or year."""
        return self.labels.unit(outcome, self.by)
