"""The command line's entry point: dispatches to a command and turns every error into a message and an exit code."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, TextIO

import click

from simulate.commands import surroundings
from simulate.commands.language import VARIABLE, DutchError, LanguageContext, asked
from simulate.commands.options import speaks
from simulate.dutch.translating import translate, translate_error
from simulate.errors import Interrupted, OlderFormat, SimulateError
from simulate.inputs.problems import did_you_mean
from simulate.inputs.settings import settings
from simulate.plain_text import printable
from simulate.running.execution import interrupts
from simulate.vocabulary import LANGUAGES, Language

COMMANDS = (
    "new",
    "check",
    "schema",
    "open",
    "list",
    "show",
    "sources",
    "run",
    "variants",
    "verify",
    "export",
    "compare",
    "diff",
    "explain",
    "report",
    "sensitivity",
    "backtest",
    "calibrate",
)
"""In the order in which `--help` lists them. Each is the `command` in the module of that name in `simulate.commands`.

Such a module imports what it needs inside its function: `simulate --help` imports all of them.
"""


class Door(click.Group):
    """A command group that turns an error into a message and an exit code, never into a traceback."""

    context_class = LanguageContext

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        found = import_module(f"simulate.commands.{name}").command
        assert isinstance(found, click.Command)
        found.context_class = LanguageContext
        return found

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        extra.setdefault("obj", asked(args))
        with _in_dutch(extra["obj"]):
            unknown = os.environ.get(VARIABLE, LANGUAGES[0])
            if unknown not in LANGUAGES:
                raise click.UsageError(f"{VARIABLE} is '{unknown}': choose {' or '.join(LANGUAGES)}")
            return super().make_context(info_name, args, parent, **extra)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with the first sentence of their help."""
        commands = {name: self.get_command(ctx, name) for name in COMMANDS}
        rows = [(name, (one.help or "").split("\n\n")[0]) for name, one in commands.items() if one is not None]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        hint = None if args[0] in COMMANDS else did_you_mean(args[0], COMMANDS)
        if hint is not None:
            ctx.fail(f"there is no command '{args[0]}'; {hint}")
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        with surroundings.told():
            return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):
            # A terminal that cannot write an é gets a question mark, not a traceback.
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure is not None:
                reconfigure(errors="replace")
        with interrupts.listening(), _saying_warnings(ctx.obj), _in_dutch(ctx.obj):
            try:
                settings()  # what is wrong in them is told whatever is asked
                return super().invoke(ctx)
            except SimulateError as error:
                if interrupts.heard() and not isinstance(error, Interrupted):
                    # What it cut off went wrong in its own way, which is no news to whoever pressed it.
                    error = Interrupted("stopped")
                click.echo(printable(translate_error(error, ctx.obj)), err=True)
                ctx.exit(error.exit_code)
            except (KeyboardInterrupt, click.Abort):
                click.echo(translate("stopped", ctx.obj), err=True)
                ctx.exit(Interrupted.exit_code)
            except SystemExit as end:
                if not end.code and interrupts.heard():
                    # It was dropped on the way, by a library or after the last work.
                    ctx.exit(Interrupted.exit_code)
                raise


@contextmanager
def _saying_warnings(language: Language) -> Iterator[None]:
    """Say what a user is warned of in one sentence, once."""
    said = set[str]()

    def say(
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: TextIO | None = None,
        line: str | None = None,
    ) -> None:
        if not issubclass(category, OlderFormat):
            before(message, category, filename, lineno, file, line)
        elif str(message) not in said:
            said.add(str(message))
            click.echo(printable(translate(str(message), language)), err=True)

    with warnings.catch_warnings():
        before = warnings.showwarning
        warnings.simplefilter("always", OlderFormat)
        warnings.showwarning = say
        yield


@contextmanager
def _in_dutch(language: Language) -> Iterator[None]:
    """Tell in Dutch what click finds wrong, where that is the language; a help page is in it already."""
    try:
        yield
    except click.UsageError as error:
        # It repeats what was typed, which may hold what steers a terminal.
        vars(error)["message"] = printable(error.message)
        if language == "en" or isinstance(error, DutchError | click.exceptions.NoArgsIsHelpError):
            raise
        raise DutchError(error) from None


@click.group(cls=Door, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120})
@click.version_option(package_name="simulate-nl")
@speaks
def main() -> None:
    """Policy scenarios for the Netherlands: what a measure does, with what chance, at what cost."""
