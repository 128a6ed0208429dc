"""What of a result folder is exported, and in which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from simulate.errors import CannotAnswer
from simulate.inputs.problems import did_you_mean, listed
from simulate.render.numbers import PER_MONTH, PER_YEAR, over_time
from simulate.results.opening import whole_years
from simulate.vocabulary import AXES, TOTAL, UNITS, Label, Language

if TYPE_CHECKING:
    import xarray as xr

By = Literal["month", "year"]
WHOLE = Label("totaal", "total")


@dataclass(frozen=True)
class Choice:
    """Outcomes by month or calendar year, as whole draws or as a `summary` of them, labelled in `language`."""

    outcomes: tuple[str, ...]
    by: By
    summary: bool
    language: Language

    def label(self, outcome: xr.DataArray) -> str:
        """The name of an outcome in words."""
        return str(outcome.attrs["long_name_nl" if self.language == "nl" else "long_name"])

    def unit(self, outcome: xr.DataArray) -> str:
        """The unit in words, as it is after the months are summed: `persons per year`."""
        units = str(outcome.attrs["units"])
        name = UNITS[units].label.in_(self.language) if units in UNITS else units
        per = PER_YEAR if self.by == "year" else PER_MONTH
        return over_time(name, outcome.attrs["kind"], per, self.language)

    def entry_label(self, axis: str, entry: str) -> str:
        """An entry of an axis in words."""
        if entry == TOTAL:
            return WHOLE.in_(self.language)
        known = AXES.get(axis)
        if known is None or entry not in known.entries:
            return entry
        return known.labels[known.entries.index(entry)].in_(self.language)

    def row_label(self, outcome: xr.DataArray, entries: tuple[str, ...]) -> str:
        """The name of one row in words: `Cases in procedure, good prospect`."""
        words = [self.entry_label(axis, entry) for axis, entry in zip(axes_of(outcome), entries, strict=True)]
        return ", ".join([self.label(outcome), *words])


def axes_of(outcome: xr.DataArray) -> list[str]:
    """The axes of an outcome (month, *axes, draw)."""
    return [str(dim) for dim in outcome.dims[1:-1]]


def choose(ds: xr.Dataset, outcomes: tuple[str, ...], by: By, summary: bool, language: Language) -> Choice:
    """The choice of `outcomes` (all when empty) of a result. CannotAnswer when there is nothing to write."""
    known = [str(name) for name in ds.data_vars]
    for name in outcomes:
        if name not in known:
            hint = did_you_mean(name, known)
            raise CannotAnswer(f"there is no outcome '{name}' in this result: {hint or 'it has ' + listed(known)}")
    if ds.sizes["draw"] == 0:
        raise CannotAnswer("this result has no draws yet: run its scenario first")
    if by == "year" and whole_years(ds["month"].values)[1].size == 0:
        raise CannotAnswer("this result has no whole calendar year: export it --by month")
    return Choice(tuple(dict.fromkeys(outcomes)) or tuple(known), by, summary, language)
