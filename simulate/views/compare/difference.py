"""The difference of one run with the base in words: worded here for every table and sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from simulate.comparing.comparison import Comparison
from simulate.comparing.outcomes import ComparedOutcome
from simulate.comparing.statistics import INDEX
from simulate.engine.arrays import Array
from simulate.render.document import Cell, Stack, Table
from simulate.render.numbers import Scale, number, percent, scale, times
from simulate.render.numbers import relative as relative_text
from simulate.results.asked import year_of
from simulate.views.card import card
from simulate.views.compare import text
from simulate.vocabulary import CHANCE, Label, Language

LEAST = 0.005
"""A relative difference of less would be shown as nought."""
YEAR, MEDIAN, DIFFERENCE = Label("jaar", "year"), Label("mediaan", "median"), Label("verschil", "difference")
HALF, NINE = Label("helft", "half"), Label("negen van tien", "nine of ten")
MEAN, LOWER = Label("gemiddelde", "mean"), Label("lager", "lower")
HIGHER, GAIN = Label("hoger", "higher"), Label("winst", "gain")


@dataclass(frozen=True)
class WordedDifference:
    """The difference of one entry in one year, as texts; those that need paired runs are empty without them."""

    base: str
    """The median of the base; of a chance the share of the draws."""
    other: str
    median: str
    """Of the difference, with its sign; of runs that are not paired the difference of the means. A sentence where the
    draws show none."""
    visible: bool
    """Whether the draws show a difference."""
    half: str
    nine: str
    low: str
    """The lower end of the interval of nine out of ten draws, with its sign."""
    high: str
    relative: str
    lower: str
    higher: str
    gain: str


def middle(outcome: ComparedOutcome) -> int:
    """Return the statistic that represents an outcome: its median; of an event the share of the draws."""
    return INDEX["mean" if outcome.units == CHANCE else "p50"]


def largest(values: Array) -> float:
    """Return the largest absolute value, ignoring missing numbers."""
    return float(np.nanmax(np.abs(values), initial=0))


def scale_of(outcome: ComparedOutcome, run: int, entry: int, years: Iterable[int], language: Language) -> Scale:
    """Choose the scale of both runs and their difference, over the years (indices) that are shown."""
    shown = list(years)
    medians = outcome.each[[0, run]][:, middle(outcome), shown, entry]
    differences = outcome.difference[run][:, shown, entry]
    return scale(
        outcome.units,
        outcome.kind,
        largest(medians),
        language,
        digits_of=max(largest(medians), largest(differences)),
        error=_error(outcome, run, entry, shown),
    )


def scale_of_difference(
    outcome: ComparedOutcome, run: int, entry: int, years: Iterable[int], language: Language
) -> Scale:
    """Choose the scale of the difference alone."""
    shown = list(years)
    paired = outcome.difference[run][:, shown, entry]
    values = paired if np.isfinite(paired).any() else outcome.change[run, shown, entry]
    error = _error(outcome, run, entry, shown)
    return scale(outcome.units, outcome.kind, largest(values), language, error=error)


def _error(outcome: ComparedOutcome, run: int, entry: int, years: list[int]) -> float:
    """Return the standard error of a difference that decides how many digits are shown: the middle one of the years."""
    errors = outcome.error[run, years, entry]
    known = errors[errors > 0]
    return float(np.median(known)) if known.size else np.nan


def word_difference(outcome: ComparedOutcome, run: int, entry: int, year: int, scaled: Scale) -> WordedDifference:
    """Word what differs between a run and the base, for one entry and year (their numbers)."""
    index, language = middle(outcome), scaled.language
    own, by = outcome.each[:, index, year, entry], outcome.difference[run, :, year, entry]
    paired = bool(np.isfinite(by).any())
    visible = bool(outcome.visible[run, year, entry])
    known = outcome.known[[run] if paired else [0, run], year, entry].min()
    relative, gain = float(outcome.relative[run, year, entry]), float(outcome.gain[run, year, entry])
    return WordedDifference(
        base=scaled.value(own[0]),
        other=scaled.value(own[run]),
        median=_median(float(by[index] if paired else outcome.change[run, year, entry]), scaled)
        if visible
        else text.invisible(int(known), language),
        visible=visible,
        half=scaled.interval(by[INDEX["p25"]], by[INDEX["p75"]]) if paired else "",
        nine=scaled.interval(by[INDEX["p5"]], by[INDEX["p95"]]) if paired else "",
        low=scaled.signed(by[INDEX["p5"]]),
        high=scaled.signed(by[INDEX["p95"]]),
        relative=relative_text(relative, language, 1),
        lower=percent(float(outcome.lower[run, year, entry]), language),
        higher=percent(float(outcome.higher[run, year, entry]), language),
        gain="" if np.isnan(gain) else times(gain, language),
    )


def _median(value: float, scaled: Scale) -> str:
    """Format a difference; one that is there, but is less than the last digit shown, is told as less than that."""
    shown = scaled.signed(value)
    if value and not shown.strip("+−0.,"):
        return text.LESS.in_(scaled.language).format(number(10.0**-scaled.decimals, scaled.language, scaled.decimals))
    return shown


def by_year(comparison: Comparison, outcome: ComparedOutcome, run: int, entry: int, language: Language) -> Table:
    """Tabulate one entry of a run against the base, a row for each calendar year."""
    years = range(len(outcome.years))
    paired = run in comparison.paired
    scaled = scale_of(outcome, run, entry, years, language) if paired else _scale_apart(outcome, run, entry, language)
    names = [f"{MEDIAN.in_(language)} {comparison.runs[number].name}" for number in (0, run)]
    nine = NINE.in_(language)
    if paired:
        heading = (*names, *(label.in_(language) for label in (DIFFERENCE, HALF, NINE, MEAN, LOWER, HIGHER, GAIN)))
    else:
        heading = (names[0], nine, names[1], nine, MEAN.in_(language))
    rows = tuple(
        (str(outcome.years[year]), *(_paired if paired else _apart)(outcome, run, entry, year, scaled))
        for year in years
    )
    named = text.named(outcome, outcome.entries[entry], language)
    against = text.AGAINST.in_(language).format(other=comparison.runs[run].name, base=comparison.base.name)
    caption = f"{against}: {named[0].lower() + named[1:]}, {scaled.unit}"
    return Table(caption, (YEAR.in_(language), *heading), rows, frozenset(range(1, len(heading) + 1)))


def _paired(outcome: ComparedOutcome, run: int, entry: int, year: int, scaled: Scale) -> tuple[Cell, ...]:
    d = word_difference(outcome, run, entry, year, scaled)
    return d.base, d.other, d.median, d.half, d.nine, d.relative, d.lower, d.higher, d.gain


def _apart(outcome: ComparedOutcome, run: int, entry: int, year: int, scaled: Scale) -> tuple[Cell, ...]:
    d = word_difference(outcome, run, entry, year, scaled)
    base, other = _intervals(outcome, run, entry, year, scaled)
    return d.base, base, d.other, other, d.relative


def _intervals(outcome: ComparedOutcome, run: int, entry: int, year: int, scaled: Scale) -> tuple[str, str]:
    """Format the 90 % intervals of the base and of the run."""
    first, second = (
        scaled.interval(*outcome.each[number, [INDEX["p5"], INDEX["p95"]], year, entry]) for number in (0, run)
    )
    return first, second


def _scale_apart(outcome: ComparedOutcome, run: int, entry: int, language: Language) -> Scale:
    """Choose the scale of two runs that are no pair: in no more digits than the error of their difference allows."""
    error = _error(outcome, run, entry, list(range(len(outcome.years))))
    return scale(outcome.units, outcome.kind, largest(outcome.each[[0, run]][..., entry]), language, error=error)


def by_outcome(comparison: Comparison, run: int, language: Language) -> Table:
    """Tabulate every outcome of a run against the base, a column for each calendar year that fits."""
    years = comparison.outcomes[0].years
    column = _differences if run in comparison.paired else _both_runs
    rows = []
    for outcome in comparison.outcomes:
        for entry in outcome.main:
            unit, cells = column(outcome, run, entry, language)
            rows.append((Stack(text.named(outcome, outcome.entries[entry], language), (unit,)), *cells))
    numbers = frozenset(range(1, len(years) + 1))
    heading = (text.OUTPUTS.in_(language), *map(str, years))
    asked = {year_of(one.ask) for one in comparison.asked if not isinstance(one, str)}
    first = frozenset(place for place, year in enumerate(years, start=1) if year in asked)
    return Table("", heading, tuple(rows), numbers, optional=numbers, first=first or _answered(comparison))


def _answered(comparison: Comparison) -> frozenset[int]:
    """Return the column of the year that the model itself tells of."""
    years = len(comparison.outcomes[0].years)
    return frozenset({min(card(comparison.base.record.model).answer_year, years - 1) + 1}) if years else frozenset()


def _differences(outcome: ComparedOutcome, run: int, entry: int, language: Language) -> tuple[str, list[Cell]]:
    """Return the unit, and a cell for each year: the difference, its 90 % interval, and its direction."""
    years = range(len(outcome.years))
    scaled = scale_of_difference(outcome, run, entry, years, language)
    return scaled.unit, [_difference(outcome, run, entry, year, scaled) for year in years]


def _difference(outcome: ComparedOutcome, run: int, entry: int, year: int, scaled: Scale) -> Cell:
    worded, language = word_difference(outcome, run, entry, year, scaled), scaled.language
    if outcome.lower[run, year, entry] == outcome.higher[run, year, entry] == 0:
        return text.NEVER.in_(language)
    if scaled.chance or not worded.visible:
        return worded.median
    relative = float(outcome.relative[run, year, entry])
    change = relative_text(relative, language) if abs(relative) >= LEAST else ""
    mean, shown = float(outcome.change[run, year, entry]), worded.median
    if mean * float(outcome.difference[run, middle(outcome), year, entry]) < 0:
        # Few draws that differ much outweigh the many that hardly do: what is seen is the mean.
        shown = f"{MEAN.in_(language)} {scaled.signed(mean)}"
    return Stack(
        f"{shown} ({change})" if change else shown, (worded.nine, direction(outcome, run, year, entry, language))
    )


def direction(outcome: ComparedOutcome, run: int, year: int, entry: int, language: Language) -> str:
    """Word the share of the draws in which it is lower or higher, whichever is larger."""
    lower, higher = float(outcome.lower[run, year, entry]), float(outcome.higher[run, year, entry])
    share = percent(max(lower, higher), language).removesuffix(" %")
    return (text.LOWER if lower >= higher else text.HIGHER).in_(language).format(share)


def _both_runs(outcome: ComparedOutcome, run: int, entry: int, language: Language) -> tuple[str, list[Cell]]:
    """Return the unit, and a cell for each year of unpaired runs: both medians with their 90 % intervals."""
    years = range(len(outcome.years))
    if outcome.units == CHANCE:
        shares = outcome.each[[0, run], middle(outcome)][..., entry]
        return "", [" → ".join(percent(float(one), language) for one in shares[:, year]) for year in years]
    scaled = _scale_apart(outcome, run, entry, language)
    cells: list[Cell] = []
    for year in years:
        worded = word_difference(outcome, run, entry, year, scaled)
        cells.append(Stack(f"{worded.base} → {worded.other}", _intervals(outcome, run, entry, year, scaled)))
    return scaled.unit, cells
