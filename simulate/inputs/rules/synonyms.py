"""What must be true of the words that people search with: every name that they mean exists."""

from __future__ import annotations

from collections.abc import Collection

from simulate.errors import Problem
from simulate.inputs.problems import did_you_mean
from simulate.inputs.schema.forms import SynonymForm
from simulate.inputs.yaml.document import Document, Steps


def synonym_problems(
    form: SynonymForm, document: Document, steps: Steps, known: Collection[str] | None
) -> list[Problem]:
    """Return the problems of one entry of synoniemen.yaml. `known` is None where not all names can be known."""
    names = form.names or []
    problems = []
    for place, name in enumerate(names):
        if known is not None and name not in known:
            expected = "an outcome, an entry of an axis, a parameter, a measure or a scenario"
            hint = did_you_mean(name, known)
            message = f"nothing is called '{name}'"
            problems.append(document.problem((*steps, "names", place), message, expected=expected, hint=hint))
        elif name in names[:place]:
            message = f"'{name}' is named twice"
            problems.append(document.problem((*steps, "names", place), message, expected="each name once"))
    return problems
