"""The labels of an export in one language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulate.exporting.choice import axes_of
from simulate.exporting.crate import Described, Sources
from simulate.exporting.labels import Choice, Sheet
from simulate.render.chart import label_of
from simulate.render.numbers import PER_MONTH, PER_YEAR, over_time
from simulate.results.summary import By
from simulate.running.store.record import Record
from simulate.scenario import Scenario
from simulate.views.export.readme import COLUMNS, described, readme
from simulate.views.export.sheets import sheets
from simulate.vocabulary import AXES, TOTAL, UNITS, Label, Language

if TYPE_CHECKING:
    import xarray as xr

WHOLE = Label("totaal", "total")
STATISTIC = Label("statistiek over de trekkingen", "statistic over the draws")
SCENARIO = Label("het scenario zoals het is doorgerekend", "the scenario as it was run")


@dataclass(frozen=True)
class ExportLabels:
    """Labels of an export (`simulate.exporting.labels.Labels`)."""

    language: Language

    @property
    def total(self) -> str:
        return WHOLE.in_(self.language)

    @property
    def statistic(self) -> str:
        return STATISTIC.in_(self.language)

    @property
    def scenario(self) -> str:
        return SCENARIO.in_(self.language)

    def outcome(self, outcome: xr.DataArray) -> str:
        """Name an outcome."""
        return label_of(outcome.attrs, "long_name", self.language)

    def unit(self, outcome: xr.DataArray, by: By) -> str:
        """Name the unit of an outcome as it is after the months are summed: `persons per year`."""
        units = str(outcome.attrs["units"])
        name = UNITS[units].label.in_(self.language) if units in UNITS else units
        return over_time(name, outcome.attrs["kind"], PER_YEAR if by == "year" else PER_MONTH, self.language)

    def axis(self, axis: str) -> str:
        """Name an axis."""
        return AXES[axis].label.in_(self.language)

    def entry(self, axis: str, entry: str) -> str:
        """Name an entry of an axis; what the vocabulary does not have stays as it is."""
        if entry == TOTAL:
            return self.total
        declared = AXES.get(axis)
        if declared is None or entry not in declared.entries:
            return entry
        return declared.label_of(entry).in_(self.language)

    def row(self, outcome: xr.DataArray, entries: tuple[str, ...]) -> str:
        """Name a row: `Cases in procedure, good prospect`."""
        names = (self.entry(axis, entry) for axis, entry in zip(axes_of(outcome), entries, strict=True))
        return ", ".join([self.outcome(outcome), *names])

    def column(self, name: str) -> str:
        """Say what a column of a table holds: one of those of every table, or an axis."""
        return COLUMNS[name].in_(self.language) if name in COLUMNS else self.axis(name)

    def described(self, files: Sequence[str], scenario: Scenario) -> Described:
        """Say what an export is, and each of its files."""
        return described(files, scenario, self.language)

    def readme(self, said: Described, record: Record, scenario: Scenario, sources: Sources) -> bytes:
        """Write the text that lies beside tables, in Markdown: what they are, how made, and what they rest on."""
        return readme(said, record, scenario, sources, self.language)

    def sheets(self, ds: xr.Dataset, choice: Choice, scenario: Scenario, record: Record) -> Iterator[Sheet]:
        """Make the sheets of a workbook: numbers, meanings, inputs, and how it was run."""
        return sheets(ds, choice, scenario, record)
