"""What a model can tell about itself: the parameters it reads, its outcomes, its title."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulate.engine.outcome import Outcome
from simulate.vocabulary import Label


@dataclass(frozen=True)
class Facts:
    """Read from the model's declaration; nothing runs."""

    title: Label
    parameters: Mapping[str, tuple[str, ...]]
    """Every parameter the code reads, and the processes that read it."""
    outcomes: Mapping[str, Outcome]


def model_names() -> list[str]:
    """The names of all models that installed packages offer."""
    from simulate.registry import names

    return names()


def facts(name: str) -> Facts:
    """The facts of one model. RegistryError when there is none of that name or it cannot be loaded."""
    from simulate.registry import model

    declared = model(name)
    return Facts(declared.title, declared.parameters(), declared.outcomes())
