"""A YAML file as plain data that knows where everything stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from simulate.errors import InputError, Problem

Steps = tuple[str | int, ...]
"""The way to a place in a document: keys of mappings and numbers of list items."""


class Mark(NamedTuple):
    """A place in a text, counted from 1."""

    line: int
    column: int


@dataclass
class Document:
    """One YAML file: its data, the places of everything in it, and what is wrong with its form."""

    file: str
    """The name that messages show."""
    label: str
    """The path relative to the root it was found in: what a result remembers."""
    lines: list[str]
    sha256: str
    data: Any = None
    values: dict[Steps, Mark] = field(default_factory=dict)
    keys: dict[Steps, Mark] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def mark(self, steps: Steps, *, key: bool = False) -> Mark:
        """Return the place of a value (or of its key).

        When it is not in the text: the place of the nearest thing around it.
        """
        while steps and steps not in self.values:
            steps = steps[:-1]
        return self.keys[steps] if key and steps in self.keys else self.values.get(steps, Mark(1, 1))

    def problem(
        self, steps: Steps, message: str, *, key: bool = False, expected: str | None = None, hint: str | None = None
    ) -> Problem:
        return self.problem_at(self.mark(steps, key=key), message, expected, hint)

    def problem_at(self, mark: Mark, message: str, expected: str | None = None, hint: str | None = None) -> Problem:
        text = self.lines[mark.line - 1] if 0 < mark.line <= len(self.lines) else ""
        return Problem(self.file, mark.line, mark.column, message, text, expected, hint)

    def refusal(self, mark: Mark, message: str, expected: str | None = None, hint: str | None = None) -> InputError:
        return InputError([*self.problems, self.problem_at(mark, message, expected, hint)])
