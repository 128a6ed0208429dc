"""The differences between two runs: every headline outcome in the year that the answer is about."""

from __future__ import annotations

from simulate.comparing.comparison import Comparison
from simulate.comparing.outcomes import ComparedOutcome
from simulate.render.document import Cell, Ref, Table
from simulate.reporting.answer import letter
from simulate.reporting.headlines import anchor
from simulate.views.compare import text
from simulate.views.compare.difference import DIFFERENCE, HIGHER, LOWER, NINE, scale_of, word_difference
from simulate.vocabulary import Label, Language

CAPTION = Label(
    "Kernuitkomsten in {year}: {other} tegenover {base}", "Headline outcomes in {year}: {other} against {base}"
)
OUTCOME = Label("uitkomst", "outcome")
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


def difference_table(comparison: Comparison, run: int, year: int, language: Language) -> Table:
    """Tabulate the year with this index: a row for each outcome, and for each of its entries where it has no total."""
    paired = run in comparison.paired
    rows = tuple(
        _row(comparison, outcome, run, entry, year, language)
        for outcome in comparison.outcomes
        for entry in outcome.main
    )
    heading = [OUTCOME.in_(language), letter(0), letter(run), DIFFERENCE.in_(language)]
    heading += [label.in_(language) for label in (NINE, LOWER, HIGHER)] if paired else []
    caption = CAPTION.in_(language).format(
        year=comparison.outcomes[0].years[year],
        other=comparison.runs[run].label.in_(language),
        base=comparison.base.label.in_(language),
    )
    note = (READING if paired else READING_APART).in_(language)
    return Table(caption, tuple(heading), rows, frozenset(range(1, len(heading))), note=note)


def _row(
    comparison: Comparison, outcome: ComparedOutcome, run: int, entry: int, year: int, language: Language
) -> tuple[Cell, ...]:
    scaled = scale_of(outcome, run, entry, [year], language)
    worded = word_difference(outcome, run, entry, year, scaled)
    named = Ref(
        f"{text.named(outcome, outcome.entries[entry], language)}, {scaled.unit}",
        anchor(comparison.base, outcome.name),
    )
    cells = (named, worded.base, worded.other, worded.median)
    return (*cells, worded.nine, worded.lower, worded.higher) if run in comparison.paired else cells
