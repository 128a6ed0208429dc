"""Of which inputs a link was made, in a few letters, so that it can be said what has changed since.

Three letters of a hash for the code, for the scenario itself, and for each file of parameters, in the order of their
names: one letter of a change in a file is seen in 4,095 of 4,096 cases, and another file is told by its name.
"""

from __future__ import annotations

import hashlib
import json

from simulate.running.identity import essence, versions_of
from simulate.scenario import Scenario

LETTERS = 3
CODE, SCENARIO, ELSE = "code", "scenario", "else"
"""What a hash is of beside files of parameters; `else`: a file of parameters has come or gone."""


def _groups(scenario: Scenario) -> dict[str, str]:
    """Return the hash of each group of inputs, by `code`, `scenario` and `model.file`."""
    decides = essence(scenario)
    parameters: dict[str, dict[str, object]] = {}
    for name, parameter in decides.pop("parameters").items():
        parameters.setdefault(name.rpartition(".")[0], {})[name] = parameter
    versions = versions_of(scenario)
    decides.pop("name", None)
    groups: dict[str, object] = {
        CODE: [versions.get("code"), versions.get("coupled")],
        SCENARIO: decides,
        **dict(sorted(parameters.items())),
    }
    return {name: _letters(value) for name, value in groups.items()}


def _letters(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:LETTERS]


def basis_of(base: Scenario) -> str:
    """Return the letters of a scenario as it is today."""
    return "".join(_groups(base).values())


def changed_since(basis: str, base: Scenario) -> list[str]:
    """List what has changed since a link was made: `code`, `scenario`, `asiel.instroom`, …; or `else`.

    Nothing where the link does not say of which inputs it is.
    """
    groups = _groups(base)
    before = [basis[start : start + LETTERS] for start in range(0, len(basis), LETTERS)]
    if not basis:
        return []
    if len(before) != len(groups):
        return [ELSE]
    return [name for (name, now), old in zip(groups.items(), before, strict=True) if now != old]
