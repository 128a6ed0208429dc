"""What is wrong in a file, said so that a planner can mend it: place, line, what was expected, the nearest name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from simulate.errors import Problem

COMMA = "put quotes around a text that has a comma in it"
"""The hint where a key has spaces: it is the rest of a text."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known name that looks most like `word`, or None when none does."""
    from difflib import get_close_matches

    names = {_folded(name): name for name in known}
    found = get_close_matches(_folded(word), names, n=1, cutoff=0.6)
    if not found:
        # `inwilligingskans` for `asiel.nareis.inwilligingskans`: people remember the last part.
        tails = {name.rsplit(".", 1)[-1]: whole for name, whole in names.items()}
        found = get_close_matches(_folded(word).rsplit(".", 1)[-1], tails, n=1, cutoff=0.75)
        return tails[found[0]] if found else None
    return names[found[0]]


def _folded(name: str) -> str:
    """Normalise a name: without what people mix up (capitals, hyphens and underscores)."""
    return name.lower().replace("-", "_")


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Return a hint with the nearest known name, or None."""
    name = nearest(word, known)
    return None if name is None else f"did you mean '{name}'?"


def listed(names: Sequence[str], limit: int = 12) -> str:
    """Format names as a short enumeration: `one of a, b, c`."""
    shown = ", ".join(names[:limit])
    if len(names) > limit:
        shown = f"{shown}, … ({len(names)} in all)"
    return f"one of {shown}" if len(names) > 1 else shown


def on_command_line(
    argument: str, message: str, *, column: int = 1, expected: str | None = None, hint: str | None = None
) -> Problem:
    """Return a problem with something typed after the command."""
    return Problem("command line", 0, column, message, argument, expected, hint)
