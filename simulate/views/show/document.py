"""The description of one name."""

from __future__ import annotations

from collections.abc import Iterator

from simulate.errors import InputError
from simulate.finding.index import parts_of
from simulate.finding.names import Named
from simulate.finding.near import near_names
from simulate.inputs.catalogue import Catalogue
from simulate.inputs.problems import on_command_line
from simulate.render.document import Block, Document, Section
from simulate.series import hidden, register
from simulate.views.show import entry, measure, model, outcome, parameter, scenario, series, source, target, text
from simulate.vocabulary import AXES, Label, Language

NOTHING = Label("niets heet '{name}'", "nothing is called '{name}'")
MEANT = Label("bedoelde u '{name}'?", "did you mean '{name}'?")
NEAR = Label("namen die erop lijken: {names}", "near names: {names}")
SEARCH = Label("zoeken: simulate list --search '{name}'", "to search: simulate list --search '{name}'")

Found = Iterator[tuple[str, list[Block]]]


def document(name: str, catalogue: Catalogue, language: Language) -> Document:
    """Describe one name, of whatever kind. InputError with the most similar names when it does not exist."""
    found = list(_found(name, catalogue, language))
    if not found:
        said = NOTHING.in_(language).format(name=name)
        raise InputError([on_command_line(name, said, hint=_hint(name, catalogue, language))])
    sections = tuple(Section(f"{name}-{kind}", "", tuple(blocks)) for kind, blocks in found)
    return Document(language, "", sections, numbered=False)


def _hint(name: str, catalogue: Catalogue, language: Language) -> str:
    """Name what is nearest, of all kinds, and how to search."""
    near = near_names(name, catalogue)
    lines = [MEANT.in_(language).format(name=near[0].name)] if near else []
    if len(near) > 1:
        lines.append(NEAR.in_(language).format(names=", ".join(_with_kind(one, language) for one in near)))
    lines.append(SEARCH.in_(language).format(name=name))
    return "\n    ".join(lines)


def _with_kind(one: Named, language: Language) -> str:
    return f"{one.name} ({text.ONE[one.kind].in_(language)})"


def _found(name: str, catalogue: Catalogue, language: Language) -> Found:
    """Yield each kind with this name and its blocks: a name may be both a measure and a scenario."""
    yield from _in_files(name, catalogue, language)
    for its_model, info in catalogue.models.items():
        if name in info.outcomes:
            yield f"outcome-{its_model}", outcome.blocks(info.outcomes[name], its_model, catalogue, language)
        whole, _, part = name.removesuffix("]").partition("[")
        if part and whole in info.outcomes and part in parts_of(info.outcomes[whole]):
            yield f"entry-{its_model}", entry.part(info.outcomes[whole], part, its_model, catalogue, language)
    for axis in AXES.values():
        if name in axis.entries:
            yield f"entry-{axis.name}", entry.blocks(axis, name, catalogue, language)
        if name == axis.name:
            yield "axis", entry.axis_blocks(axis, catalogue, language)
    one = register().get(name)
    if one is not None and one.form.model in catalogue.models:
        yield "series", [*series.blocks(one, catalogue, language), *text.own(hidden(name), language)]
    if name in catalogue.models:
        yield "model", model.blocks(name, catalogue, language)


def _in_files(name: str, catalogue: Catalogue, language: Language) -> Found:
    found_parameter = catalogue.parameters.get(name)
    if found_parameter is not None and found_parameter.form is not None:
        said = text.own(found_parameter.replaces, language)
        yield "parameter", [*parameter.blocks(found_parameter, found_parameter.form, catalogue, language), *said]
    found_measure = catalogue.measures.get(name)
    if found_measure is not None and found_measure.form is not None:
        said = text.own(found_measure.replaces, language)
        yield "measure", [*measure.blocks(found_measure, found_measure.form, catalogue, language), *said]
    chain = catalogue.chains.get(name) or catalogue.chains.get(name.removesuffix(".yaml"))
    if chain is not None and chain.links:
        said = text.own(catalogue.roots.replaced(chain.links[-1].path), language)
        yield "scenario", [*scenario.blocks(chain, catalogue, language), *said]
    found_source = catalogue.sources.get(name)
    if found_source is not None and found_source.form is not None:
        said = text.own(found_source.replaces, language)
        yield "source", [*source.blocks(name, found_source.form, catalogue, language), *said]
    targets = target.blocks(name, catalogue, language)
    if targets:
        yield "target", targets
