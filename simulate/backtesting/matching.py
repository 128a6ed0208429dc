"""Match a run with observations: the outcome over the same periods, of the same kind and entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simulate.engine.arrays import Array
from simulate.errors import RunError
from simulate.results.totals import summed
from simulate.running.statistics.layout import nan_mean
from simulate.series import Count, Kind, Series, series_of

if TYPE_CHECKING:
    import xarray as xr


@dataclass(frozen=True, eq=False)
class Matched:
    """A series and what a run gives for it, observation by observation in order of time."""

    series: Series
    counts: tuple[Count, ...]
    """Those inside the run, after its start; there may be none."""
    ensemble: Array
    """(times, draws), in the unit of the outcome."""
    units: str

    @property
    def observed(self) -> Array:
        """Return the observed values, (times,)."""
        return np.array([count.value for count in self.counts], float)


def match(ds: xr.Dataset, series: Series) -> Matched:
    """Take the outcome in `ds` (month, *axes, draw) that `series` observes, for its observations inside the run.

    A stock is that of the end of the month nearest to the day, of the run and not its start. A flow is the sum of the
    months of its period, a mean their mean (months without anybody do not count): whole months, all inside the run.
    RunError when the run is of another model, or its outcome has another unit or no such entry.
    """
    form = series.form
    outcome = _outcome(ds, series)
    months = ds["month"].values.astype("datetime64[M]")
    found = [(count, where) for count in series.counts if (where := _months(count, form.kind, months)) is not None]
    values = [_value(outcome.isel(month=where), form.kind) for _, where in found]
    ensemble = np.array(values, float).reshape(len(found), ds.sizes["draw"])
    return Matched(series, tuple(count for count, _ in found), ensemble, form.unit)


def _outcome(ds: xr.Dataset, series: Series) -> xr.DataArray:
    """Select what the series observes of the outcome: its entry, or all of it."""
    form = series.form
    if ds.attrs["model"] != form.model or form.outcome not in ds:
        raise RunError(f"the series '{series.name}' is of {form.model}.{form.outcome}, which this run does not have")
    outcome = ds[form.outcome]
    if outcome.attrs["units"] != form.unit:
        raise RunError(f"the series '{series.name}' is in {form.unit}, its outcome in {outcome.attrs['units']}")
    if form.entry is None:
        return outcome
    axis = outcome.dims[1]
    if form.entry not in outcome[axis].values:
        raise RunError(
            f"the outcome '{form.outcome}' has no entry '{form.entry}', which the series '{series.name}' is of"
        )
    return outcome.sel({axis: form.entry})


def _months(count: Count, kind: Kind, months: NDArray[Any]) -> slice | None:
    """Find the months of the run that the observation covers; None when it is not wholly inside."""
    if kind == "stock":
        # The day after: the start of a run is the end of the month before it.
        after = np.datetime64(count.end)
        month = after.astype("datetime64[M]")
        following = month + np.timedelta64(1, "M")
        if after - month.astype("datetime64[D]") >= following.astype("datetime64[D]") - after:
            month = following
        last = int((month - months[0]).astype(int)) - 1
        return slice(last, last + 1) if 0 <= last < months.size else None
    begin, end = (int((np.datetime64(day, "M") - months[0]).astype(int)) for day in (count.begin, count.end))
    return slice(begin, end) if 0 <= begin < end <= months.size else None


def _value(months: xr.DataArray, kind: Kind) -> Array:
    """Aggregate the months of one observation to a value per draw, (draws,)."""
    over = tuple(str(axis) for axis in months.dims[1:-1])
    values = summed(months, over)
    if kind == "mean":
        return np.asarray(nan_mean(values.astype(float), 0))
    return np.asarray(values.sum(axis=0, dtype=float))


def of_same_outcome(series: Series) -> list[Series]:
    """List the series of the same outcome, entry and kind: this one first, then others of the register."""
    key = _key(series)
    return [series, *(one for one in series_of(key[0], key[1]) if one.name != series.name and _key(one) == key)]


def _key(series: Series) -> tuple[str, str, str | None, Kind]:
    form = series.form
    return form.model, form.outcome, form.entry, form.kind


def joined(several: Sequence[Series]) -> tuple[Count, ...]:
    """Join the observations of several series in order of time: the history a baseline may use.

    Where periods overlap (years beside quarters of the same year), those of the series that is named first.
    """
    kept: list[Count] = []
    for series in several:
        kept += [c for c in series.counts if all(c.end <= other.begin or other.end <= c.begin for other in kept)]
    return tuple(sorted(kept, key=lambda count: count.begin))
