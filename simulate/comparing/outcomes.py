"""One outcome of all runs by calendar year, read a few years at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simulate.comparing.runs import ComparedRun
from simulate.comparing.statistics import STATISTICS, difference, error_of_mean, regret, spread, summarise
from simulate.comparing.targets import MetDraws, NamedTarget
from simulate.engine.arrays import Array
from simulate.results.chunks import CHUNK_BYTES
from simulate.results.opening import MONTHS, whole_years, yearly
from simulate.results.totals import axes_to_sum, entry_names, is_total, summed
from simulate.vocabulary import Language

if TYPE_CHECKING:
    import xarray as xr


SURE = 3.0
"""Standard errors of a difference that is seen: with fewer, other draws could have given the opposite."""
ROUNDING = 1e-6
"""What numbers of single precision may differ by, as a share, without differing."""
MOST_TIMES = 10.0
"""A difference of more times the base is told in its unit: of a base near nought a share says nothing."""


Direction = Callable[[str], str | None]
"""Which is better of an entry: `lower`, `higher`, or not known."""


def goes_one_way(lower: Array, higher: Array, draws: Array | float) -> NDArray[np.bool_]:
    """Tell where far more of so many draws go one way than the other: these are the shares that do."""
    return np.asarray(draws * (higher - lower) ** 2 > SURE**2 * (higher + lower))


@dataclass(frozen=True)
class ComparedOutcome:
    """One outcome of all runs. Arrays have runs first, then statistics, and end with (years, entries).

    Of the base, and of a run that is not paired with it, `difference`, `lower`, `higher` and `gain` are NaN.
    """

    name: str
    label: str
    label_nl: str
    units: str
    kind: str
    axis: str
    years: tuple[int, ...]
    entries: tuple[str, ...]
    each: Array
    """(runs, len(STATISTICS), years, entries): each run by itself."""
    difference: Array
    """(runs, len(STATISTICS), years, entries): the difference with the base, draw by draw."""
    lower: Array
    higher: Array
    gain: Array
    spread: Array
    """(runs, years, entries): the standard deviation over the draws of each run by itself."""
    error: Array
    """(runs, years, entries): the standard error of `change`, of pairs where there are any; NaN of the base."""
    known: Array
    """(runs, years, entries): the draws that have a number, of a run that is paired those of which the base has one."""
    own_error: Array
    """(runs, years, entries): the standard error of the mean of each run by itself."""
    better: tuple[str | None, ...]
    """For every entry `lower` or `higher`, when it is known which is better."""
    regret: Array
    """(runs, 2, years, entries): mean and 90 % of what each run is worse than the best in each draw; else NaN."""
    chosen: tuple[str, ...] = ()
    """The entries that were named; nothing: those that are shown first."""

    @property
    def change(self) -> Array:
        """Return the difference of the means, (runs, years, entries): paired or not."""
        return np.asarray(self.each[:, 0] - self.each[:1, 0])

    def label_in(self, language: Language) -> str:
        return self.label_nl if language == "nl" else self.label

    @property
    def visible(self) -> Array:
        """Tell where the draws show a difference with the base at all, (runs, years, entries) of truth values.

        Its mean is more standard errors from nought than chance gives, or of the draws that differ far more go one way
        than the other. What is less than rounding is no difference; nor is what unequal draws alone can make.
        """
        change = np.abs(np.nan_to_num(self.change))
        size = np.nanmax(np.abs(np.nan_to_num(self.each)), axis=1)
        beyond = change > ROUNDING * np.maximum(size, size[:1])
        paired = ~np.isnan(self.lower)
        lower, higher = np.nan_to_num(self.lower), np.nan_to_num(self.higher)
        draws = np.where(paired, self.known, 0.0)
        one_way = goes_one_way(lower, higher, draws)
        largest = np.nanmax(np.abs(np.nan_to_num(self.difference)), axis=1)
        moved = one_way & (largest > ROUNDING * np.maximum(size, size[:1]))
        return np.asarray((beyond & (change > SURE * self.error)) | moved)

    @property
    def relative(self) -> Array:
        """Return the difference of the means as a share of the mean of the base, NaN where that says nothing.

        That is where the base is not far above nought, against its spread and the error of its mean; where the
        difference is many times the base; and where no difference is visible.
        """
        shape = self.each[:, 0].shape
        base = np.broadcast_to(self.each[:1, 0], shape)
        far = (base > self.spread[:1]) & (base > MOST_TIMES * self.own_error[:1])
        nothing = (self.change == 0) & ~np.isnan(self.lower)
        sensible = far & (np.abs(self.change) <= MOST_TIMES * base) & (self.visible | nothing)
        # Of less than nought, such as a gap, a share would have its sign the wrong way round.
        return np.asarray(np.divide(self.change, base, out=np.full(shape, np.nan), where=sensible & (base > 0)))

    def of_years(self, years: Sequence[int]) -> ComparedOutcome:
        """Return the outcome in some of its years; in all of them when none is given."""
        if not years:
            return self
        places = [self.years.index(year) for year in years]
        return replace(self, years=tuple(years), **{field: getattr(self, field)[..., places, :] for field in FIELDS})

    @property
    def main(self) -> list[int]:
        """Return the entries that were named; else the total where there is one, else all of them."""
        if self.chosen:
            return [self.entries.index(entry) for entry in self.chosen]
        total = [position for position, entry in enumerate(self.entries) if is_total(entry)]
        return total or list(range(len(self.entries)))


def common_years(runs: Sequence[ComparedRun]) -> list[int]:
    """List the whole calendar years that every run has."""
    years = [set(whole_years(run.outcomes["month"].values)[1].tolist()) for run in runs]
    return sorted(set.intersection(*years))


def compare_outcome(
    runs: Sequence[ComparedRun], name: str, years: list[int], better: Direction, targets: Sequence[NamedTarget]
) -> tuple[ComparedOutcome, list[MetDraws]]:
    """Compare one outcome, and find the draws in which its targets are met. CannotAnswer when it is damaged."""
    first = runs[0].outcomes[name]
    chunks: list[list[Statistics]] = []
    met = [MetDraws(target, len(runs)) for target in targets]
    for some, values in _by_year(runs, name, years):
        chunks.append([])
        for over in axes_to_sum(values[0]):
            entries = entry_names(values[0], over)
            flat = [_flat(value, over) for value in values]
            chunks[-1].append(_statistics(runs, flat, [better(entry) for entry in entries]))
            for one in met:
                one.add(some, entries, flat)
    all_entries = [entry for over in axes_to_sum(first) for entry in entry_names(first, over)]
    arrays = {
        field: np.concatenate([np.concatenate([some[field] for some in chunk], axis=-1) for chunk in chunks], axis=-2)
        for field in FIELDS
    }
    axes = [str(dim) for dim in first.dims[1:-1]]
    described = first.attrs
    compared = ComparedOutcome(
        name=name,
        label=described["long_name"],
        label_nl=described["long_name_nl"],
        units=described["units"],
        kind=described["kind"],
        axis=" · ".join(axes),
        years=tuple(years),
        entries=tuple(all_entries),
        better=tuple(better(entry) for entry in all_entries),
        each=arrays["each"],
        difference=arrays["difference"],
        lower=arrays["lower"],
        higher=arrays["higher"],
        gain=arrays["gain"],
        regret=arrays["regret"],
        spread=arrays["spread"],
        error=arrays["error"],
        known=arrays["known"],
        own_error=arrays["own_error"],
    )
    return compared, met


Statistics = dict[str, Array]
FIELDS = ("each", "difference", "lower", "higher", "gain", "regret", "spread", "error", "known", "own_error")


def _by_year(
    runs: Sequence[ComparedRun], name: str, years: list[int]
) -> Iterator[tuple[list[int], list[xr.DataArray]]]:
    """Yield a few years of every run at a time, dims (year, …, draw), so that memory stays bounded."""
    sizes = [run.outcomes[name].nbytes // max(1, run.outcomes.sizes["month"]) * MONTHS for run in runs]
    step = max(1, CHUNK_BYTES // max(1, *sizes))
    for begin in range(0, len(years), step):
        some = years[begin : begin + step]
        yield some, [_read(run, name, some) for run in runs]


def _read(run: ComparedRun, name: str, years: list[int]) -> xr.DataArray:
    outcome = run.outcomes[name]
    first, there = whole_years(outcome["month"].values)
    begin = first + (years[0] - int(there[0])) * MONTHS
    chunk = outcome.isel(month=slice(begin, begin + len(years) * MONTHS)).load()
    return yearly(chunk, 0, len(years))


def _flat(value: xr.DataArray, over: tuple[str, ...]) -> NDArray[Any]:
    """Sum over axes and flatten the entries: (years, entries, draws)."""
    values = summed(value, over)
    return values.reshape(len(values), -1, values.shape[-1])


def _statistics(
    runs: Sequence[ComparedRun], values: Sequence[NDArray[Any]], better: Sequence[str | None]
) -> Statistics:
    shape = values[0].shape[:2]
    change = np.full((len(runs), len(STATISTICS), *shape), np.nan)
    lower, higher, gain = (np.full((len(runs), *shape), np.nan) for _ in range(3))
    worse = np.full((len(runs), 2, *shape), np.nan)
    paired = [number for number, run in enumerate(runs) if not run.unpaired]
    own = np.stack([error_of_mean(np.asarray(value, np.float64)) for value in values])
    # Of runs that are not paired, the errors of both add up.
    error = np.sqrt(own**2 + own[:1] ** 2)
    error[0] = np.nan
    known = np.stack([(~np.isnan(value)).sum(axis=-1) for value in values]).astype(np.float64)
    for number in paired[1:]:
        one = difference(values[0], values[number])
        change[number], lower[number], higher[number], gain[number], error[number] = one
        known[number] = (~np.isnan(values[0]) & ~np.isnan(values[number])).sum(axis=-1)
    for position, way in enumerate(better):
        if way is not None and len(paired) > 1:
            together = np.stack([values[number][:, position] for number in paired])
            worse[paired, :, :, position] = np.swapaxes(regret(together, way), 0, 1)
    each = np.stack([summarise(value) for value in values])
    found = (each, change, lower, higher, gain, worse, np.stack([spread(value) for value in values]), error, known, own)
    return dict(zip(FIELDS, found, strict=True))
