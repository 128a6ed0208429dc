"""What a run of the past is given, as a baseline may use it: so many people in reception for every application.

Somebody who was told the applications to come, and nothing else, would carry on the ratio of what was counted to the
applications of the past year.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from simulate.backtesting.matching import joined
from simulate.engine.arrays import Array
from simulate.scenario import Parameter, Scenario
from simulate.series import Count, series_of

MONTHS = 12
"""What came is added up over so many months up to the end of an observation."""


@dataclass(frozen=True)
class _Span:
    """So much a month from `begin` up to, not with, `end`."""

    begin: date
    end: date
    amount: float


def given_before(scenario: Scenario, counts: Sequence[Count]) -> Array:
    """Return what came of all that is given in the year up to the end of each observation, (counts,); NaN if unknown.

    A given parameter counts where the outcome of its name was counted as a flow before the start, and is of one number:
    nothing else can be put beside the past.
    """
    flows = [spans for name in scenario.given if (spans := _spans(scenario, scenario.parameters[name]))]
    if not flows:
        return np.full(len(counts), np.nan)
    return np.asarray(np.sum([_before(spans, counts) for spans in flows], axis=0))


def per_unit(counts: Sequence[Count], units: Array) -> tuple[Count, ...]:
    """Divide observations by their units, (counts,); those without any, or of which they are unknown, are left out."""
    pairs = zip(counts, units.tolist(), strict=True)
    return tuple(replace(count, value=count.value / unit) for count, unit in pairs if unit > 0)


def _before(spans: Sequence[_Span], counts: Sequence[Count]) -> Array:
    """Add up the months before each observation; a time not counted lies on the line between its neighbours."""
    months = [np.arange(np.datetime64(span.begin, "M"), np.datetime64(span.end, "M")).astype(int) for span in spans]
    amounts = [np.full(some.size, span.amount) for some, span in zip(months, spans, strict=True)]
    known = np.concatenate(months)
    every = np.arange(known[0], known[-1] + 1)
    through = np.concatenate([[0.0], np.cumsum(np.interp(every, known, np.concatenate(amounts)))])
    last = np.array([np.datetime64(count.end, "M").astype(int) for count in counts], int) - known[0]
    inside = (last >= MONTHS) & (last < through.size)
    where = np.where(inside, last, MONTHS)
    return np.where(inside, through[where] - through[where - MONTHS], np.nan)


def _spans(scenario: Scenario, parameter: Parameter) -> list[_Span]:
    """List what was counted before the start and what is given after it; nothing where one of them is missing."""
    assert scenario.as_of is not None
    day = scenario.as_of
    of_name = series_of(scenario.model, parameter.name.rsplit(".", 1)[1])
    past = joined([one for one in of_name if one.form.kind == "flow" and one.form.entry is None])
    counted = [_Span(one.begin, one.end, one.value / one.months) for one in past if one.end <= day]
    told = list(_told(parameter, day))
    return [*counted, *told] if counted and told else []


def _told(parameter: Parameter, day: date) -> Iterator[_Span]:
    """Yield the values from the start on; the last one holds for a year."""
    values = [value for value in parameter.values if value.date >= day and not isinstance(value.value, tuple)]
    ends = [value.date for value in values[1:]]
    for value, end in zip(
        values, [*ends, *(one.date.replace(year=one.date.year + 1) for one in values[-1:])], strict=True
    ):
        assert not isinstance(value.value, tuple)
        yield _Span(value.date, end, value.value / MONTHS)
