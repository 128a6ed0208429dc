"""Every failure that is told to a user, in one tree. The door catches them, prints the message, and exits.

::

    SimulateError                 1
    ├── InputError                2    a file or an argument is wrong; it holds every problem, each with its place
    ├── RegistryError             2    a model is not there, is there twice, or cannot be loaded (`simulate.registry`)
    └── RunError                  1    a run, or what reads its result, cannot start or go on
        ├── CannotAnswer          2    what was asked cannot be had from these result folders
        ├── Refused               1    the folder holds a run of other inputs
        ├── Impossible            1    the values of a scenario do not go together: a model cannot go on with them
        ├── CannotWrite           1    the disk is full, or the folder cannot be written
        └── Interrupted         130    stopped by Ctrl-C; what was finished is kept

Messages are written for the person who typed the command: what is wrong, and what to do.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from simulate.plain_text import printable

WIDTH = 110
"""Columns of a source line that are shown around the place of a problem."""


class SimulateError(Exception):
    """Something that the user can mend."""

    exit_code = 1


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

    def excerpt(self) -> list[str]:
        """Return the source line with a caret under the place, cropped to `WIDTH`; no lines when it is empty."""
        return _excerpt(self.text, self.column)

    def __str__(self) -> str:
        parts = [f"{self.place}: {self.message}", *self.excerpt()]
        if self.expected:
            parts.append(f"    expected {self.expected}")
        if self.hint:
            parts.append(f"    {self.hint}")
        # What was typed may hold what steers a terminal.
        return printable("\n".join(parts))


class InputError(SimulateError):
    """The input cannot be used; `problems` holds everything that was found, in the order of the files."""

    exit_code = 2

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(dict.fromkeys(sorted(problems, key=_order)))
        super().__init__(self.problems)

    def __str__(self) -> str:
        count = len(self.problems)
        blocks = [str(problem) for problem in self.problems]
        return "\n".join([*blocks, "1 error" if count == 1 else f"{count} errors"])


def _order(problem: Problem) -> tuple[str, int, int, str]:
    return problem.file, problem.line, problem.column, problem.message


def _excerpt(text: str, column: int) -> list[str]:
    text = "".join(c if c.isprintable() else " " for c in text)
    if not text.strip():
        return []
    start = 0 if column <= WIDTH - 10 else column - WIDTH // 2
    shown = text[start : start + WIDTH]
    return [f"    {shown.rstrip()}", f"    {' ' * (column - 1 - start)}^"]


class RunError(SimulateError):
    """The run cannot start or go on; the message says why and what to do."""


class CannotAnswer(RunError):
    """What was asked cannot be had from these result folders, or cannot be written where it was asked."""

    exit_code = 2


class Refused(RunError):
    """The folder holds a run of other inputs."""


class Impossible(RunError):
    """The values of a scenario lead to what cannot be: the message names what, in which month and in which draw."""


class CannotWrite(RunError):
    """The disk is full, or the folder cannot be written."""


class Interrupted(RunError):
    """Stopped by Ctrl-C; what was finished is kept."""

    exit_code = 130


class OlderFormat(UserWarning):
    """A result folder was made by an older version, which sealed less of it."""


_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the file system is read-only",
    errno.EACCES: "no permission to write there",
    errno.EPERM: "no permission to write there",
    errno.ENOTDIR: "part of that path is a file, not a folder",
    errno.EEXIST: "there is a file of that name",
    errno.ENAMETOOLONG: "a name in that path is longer than the file system takes",
    errno.ELOOP: "a link in that path leads nowhere",
}


def why_not_written(error: OSError) -> str:
    """Describe in words why a file could not be written."""
    return _REASONS.get(error.errno or 0, str(error))


def cannot_write(folder: Path, error: OSError) -> CannotWrite:
    """Make the error for an OSError while a run writes in `folder`."""
    return CannotWrite(
        f"cannot write in {folder}: {why_not_written(error)}. What was finished is kept; the same command goes on from "
        "there."
    )
