"""The available models, scenarios and measures, as a document."""

from __future__ import annotations

from simulate.inputs.catalogue import Catalogue
from simulate.registry import failures
from simulate.render.document import Block, Document, Section, Table, Text
from simulate.views.show.text import (
    DESCRIBED,
    FROM,
    MEASURES,
    NAME,
    OUTCOMES,
    PARAMETERS,
    QUESTION,
    SOURCE,
    STATUS,
    label_of,
)
from simulate.vocabulary import Label, Language

MODELS, SCENARIOS = Label("Modellen", "Models"), Label("Scenario's", "Scenarios")
SINCE = Label("Sinds", "Since")


def listing(catalogue: Catalogue, language: Language) -> Document:
    """Build a table for each kind, and say why a model that is offered cannot be used."""
    blocks: list[Block] = [
        _models(catalogue, language),
        _scenarios(catalogue, language),
        _measures(catalogue, language),
    ]
    blocks += [Text(str(error), style="warning") for error in failures().values()]
    return Document(language, "", (Section("list", "", tuple(blocks)),), numbered=False)


def _models(catalogue: Catalogue, language: Language) -> Table:
    heading = tuple(label.in_(language) for label in (NAME, DESCRIBED, PARAMETERS, OUTCOMES))
    rows = tuple(
        (name, model.title.in_(language), str(len(model.parameters)), str(len(model.outcomes)))
        for name, model in catalogue.models.items()
    )
    return Table(MODELS.in_(language), heading, rows, frozenset({2, 3}))


def _scenarios(catalogue: Catalogue, language: Language) -> Table:
    heading = tuple(label.in_(language) for label in (NAME, DESCRIBED, QUESTION))
    rows = []
    for name, chain in catalogue.chains.items():
        form = chain.links[-1].form if chain.links else None
        broken = "simulate check" if chain.problems else ""
        question = label_of(form.question, language) if form else ""
        rows.append((name, label_of(form.label, language) if form else "", question or broken))
    return Table(SCENARIOS.in_(language), heading, tuple(rows))


def _measures(catalogue: Catalogue, language: Language) -> Table:
    heading = tuple(label.in_(language) for label in (NAME, DESCRIBED, STATUS, SINCE, FROM, SOURCE))
    rows = []
    for name, item in catalogue.measures.items():
        form = item.form
        if form is None or item.problems:
            rows.append((name, f"simulate check {item.document.file}", "", "", "", ""))
            continue
        status = form.legal_status
        dates = str(status.date), str(form.start)
        rows.append((name, label_of(form.label, language), status.status, *dates, form.source))
    return Table(MEASURES.in_(language), heading, tuple(rows))
