"""What a report is asked, shared out over its models: each answers what it can."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from simulate.engine.outcome import Outcome
from simulate.errors import CannotAnswer
from simulate.inputs.model_info import model_info
from simulate.inputs.parts import NoPart, chosen, part_of
from simulate.inputs.resolve.asks import typed
from simulate.results.asked import Wanted

Reads = Callable[[Mapping[str, Outcome], str], object]
"""Reads a word as it is meant for a model with these outcomes; NoPart or CannotAnswer where that has no such thing."""


def shared(models: Sequence[str], questions: Sequence[str], wanted: Wanted) -> list[tuple[tuple[str, ...], Wanted]]:
    """Return for each model the questions, and the outcomes and entries, that it has.

    What none of them has stays with the first, which says what comes nearest.
    """
    outcomes = [model_info(model).outcomes for model in models]
    asked = _by_model(outcomes, questions, lambda one, word: typed(word, one))
    named = _by_model(outcomes, wanted.outcomes, lambda one, word: part_of(word, one))
    entries = _by_model(outcomes, wanted.entries, lambda one, word: chosen((), [word], one))
    return [
        (mine, replace(wanted, outcomes=name, entries=entry if name or not wanted.outcomes else ()))
        for mine, name, entry in zip(asked, named, entries, strict=True)
    ]


def _by_model(models: Sequence[Mapping[str, Outcome]], words: Iterable[str], reads: Reads) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = [() for _ in models]
    for word in words:
        having = [number for number, outcomes in enumerate(models) if _has(outcomes, word, reads)]
        for number in having or [0]:
            found[number] += (word,)
    return found


def _has(outcomes: Mapping[str, Outcome], word: str, reads: Reads) -> bool:
    try:
        reads(outcomes, word)
    except (NoPart, CannotAnswer):
        return False
    return True
