"""The description of a model: what it holds, what happens in it, and what it tells first."""

from __future__ import annotations

from simulate.inputs.catalogue import Catalogue
from simulate.inputs.model_info import process_labels
from simulate.registry import model as registered
from simulate.render.document import Block
from simulate.views.card import card
from simulate.views.show import text
from simulate.vocabulary import Label, Language

FIRST = Label("Vooraan", "First")
HAPPENS = Label("Wat er gebeurt", "What happens")
COUNT = Label("{count}: simulate list {word} --model {model}", "{count}: simulate list {word} --model {model}")


def blocks(name: str, catalogue: Catalogue, language: Language) -> list[Block]:
    """Describe its processes, its headline outcomes, and how to list the rest."""
    info = catalogue.models[name]
    labels = process_labels(registered(name)).values()
    said = COUNT.in_(language)
    rows = (
        (FIRST, ", ".join(card(name).headline)),
        (HAPPENS, ", ".join(label.in_(language) for label in labels)),
        (text.OUTCOMES, said.format(count=len(info.outcomes), word="outcomes", model=name)),
        (text.PARAMETERS, said.format(count=len(info.parameters), word="parameters", model=name)),
    )
    return [
        text.title(name, f"({text.MODEL.in_(language)}) {info.title.in_(language)}"),
        text.properties(rows, language),
    ]
