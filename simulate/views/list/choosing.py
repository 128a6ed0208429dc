"""What may be asked of a list: a model and a document that exist."""

from __future__ import annotations

from simulate.errors import InputError, Problem
from simulate.finding.names import Choice
from simulate.inputs.catalogue import Catalogue
from simulate.inputs.problems import did_you_mean, listed, on_command_line


def valid(choice: Choice, catalogue: Catalogue) -> Choice:
    """Return the choice itself. InputError with the nearest name for a model or a document that does not exist."""
    problems: list[Problem] = []
    model, document = choice.model, choice.document
    models, sources = list(catalogue.models), list(catalogue.sources)
    if model is not None and model not in models:
        hint = did_you_mean(model, models)
        problems.append(on_command_line(model, f"there is no model '{model}'", expected=listed(models), hint=hint))
    if document is not None and not any(key.startswith(document) for key in sources):
        programmes = [key for key, item in catalogue.sources.items() if item.form and item.form.kind == "programme"]
        said = f"there is no source '{document}'"
        expected = f"{listed(programmes)}, or another key of `simulate list sources`"
        problems.append(on_command_line(document, said, expected=expected, hint=did_you_mean(document, sources)))
    if problems:
        raise InputError(problems)
    return choice
