"""The card of a model: its texts and headline outcomes. It decides no number and is not in the hash of the code."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from simulate import registry
from simulate.errors import RunError
from simulate.running.store import record
from simulate.vocabulary import Label, Language

if TYPE_CHECKING:
    import xarray as xr

GROUP = "simulate.cards"

Answer = Callable[["xr.Dataset", Language], list[str]]
"""The sentences that answer the question of a run, from its outcomes."""


@dataclass(frozen=True)
class ModelCard:
    """The presentation of a model. The default, for a model without a card, has no headline outcomes and no answer."""

    headline: tuple[str, ...] = ()
    """The outcomes that a summary and the figures show first."""
    of_part: Mapping[str, str] = field(default_factory=dict)
    """Of a composite: the part without which an outcome of the headline counts nothing."""
    by_province: tuple[tuple[str, ...], ...] = ()
    """The outcomes that figures show by province: one each, or one and what it is set against."""
    answer: Answer | None = None
    answer_year: int = 0
    """Which whole calendar year of a run the answer is about, counted from 0; the last one of a shorter run."""
    leaves_out: Mapping[str, Label] = field(default_factory=dict)
    """What the model does not tell that matters for an outcome, by its name."""
    leaflet: tuple[tuple[Label, Label], ...] = ()
    """What the model can and cannot be used for, in paragraphs: their first words, and the rest."""
    files: Mapping[str, Label] = field(default_factory=dict)
    """What its files of processes and parameters are called."""

    def headline_with(self, parts: Collection[str]) -> tuple[str, ...]:
        """List the headline outcomes that are counted in a run with these parts."""
        return tuple(name for name in self.headline if self.of_part.get(name) in (None, *parts))

    def file_label(self, name: str) -> Label:
        """Return the label of a file of processes or parameters; its bare name when it has none."""
        return self.files.get(name, Label(name, name))


def card(name: str) -> ModelCard:
    """Return the card of the model `name`; the default one when no package offers it.

    RegistryError when two packages offer it, or when it cannot be imported.
    """
    if name not in registry.offered(GROUP):
        return ModelCard()
    found = registry.load(GROUP, name, "card")
    if not isinstance(found, ModelCard):
        raise registry.CannotLoad(f"what is offered as the card {name} is a {type(found).__name__}, not a ModelCard")
    return found


def headline(*folders: Path) -> tuple[str, ...]:
    """List the headline outcomes of the model of these runs that every run has.

    None where one is no result folder: what opens it says what is wrong.
    """
    try:
        records = [record.read(folder) for folder in folders]
    except RunError:
        return ()
    told = card(records[0].model).headline_with(records[0].parts)
    return tuple(name for name in told if all(name in one.outcomes for one in records))
