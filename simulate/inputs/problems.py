"""What is wrong in a file, said so that a planner can mend it: place, line, what was expected, the nearest name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH = 110
"""Columns of a source line that are shown around the place of a problem."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong. `line` and `column` count from 1; line 0 means the command line, not a file."""

    file: str
    line: int
    column: int
    message: str
    text: str = ""
    """The source line."""
    expected: str | None = None
    hint: str | None = None

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file

    def __str__(self) -> str:
        parts = [f"{self.place}: {self.message}", *_excerpt(self.text, self.column)]
        if self.expected:
            parts.append(f"    expected {self.expected}")
        if self.hint:
            parts.append(f"    {self.hint}")
        return "\n".join(parts)


class InputError(Exception):
    """The input cannot be used; `problems` holds everything that was found, in the order of the files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(dict.fromkeys(sorted(problems, key=_order)))
        super().__init__(self.problems)

    def __str__(self) -> str:
        count = len(self.problems)
        blocks = [str(problem) for problem in self.problems]
        return "\n".join([*blocks, f"{count} error{'' if count == 1 else 's'}"])


def _order(problem: Problem) -> tuple[str, int, int, str]:
    return problem.file, problem.line, problem.column, problem.message


def _excerpt(text: str, column: int) -> list[str]:
    """The source line and a caret under the place, cropped to `WIDTH`; none when the line is empty."""
    text = "".join(c if c.isprintable() else " " for c in text)
    if not text.strip():
        return []
    start = 0 if column <= WIDTH - 10 else column - WIDTH // 2
    shown = text[start : start + WIDTH]
    return [f"    {shown.rstrip()}", f"    {' ' * (column - 1 - start)}^"]


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name that looks most like `word`, or None when none does."""
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
    """Without what people mix up: capitals, hyphens and underscores."""
    return name.lower().replace("-", "_")


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """A hint with the nearest known name, or None."""
    name = nearest(word, known)
    return None if name is None else f"did you mean '{name}'?"


def listed(names: Sequence[str], limit: int = 12) -> str:
    """Names as a short enumeration: `one of a, b, c`."""
    shown = ", ".join(names[:limit])
    more = f", … ({len(names)} in all)" if len(names) > limit else ""
    return f"one of {shown}{more}" if len(names) > 1 else f"{shown}"


def on_command_line(
    argument: str, message: str, *, column: int = 1, expected: str | None = None, hint: str | None = None
) -> Problem:
    """A problem with something typed after the command."""
    return Problem("command line", 0, column, message, argument, expected, hint)
