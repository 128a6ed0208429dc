"""The answer: what the model itself says of one run; of several runs what differs, and which targets are met."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_uppercase

from simulate.comparing.comparison import Comparison
from simulate.comparing.outcomes import ComparedOutcome
from simulate.render.numbers import percent
from simulate.render.values import limit
from simulate.scenario import Target
from simulate.views.answered import answered
from simulate.views.card import card
from simulate.views.compare import text
from simulate.views.compare.difference import scale_of_difference, word_difference
from simulate.vocabulary import Label, Language

DIFFERS = Label(
    "Onder {other} tegenover {base}, in {year}: {differences}.",
    "Under {other} against {base}, in {year}: {differences}.",
)
ONE = Label(
    "{outcome} {middle} {unit} (90 %: {low} tot {high}; lager in {lower} en hoger in {higher} van de trekkingen)",
    "{outcome} {middle} {unit} (90 %: {low} to {high}; lower in {lower} and higher in {higher} of the draws)",
)
CHANCES = Label("{outcome} {middle} {unit}", "{outcome} {middle} {unit}")
APART = Label("{outcome} {middle} {unit} in het gemiddelde", "{outcome} {middle} {unit} in the mean")
NONE = Label("{outcome}: {middle}", "{outcome}: {middle}")
MET = Label("Kans dat een doel wordt gehaald: {chances}.", "Chance that a target is met: {chances}.")
TARGET = Label("{label} ({limit}): {chances}", "{label} ({limit}): {chances}")
OTHER = Label("De andere vraag staat in de tabel hieronder.", "The other question is in the table below.")
OTHERS = Label(
    "De andere {left} vragen staan in de tabel hieronder.", "The other {left} questions are in the table below."
)
FIRST, TARGETS = 2, 3
"""Outcomes and targets in the answer."""
PARAGRAPHS = 6
"""Paragraphs with answers where there are several runs: one of each run to a question; a table has all."""


def letter(run: int) -> str:
    """Return the letter of a run, for where its name would make a sentence too long: A is the base."""
    return ascii_uppercase[run] if run < len(ascii_uppercase) else str(run + 1)


def answer(comparison: Comparison, language: Language) -> list[str]:
    """Write the answer to what is asked; where nothing is, or nothing can be answered, what the model itself says."""
    said = list(_asked(comparison, language))
    if any(not isinstance(one, str) for one in comparison.asked):
        return said
    return [*said, *_of_the_model(comparison, language)]


def _of_the_model(comparison: Comparison, language: Language) -> list[str]:
    """Write of one run three sentences; of several the base, each difference, and the targets."""
    base = comparison.base
    say = card(base.record.model).answer
    lines = say(base.outcomes, language) if say is not None else []
    if len(comparison.runs) == 1:
        return list(lines)
    return [
        *(f"{letter(0)}. {line}" for line in lines[:1]),
        *(_difference(comparison, run, language) for run in range(1, len(comparison.runs))),
        *targets(comparison, language),
    ]


def _asked(comparison: Comparison, language: Language) -> Iterator[str]:
    """Answer the questions: of several runs the first few, since a table has all."""
    several = len(comparison.runs)
    labels = [letter(run) for run in range(several)]
    most = max(1, PARAGRAPHS // several) if several > 1 else None
    yield from answered(comparison, labels, language, most)
    if most is not None and (left := len(comparison.asked) - most) > 0:
        yield (OTHER if left == 1 else OTHERS).in_(language).format(left=left)


def targets(comparison: Comparison, language: Language) -> Iterator[str]:
    """List the chance of each target in every run; nothing where the scenarios have none."""
    met = [
        TARGET.in_(language).format(
            label=text.in_(chances.named.target.label, language),
            limit=limit(
                chances.named.target, comparison.base.outcomes[chances.named.target.outcome].attrs["units"], language
            ),
            chances=", ".join(f"{letter(run)} {percent(chance, language)}" for run, chance in enumerate(chances.met)),
        )
        for chances in comparison.chances[:TARGETS]
    ]
    if met:
        yield MET.in_(language).format(chances="; ".join(met))


def answered_year(comparison: Comparison) -> int:
    """Find the calendar year of the answer: its index among the years that the runs have in common."""
    if comparison.years:
        return 0
    preferred = card(comparison.base.record.model).answer_year
    return min(preferred, len(comparison.outcomes[0].years) - 1)


def _difference(comparison: Comparison, run: int, language: Language) -> str:
    chosen = comparison.outcomes[:FIRST]
    year = answered_year(comparison)
    differences = [
        difference(comparison, outcome, run, entry, language) for outcome in chosen for entry in outcome.main[:1]
    ]
    return DIFFERS.in_(language).format(
        other=letter(run),
        base=letter(0),
        year=chosen[0].years[year],
        differences="; ".join(differences),
    )


def difference(comparison: Comparison, outcome: ComparedOutcome, run: int, entry: int, language: Language) -> str:
    """Word the difference of one entry of an outcome, in the year that the answer is about."""
    year = answered_year(comparison)
    scaled = scale_of_difference(outcome, run, entry, [year], language)
    worded = word_difference(outcome, run, entry, year, scaled)
    named = text.named(outcome, outcome.entries[entry], language)
    paired = run in comparison.paired
    sentence = NONE if not worded.visible else CHANCES if scaled.chance else ONE if paired else APART
    return sentence.in_(language).format(
        outcome=named[0].lower() + named[1:],
        middle=worded.median,
        unit=scaled.unit,
        low=worded.low,
        high=worded.high,
        lower=worded.lower,
        higher=worded.higher,
    )


def _limit(comparison: Comparison, target: Target, language: Language) -> str:
    return limit(target, comparison.base.outcomes[target.outcome].attrs["units"], language)
