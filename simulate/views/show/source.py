"""The description of a source: what it is, and every figure, measure, scenario and count that rests on it."""

from __future__ import annotations

from collections.abc import Mapping

from simulate.backtesting.vintages import vintages
from simulate.finding.references import uses
from simulate.inputs.catalogue import Catalogue
from simulate.inputs.schema.forms import SourceForm
from simulate.render.document import Block, Table
from simulate.series import register
from simulate.views.show import text
from simulate.vocabulary import Label, Language

KIND = Label("Soort", "Kind")
LICENCE, READ = Label("Licentie", "Licence"), Label("Gelezen op", "Read on")
LENGTH, URL = Label("Lengte", "Length"), Label("Adres", "Address")
USED_IN, LINES = Label("Gebruikt in", "Used in"), Label("Regels", "Lines")
SERIES, FORECASTS = Label("Reeksen", "Series"), Label("Officiële ramingen", "Official forecasts")
NOWHERE = Label("nergens", "nowhere")
KINDS: Mapping[str, Label] = {
    "programme": Label("programma", "programme"),
    "dataset": Label("gegevens", "data set"),
    "press": Label("pers", "press"),
    "report": Label("rapport", "report"),
    "law": Label("wet of regel", "law or rule"),
    "study": Label("onderzoek", "study"),
    "parameter": Label("parameter", "parameter"),
    "measure": Label("maatregel", "measure"),
    "scenario": Label("scenario", "scenario"),
}


def blocks(key: str, form: SourceForm, catalogue: Catalogue, language: Language) -> list[Block]:
    """Describe its publisher, date and address, and list what uses it with the lines."""
    found = uses(key, catalogue)
    series = [
        name for name, one in register().items() if key in {one.form.source, *(count.key for count in one.counts)}
    ]
    forecasts = [
        name
        for name, one in vintages().items()
        if key in {*one.form.sources, *(forecast.source.partition(":")[0] for forecast in one.forecasts)}
    ]
    rows = (
        (text.PUBLISHER, form.publisher),
        (text.DATE, str(form.date or "")),
        (KIND, KINDS[form.kind].in_(language) if form.kind else None),
        (LENGTH, f"{form.lines} {text.LINES.in_(language)}" if form.lines else None),
        (URL, form.url),
        (LICENCE, form.licence),
        (READ, str(form.read or "")),
        (text.NOTE, text.said(form.note, language)),
        (SERIES, ", ".join(series)),
        (FORECASTS, ", ".join(forecasts)),
        (USED_IN, None if found or series or forecasts else NOWHERE.in_(language)),
    )
    heading = tuple(label.in_(language) for label in (text.NAME, KIND, LINES))
    used = tuple((use.name, KINDS[use.kind].in_(language), ", ".join(use.lines)) for use in found)
    table = Table(USED_IN.in_(language), heading, used, whole=frozenset({0}))
    return [text.title(key, form.title or ""), text.properties(rows, language), *([table] if used else [])]
