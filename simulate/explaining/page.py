"""explain.md: the explanation as a page that can be read anywhere."""

from __future__ import annotations

from collections.abc import Iterator

from simulate.explaining import words
from simulate.explaining.explanation import Explained, Explanation
from simulate.explaining.sheet import NAME
from simulate.explaining.table import rows
from simulate.inputs.places import shown
from simulate.render.markdown import cell, code, table
from simulate.render.numbers import number
from simulate.running.record import FIGURES
from simulate.vocabulary import Label, Language

PAGE = "explain.md"
WENT_IN = Label("De veranderingen", "The changes")
RUNS = tuple(
    Label(nl, en)
    for nl, en in (("scenario", "scenario"), ("omschrijving", "label"), ("map", "folder"), ("seed", "seed"))
)
ALL_YEARS = Label("{file} heeft alle kalenderjaren.", "{file} has every calendar year.")
FROM_TO = Label("Van {base} ({a}) naar {other} ({b}), {unit}.", "From {base} ({a}) to {other} ({b}), {unit}.")


def render(explanation: Explanation, language: Language, drawn: dict[tuple[str, str], str]) -> str:
    """The page in one language; `drawn` has the name of the figure of an outcome and entry."""
    return "\n\n".join(part.strip("\n") for part in _parts(explanation, language, drawn)) + "\n"


def _parts(explanation: Explanation, language: Language, drawn: dict[tuple[str, str], str]) -> Iterator[str]:
    question = explanation.question
    sides = (question.base, question.other)
    base, other = (side.label.in_(language) for side in sides)
    yield f"# {words.TITLE.in_(language).format(base=base, other=other)}"
    runs = ((side.name, side.label.in_(language), code(shown(side.folder)), side.facts.seed) for side in sides)
    yield table([label.in_(language) for label in RUNS], runs)
    yield words.method(question, language)
    yield f"{words.MEANS.in_(language)} {ALL_YEARS.in_(language).format(file=NAME)}"
    yield f"## {WENT_IN.in_(language)}: {number(len(question.causes), language)}"
    yield _causes(explanation, language)
    for outcome in explanation.outcomes:
        yield from _outcome(explanation, outcome, language, drawn.get((outcome.name, outcome.entry)))


def _causes(explanation: Explanation, language: Language) -> str:
    heading = [label.in_(language) for label in (words.HEADING, words.KIND, words.ROLE, words.SOURCE)]
    found = []
    for cause in explanation.question.causes:
        origin = cause.origin
        place = code(f"{origin.file}:{origin.line}") if origin else ""
        source = " ".join(text for text in (code(origin.source or "") if origin else "", place) if text)
        about = f"{cause.label.in_(language)} ({code(cause.name)})"
        found.append((about, words.kind(cause, language), words.role(cause, language), source))
    return table([cell(text) for text in heading], found)


def _outcome(explanation: Explanation, outcome: Explained, language: Language, figure: str | None) -> Iterator[str]:
    question = explanation.question
    told = rows(question, outcome, len(question.causes), language)
    yield f"## {told.title}"
    base, other = question.base.name, question.other.name
    yield FROM_TO.in_(language).format(base=base, a=told.base, other=other, b=told.other, unit=told.unit)
    if figure is not None:
        yield f"![{told.title}]({FIGURES}/{figure}.svg)"
    yield from told.remarks
    if told.rows:
        labels = (words.HEADING, words.ON_AVERAGE, Label("±", "±"), words.HALF, words.NINE, words.SHARE)
        lines = ((row.label, row.mean, row.error, row.half, row.nine, row.share) for row in told.rows)
        yield table([label.in_(language) for label in labels], lines)
