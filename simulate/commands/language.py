"""In which language the command line speaks, and its help pages and usage errors in that language."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import IO, Any

import click

from simulate.dutch.capitals import in_capitals
from simulate.dutch.translating import translate
from simulate.errors import InputError
from simulate.inputs.settings import settings
from simulate.vocabulary import LANGUAGES, Language

VARIABLE = "SIMULATE_LANGUAGE"
SYSTEM = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The first of these that is set says the language of the system, as POSIX has it."""
EXTRA = re.compile(r"(.*)  \[(.*)\]", re.DOTALL)
"""What click puts behind the help of an option: its default, its range, that it is required."""


def asked(words: Sequence[str], environment: Mapping[str, str] = os.environ) -> Language:
    """Return the language that is asked, by whoever says it first.

    Typed with --language, in SIMULATE_LANGUAGE, in the simulate.toml of the project, by the system.
    """
    system = next((environment[name] for name in SYSTEM if environment.get(name)), "")
    others = (_of_project(), "nl" if system.lower().startswith("nl") else "en")
    for said in (*_typed(words), environment.get(VARIABLE), *others):
        for language in LANGUAGES:
            if said == language:
                return language
    return "en"


def _of_project() -> Language | None:
    """Return the language of the project around the working directory; what is wrong in its settings is told later."""
    try:
        return settings().language
    except (InputError, OSError):
        return None


def _typed(words: Sequence[str]) -> list[str]:
    """Return what stands behind --language, as far as words are options at all."""
    words = words[: words.index("--")] if "--" in words else words
    behind = [after for word, after in pairwise(words) if word == "--language"]
    return [*behind, *(word.partition("=")[2] for word in words if word.startswith("--language="))][-1:]


def here() -> Language:
    """Return the language of the command that is being read or run."""
    context = click.get_current_context(silent=True)
    found = context.find_root().obj if context else None
    return found if found in LANGUAGES else asked(sys.argv[1:])


def say(text: str, language: Language | None = None, *, err: bool = False) -> None:
    """Print a line, in the language of the command."""
    click.echo(translate(text, language or here()), err=err)


class DutchFormatter(click.HelpFormatter):
    """Writes a help page in Dutch: every text is looked up before it is wrapped."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, in_capitals(args), f"{translate('Usage:', 'nl')} " if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        super().write_heading(translate(heading, "nl"))

    def write_text(self, text: str) -> None:
        super().write_text("\n\n".join(_paragraph(one) for one in text.split("\n\n")))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(in_capitals(first), _option(second)) for first, second in rows], col_max, col_spacing)


def _paragraph(text: str) -> str:
    return in_capitals(translate(" ".join(text.split()), "nl"))


def _option(text: str) -> str:
    """Translate the help of an option and what click puts behind it."""
    found = EXTRA.fullmatch(text)
    if found is None:
        return _paragraph(text)
    return f"{_paragraph(found[1])}  [{'; '.join(translate(part, 'nl') for part in found[2].split('; '))}]"


class LanguageContext(click.Context):
    """A context whose help page is in the language of the command."""

    def make_formatter(self) -> click.HelpFormatter:
        if self.find_root().obj == "nl":
            return DutchFormatter(width=self.terminal_width, max_width=self.max_content_width)
        return super().make_formatter()


class DutchError(click.UsageError):
    """A usage error of click, told in Dutch."""

    def __init__(self, error: click.UsageError) -> None:
        super().__init__(in_capitals(translate(error.format_message(), "nl")), error.ctx)

    def show(self, file: IO[Any] | None = None) -> None:
        if self.ctx is not None:
            hint = translate(f"Try '{self.ctx.command_path} --help' for help.", "nl")
            click.echo(f"{self.ctx.get_usage()}\n{hint}\n", file=file, err=file is None)
        click.echo(f"{translate('Error:', 'nl')} {self.message}", file=file, err=file is None)
