"""Names that are near one that does not exist, of all kinds."""

from __future__ import annotations

from simulate.finding.index import index, parts
from simulate.finding.names import Named
from simulate.finding.search import Search, synonyms_of
from simulate.inputs.catalogue import Catalogue
from simulate.inputs.problems import nearest

MOST = 8
SURE = 0.9
"""The score of a hit that has what was typed in its name, in its label or as a synonym."""


def near_names(name: str, catalogue: Catalogue) -> list[Named]:
    """List the names that are nearest, the likeliest first: those with the word in them, and those spelled like it."""
    names = [*index(catalogue), *parts(catalogue)]
    hits = Search(names, synonyms_of(catalogue)).find(name)
    likely = [hit.named for hit in hits.hits if hits.whole and hit.score >= SURE]
    alike = nearest(name, [one.name for one in names if not one.is_part])
    spelled = [one for one in names if one.name == alike]
    # Something that was spelled wrong comes before all that only has a word of it.
    found = [*likely, *spelled] if likely else [*spelled, *(hit.named for hit in hits.hits)]
    by_name: dict[str, Named] = {}
    for one in found:
        by_name.setdefault(one.name, one)
    return _of_every_kind(list(by_name.values()))


def _of_every_kind(found: list[Named]) -> list[Named]:
    """Choose the first of each kind and then what comes first; in the order of `found`."""
    kinds: dict[str, Named] = {}
    for one in found:
        kinds.setdefault(one.kind, one)
    first = found[:1] + list(kinds.values()) + found
    chosen = list(dict.fromkeys(first))[:MOST]
    return [one for one in found if one in chosen]
