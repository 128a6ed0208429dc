"""Options that several commands share, their types, and the names that a shell completes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

from simulate.commands.language import here
from simulate.errors import SimulateError
from simulate.inputs.settings import settings
from simulate.inputs.written import Miswritten, day, whole, year
from simulate.vocabulary import LANGUAGES

if TYPE_CHECKING:
    from simulate.finding.names import Kind

Command = TypeVar("Command", bound=Callable[..., Any])


class Whole(click.IntRange):
    """A whole number, typed as in a file, with a message that says so when it is not one."""

    name = "whole number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return super().convert(_typed(self, whole, value, param, ctx), param, ctx)


class Day(click.DateTime):
    """A date, typed as in a file."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return _typed(self, day, value, param, ctx)


class Year(click.IntRange):
    """A calendar year, typed as in a file."""

    name = "year"

    def _describe_range(self) -> str:
        """Return what the help shows of its limits: none, as it has none."""
        return ""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return _typed(self, year, value, param, ctx)


def _typed(
    kind: click.DateTime | click.IntRange,
    read: Callable[[str], Any],
    value: Any,
    param: click.Parameter | None,
    ctx: click.Context | None,
) -> Any:
    """Read a word with the reader of files; what is no word any more is as it should be."""
    if not isinstance(value, str):
        return value
    try:
        return read(value)
    except Miswritten as error:
        said = (
            f"{error}; expected {error.expected}; {error.hint}" if error.hint else f"{error}; expected {error.expected}"
        )
        kind.fail(said, param, ctx)


PATH = click.Path(path_type=Path)
FORMS = {
    "html": "simulate.render.html",
    "docx": "simulate.render.docx",
    "pdf": "simulate.render.pdf",
    "md": "simulate.render.markdown",
}
"""What a document can be written as, and the module that renders it."""


def _language(*, used: bool) -> Callable[[Command], Command]:
    return click.option(
        "--language",
        type=click.Choice(LANGUAGES),
        default=here,
        expose_value=used,
        help="Language of labels and messages [default: SIMULATE_LANGUAGE, else simulate.toml, else that of the "
        "system].",
    )


language = _language(used=True)
speaks = _language(used=False)
"""Of a command that says nothing in a language of its own accord: for its help, its errors and its lines."""
entries = click.option(
    "--entry", "entries", multiple=True, metavar="NAME", help="Only this part: a kind, group, province. Of the "
    "outcomes named with --outcome; else of those told by default that are divided so, else of the one outcome that "
    "is. Can be repeated.",
)  # fmt: skip
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for another program.")
no_figures = click.option("--no-figures", is_flag=True, help="Do not draw the figures.")


def of_project(name: str) -> Callable[[], Any]:
    """Return what asks the settings of the project for one of them, as the default of an option."""
    return lambda: getattr(settings(), name)


workers = click.option(
    "--workers",
    type=Whole(1, 1024),
    default=of_project("workers"),
    help="Processes that compute [default: those of simulate.toml, else all cores].",
)


def complete_scenario(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """List the scenarios whose name begins as what was typed; the shell adds files."""
    from simulate.inputs.paths import roots

    names = [path.stem for path in roots().scenarios()]
    return [*_beginning(names, incomplete), CompletionItem(incomplete, type="file")]


def complete_model(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """List the models whose name begins as what was typed."""
    from simulate.registry import names

    return _beginning(names(), incomplete)


def complete_source(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """List the keys of sources that begin as what was typed."""
    from simulate.inputs.catalogue import Catalogue

    return _beginning(Catalogue().sources, incomplete)


def complete_name(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """List everything that can be shown and begins as what was typed; the entries of an outcome after its bracket."""
    return _beginning(_named(incomplete), incomplete)


def complete_outcome(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """List the outcomes of all models that begin as what was typed; their entries after a bracket."""
    return _beginning(_named(incomplete, "outcome"), incomplete)


outcomes = click.option(
    "--outcome", "outcomes", multiple=True, metavar="NAME", shell_complete=complete_outcome, help="Only this outcome, "
    "or a part of one: opvangplekken[noodopvang]. Can be repeated.",
)  # fmt: skip


def complete_question(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """List what a question can be about, up to the year that is to be typed behind it."""
    return _beginning((f"{name}@" for name in _named(incomplete, "outcome")), incomplete)


def complete_setting(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """List the parameters that can be set, up to the value that is to be typed behind them."""
    return _beginning((f"{name}=" for name in _named(incomplete, "parameter")), incomplete)


def complete_series(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """List the series of observations that begin as what was typed."""
    return _beginning(_named(incomplete, "series"), incomplete)


def _named(incomplete: str, kind: Kind | None = None) -> list[str]:
    """List the names of one kind, or of all of them; parts of outcomes where a bracket was typed."""
    from simulate.finding.index import index, parts
    from simulate.inputs.catalogue import catalogue_here

    try:
        catalogue = catalogue_here()
        if "[" in incomplete and kind in (None, "outcome"):
            return [one.name for one in parts(catalogue)]
        return [one.name for one in index(catalogue) if kind is None or one.kind == kind]
    except SimulateError:  # a shell that completes has no place for a message
        return []


def _beginning(names: Iterable[str], incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(name) for name in sorted(set(names)) if name.startswith(incomplete)]
