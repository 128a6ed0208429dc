"""The sources as a document: publisher, date, licence, address, what rests on each, and the share of the spread."""

from __future__ import annotations

from collections.abc import Mapping

from simulate.inputs.catalogue import Catalogue
from simulate.inputs.schema.forms import SourceForm
from simulate.render.document import Cell, Document, Section, Stack, Table, Text
from simulate.render.numbers import percent
from simulate.sensitivity.ranking import Ranking
from simulate.views.show import text
from simulate.views.show.source import READ, URL
from simulate.views.sources.resting import Resting
from simulate.vocabulary import Label, Language

RESTS = Label("Hierop rust", "Rests on it")
SHARE = Label("Deel van de cijfers", "Share of figures")
SPREAD = Label("Deel van de spreiding", "Share of the spread")
OURS = Label("geen bron: aannames", "no source: assumptions")
NO_ADDRESS = Label("geen adres bekend", "no address known")
COUNTED = Label(
    "Een cijfer is een parameter; een parameter kan op meer bronnen rusten.",
    "A figure is a parameter; a parameter may rest on several sources.",
)
OF_SPREAD = Label(
    "De spreiding van {outcome} in {year}: de som van de gekwadrateerde rangcorrelaties van wat op de bron rust. De "
    "rest is toeval, samenspel, en wat te klein is om van toeval te onderscheiden.",
    "The spread of {outcome} in {year}: the sum of the squared rank correlations of what rests on the source. The "
    "rest is chance, interplay, and what is too small to tell from accident.",
)
KINDS = (
    Label("parameters", "parameters"),
    Label("maatregelen", "measures"),
    Label("scenario's", "scenarios"),
    Label("reeksen", "series"),
)


def sources_document(
    found: Mapping[str, Resting],
    catalogue: Catalogue,
    language: Language,
    spread: tuple[Ranking, Mapping[str, float]] | None = None,
) -> Document:
    """List the sources on which something rests, those with most parameters first, and what rests on none."""
    parameters = len({name for one in found.values() for name in one.parameters})
    used = sorted((key for key, one in found.items() if one.names), key=lambda key: _order(key, found, spread))
    heading = [text.NAME, text.TITLE, text.PUBLISHER, RESTS, SHARE, *([SPREAD] if spread else [])]
    rows = tuple(_row(key, found[key], parameters, catalogue, language, spread) for key in used)
    table = Table(
        "", tuple(label.in_(language) for label in heading), rows, whole=frozenset({0}), optional=frozenset({2})
    )
    notes = [Text(COUNTED.in_(language), style="note")]
    if spread:
        ranking = spread[0]
        outcome = ranking.label_nl if language == "nl" else ranking.label
        notes.append(Text(OF_SPREAD.in_(language).format(outcome=outcome, year=ranking.year), style="note"))
    return Document(language, "", (Section("sources", "", (table, *notes)),), numbered=False)


def _order(
    key: str, found: Mapping[str, Resting], spread: tuple[Ranking, Mapping[str, float]] | None
) -> tuple[float, int, str]:
    share = spread[1].get(key, 0.0) if spread else 0.0
    return -share, -len(found[key].names), key


def _row(
    key: str,
    resting: Resting,
    parameters: int,
    catalogue: Catalogue,
    language: Language,
    spread: tuple[Ranking, Mapping[str, float]] | None,
) -> tuple[Cell, ...]:
    item = catalogue.sources.get(key)
    form = item.form if item is not None else None
    counts = (resting.parameters, resting.measures, resting.scenarios, resting.series)
    rests = ", ".join(
        f"{len(set(names))} {kind.in_(language)}" for names, kind in zip(counts, KINDS, strict=True) if names
    )
    share = percent(len(set(resting.parameters)) / parameters, language) if parameters else ""
    more = (percent(spread[1].get(key, 0.0), language),) if spread else ()
    if form is None:
        return (key or "–", OURS.in_(language), "", rests, share, *more)
    return (key, Stack(form.title, tuple(_about(form, language))), form.publisher, rests, share, *more)


def _about(form: SourceForm, language: Language) -> list[str]:
    """Write the date, the licence and when it was read in a line, and the address in another."""
    terms = [str(form.date), form.licence or "", f"{READ.in_(language).lower()} {form.read}" if form.read else ""]
    return ["; ".join(filter(None, terms)), form.url or f"{URL.in_(language)}: {NO_ADDRESS.in_(language)}"]
