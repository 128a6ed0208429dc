"""The answer: what the model itself says of one run; of several runs what differs, and which targets are met."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_uppercase

import numpy as np

from simulate.comparing import words
from simulate.comparing.comparison import Comparison
from simulate.comparing.grids import limit
from simulate.comparing.moments import TOLD
from simulate.comparing.outcomes import Compared
from simulate.results.words import CHANCE, decimals
from simulate.views.card import card
from simulate.vocabulary import Label, Language

DIFFERS = Label(
    "Onder {other} tegenover {base}, in {year}: {told}.",
    "Under {other} against {base}, in {year}: {told}.",
)
ONE = Label(
    "{outcome} {middle} {unit} (90 %: {low} tot {high}; lager in {lower} en hoger in {higher} van de trekkingen)",
    "{outcome} {middle} {unit} (90 %: {low} to {high}; lower in {lower} and higher in {higher} of the draws)",
)
CHANCES = Label("{outcome} {middle} {unit}", "{outcome} {middle} {unit}")
APART = Label("{outcome} {middle} {unit} in het gemiddelde", "{outcome} {middle} {unit} in the mean")
MET = Label("Kans dat een doel wordt gehaald: {told}.", "Chance that a target is met: {told}.")
AIM = Label("{label} ({limit}): {chances}", "{label} ({limit}): {chances}")
FIRST, TARGETS = 2, 3
"""Outcomes and targets of which the answer tells."""
PLACE = {name: place for place, name in enumerate(TOLD)}


def letter(run: int) -> str:
    """What a run is called where its name would make a sentence too long: A is the base."""
    return ascii_uppercase[run] if run < len(ascii_uppercase) else str(run + 1)


def answer(comparison: Comparison, language: Language) -> list[str]:
    """Three sentences about one run; about more, one about the base, one for each other run and one about targets."""
    base = comparison.base
    say = card(base.facts.model).answer
    lines = say(base.outcomes, language) if say is not None else []
    if len(comparison.sides) == 1:
        return list(lines)
    return [
        *(f"{letter(0)}. {line}" for line in lines[:1]),
        *(_difference(comparison, run, language) for run in range(1, len(comparison.sides))),
        *targets(comparison, language),
    ]


def targets(comparison: Comparison, language: Language) -> Iterator[str]:
    """The chance of each target in every run; nothing where the scenarios name none."""
    met = [
        AIM.in_(language).format(
            label=words.in_(chances.aim.target.label, language),
            limit=limit(chances, comparison, language),
            chances=", ".join(
                f"{letter(run)} {words.percent(chance, language)}" for run, chance in enumerate(chances.met)
            ),
        )
        for chances in comparison.chances[:TARGETS]
    ]
    if met:
        yield MET.in_(language).format(told="; ".join(met))


def year_told(comparison: Comparison) -> int:
    """The index of the calendar year that the answer is about, of the years that the runs have in common."""
    wanted = card(comparison.base.facts.model).answer_year
    return min(wanted, len(comparison.outcomes[0].years) - 1)


def _difference(comparison: Comparison, run: int, language: Language) -> str:
    chosen = comparison.outcomes[:FIRST]
    year = year_told(comparison)
    parts = [told(comparison, outcome, run, year, place, language) for outcome in chosen for place in outcome.main[:1]]
    return DIFFERS.in_(language).format(
        other=letter(run),
        base=letter(0),
        year=chosen[0].years[year],
        told="; ".join(parts),
    )


def told(comparison: Comparison, outcome: Compared, run: int, year: int, place: int, language: Language) -> str:
    """The difference of one entry of an outcome in one year (its index), in words."""
    paired = run in comparison.paired and outcome.units != CHANCE
    by = outcome.by[run, :, year, place] if paired else np.full(len(TOLD), outcome.change[run, year, place])
    divisor, unit = words.unit_of(outcome, float(np.nanmax(np.abs(by), initial=0)), language)
    digits = decimals(float(np.nanmax(np.abs(by), initial=0)) / divisor)
    middle, low, high = (
        words.signed(float(by[PLACE[name]]) / divisor, language, digits) for name in ("p50", "p5", "p95")
    )
    name = words.called(outcome, outcome.entries[place], language)
    sentence = ONE if paired else CHANCES if outcome.units == CHANCE else APART
    return sentence.in_(language).format(
        outcome=name[0].lower() + name[1:],
        middle=middle,
        unit=unit,
        low=low,
        high=high,
        lower=words.percent(float(outcome.lower[run, year, place]), language),
        higher=words.percent(float(outcome.higher[run, year, place]), language),
    )
