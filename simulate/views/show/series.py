"""The description of a series of counts: what was counted, by whom, when, and what it is held against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from simulate.backtesting.vintages import vintages_of
from simulate.inputs.catalogue import Catalogue
from simulate.render.document import Block
from simulate.render.numbers import number
from simulate.render.values import unit_label
from simulate.series import Series, Status
from simulate.views.show import text
from simulate.views.show.source import FORECASTS
from simulate.vocabulary import Label, Language

DEFINITION, PUBLISHED = Label("Wat is geteld", "What was counted"), Label("Publicatie", "Publication")
STATUSES: Mapping[Status, Label] = {
    "first": Label("eerste publicatie", "first publication"),
    "later": Label("later gepubliceerd, mogelijk herzien", "published later, perhaps revised"),
    "preliminary": Label("voorlopig", "preliminary"),
    "revised": Label("herzien", "revised"),
    "derived": Label("afgeleid uit andere tellingen", "derived from other counts"),
    "unknown": Label("dag van publicatie onbekend", "day of publication not known"),
}
LAST = Label("Laatste telling", "Last count")
AGAINST = Label("Toetst", "Compared with")
TITLE = Label("telling van {label}", "count of {label}")


def blocks(series: Series, catalogue: Catalogue, language: Language) -> list[Block]:
    """Describe its outcome, who counted and when, its last count and its sources."""
    form = series.form
    outcome = catalogue.models[form.model].outcomes.get(form.outcome)
    label = outcome.label.in_(language) if outcome else form.outcome
    years = sorted({count.begin.year for count in series.counts})
    keys = dict.fromkeys([form.source, *(count.key for count in series.counts)])
    known = [key for key in keys if key in catalogue.sources]
    sources = [text.source_text(key, catalogue, language) or "" for key in known]
    windows = [
        name
        for name, chain in catalogue.chains.items()
        if any(series.name in (link.form.against or []) for link in chain.links)
    ]
    rows = (
        (text.COUNTS, f"{form.outcome}[{form.entry}]" if form.entry else form.outcome),
        (DEFINITION, form.definition.in_(language) if form.definition else None),
        (text.COUNTED_BY, form.credit.in_(language)),
        (text.UNIT, unit_label(form.unit, language)),
        (text.YEARS, f"{years[0]}-{years[-1]} ({len(series.counts)})" if years else None),
        (LAST, _last(series, language)),
        (PUBLISHED, _published(series, language)),
        (text.SOURCE, "\n".join(sources)),
        (AGAINST, ", ".join(windows)),
        (FORECASTS, ", ".join(one.name for one in vintages_of(series.name))),
        (text.NOTE, text.said(form.note, language)),
    )
    return [text.title(series.name, TITLE.in_(language).format(label=label)), text.properties(rows, language)]


def _published(series: Series, language: Language) -> str:
    """Count the counts by how they were published, revisions apart from first publications."""
    found = Counter(count.status for count in series.counts)
    return "; ".join(f"{found[one]} {label.in_(language)}" for one, label in STATUSES.items() if found[one])


def _last(series: Series, language: Language) -> str | None:
    if not series.counts:
        return None
    last = series.counts[-1]
    decimals = 0 if abs(last.value) >= 100 else 3
    return f"{last.last}: {number(last.value, language, decimals)}"
