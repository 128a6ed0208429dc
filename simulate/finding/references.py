"""The sources that a form of a file names, at any depth, and where each of them is used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from simulate.inputs.catalogue import Catalogue
from simulate.inputs.schema.forms import DatesForm, Form


@dataclass(frozen=True)
class Use:
    """Something that names a source, and on which lines of it."""

    kind: str
    name: str
    lines: tuple[str, ...]


def references(data: object) -> Iterator[str]:
    """Yield every reference to a source, `vng-2024:1490-1493`, in a form or a part of one."""
    match data:
        case Form():
            if isinstance(source := getattr(data, "source", None), str):
                yield source
            if isinstance(data, DatesForm):
                yield from data.given().values()
            for _, part in data:
                yield from references(part)
        case dict():
            for part in data.values():
                yield from references(part)
        case list():
            for part in data:
                yield from references(part)


def keys(data: object) -> frozenset[str]:
    """Return the keys of the sources that a form names."""
    return frozenset(reference.partition(":")[0] for reference in references(data))


def named(data: object) -> frozenset[str]:
    """Return all words in the texts of a form that could be the key of a source, such as `(nos-2193950)`."""
    match data:
        case Form():
            return frozenset().union(*(named(part) for _, part in data))
        case dict():
            return frozenset().union(*(named(part) for part in data.values()))
        case list():
            return frozenset().union(*(named(part) for part in data))
        case str():
            return frozenset(word.rstrip(".") for word in re.findall(r"[a-z0-9][a-z0-9._-]+", data))
    return frozenset()


def uses(source: str, catalogue: Catalogue) -> list[Use]:
    """List the parameters, measures and scenarios that name a source."""
    forms: list[tuple[str, str, object]] = [
        *(("parameter", name, item.form) for name, item in catalogue.parameters.items()),
        *(("measure", name, item.form) for name, item in catalogue.measures.items()),
        *(("scenario", name, chain.links[-1].form) for name, chain in catalogue.chains.items() if chain.links),
    ]
    found = []
    for kind, name, form in forms:
        named = [reference.partition(":") for reference in references(form)]
        lines = [line for key, _, line in named if key == source]
        if lines:
            found.append(Use(kind, name, tuple(dict.fromkeys(filter(None, lines)))))
    return found
