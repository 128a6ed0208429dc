"""How far apart two runs are: every headline outcome in the year that the answer is about."""

from __future__ import annotations

import numpy as np

from simulate.comparing import words
from simulate.comparing.comparison import Comparison
from simulate.comparing.moments import TOLD
from simulate.comparing.outcomes import Compared
from simulate.render.document import Cell, Ref, Table
from simulate.render.numbers import CHANCE, decimals, minus, percent, signed
from simulate.reporting.answering import letter, year_told
from simulate.reporting.headlines import anchor
from simulate.vocabulary import Label, Language

CAPTION = Label(
    "Kernuitkomsten in {year}: {other} tegenover {base}", "Headline outcomes in {year}: {other} against {base}"
)
OUTCOME, DIFFERENCE = Label("uitkomst", "outcome"), Label("verschil", "difference")
NINE = Label("negen van tien", "nine of ten")
LOWER, HIGHER = Label("lager", "lower"), Label("hoger", "higher")
READING = Label(
    "Mediaan van elk, en van het verschil in dezelfde trekking met waartussen negen van de tien trekkingen liggen; van "
    "een kans het aandeel van de trekkingen. ‘Lager’ en ‘hoger’: het deel van de trekkingen waarin het dat is.",
    "Median of each, and of the difference in the same draw with where nine out of ten draws lie; of a chance the "
    "share of the draws. ‘Lower’ and ‘higher’: the share of the draws in which it is.",
)
READING_APART = Label(
    "Mediaan van elk, en het verschil van de gemiddelden: de trekkingen zijn niet gepaard.",
    "Median of each, and the difference of the means: the draws are not paired.",
)
PLACE = {name: place for place, name in enumerate(TOLD)}


def differing(comparison: Comparison, run: int, language: Language) -> Table:
    """One row for each outcome, and for each of its entries where it has no total."""
    year = year_told(comparison)
    paired = run in comparison.paired
    rows = [
        _row(comparison, outcome, run, year, place, paired, language)
        for outcome in comparison.outcomes
        for place in outcome.main
    ]
    heading = [OUTCOME.in_(language), letter(0), letter(run), DIFFERENCE.in_(language)]
    heading += [label.in_(language) for label in (NINE, LOWER, HIGHER)] if paired else []
    caption = CAPTION.in_(language).format(
        year=comparison.outcomes[0].years[year],
        other=comparison.sides[run].label.in_(language),
        base=comparison.base.label.in_(language),
    )
    note = (READING if paired else READING_APART).in_(language)
    return Table(caption, tuple(heading), tuple(rows), frozenset(range(1, len(heading))), note=note)


def _row(
    comparison: Comparison, outcome: Compared, run: int, year: int, place: int, paired: bool, language: Language
) -> tuple[Cell, ...]:
    chance = outcome.units == CHANCE
    own = outcome.own[:, 0 if chance else PLACE["p50"], year, place]
    by = outcome.by[run, :, year, place]
    largest = float(np.nanmax(np.abs([own[0], own[run]]), initial=0))
    divisor, unit = words.unit_of(outcome, largest, language)
    digits = decimals(largest / divisor)
    told = float(by[PLACE["p50"]]) if paired and not chance else float(outcome.change[run, year, place])
    low, high = (signed(float(by[PLACE[name]]) / divisor, language, digits) for name in ("p5", "p95"))
    name = words.called(outcome, outcome.entries[place], language)
    cells: list[Cell] = [
        Ref(f"{name}, {unit}", anchor(comparison.base, outcome.name)),
        *(minus(float(value) / divisor, language, digits) for value in (own[0], own[run])),
        signed(told / divisor, language, digits),
    ]
    if paired:
        cells += [
            "" if chance else f"{low} – {high}",
            percent(float(outcome.lower[run, year, place]), language),
            percent(float(outcome.higher[run, year, place]), language),
        ]
    return tuple(cells)
