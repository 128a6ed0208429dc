"""One thing that has a name, of whatever kind, with the texts in which it can be found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from simulate.vocabulary import Label

Kind = Literal["outcome", "entry", "scenario", "measure", "parameter", "target", "series", "source", "model"]
"""entry: of an axis, `noodopvang`, or of an outcome, `opvangplekken[noodopvang]`."""
KINDS: tuple[Kind, ...] = get_args(Kind)

LISTS: Mapping[str, Kind] = {
    "models": "model",
    "scenarios": "scenario",
    "measures": "measure",
    "parameters": "parameter",
    "outcomes": "outcome",
    "entries": "entry",
    "targets": "target",
    "series": "series",
    "sources": "source",
}
"""What can be listed, by the word to type."""

Place = Literal["name", "label", "synonym", "question", "description", "note"]
"""Where a word was found."""


@dataclass(frozen=True)
class Named:
    """A name, its label, and what it is chosen by."""

    kind: Kind
    name: str
    label: Label
    models: frozenset[str] = frozenset()
    """Of which it is a part, or that it changes or counts."""
    texts: tuple[tuple[Place, str], ...] = ()
    """Other texts about it, in any language."""
    documents: frozenset[str] = frozenset()
    """Keys of the sources that it names."""
    years: frozenset[int] = frozenset()
    """In which something of it is dated: it begins, has a value, was counted, is due, was published."""
    own: bool = False
    """Whether it stands in a file of the user's."""

    @property
    def is_part(self) -> bool:
        """Whether it is an entry of one outcome: then its axis has it too."""
        return self.kind == "entry" and "[" in self.name


@dataclass(frozen=True)
class Choice:
    """Which names are asked for; None for what does not matter."""

    model: str | None = None
    document: str | None = None
    """The key of a source, or the beginning of some."""
    year: int | None = None

    def has(self, one: Named) -> bool:
        """Tell whether it is among those asked for."""
        if self.model is not None and self.model not in one.models:
            return False
        return one.kind == "model" or (
            (self.document is None or any(key.startswith(self.document) for key in one.documents))
            and (self.year is None or self.year in one.years)
        )
