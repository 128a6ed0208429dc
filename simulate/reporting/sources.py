"""The section on sources of a report, and links to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from simulate.inputs.library import Item
from simulate.inputs.schema.forms import SourceForm
from simulate.render.document import Cell, Link, Ref, Section, Table
from simulate.scenario import Origin, Scenario
from simulate.vocabulary import Label, Language, wording

SOURCES = Label("Bronnen", "Sources")
SOURCE_HEADS = (
    Label("sleutel", "key"),
    Label("titel", "title"),
    Label("uitgever", "publisher"),
    Label("datum", "date"),
    Label("licentie; gelezen op; adres", "licence; read on; address"),
)


TERMS = (
    Label("alle rechten voorbehouden", "all rights reserved"),
    Label("publiek domein", "public domain"),
    Label("niet vermeld", "not stated"),
    Label("cijfers geciteerd", "figures cited"),
    Label("bevindingen geciteerd", "findings cited"),
    Label("regels geciteerd", "lines quoted"),
    Label("artikelen", "articles"),
    Label("artikel", "article"),
    Label(" en ", " and "),
)
"""The words in which terms of use are given; names of licences are the same in both languages."""


def _terms(licence: str, language: Language) -> str:
    """Word the terms of use of a publication."""
    for term in TERMS:
        licence = licence.replace(term.en, term.in_(language))
    return licence


def source(origin: Origin, language: Language) -> Cell:
    """Link a source such as `vng-2024:1490` to the list of sources."""
    return Ref(origin.source, source_anchor(origin.source)) if origin.source else wording(origin.reason, language)


def source_anchor(reference: str) -> str:
    return f"bron-{reference.partition(':')[0]}"


def sources(scenarios: Sequence[Scenario], register: Mapping[str, Item[SourceForm]], language: Language) -> Section:
    """List every source of the values and measures of the scenarios: title, publisher, date, licence and address."""
    keys = sorted({key for scenario in scenarios for key in scenario.sources()})
    rows = tuple(_row(key, register, language) for key in keys)
    anchors = tuple(source_anchor(key) for key in keys)
    heads = tuple(label.in_(language) for label in SOURCE_HEADS)
    table = Table(SOURCES.in_(language), heads, rows, anchors=anchors)
    return Section("bronnen", SOURCES.in_(language), (table,))


def _row(key: str, register: Mapping[str, Item[SourceForm]], language: Language) -> tuple[Cell, ...]:
    item = register.get(key)
    if item is None or item.form is None:
        return (key, "", "", "", "")
    form = item.form
    terms = "; ".join(filter(None, (_terms(form.licence or "", language), str(form.read or ""), form.url)))
    return (key, _title(form), form.publisher, str(form.date), terms)


def _title(form: SourceForm) -> Cell:
    """Return the title of a source, which leads to its address where it has one."""
    return Link(form.title, form.url) if form.url and form.url.startswith(("https://", "http://")) else form.title
