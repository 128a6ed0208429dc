"""What a run says to a question: the numbers of a part of an outcome in a year or on a day, draw by draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from simulate import registry
from simulate.engine.arrays import Array
from simulate.errors import CannotAnswer
from simulate.inputs.model_info import part_with
from simulate.inputs.parts import Chosen, Declared, NoPart, Part, chosen
from simulate.inputs.problems import listed
from simulate.inputs.resolve.asks import typed
from simulate.results.opening import MONTHS, whole_years, yearly
from simulate.results.totals import axes_to_sum, entry_names, entry_rows
from simulate.scenario import Ask
from simulate.vocabulary import CHANCE, TOTAL

if TYPE_CHECKING:
    import xarray as xr

HALF_A_MONTH = 15
"""Up to this day of a month the end of the month before is nearer."""


@dataclass(frozen=True)
class Wanted:
    """What is asked for: outcomes or parts by name (all when empty), only some entries of them, calendar years."""

    outcomes: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    years: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class Answer:
    """The numbers of a question in one run."""

    ask: Ask
    label: str
    label_nl: str
    unit: str
    kind: str
    axis: str
    entry: str
    """As in summary.csv; `totaal` for the whole."""
    day: date | None
    """The end of the month that was looked at; None for a year."""
    values: Array
    """(draws,)."""
    model: str = ""
    """The model of the run; empty where it is not known."""

    @property
    def met(self) -> Array | None:
        """Whether the limit is kept, (draws,); None without a limit. A draw without a number does not keep it."""
        if self.ask.at_most is not None:
            return np.asarray(self.values <= self.ask.at_most)
        return None if self.ask.at_least is None else np.asarray(self.values >= self.ask.at_least)

    @property
    def certain(self) -> bool | None:
        """Whether every draw keeps the limit (of an event: has it) or none does; None where draws differ."""
        happens = self.values > 0 if self.met is None and self.unit == CHANCE else self.met
        if happens is None or not happens.size or happens.any() != happens.all():
            return None
        return bool(happens.all())

    @property
    def nearest(self) -> float:
        """Return the value of the draw that is nearest to the other side of the limit."""
        most = self.ask.at_most is not None
        return float(np.nanmax(self.values) if most is self.certain else np.nanmin(self.values))


def year_of(ask: Ask) -> int | None:
    """Return the calendar year that a question is about."""
    return ask.on.year if ask.on is not None else ask.year


def declared(ds: xr.Dataset) -> dict[str, Declared]:
    """Describe the outcomes of a result for `simulate.inputs.parts.part_of`."""
    return {
        str(name): Declared(tuple(str(dim) for dim in one.dims[1:-1]), one.attrs["units"], one.attrs["kind"])
        for name, one in ds.data_vars.items()
    }


def choose(ds: xr.Dataset, words: Sequence[str], only: Sequence[str] = (), default: Sequence[str] = ()) -> Chosen:
    """Choose outcomes and parts of a result as `simulate.inputs.parts.chosen` does. CannotAnswer: there is none."""
    try:
        return chosen(words, only, declared(ds), default)
    except NoPart as error:
        raise CannotAnswer(_of_a_part(ds, words) or str(error)) from None


def question(ds: xr.Dataset, word: str) -> Ask:
    """Read a question of a command line, as `simulate.inputs.resolve.asks.typed` does, about a result."""
    try:
        return typed(word, declared(ds))
    except CannotAnswer as error:
        raise CannotAnswer(_of_a_part(ds, [word.partition("@")[0]]) or str(error)) from None


def _of_a_part(ds: xr.Dataset, words: Sequence[str]) -> str | None:
    """Say of the first word that is no outcome of a composite, but one of its parts, where that is to be found."""
    model = str(ds.attrs.get("model", ""))
    for word in words if model in registry.names() else ():
        if part := part_with(model, word):
            name = word.strip().removeprefix(f"{part}.")
            return f"'{name}' is an outcome of {part}: ask the result of that part, the folder {part} in this one"
    return None


def answer(ds: xr.Dataset, ask: Ask) -> Answer:
    """Read the numbers of a question. CannotAnswer: the result has no such outcome, part, year or month."""
    if ask.outcome not in ds:
        raise CannotAnswer(f"this result has no outcome '{ask.outcome}': it was made by another version of the model")
    outcome = ds[ask.outcome]
    read, day = _year(outcome, ask.year) if ask.year is not None else _month(outcome, ask.on)
    attrs, axis = outcome.attrs, " · ".join(str(dim) for dim in outcome.dims[1:-1])
    entry = ask.entry if ask.entry is not None else _whole(outcome)
    try:
        values = np.asarray(entry_rows(read, [entry])[0, 0], np.float64)
    except KeyError:
        every = [str(Part(ask.outcome, name)) for name in entry_names(read, axes_to_sum(read)[0])]
        part = Part(ask.outcome, ask.entry)
        raise CannotAnswer(f"{part} has no total: ask for {listed(every)}") from None
    labels = attrs["long_name"], attrs["long_name_nl"]
    return Answer(ask, *labels, attrs["units"], attrs["kind"], axis, entry, day, values, ds.attrs.get("model", ""))


def _whole(outcome: xr.DataArray) -> str:
    return " · ".join([TOTAL] * len(outcome.dims[1:-1])) or TOTAL


def _year(outcome: xr.DataArray, year: int) -> tuple[xr.DataArray, None]:
    first, years = whole_years(outcome["month"].values)
    if year not in years:
        there = f"{years[0]} up to {years[-1]}" if years.size else "none"
        raise CannotAnswer(f"{year} is not a whole calendar year of this run: it has {there}")
    begin = first + (year - int(years[0])) * MONTHS
    return yearly(outcome.isel(month=slice(begin, begin + MONTHS)).load(), 0, 1), None


def _month(outcome: xr.DataArray, on: date | None) -> tuple[xr.DataArray, date]:
    assert on is not None
    months = outcome["month"].values.astype("datetime64[M]")
    month: np.datetime64 = np.datetime64(on, "M")
    if not months[0] <= month <= months[-1]:
        raise CannotAnswer(f"{on} is not in this run: it goes from {months[0]} up to and with {months[-1]}")
    if outcome.attrs["kind"] not in ("flow", "total") and on.day <= HALF_A_MONTH:
        month = max(month - np.timedelta64(1, "M"), months[0])
    place = np.flatnonzero(months == month)
    after = (month + np.timedelta64(1, "M")).astype("datetime64[D]")
    end = (after - np.timedelta64(1, "D")).astype(date)
    return outcome.isel(month=slice(int(place[0]), int(place[0]) + 1)).load(), end
