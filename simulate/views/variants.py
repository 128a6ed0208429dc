"""The variants of a scenario beside each other: a table of all, a CSV, and which of them differ most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from simulate.comparing.comparison import Comparison
from simulate.comparing.outcomes import ComparedOutcome
from simulate.comparing.statistics import INDEX
from simulate.csv_text import render
from simulate.engine.arrays import Array
from simulate.render.document import Cell, Document, Section, Stack, Table, Text
from simulate.render.numbers import Scale, entry_label, scale
from simulate.vocabulary import Label, Language

OUTCOMES = 3
"""Outcomes that the table has, beside those that the scenario asks about; the CSV has all that were compared."""
FEW = 3
"""Variants that are drawn."""
BASE = Label("zoals het scenario is", "as the scenario is")
YEAR = Label("in {0}", "in {0}")
READING = Label(
    "Mediaan, en eronder hoeveel het gemiddelde verschilt van dat van het scenario zelf. Dit is wat het scenario "
    "vraagt, en wat het meest verschilt; {0} heeft meer uitkomsten en alle jaren.",
    "Median, and below it how much the mean differs from that of the scenario itself. This is what the scenario "
    "asks about, and what differs most; {0} has more outcomes and all years.",
)
MOST = Label("Het meest verschillen: {0}", "What differs most: {0}")
TABLE = "variants.csv"
COLUMNS = (
    "variant",
    "outcome",
    "label",
    "unit",
    "entry",
    "period",
    "median",
    "diff_mean",
    "diff_median",
    "prob_lower",
    "prob_higher",
)


def differ_most(comparison: Comparison) -> list[int]:
    """Return the places of the few runs that differ most from the base, the farthest first.

    How far is the largest change of a mean in the last year, in standard deviations of the base.
    """
    steps = [_steps(outcome) for outcome in comparison.outcomes]
    far = np.max(steps, axis=0, initial=0) if steps else np.zeros(len(comparison.runs))
    order = sorted(range(1, len(far)), key=lambda run: (-far[run], run))
    return [run for run in order if far[run] > 0][:FEW]


def _steps(outcome: ComparedOutcome) -> Array:
    """Return how far each run is from the base in the last year, (runs,): in standard deviations of the base."""
    change = np.abs(np.nan_to_num(outcome.change[:, -1, outcome.main]))
    size = outcome.spread[:1, -1, outcome.main]
    steps = np.divide(change, size, out=np.zeros_like(change), where=size > 0)
    return np.asarray(steps.max(axis=1, initial=0))


def table(
    comparison: Comparison,
    heading: Sequence[Label],
    choices: Sequence[Sequence[Label]],
    language: Language,
    asked: Sequence[str] = (),
) -> Document:
    """Tabulate every variant with what was chosen, and what is asked and differs most in the last year; the base first.

    `asked`: the outcomes that the scenario asks about.
    """
    most = sorted(comparison.outcomes, key=lambda outcome: -float(_steps(outcome).max(initial=0)))[:OUTCOMES]
    names = {*asked, *(outcome.name for outcome in most)}
    shown = [(one, entry) for one in comparison.outcomes if one.name in names for entry in one.main[:1]]
    head = tuple(label.in_(language) for label in heading) + tuple(_head(*one, language) for one in shown)
    base = (BASE.in_(language), *[""] * (len(heading) - 1))
    rows = [
        (*(base if run == 0 else (one.in_(language) for one in choices[run - 1])),
         *(_cell(outcome, run, entry, language) for outcome, entry in shown))
        for run in range(len(comparison.runs))
    ]  # fmt: skip
    numbers = frozenset(range(len(heading), len(head)))
    farthest = ", ".join(comparison.runs[run].name for run in differ_most(comparison))
    notes = (
        Text(READING.in_(language).format(TABLE)),
        *((Text(MOST.in_(language).format(farthest)),) if farthest else ()),
    )
    block = Table("", head, tuple(rows), numbers)
    return Document(language, "", (Section("variants", "", (block, *notes)),), numbered=False)


def _head(outcome: ComparedOutcome, entry: int, language: Language) -> Cell:
    label = outcome.label_in(language) + entry_label(outcome.axis, outcome.entries[entry], language)
    unit = _scaled(outcome, entry, language).unit
    return Stack(label, (unit, YEAR.in_(language).format(outcome.years[-1])))


def _scaled(outcome: ComparedOutcome, entry: int, language: Language) -> Scale:
    # Where the medians are nought, the changes of the means below them are what is to be read.
    shown = np.concatenate([outcome.each[:, INDEX["p50"], -1, entry], outcome.change[:, -1, entry]])
    largest = float(np.nanmax(np.abs(shown), initial=0))
    return scale(outcome.units, outcome.kind, largest, language)


def _cell(outcome: ComparedOutcome, run: int, entry: int, language: Language) -> Cell:
    said = _scaled(outcome, entry, language)
    median = said.value(outcome.each[run, INDEX["p50"], -1, entry])
    return Stack(median, (said.signed(outcome.change[run, -1, entry]),)) if run else median


def csv(comparison: Comparison, heading: Sequence[str], choices: Sequence[Sequence[str]], language: Language) -> str:
    """Write a row for every variant, outcome, entry and year, with what was chosen in columns of their own."""
    return render((*COLUMNS[:1], *heading, *COLUMNS[1:]), _rows(comparison, choices, language))


def _rows(comparison: Comparison, choices: Sequence[Sequence[str]], language: Language) -> Iterator[tuple[object, ...]]:
    for run, compared in enumerate(comparison.runs[1:], 1):
        for outcome in comparison.outcomes:
            for entry, name in enumerate(outcome.entries):
                for year, period in enumerate(outcome.years):
                    at = (run, INDEX["p50"], year, entry)
                    yield (
                        compared.name,
                        *choices[run - 1],
                        outcome.name,
                        outcome.label_in(language),
                        outcome.units,
                        name,
                        period,
                        float(outcome.each[at]),
                        float(outcome.change[run, year, entry]),
                        float(outcome.difference[at]),
                        float(outcome.lower[run, year, entry]),
                        float(outcome.higher[run, year, entry]),
                    )
