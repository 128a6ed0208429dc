"""The data of a fan chart: the quantiles of an outcome over the draws, by month or by calendar year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simulate.engine.arrays import Array
from simulate.render.chart import PANELS, label_of
from simulate.render.numbers import PER_MONTH, PER_YEAR, over_time, scaled
from simulate.results.opening import MONTHS, whole_years
from simulate.results.statistics import QUANTILES, STATISTICS, additive
from simulate.results.table import tabulate
from simulate.running.statistics.layout import Over
from simulate.vocabulary import AXES, CHANCE, Label, Language

if TYPE_CHECKING:
    import xarray as xr

BANDS = ("p5", "p25", "p50", "p75", "p95")
PROBABILITIES = tuple(QUANTILES[name] for name in BANDS)
LOW, MEDIAN, HIGH = 0, 2, 4
BY_YEAR = ("EUR", "woningen", CHANCE)
"""Units that are read by the calendar year: budgets, and goals for homes."""


@dataclass(frozen=True)
class Fan:
    """The data of one fan chart: the quantiles of an outcome over the draws."""

    name: str
    title: Label
    kind: str
    units: str
    by_year: bool
    times: NDArray[Any]
    """Calendar years where `by_year`, else the months as days, (times,)."""
    bands: Array
    """(panels, probabilities, times)."""
    entries: tuple[str, ...]
    """One a panel; empty for the total, or of an outcome without axes."""
    labels: tuple[Label, ...]

    @property
    def largest(self) -> float:
        return float(np.nanmax(np.abs(self.bands), initial=0))

    @property
    def top(self) -> float:
        """Return the largest number, with its sign; nought where all are less."""
        return float(np.nanmax(self.bands, initial=0))

    @property
    def smallest(self) -> float:
        return float(np.nanmin(self.bands, initial=0))

    @property
    def positions(self) -> NDArray[Any]:
        """Return the positions of the quantiles along the time axis, (times,).

        A stock is that of the last day of its month; a flow or a mean is drawn in the middle.
        """
        if self.by_year:
            return self.times.astype(float)
        begins = self.times.astype("datetime64[M]")
        ends = (begins + np.timedelta64(1, "M")).astype("datetime64[D]")
        first = begins.astype("datetime64[D]")
        return np.asarray(ends if self.kind in ("stock", "level") else first + (ends - first) // 2)

    @property
    def last(self) -> str:
        """Return the last year or month that is drawn: `2035` or `2035-12`."""
        return str(self.times[-1])[: 4 if self.by_year else 7]

    def scale(self, language: Language) -> tuple[float, str]:
        """Return the divisor of the values, and the unit along the axis."""
        divisor, unit = scaled(self.units, self.largest, language)
        if self.units == CHANCE:
            return divisor, unit
        return divisor, over_time(unit, self.kind, PER_YEAR if self.by_year else PER_MONTH, language)


def fan_of(ds: xr.Dataset, name: str, *, entries: bool = False, by_year: bool | None = None) -> Fan:
    """Compute the quantiles of one outcome of `ds`.

    Its total where there is one, unless `entries` is set. By month, and budgets and homes by calendar year,
    unless `by_year` says otherwise; a run of less than two years is always by month. Raises ValueError where an outcome
    has neither a total nor few enough entries to draw.
    """
    outcome = ds[name]
    if by_year is None:
        by_year = outcome.attrs["kind"] in ("flow", "total") and outcome.attrs["units"].startswith(BY_YEAR)
    by_year = by_year and ds.sizes["month"] >= 2 * MONTHS
    axes = [str(dim) for dim in outcome.dims[1:-1]]
    total = not axes or (additive(outcome) and not entries)
    if not total and (len(axes) > 1 or (outcome.sizes[axes[0]] > PANELS and not entries)):
        raise ValueError(f"{name} cannot be a headline: it has no total and too many entries to draw")
    times, bands = _bands(outcome, by_year, tuple(axes) if total else ())
    return Fan(
        name,
        Label(label_of(outcome.attrs, "long_name", "nl"), label_of(outcome.attrs, "long_name", "en")),
        outcome.attrs["kind"],
        outcome.attrs["units"],
        by_year,
        times,
        bands,
        () if total else AXES[axes[0]].entries,
        () if total else AXES[axes[0]].labels,
    )


def _bands(outcome: xr.DataArray, by_year: bool, over: Over) -> tuple[NDArray[Any], Array]:
    """Months or years, and the quantiles of what is drawn: (panels, quantiles, times). Of an event its share of draws.

    They are those of summary.csv.
    """
    numbers = tabulate(outcome, [over], months=not by_year, years=by_year).by_summed[over]
    months = outcome["month"].values
    shown = ("mean",) * len(BANDS) if outcome.attrs["units"] == CHANCE else BANDS
    bands = numbers[[STATISTICS.index(name) for name in shown]]
    times = whole_years(months)[1] if by_year else months
    return times, np.moveaxis(bands.reshape(len(shown), times.size, -1), -1, 0)
