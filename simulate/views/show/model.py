"""The description of a model: what it holds, what happens in it, and what it tells first."""

from __future__ import annotations

from collections.abc import Sequence

from simulate.inputs.catalogue import Catalogue
from simulate.inputs.levers import broken_levers, levers_of
from simulate.inputs.model_info import process_labels
from simulate.registry import model as registered
from simulate.render.document import Block, Table, Text
from simulate.render.values import amount_as_given
from simulate.views.card import card
from simulate.views.show import text
from simulate.vocabulary import Label, Language

FIRST = Label("Vooraan", "First")
HAPPENS = Label("Wat er gebeurt", "What happens")
COUNT = Label("{count}: simulate list {word} --model {model}", "{count}: simulate list {word} --model {model}")
LEVERS = Label("Schuiven van de pagina", "Levers of the page")
HEADING = (
    Label("Parameter", "Parameter"),
    Label("Laagste", "Lowest"),
    Label("Hoogste", "Highest"),
    Label("Stap", "Step"),
    text.REASON,
    text.FILE,
)


def blocks(name: str, catalogue: Catalogue, language: Language) -> list[Block]:
    """Describe its processes, its headline outcomes, how to list the rest, and its levers on the page."""
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
        *_levers(name, info.parts, catalogue, language),
    ]


def _levers(name: str, parts: Sequence[str], catalogue: Catalogue, language: Language) -> list[Block]:
    """Describe the levers that `simulate open` has for it, and say which of them count instead of a shipped one."""
    levers = levers_of(catalogue.library, name, parts)
    rows = tuple(
        (
            one.form.parameter,
            *(amount_as_given(number) for number in (one.form.min, one.form.max, one.form.step)),
            text.said(one.form.reason, language),
            one.place,
        )
        for one in levers
    )
    table = Table(LEVERS.in_(language), tuple(label.in_(language) for label in HEADING), rows, frozenset({1, 2, 3}))
    broken = [
        Text(text.broken(file, count, language), style="warning")
        for file, count in broken_levers(catalogue.library).items()
    ]
    replaced = [said for one in levers for said in text.own(one.replaces, language)]
    return [*([table] if rows else []), *replaced, *broken]
