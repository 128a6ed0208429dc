"""The tables of a comparison that a terminal and a page share: headings and cells, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from simulate.comparing import words
from simulate.comparing.aims import Chances
from simulate.comparing.comparison import Comparison
from simulate.comparing.outcomes import Compared
from simulate.comparing.plain import Change
from simulate.comparing.spoken import grouped, spoken
from simulate.render.numbers import CHANCE, decimals, number, percent, times
from simulate.scenario import Origin, Target
from simulate.vocabulary import AXES, UNITS, Label, Language

MANY = 30
"""Changes above which the effects of measures are counted, not listed, where room is short."""


@dataclass(frozen=True)
class Grid:
    """A table. Rows are as long as the heading."""

    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


WENT_IN = (
    Label("wat", "what"),
    Label("naam", "name"),
    Label("omschrijving", "label"),
    Label("vanaf", "from"),
    Label("oud", "old"),
    Label("nieuw", "new"),
    Label("soort cijfer", "kind of figure"),
    Label("bron", "source"),
    Label("plaats", "place"),
)


def went_in(changes: Sequence[Change], language: Language, *, short: bool = False) -> Grid:
    """What differs between two scenarios; with `short` the effects of measures are counted where there are many."""
    rows = []
    fold = short and len(changes) > MANY
    for (kind, _), group in groupby(changes, lambda change: (_shelf(change), change.name)):
        together = list(group)
        timing = [change for change in together if change.kind == "measure"]
        effects = [change for change in together if change.kind == "effect"]
        if kind != "measure":
            rows += [_row(change, language) for change in together]
            continue
        if timing:
            rows.append(_measure(timing, effects if fold else [], language))
        rows += [] if fold and timing else [_row(change, language) for change in effects]
    return Grid(tuple(label.in_(language) for label in WENT_IN), tuple(rows))


def _shelf(change: Change) -> str:
    return "measure" if change.kind == "effect" else change.kind


KINDS = {
    "run": Label("run", "run"),
    "measure": Label("maatregel", "measure"),
    "effect": Label("effect", "effect"),
    "parameter": Label("parameter", "parameter"),
    "target": Label("doel", "target"),
}


def _what(change: Change, language: Language) -> str:
    return f"{KINDS[change.kind].in_(language)} {words.HOW[change.how].in_(language)}"


def _row(change: Change, language: Language) -> tuple[str, ...]:
    name = change.name
    # What a measure does is called by the parameter that it does it to.
    label = change.field if change.kind == "effect" else words.in_(change.label, language) + _entry(change, language)
    field = "" if change.field in ("value", "target") else words.FIELDS.get(change.field, Label("", "")).in_(language)
    unit = UNITS[change.unit].label.in_(language) if change.unit in UNITS and change.field == "value" else ""
    return (
        f"{_what(change, language)}{f', {field}' if field and change.kind != 'effect' else ''}",
        name,
        label,
        change.date.isoformat() if change.date else "",
        spoken(change.old, language),
        f"{spoken(change.new, language)} {unit}".strip() if change.new else "",
        *_origin(change.told, language),
    )


def _entry(change: Change, language: Language) -> str:
    if not change.entry:
        return ""
    named = {entry: label for axis in AXES.values() for entry, label in zip(axis.entries, axis.labels, strict=True)}
    label = named.get(change.entry)
    return f", {label.in_(language) if label else change.entry}"


def _measure(timing: Sequence[Change], effects: Sequence[Change], language: Language) -> tuple[str, ...]:
    first = timing[0]
    starts = [change for change in timing if change.field == "from"]
    rest = [change for change in timing if change.field != "from"]
    counted = f"{len(effects)} effect{'' if len(effects) == 1 else 'en' if language == 'nl' else 's'}"
    sides = []
    for side in ("old", "new"):
        told = [
            f"{words.FIELDS[c.field].in_(language)} {spoken(getattr(c, side), language)}"
            for c in rest
            if getattr(c, side)
        ]
        sides.append(", ".join(told))
    if effects:
        sides[first.how != "removed"] = ", ".join(text for text in (sides[first.how != "removed"], counted) if text)
    start = " → ".join(text for change in starts for text in (change.old, change.new) if text)
    return (
        _what(first, language),
        first.name,
        words.in_(first.label, language),
        start,
        *sides,
        *_origin(first.told, language),
    )


def _origin(origin: Origin | None, language: Language) -> tuple[str, str, str]:
    if origin is None:
        return "", "", ""
    return words.ROLES[origin.role].in_(language), origin.source or "", f"{origin.file}:{origin.line}"


def targets(comparison: Comparison, language: Language) -> Grid:
    """For every target the chance in each run and, where it is paired, what is gained and lost."""
    heading = [Label("doel", "target").in_(language), Label("grens", "limit").in_(language)]
    for number_, side in enumerate(comparison.sides):
        heading.append(side.name)
        if number_ in comparison.paired:
            heading += [Label("erbij", "gained").in_(language), Label("eraf", "lost").in_(language)]
    heading.append(Label("bron", "source").in_(language))
    rows = [
        (
            words.in_(chances.aim.target.label, language),
            limit(chances, comparison, language),
            *_chances(chances, comparison.paired, language),
            chances.aim.target.origin.source or words.ROLES["assumption"].in_(language),
        )
        for chances in comparison.chances
    ]
    return Grid(tuple(heading), tuple(rows))


def _chances(chances: Chances, paired: Sequence[int], language: Language) -> Iterable[str]:
    for run, met in enumerate(chances.met):
        yield percent(met, language)
        if run in paired:
            yield percent(chances.gained[run], language)
            yield percent(chances.lost[run], language)


def limit(chances: Chances, comparison: Comparison, language: Language) -> str:
    """The limit of the target of these chances, in words."""
    target = chances.aim.target
    return aimed(target, comparison.base.outcomes[target.outcome].attrs["units"], language)


def aimed(target: Target, unit: str, language: Language) -> str:
    """`at least 100,000 homes by 2029`; `unit` is that of the outcome."""
    years = (
        words.BY.in_(language).format(target.by)
        if target.by is not None
        else (words.IN if len(target.years) == 1 else words.EACH)
        .in_(language)
        .format(", ".join(map(str, target.years)))
    )
    return f"{bound(target, unit, language)} {years}"


def bound(target: Target, unit: str, language: Language) -> str:
    """`at least 100,000 homes`."""
    least = target.at_least is not None
    value = target.at_least if target.at_least is not None else target.at_most
    assert value is not None
    if unit == "aandeel":
        text = f"{number(100 * value, language, 0 if float(100 * value).is_integer() else 1)} %"
    else:
        text = f"{grouped(f'{value:.12g}', language)} {UNITS[unit].label.in_(language) if unit in UNITS else unit}"
    return (words.AT_LEAST if least else words.AT_MOST).in_(language).format(text)


def regrets(comparison: Comparison, language: Language) -> Grid:
    """For every outcome of which is known what is better, the regret of each run in one year."""
    paired = [0, *comparison.paired]
    heading = [Label("uitkomst", "outcome"), Label("jaar", "year"), Label("eenheid", "unit")]
    rows = []
    for outcome in comparison.judged if len(paired) > 1 else ():
        for place, entry in enumerate(outcome.entries):
            way = outcome.better[place]
            if way is None or (all(outcome.better) and place not in outcome.main):
                continue
            year = regret_year(comparison, outcome, entry)
            worse = outcome.regret[paired, :, outcome.years.index(year), place]
            largest = float(np.nanmax(worse, initial=0))
            divisor, unit = words.unit_of(outcome, largest, language)
            shown = decimals(largest / divisor)
            rows.append(
                (
                    f"{words.called(outcome, entry, language)} ({words.BETTER[way].in_(language)})",
                    str(year),
                    unit,
                    *(
                        words.EXCEEDED.in_(language).format(
                            *(number(float(one) / divisor, language, shown) for one in pair)
                        )
                        for pair in worse
                    ),
                )
            )
    names = [comparison.sides[run].name for run in paired]
    return Grid((*(label.in_(language) for label in heading), *names), tuple(rows))


def regret_year(comparison: Comparison, outcome: Compared, entry: str) -> int:
    """The year of the target of this entry, or else the last."""
    asked = [
        chances.aim.target.by or chances.aim.target.years[-1]
        for chances in comparison.chances
        if chances.aim.target.outcome == outcome.name and chances.aim.hits(entry)
    ]
    return next((year for year in asked if year in outcome.years), outcome.years[-1])


def gains(comparison: Comparison, run: int, language: Language, most: int = 4) -> str:
    """What common random numbers gain for one run, in one sentence; empty where nothing can be told."""
    outcomes = comparison.outcomes
    if run not in comparison.paired or not outcomes:
        return ""
    years = outcomes[0].years
    middle = (len(years) - 1) // 2
    told = [
        f"{words.called(outcome, outcome.entries[place], language)} {times(gain, language)}"
        for outcome in outcomes
        if outcome.units != CHANCE
        for place in outcome.main[:1]
        if not np.isnan(gain := float(outcome.gain[run, middle, place]))
    ][:most]
    if not told:
        return ""
    return words.GAIN.in_(language).format(year=years[middle], gains="; ".join(told))


def pairing(comparison: Comparison, run: int, language: Language) -> str:
    """Whether and over how many draws a run is paired with the base, in one sentence."""
    side = comparison.sides[run]
    if side.unpaired is not None:
        return words.UNPAIRED.in_(language).format(reason=side.unpaired.in_(language))
    return words.PAIRED.in_(language).format(draws=number(side.outcomes.sizes["draw"], language))
