"""What a preview of few draws may say: a direction, or a target met or missed, only where the paired error allows it.

Base and variant are the same worlds, draw by draw; the error is that of the mean of their differences. What is less
than three of these errors is not called a difference: with other draws it could be none, or the opposite.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from simulate.comparing.comparison import Comparison
from simulate.comparing.outcomes import ROUNDING, SURE, ComparedOutcome
from simulate.comparing.statistics import INDEX
from simulate.comparing.targets import TargetChances
from simulate.render.numbers import Scale, number, percent, scale
from simulate.render.numbers import relative as relative_text
from simulate.render.values import limit
from simulate.results.totals import is_total
from simulate.scenario import Direction, Measure
from simulate.views.compare.difference import middle
from simulate.views.compare.text import named
from simulate.views.striking import GOES
from simulate.vocabulary import CHANCE, Label, Language

Seen = Literal["higher", "lower", "same", "unseen"]
"""higher, lower: beyond what other draws could turn round · same: in no draw a difference · unseen: not yet visible."""
FEWEST = 10
"""Draws that must differ before a direction is told: of fewer the error itself is not known."""

MORE = Label(
    "In {year}: {outcome} gemiddeld {change} {unit} door deze veranderingen{relative}, van {base} naar {other}. In "
    "negen van de tien trekkingen ligt het verschil tussen {low} en {high}.",
    "In {year}: {outcome} on average {change} {unit} by these changes{relative}, from {base} to {other}. In nine "
    "out of ten draws the difference lies between {low} and {high}.",
)
EVENT = Label(
    "In {year}: {outcome} in {other} van de trekkingen in plaats van {base}: {change} {unit} door deze veranderingen.",
    "In {year}: {outcome} in {other} of the draws instead of {base}: {change} {unit} by these changes.",
)
UNSEEN = Label(
    "In {year}: {outcome} nog geen verschil te zien bij {draws} trekkingen. Als er een is, is het gemiddeld minder dan "
    "{most} {unit}, omhoog of omlaag.",
    "In {year}: {outcome} no difference visible yet in {draws} draws. If there is one, it is on average less than "
    "{most} {unit}, up or down.",
)
SAME = Label(
    "In {year}: {outcome} geen verschil, in geen van de {draws} trekkingen.",
    "In {year}: {outcome} no difference, in none of the {draws} draws.",
)
ALONE = Label(
    "In {year}: {outcome} {middle} {unit} (mediaan; in negen van de tien trekkingen {low} – {high}).",
    "In {year}: {outcome} {middle} {unit} (median; in nine out of ten draws {low} – {high}).",
)
ALONE_EVENT = Label(
    "In {year}: {outcome} in {middle} van de trekkingen.", "In {year}: {outcome} in {middle} of the draws."
)
PRELIMINARY = Label("Voorlopig, {draws} trekkingen.", "Preliminary, {draws} draws.")
FINAL = Label("{draws} trekkingen.", "{draws} draws.")
ERROR = Label(
    "Standaardfout van het gemiddelde verschil: {error} {unit}.",
    "Standard error of the mean difference: {error} {unit}.",
)
OWN_ERROR = Label("Standaardfout van het gemiddelde: {error} {unit}.", "Standard error of the mean: {error} {unit}.")
WORDS: dict[Seen, Label] = {
    "higher": Label("hoger", "higher"),
    "lower": Label("lager", "lower"),
    "same": Label("geen verschil", "no difference"),
    "unseen": Label("nog niet zichtbaar", "not yet visible"),
}
LIKELY = Label("waarschijnlijk gehaald", "likely met")
UNLIKELY = Label("waarschijnlijk niet gehaald", "likely missed")
MET = Label("in elke trekking gehaald", "met in every draw")
MISSED = Label("in geen trekking gehaald", "met in no draw")
OPEN = Label("nog niet te zeggen bij {draws} trekkingen", "cannot be told yet in {draws} draws")
OUTSIDE = Label("valt buiten de jaren van deze run", "is outside the years of this run")


def seen(outcome: ComparedOutcome, run: int, year: int, entry: int) -> Seen:
    """Tell which way an entry of an outcome goes in a year (an index), as far as the paired draws allow."""
    lower, higher = outcome.lower[run, year, entry], outcome.higher[run, year, entry]
    if lower == 0 and higher == 0:
        return "same"
    change, error = float(outcome.change[run, year, entry]), float(outcome.error[run, year, entry])
    size = float(np.nanmax(np.abs(outcome.each[[0, run]][:, :, year, entry]), initial=0))
    differ = float(outcome.known[run, year, entry]) * float(np.nan_to_num(lower) + np.nan_to_num(higher))
    if math.isnan(change) or differ < FEWEST or not abs(change) > max(SURE * error, ROUNDING * size):
        return "unseen"
    return "higher" if change > 0 else "lower"


@dataclass(frozen=True)
class Sentence:
    """One answer, and which way it goes."""

    text: str
    seen: Seen
    precision: str
    """How many draws there are, and the error of what is told."""


def answer(
    outcome: ComparedOutcome, run: int, year: int, entry: int, language: Language, *, last: bool = False
) -> Sentence:
    """Say what one run gives beside the base, in one year (an index) of one entry; run 0 is told by itself."""
    draws = int(outcome.known[run, year, entry])
    title = named(outcome, outcome.entries[entry], language)
    words = {
        "year": str(outcome.years[year]),
        "outcome": title[:1].lower() + title[1:],
        "draws": number(draws, language),
    }
    counted = (FINAL if last else PRELIMINARY).in_(language).format(**words)
    if run == 0:
        scaled = _scale(outcome, 0, year, entry, language)
        own = outcome.each[0, :, year, entry]
        text = (ALONE_EVENT if outcome.units == CHANCE else ALONE).in_(language).format(
            **words, middle=scaled.value(own[middle(outcome)]), unit=_unit(scaled),
            low=scaled.value(own[INDEX["p5"]]), high=scaled.value(own[INDEX["p95"]]),
        )  # fmt: skip
        said = OWN_ERROR.in_(language).format(error=_size(outcome.own_error[0, year, entry], scaled), unit=scaled.unit)
        return Sentence(_tidy(text), "same", f"{counted} {_tidy(said)}")
    way, scaled = seen(outcome, run, year, entry), _scale(outcome, run, year, entry, language)
    error = float(outcome.error[run, year, entry])
    said = ERROR.in_(language).format(error=_size(error, scaled), unit=scaled.unit)
    change = float(outcome.change[run, year, entry])
    if way == "same":
        return Sentence(SAME.in_(language).format(**words), way, counted)
    if way == "unseen":
        most = _size(abs(change) + SURE * error, scaled) if math.isfinite(change) else "–"
        return Sentence(UNSEEN.in_(language).format(**words, most=most, unit=scaled.unit), way, f"{counted} {said}")
    by = outcome.difference[run, :, year, entry]
    share = relative_text(float(outcome.relative[run, year, entry]), language, 1)
    text = (EVENT if outcome.units == CHANCE else MORE).in_(language).format(
        **words, change=scaled.signed(change), unit=scaled.unit, relative=f" ({share})" if share else "",
        base=scaled.value(outcome.each[0, 0, year, entry]), other=scaled.value(outcome.each[run, 0, year, entry]),
        low=scaled.signed(by[INDEX["p5"]]), high=scaled.signed(by[INDEX["p95"]]),
    )  # fmt: skip
    return Sentence(_tidy(text), way, f"{counted} {said}")


def _scale(outcome: ComparedOutcome, run: int, year: int, entry: int, language: Language) -> Scale:
    """Choose the unit by the larger of both runs, and the digits by the error of what is told."""
    largest = float(np.nanmax(np.abs(outcome.each[[0, run], 0, year, entry]), initial=0))
    error = outcome.own_error[0, year, entry] if run == 0 else outcome.error[run, year, entry]
    return scale(outcome.units, outcome.kind, largest, language, error=float(error) if error > 0 else math.nan)


def _size(error: float, scaled: Scale) -> str:
    """Write an error with two digits, which is one more than what it is the error of has."""
    error = float(error) / scaled.divisor
    if not math.isfinite(error) or error <= 0:
        return number(0, scaled.language)
    return number(error, scaled.language, max(0, 1 - math.floor(math.log10(error))))


def _unit(scaled: Scale) -> str:
    """Return the unit of a number; a share or a chance has its percent sign with it."""
    return "" if scaled.percent else scaled.unit


def _tidy(text: str) -> str:
    return text.replace("  ", " ").replace(" (median", " (median")


def default_year(outcome: ComparedOutcome, preferred: int) -> int:
    """Return the index of the year that is shown first: so many years after the first, or the last there is."""
    return min(preferred, len(outcome.years) - 1)


def entry_of(outcome: ComparedOutcome) -> int:
    """Return the index of the entry that was named, else of the total, else of the first."""
    if outcome.chosen:
        return outcome.entries.index(outcome.chosen[0])
    return next((place for place, entry in enumerate(outcome.entries) if is_total(entry)), 0)


@dataclass(frozen=True)
class TargetVerdict:
    """A target before and after: the chances, and what may be said of them."""

    name: str
    label: str
    limit: str
    chances: tuple[str, ...]
    """Of each run; the base first."""
    verdicts: tuple[str, ...]
    changes: tuple[Seen, ...]
    """Which way the chance goes in each run; of the base the same."""


def targets(comparison: Comparison, language: Language) -> Iterator[TargetVerdict]:
    """Yield every target with its chance in each run, and what the number of draws allows to say of it."""
    units = {str(name): one.attrs["units"] for name, one in comparison.base.outcomes.items()}
    draws = comparison.base.draws
    for one in comparison.chances:
        target = one.named.target
        yield TargetVerdict(
            one.named.name,
            target.label.in_(language),
            limit(target, units[target.outcome], language),
            tuple(percent(chance, language) for chance in one.met),
            tuple(_verdict(chance, draws, language) for chance in one.met),
            tuple(_chance_goes(one, run, draws) for run in range(len(one.met))),
        )


def _verdict(chance: float, draws: int, language: Language) -> str:
    """Say whether a target is met: likely or not, where three standard errors are on one side of one half."""
    if math.isnan(chance):
        return OUTSIDE.in_(language)
    if chance in (0.0, 1.0):
        return (MET if chance else MISSED).in_(language)
    # Two draws of each kind more: near 0 and 1 the plain error is far too small.
    shrunk = (chance * draws + 2) / (draws + 4)
    error = math.sqrt(shrunk * (1 - shrunk) / (draws + 4))
    if abs(shrunk - 0.5) <= SURE * error:
        return OPEN.in_(language).format(draws=number(draws, language))
    return (LIKELY if shrunk > 0.5 else UNLIKELY).in_(language)


def _chance_goes(one: TargetChances, run: int, draws: int) -> Seen:
    """Tell whether a chance rises: of the draws that change sides far more go one way than the other."""
    gained, lost = one.gained[run] * draws, one.lost[run] * draws
    if run == 0 or (gained == 0 and lost == 0):
        return "same"
    if math.isnan(gained) or gained + lost < FEWEST or not abs(gained - lost) > SURE * math.sqrt(gained + lost):
        return "unseen"
    return "higher" if gained > lost else "lower"


@dataclass(frozen=True)
class Expected:
    """What a document says that a measure does, and what the model shows of all changes together."""

    measure: str
    label: str
    outcome: str
    goes: str
    source: str
    seen: Seen
    text: str
    agrees: bool | None
    """None where the draws do not allow to say."""


def expected(comparison: Comparison, run: int, year: int, language: Language) -> Iterator[Expected]:
    """Yield what the documents expect of the measures that a run has and the base has not."""
    before = {one.name for one in comparison.base.scenario.measures}
    found = {one.name: one for one in comparison.outcomes}
    for measure in comparison.runs[run].scenario.measures:
        if measure.name not in before and measure.probability > 0:
            yield from _expected(measure, comparison, found, run, year, language)


def _expected(
    measure: Measure,
    comparison: Comparison,
    found: dict[str, ComparedOutcome],
    run: int,
    year: int,
    language: Language,
) -> Iterator[Expected]:
    for one in measure.expects:
        outcome = found.get(one.outcome)
        if outcome is None or one.model not in ("", comparison.base.scenario.model):
            continue
        entry = next(
            (
                place
                for place, name in enumerate(outcome.entries)
                if (is_total(name) if one.entry is None else name == one.entry)
            ),
            0,
        )
        if year not in outcome.years:
            continue
        way = seen(outcome, run, outcome.years.index(year), entry)
        yield Expected(
            measure.name,
            measure.label.in_(language),
            named(outcome, outcome.entries[entry], language),
            GOES[one.goes].in_(language),
            one.source,
            way,
            WORDS[way].in_(language),
            _agrees(one.goes, way),
        )


def _agrees(goes: Direction, way: Seen) -> bool | None:
    return goes == way if way in ("higher", "lower") else None
