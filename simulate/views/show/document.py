"""The description of one name."""

from __future__ import annotations

from collections.abc import Iterator

from simulate.errors import InputError
from simulate.inputs.catalogue import Catalogue
from simulate.inputs.problems import did_you_mean, on_command_line
from simulate.render.document import Block, Document, Section
from simulate.views.show import measure, outcome, parameter, scenario
from simulate.vocabulary import Language


def document(name: str, catalogue: Catalogue, language: Language) -> Document:
    """Describe one name. InputError with the most similar name when it does not exist."""
    sections = tuple(Section(f"{name}-{kind}", "", tuple(blocks)) for kind, blocks in _found(name, catalogue, language))
    if not sections:
        problem = on_command_line(
            name,
            f"there is no parameter, measure, scenario or outcome '{name}'",
            expected="a name that `simulate list` or a result shows",
            hint=did_you_mean(name, catalogue.names),
        )
        raise InputError([problem])
    return Document(language, "", sections, numbered=False)


def _found(name: str, catalogue: Catalogue, language: Language) -> Iterator[tuple[str, list[Block]]]:
    """Yield each kind with this name and its blocks: a name may be both a measure and a scenario."""
    found_parameter = catalogue.parameters.get(name)
    if found_parameter is not None and found_parameter.form is not None:
        yield "parameter", parameter.blocks(found_parameter, found_parameter.form, catalogue, language)
    found_measure = catalogue.measures.get(name)
    if found_measure is not None and found_measure.form is not None:
        yield "measure", measure.blocks(found_measure, found_measure.form, catalogue, language)
    chain = catalogue.chains.get(name.removesuffix(".yaml"))
    if chain is not None and chain.links:
        yield "scenario", scenario.blocks(chain, catalogue, language)
    found_outcome = catalogue.outcomes.get(name)
    if found_outcome is not None:
        yield "outcome", outcome.blocks(found_outcome, catalogue, language)
