"""simulate.toml: what a project sets for every command that is given in it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from simulate.errors import InputError, Problem
from simulate.inputs.paths import SETTINGS, project, shown
from simulate.inputs.problems import did_you_mean, listed
from simulate.inputs.whole import MAX_DRAWS, is_whole
from simulate.vocabulary import LANGUAGES, Language

MOST = {"draws": MAX_DRAWS, "workers": 1024}


@dataclass(frozen=True)
class Settings:
    """What a project sets; None is what every command does by itself."""

    language: Language | None = None
    draws: int | None = None
    """Of a run, instead of those of its scenario."""
    workers: int | None = None
    author: str | None = None
    """Of a report."""
    template: Path | None = None
    """A Word file for reports; in simulate.toml it is told from the folder of the project."""


def settings(start: Path | None = None) -> Settings:
    """Return the settings of the project around `start`, by default the working directory. InputError: all wrong ones.

    Without a project, or without simulate.toml in it, nothing is set.
    """
    folder = project(start or Path.cwd())
    path = folder / SETTINGS if folder is not None else None
    if path is None or not path.is_file():
        return Settings()
    try:
        text = path.read_text(encoding="utf-8")
        given = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError([Problem(shown(path), 1, 1, f"cannot be read as TOML: {error}")]) from None
    problems = [found for name, value in given.items() if (found := _wrong(path, text, name, value))]
    if problems:
        raise InputError(problems)
    said = Settings(**given)
    return said if said.template is None else replace(said, template=path.parent / said.template)


def _wrong(path: Path, text: str, name: str, value: Any) -> Problem | None:
    """Return what is wrong with one setting; None when nothing is."""
    names = [field.name for field in fields(Settings)]
    if name not in names:
        return _at(path, text, name, f"there is no setting '{name}'", listed(names), did_you_mean(name, names))
    if name in MOST:
        possible = is_whole(value, 1, MOST[name])
        return None if possible else _at(path, text, name, f"{value!r} is not possible here", f"1 to {MOST[name]:,}")
    if name == "language":
        return None if value in LANGUAGES else _at(path, text, name, f"{value!r} is no language", listed(LANGUAGES))
    return None if isinstance(value, str) else _at(path, text, name, f"{value!r} is not a text", '"some words"')


def _at(path: Path, text: str, name: str, message: str, expected: str, hint: str | None = None) -> Problem:
    lines = text.splitlines()
    line = next((number for number, one in enumerate(lines, 1) if one.lstrip().startswith(name)), 1)
    return Problem(shown(path), line, 1, message, lines[line - 1], expected, hint)
