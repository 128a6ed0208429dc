"""A comparison as a document: in full for a page, and shortened for a screen."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from simulate.comparing.comparison import Comparison
from simulate.comparing.outcomes import ComparedOutcome
from simulate.comparing.runs import ComparedRun
from simulate.inputs.paths import shown
from simulate.render.document import Block, Cell, Document, Picture, Section, Stack, Table, Text, text_of
from simulate.render.numbers import number
from simulate.views.answered import answered
from simulate.views.compare import tables, text
from simulate.views.compare.difference import by_outcome, by_year
from simulate.views.elsewhere import elsewhere
from simulate.views.striking import STRIKING, of_comparison
from simulate.vocabulary import Label, Language

CSV, PAGE = "compare.csv", "compare.md"
ROWS = 40
"""Changes that are shown on a screen; the page has all."""

DONE = Label("De vergelijking staat in {0}", "The comparison is in {0}")
TITLE = Label("Vergelijking met {base}", "Comparison with {base}")
RUNS = (
    Label("scenario", "scenario"),
    Label("omschrijving", "label"),
    Label("map", "folder"),
    Label("trekkingen", "draws"),
    Label("seed", "seed"),
    Label("versie", "version"),
    Label("vingerafdruk", "fingerprint"),
)
READING = Label(
    "Verschil: mediaan over de trekkingen, met waartussen de helft en negen van de tien trekkingen liggen; "
    "‘gemiddelde’ is de verandering van het gemiddelde; ‘lager’ en ‘hoger’ zijn delen van de trekkingen; ‘winst’ is "
    "hoeveel keer de variantie kleiner is dan tussen onafhankelijke runs. {csv} heeft ook de delen van elke uitkomst.",
    "Difference: median over the draws, with where half and nine out of ten draws lie; ‘mean’ is the change of the "
    "mean; ‘lower’ and ‘higher’ are shares of the draws; ‘gain’ is how many times smaller the variance is than between "
    "independent runs. {csv} also has the parts of every outcome.",
)


def page(comparison: Comparison, language: Language, drawn: Collection[str], figures: str) -> Document:
    """Build the full document; `drawn` are the outcomes with a figure in the folder `figures` beside the page."""
    answers = tuple(map(Text, answer(comparison, language)))
    struck = tuple(map(Text, of_comparison(comparison, [run.name for run in comparison.runs], language)))
    sections = (
        *((Section("answer", text.ANSWER.in_(language), answers),) if answers else ()),
        *((Section("striking", STRIKING.in_(language), struck),) if struck else ()),
        Section("runs", "", (*map(Text, text.unequal(comparison, language)), _runs(comparison, language))),
        *(_inputs(comparison, run, language) for run in range(1, len(comparison.runs))),
        Section(
            "outputs",
            text.OUTPUTS.in_(language),
            (Text(READING.in_(language).format(csv=CSV)), *map(Text, _gains(comparison, language))),
            tuple(
                _outcome(comparison, outcome, language, figures if outcome.name in drawn else None)
                for outcome in comparison.outcomes
            ),
        ),
        *(Section(anchor, table.caption, _bare(table)) for anchor, table in _judgements(comparison, language)),
    )
    title = TITLE.in_(language).format(base=comparison.base.label.in_(language))
    return Document(language, title, sections, numbered=False)


def _gains(comparison: Comparison, language: Language) -> Iterator[str]:
    for run in comparison.paired:
        if gain := text.gains(comparison, run, language):
            yield f"{gain} {text.GAIN_CSV.in_(language)}"


def _runs(comparison: Comparison, language: Language) -> Table:
    rows = tuple(_run(run, language) for run in comparison.runs)
    return Table("", tuple(label.in_(language) for label in RUNS), rows)


def _run(run: ComparedRun, language: Language) -> tuple[Cell, ...]:
    record = run.record
    version, fingerprint = record.versions.get("simulate", ""), record.fingerprint[:12]
    draws = number(record.draws, language)
    return run.name, run.label.in_(language), shown(run.folder), draws, str(record.seed), version, fingerprint


def _inputs(comparison: Comparison, run: int, language: Language) -> Section:
    compared, changes = comparison.runs[run], comparison.inputs[run]
    heading = f"{text.INPUTS.in_(language)}: {compared.label.in_(language)} ({compared.name})"
    table = tables.inputs(changes, language) if changes else Text(text.ALIKE.in_(language))
    left_out = elsewhere(compared.scenario, language)
    notes = (Text(left_out),) if left_out else ()
    return Section(f"inputs-{run}", heading, (Text(text.pairing(comparison, run, language)), table, *notes))


def _outcome(comparison: Comparison, outcome: ComparedOutcome, language: Language, figures: str | None) -> Section:
    label = outcome.label_in(language)
    path = str(PurePosixPath(figures or "", f"{outcome.name}.svg"))
    blocks: list[Block] = [Picture(outcome.name, label, "", path=path)] if figures is not None else []
    for entry in outcome.main:
        blocks += [by_year(comparison, outcome, run, entry, language) for run in range(1, len(comparison.runs))]
    return Section(outcome.name, label, tuple(blocks))


def _judgements(comparison: Comparison, language: Language) -> Iterator[tuple[str, Table]]:
    """Yield the tables of targets and regret, where there are any."""
    for anchor, table in (
        ("targets", tables.targets(comparison, language)),
        ("regret", tables.regrets(comparison, language)),
    ):
        if table.rows:
            yield anchor, table


def _bare(table: Table) -> tuple[Block, ...]:
    """Return a table without its caption, which is the heading above it."""
    return (Table("", table.heading, table.rows), Text(table.note))


def screen(comparison: Comparison, language: Language) -> Document:
    """Build the document for a terminal."""
    runs = (_on_screen(comparison, run, language) for run in range(1, len(comparison.runs)))
    judged = tuple(replace(table, file=PAGE) for _, table in _judgements(comparison, language))
    said = tuple(map(Text, (*text.unequal(comparison, language), *answer(comparison, language))))
    struck = tuple(map(Text, of_comparison(comparison, [run.name for run in comparison.runs], language)))
    first = (Section("first", "", said), *((Section("striking", STRIKING.in_(language), struck),) if struck else ()))
    return Document(language, "", (*first, *runs, Section("judged", "", judged)), numbered=False)


def answer(comparison: Comparison, language: Language) -> list[str]:
    """Answer the questions of the scenarios, or of the command; nothing where nothing is asked."""
    return list(answered(comparison, _labels(comparison, language), language, base=comparison.base.name))


def _labels(comparison: Comparison, language: Language) -> list[str]:
    return [f"{run.label.in_(language)} ({run.name})" for run in comparison.runs]


def _on_screen(comparison: Comparison, run: int, language: Language) -> Section:
    compared, base = comparison.runs[run], comparison.base
    named = (f"{one.label.in_(language)} ({one.name})" for one in (compared, base))
    heading = text.AGAINST.in_(language).format(**dict(zip(("other", "base"), named, strict=True)))
    reading = text.READING_APART if compared.unpaired else text.READING
    notes = [reading.in_(language).format(other=compared.name, base=base.name)]
    if gain := text.gains(comparison, run, language):
        notes.append(f"{gain} {text.GAIN_CSV.in_(language)}")
    blocks: list[Block] = [Text(text.pairing(comparison, run, language), style="note")]
    blocks += _changes(comparison, run, language)
    blocks += [Text(note, style="note") for note in [elsewhere(compared.scenario, language)] if note]
    blocks += [by_outcome(comparison, run, language), *(Text(note, style="note") for note in notes)]
    return Section(f"run-{run}", heading, tuple(blocks))


def _changes(comparison: Comparison, run: int, language: Language) -> Iterator[Block]:
    """Tabulate the inputs that differ in four columns; the page has the rest."""
    if not comparison.inputs[run]:
        yield Text(text.ALIKE.in_(language), style="note")
        return
    table = tables.inputs(comparison.inputs[run], language, short=True)
    since, old, new, *origin = map(text_of, table.heading[3:])
    heading = (text.INPUTS.in_(language), since, f"{old} → {new}", ", ".join(origin))
    left = len(table.rows) - ROWS
    more = text.MORE.in_(language).format(left=left, file=PAGE) if left > 0 else ""
    yield Table("", heading, tuple(_change(tuple(map(text_of, row))) for row in table.rows[:ROWS]), note=more)


def _change(row: tuple[str, ...]) -> tuple[Cell, ...]:
    what, name, label, since, old, new, role, source, location = row
    values = " → ".join(filter(None, (old, new)))
    origin = Stack(f"{role}, {source}" if source else role, (location,))
    return Stack(label or name, (f"{what}: {name}",)), since, values, origin
