"""The description of an outcome."""

from __future__ import annotations

from simulate.engine.outcome import Outcome
from simulate.inputs.catalogue import Catalogue
from simulate.inputs.rules.measures import conditions
from simulate.render.document import Block
from simulate.render.values import unit_label
from simulate.views.show import text
from simulate.vocabulary import Label, Language

KIND = Label("Soort", "Kind")
DESCRIPTION = Label("Beschrijving", "Description")
READ_IN = Label("Voorwaarde van", "Condition of")


def blocks(outcome: Outcome, catalogue: Catalogue, language: Language) -> list[Block]:
    """Describe its unit, its axes, its process, and the measures with a condition on it."""
    waiting = [
        name
        for name, item in catalogue.measures.items()
        if item.form and any(condition.outcome == outcome.name for condition in conditions(item.form))
    ]
    rows = (
        (KIND, outcome.kind),
        (text.UNIT, unit_label(outcome.unit, language)),
        (text.AXIS, ", ".join(outcome.axes)),
        (DESCRIPTION, outcome.description.in_(language) if outcome.description else None),
        (text.PROCESS, outcome.process),
        (READ_IN, ", ".join(waiting)),
    )
    return [text.title(outcome.name, outcome.label.in_(language)), text.properties(rows, language)]
