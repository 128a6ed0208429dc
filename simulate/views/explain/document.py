"""An explanation as a document: in full for a page, and shortened for a screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from simulate.explaining.explanation import Explained, Explanation, Question
from simulate.inputs.paths import shown
from simulate.render.document import Block, Cell, Document, Picture, Section, Stack, Table, Text
from simulate.render.numbers import number
from simulate.render.values import with_typed
from simulate.views.compare.text import AGAINST
from simulate.views.explain import text
from simulate.views.explain.csv import NAME
from simulate.views.explain.rows import ContributionRow, ContributionRows, contribution_rows
from simulate.vocabulary import Label, Language

PAGE = "explain.md"
FEW, MANY = 5, 15
"""Changes shown of one outcome among several, and of the only one, on a screen."""
DONE = Label("De verklaring staat in {0}", "The explanation is in {0}")
CHANGES = Label("De veranderingen", "The changes")
RUNS = (
    Label("scenario", "scenario"),
    Label("omschrijving", "label"),
    Label("map", "folder"),
    Label("seed", "seed"),
)
ALL_YEARS = Label("{file} heeft alle kalenderjaren.", "{file} has every calendar year.")
FROM_TO = Label("Van {base} ({a}) naar {other} ({b}), {unit}.", "From {base} ({a}) to {other} ({b}), {unit}.")
ERROR = Label("±", "±")

Drawn = Mapping[tuple[str, str, int], str]
"""The name of the figure of an outcome and entry in a year."""


def page(explanation: Explanation, language: Language, drawn: Drawn, figures: str) -> Document:
    """Build the full document; figures are in the folder `figures` beside the page."""
    question = explanation.question
    base, other = (run.label.in_(language) for run in (question.base, question.other))
    about: tuple[Block, ...] = (
        _runs(explanation, language),
        *map(Text, text.method(question, language)),
        Text(f"{text.MEANS.in_(language)} {ALL_YEARS.in_(language).format(file=NAME)}"),
    )
    heading = f"{CHANGES.in_(language)}: {number(len(question.causes), language)}"
    sections = (
        Section("runs", "", about),
        Section("changes", heading, (_causes(explanation, language),)),
        *(
            _outcome(explanation, outcome, year, language, drawn, figures)
            for outcome in explanation.outcomes
            for year in question.told
        ),
    )
    title = text.TITLE.in_(language).format(base=base, other=other)
    return Document(language, title, sections, numbered=False)


def _runs(explanation: Explanation, language: Language) -> Table:
    runs = (explanation.question.base, explanation.question.other)
    rows = tuple((run.name, run.label.in_(language), shown(run.folder), str(run.record.seed)) for run in runs)
    return Table("", tuple(label.in_(language) for label in RUNS), rows)


def _causes(explanation: Explanation, language: Language) -> Table:
    heading = tuple(label.in_(language) for label in (text.HEADING, text.KIND, text.ROLE, text.SOURCE))
    rows = []
    for cause in explanation.question.causes:
        origin = cause.origin
        location = f"{origin.file}:{origin.line}" if origin else ""
        source = " ".join(filter(None, ((origin.source or "") if origin else "", location)))
        about = f"{with_typed(cause.label.in_(language), cause.origin)} ({cause.name})"
        rows.append((about, text.kind(cause, language), text.role(cause, language), source))
    return Table("", heading, tuple(rows))


def _outcome(
    explanation: Explanation, outcome: Explained, year: int, language: Language, drawn: Drawn, figures: str
) -> Section:
    question = explanation.question
    rows = contribution_rows(question, outcome, question.years.index(year), len(question.causes), language)
    ends = {"base": question.base.name, "a": rows.base, "other": question.other.name, "b": rows.other}
    blocks: list[Block] = [Text(FROM_TO.in_(language).format(unit=rows.unit, **ends))]
    if figure := drawn.get((outcome.name, outcome.entry, year)):
        blocks.append(Picture(figure, rows.title, "", path=str(PurePosixPath(figures, f"{figure}.svg"))))
    blocks += map(Text, rows.remarks)
    if rows.rows:
        labels = (text.HEADING, text.ON_AVERAGE, ERROR, text.HALF, text.NINE, text.SHARE)
        cells = tuple((row.label, row.mean, row.error, row.half, row.nine, row.share) for row in rows.rows)
        blocks.append(Table("", tuple(label.in_(language) for label in labels), cells, frozenset({1, 2, 3, 4, 5})))
    return Section(f"{outcome.name}-{outcome.entry}-{year}", rows.title, tuple(blocks))


def screen(explanation: Explanation, language: Language) -> Document:
    """Build the document for a terminal."""
    question = explanation.question
    base, other = (f"{run.label.in_(language)} ({run.name})" for run in (question.base, question.other))
    most = MANY if len(explanation.outcomes) * len(question.told) == 1 else FEW
    blocks: list[Block] = []
    for outcome in explanation.outcomes:
        for year in map(question.years.index, question.told):
            blocks += _on_screen(explanation, contribution_rows(question, outcome, year, most, language), language)
    notes = (*text.method(question, language), text.MEANS.in_(language))
    blocks += [Text(note, style="note") for note in notes]
    heading = AGAINST.in_(language).format(other=other, base=base)
    return Document(language, "", (Section("explanation", heading, tuple(blocks)),), numbered=False)


def _on_screen(explanation: Explanation, rows: ContributionRows, language: Language) -> Iterator[Block]:
    if rows.rows:
        heads: list[Cell] = [
            Stack(rows.title, (f"{rows.base} → {rows.other}",)),
            Stack(text.ON_AVERAGE.in_(language), (rows.unit,)),
        ]
        shares = any(row.share for row in rows.rows)
        heads += [text.SHARE.in_(language)] if shares else []
        cells = tuple(_cells(explanation, row, shares, language) for row in rows.rows)
        yield Table("", tuple(heads), cells, frozenset({1, 2}))
    else:
        yield Text(f"{rows.title}: {rows.other}")
    for remark in rows.remarks:
        yield Text(remark, style="note")


def _cells(explanation: Explanation, row: ContributionRow, shares: bool, language: Language) -> tuple[Cell, ...]:
    contribution = Stack(f"{row.mean} {row.error}".strip(), (row.nine,))
    return Stack(row.label, (_about(explanation, row, language),)), contribution, *([row.share] if shares else [])


def _about(explanation: Explanation, row: ContributionRow, language: Language) -> str:
    if row.change is None:
        return ""
    cause = explanation.question.causes[row.change]
    return f"{cause.name} · {text.role(cause, language)}"


def plan_line(question: Question) -> str:
    """Describe what is going to be computed, in one line."""
    runs, count = question.plan.runs * question.blocks, len(question.causes)
    changes = "1 change" if count == 1 else f"{count} changes"
    each = f"{2 * question.pairs} orders in each draw" if question.pairs else "every combination"
    title = f"{question.base.name} → {question.other.name}"
    return f"{title}: {changes}, {each}, {question.draws:,} draws: {runs:,} runs of a block"
