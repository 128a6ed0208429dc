"""Outcomes that go another way by a measure than a document says: what was seen, and along which way it comes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from simulate.comparing.changes import changes
from simulate.comparing.outcomes import ROUNDING, SURE, common_years
from simulate.comparing.runs import ComparedRun
from simulate.comparing.statistics import Difference, difference
from simulate.engine.arrays import Array
from simulate.finding.routes import Route, route
from simulate.inputs.parts import Part, entries
from simulate.results.asked import declared
from simulate.results.opening import MONTHS, whole_years, yearly
from simulate.results.totals import entry_rows, is_total, shown_entries
from simulate.scenario import Expectation, Measure
from simulate.vocabulary import Label

if TYPE_CHECKING:
    import xarray as xr

MOST = 3
"""Outcomes on the way that are told."""


@dataclass(frozen=True, eq=False)
class Moved:
    """A part of an outcome, and how it differs from the base on average over some years."""

    part: Part
    label: Label
    axis: str
    units: str
    kind: str
    by: Difference
    """Of the mean over the years, without other dimensions."""

    @property
    def mean(self) -> float:
        return float(self.by.statistics[0])

    @property
    def standing(self) -> float:
        """Return how many standard errors the difference is from nought; 0 where draws do not show it.

        inf where it is the same in every draw.
        """
        size, error = abs(self.mean), float(self.by.error)
        if not size > SURE * error:
            return 0.0
        return size / error if error > 0 else math.inf


@dataclass(frozen=True, eq=False)
class Against:
    """An outcome that goes the other way by a measure than a document says."""

    run: int
    """The number of the run among those that are compared."""
    measure: Measure
    taken_away: bool
    """Whether it is the base that has the measure: then the opposite is expected."""
    expected: Expectation
    years: tuple[int, ...]
    seen: Moved
    alone: bool
    """Whether the measure is all that differs."""
    route: Route | None
    beside: tuple[Moved, ...]
    """What moved most on that way, and in the other entries of the outcome."""


def against(runs: Sequence[ComparedRun], years: Sequence[int] = ()) -> Iterator[Against]:
    """Find what goes against a document in each run that is paired with the base, the first of `runs`.

    Looked at is the mean over the calendar years in which the measure acts, of `years` where they are given. Only a
    difference that is beyond what other draws could give counts.
    """
    every = common_years(runs)
    for number, run in enumerate(runs):
        if number and not run.unpaired:
            for measure, taken_away, alone in _changed(runs[0], run):
                told = [year for year in every if _acts(measure, year) and (not years or year in years)]
                for expected in measure.expects if told else ():
                    found = _against(runs[0], run, measure, expected, told, taken_away)
                    if found is not None:
                        route, moved = _way(runs[0], run, measure, found.part, told)
                        yield Against(
                            number, measure, taken_away, expected, tuple(told), found, alone, route, tuple(moved)
                        )


def _changed(base: ComparedRun, run: ComparedRun) -> Iterator[tuple[Measure, bool, bool]]:
    """Yield the measures that one of two runs has, whether that is the base, and whether nothing else differs."""
    old, new = ({one.name: one for one in side.scenario.measures} for side in (base, run))
    differ = [(measure, False) for name, measure in new.items() if name not in old]
    differ += [(measure, True) for name, measure in old.items() if name not in new]
    decide = {one.name for one in changes(base.scenario, run.scenario) if one.kind != "target" and one.name != "draws"}
    return ((measure, taken_away, decide == {measure.name}) for measure, taken_away in differ)


def _acts(measure: Measure, year: int) -> bool:
    return measure.start.year <= year and (measure.until is None or measure.until > date(year, 1, 1))


def _against(
    base: ComparedRun, run: ComparedRun, measure: Measure, expected: Expectation, years: list[int], taken_away: bool
) -> Moved | None:
    """Return what moved, where that is against what was expected."""
    if expected.model not in ("", run.scenario.model):
        return None
    if expected.outcome not in base.outcomes or expected.outcome not in run.outcomes:
        return None
    (seen,) = _moved(base, run, expected.outcome, years, [expected.entry])
    up = (expected.goes == "higher") is not taken_away
    return seen if _beyond(seen) and (seen.mean > 0) is not up else None


def _beyond(seen: Moved) -> bool:
    """Tell whether the draws show a difference, and most draws that differ go the way of the mean."""
    more = float(seen.by.higher) - float(seen.by.lower)
    return seen.standing > 0 and (more > 0) is (seen.mean > 0)


def _moved(
    base: ComparedRun, run: ComparedRun, name: str, years: list[int], wanted: Sequence[str | None]
) -> list[Moved]:
    """Compare entries of an outcome (None: its total), on average over the years."""
    outcome = base.outcomes[name]
    whole = next((entry for entry in shown_entries(outcome) if is_total(entry)), None)
    named = [entry if entry is not None else whole for entry in wanted]
    told = [entry for entry in named if entry is not None]
    if not told:
        return []
    both = min(base.draws, run.draws)
    old, new = (_mean(one.outcomes[name], years, told)[:, :both] for one in (base, run))
    attrs, axis = outcome.attrs, " · ".join(str(dim) for dim in outcome.dims[1:-1])
    label = Label(attrs["long_name_nl"], attrs["long_name"])
    least = ROUNDING * float(np.nanmax(np.abs(old), initial=0))
    new = np.where(np.abs(new - old) <= least, old, new)
    return [
        Moved(
            Part(name, None if is_total(entry) else entry),
            label,
            axis,
            attrs["units"],
            attrs["kind"],
            Difference(*(field[..., place] for field in difference(old, new))),
        )
        for place, entry in enumerate(told)
    ]


def _mean(outcome: xr.DataArray, years: list[int], told: Sequence[str]) -> Array:
    """Average entries over calendar years, read one at a time: (entries, draws)."""
    first, there = whole_years(outcome["month"].values)
    total = np.zeros((len(told), outcome.sizes["draw"]))
    for year in years:
        begin = first + (year - int(there[0])) * MONTHS
        read = outcome.isel(month=slice(begin, begin + MONTHS)).load()
        total += entry_rows(yearly(read, 0, 1), told)[0]
    return total / len(years)


def _way(
    base: ComparedRun, run: ComparedRun, measure: Measure, part: Part, years: list[int]
) -> tuple[Route | None, list[Moved]]:
    """Find the way from the measure to the outcome, and what moved most on it and in its other entries."""
    found = route(base.record.model, {effect.parameter for effect in measure.effects}, part.outcome)
    known = declared(base.outcomes)
    siblings = [entry for entry in entries(known[part.outcome]) if entry != part.entry and " · " not in entry]
    beside = [one for one in _moved(base, run, part.outcome, years, siblings) if part.entry and one.part.entry]
    names = dict.fromkeys((*found.outcomes, *found.beside)) if found else {}
    for name in names:
        if name != part.outcome and name in known and name in run.outcomes:
            beside += _moved(base, run, name, years, [None])
    told = sorted((one for one in beside if one.standing), key=lambda one: -one.standing)
    return found, told[:MOST]
