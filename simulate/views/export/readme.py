"""The text beside exported tables: what they are, what columns mean, how they were made, and what they rest on."""

from __future__ import annotations

from collections.abc import Sequence

from simulate.exporting import package
from simulate.exporting.crate import Described, Sources
from simulate.render import markdown
from simulate.render.document import Cell, Code, Document, Items, Link, Section, Table, Text
from simulate.render.numbers import number
from simulate.results.summary import COLUMNS as OF_SUMMARY
from simulate.running.store.record import SCENARIO, Record
from simulate.scenario import Scenario
from simulate.views.again import commands
from simulate.views.card import card
from simulate.views.export.sheets import COLUMN_LABELS
from simulate.vocabulary import Label, Language

COLUMNS = {
    **dict(zip(OF_SUMMARY, COLUMN_LABELS, strict=True)),
    "draw": Label("nummer van de trekking", "number of the draw"),
    "value": Label("waarde", "value"),
    "model": Label("model", "model"),
    "region": Label("land of provincie", "country or province"),
    "variable": Label("uitkomst, delen en statistiek", "outcome, entries and statistic"),
    "year": Label("kalenderjaar", "calendar year"),
}
FILES = {
    package.OUTCOMES: Label("de uitkomsten, een rij per getal", "the outcomes, a row a number"),
    package.IAMC: Label(
        "kalenderjaren zoals databanken van scenario's ze hebben", "calendar years as scenario databases have them"
    ),
    package.TABLES: Label("wat elke kolom van de tabellen is", "what each column of the tables is"),
    package.README: Label("deze tekst", "this text"),
    package.RECORD: Label("hoe en waarmee is gerekend", "how and with what it was run"),
    SCENARIO: Label("alles wat de uitkomst bepaalt, met bronnen", "all that decides the outcomes, with sources"),
}
TABLE = Label("een tabel van uitkomsten", "a table of outcomes")
ABOUT = Label(
    "Uitkomsten van het scenario ‘{label}’ (model {model}).", "Outcomes of the scenario '{label}' (model {model})."
)
HOLDS = Label("Wat dit is", "What this is")
RESERVE = Label(
    "Het zijn uitkomsten van een model met onzekerheid, geen voorspelling. Wat het model wel en niet kan staat in de "
    "bijsluiter hieronder.",
    "These are outcomes of a model with uncertainty, not a forecast. The leaflet below says what it can and cannot do.",
)
MADE = Label("Hoe het gemaakt is", "How it was made")
RUN = Label(
    "{draws} trekkingen, seed {seed}, simulate {version}, vingerafdruk {fingerprint}.",
    "{draws} draws, seed {seed}, simulate {version}, fingerprint {fingerprint}.",
)
AGAIN = Label("Opnieuw uitrekenen en controleren:", "To run and check it again:")
LEAFLET = Label("Bijsluiter", "Leaflet")
SOURCES = Label("Waar het op rust", "What it rests on")
HEADS = (
    Label("bron", "source"),
    Label("uitgever", "publisher"),
    Label("datum", "date"),
    Label("licentie", "licence"),
)
SOME = Label("{there} van {every}", "{there} of {every}")
UNKNOWN = Label("onbekend", "unknown")
TERMS = Label(
    "Wie dit openbaar maakt bepaalt op welke voorwaarden anderen het mogen gebruiken; van de bronnen gelden hun eigen "
    "voorwaarden.",
    "Whoever publishes this decides on what terms others may use it; the sources keep their own terms.",
)


def described(files: Sequence[str], scenario: Scenario, language: Language) -> Described:
    """Say what an export is, and each of its files."""
    label = scenario.label.in_(language)
    about = ABOUT.in_(language).format(label=label, model=scenario.model)
    return Described(label, about, {name: FILES.get(name, TABLE).in_(language) for name in files})


def readme(said: Described, record: Record, scenario: Scenario, sources: Sources, language: Language) -> bytes:
    """Write the text in Markdown."""
    files = tuple(Text(text, lead=name) for name, text in said.files.items())
    leaflet = tuple(Text(text.in_(language), lead=lead.in_(language)) for lead, text in card(record.model).leaflet)
    there = number(sum(min(record.block, record.draws - one * record.block) for one in record.blocks_done), language)
    every = number(record.draws, language)
    run = RUN.in_(language).format(
        draws=every if record.status == "complete" else SOME.in_(language).format(there=there, every=every),
        seed=record.seed,
        version=record.versions.get("simulate", UNKNOWN.in_(language)),
        fingerprint=record.fingerprint[:12],
    )
    sections = (
        Section("what", HOLDS.in_(language), (Text(f"{said.about} {RESERVE.in_(language)}"), Items(files))),
        Section("made", MADE.in_(language), (Text(run), Text(AGAIN.in_(language)), Code(commands(record)))),
        Section("leaflet", LEAFLET.in_(language), (Items(leaflet),)),
        Section("sources", SOURCES.in_(language), (_sources(sources, language), Text(TERMS.in_(language)))),
    )
    return markdown.render(Document(language, said.title, sections, numbered=False))


def _sources(sources: Sources, language: Language) -> Table:
    rows = tuple(_source(key, sources, language) for key in sources)
    return Table("", tuple(label.in_(language) for label in HEADS), rows)


def _source(key: str, sources: Sources, language: Language) -> tuple[Cell, ...]:
    form, unknown = sources[key], UNKNOWN.in_(language)
    if form is None:
        return key, unknown, unknown, unknown
    title: Cell = Link(form.title, form.url) if form.url else form.title
    return title, form.publisher, str(form.date), form.licence or unknown
