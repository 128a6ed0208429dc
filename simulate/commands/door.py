"""The command line's entry point: dispatches to a command and turns every error into a message and an exit code."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

from simulate.errors import SimulateError
from simulate.inputs.problems import did_you_mean

COMMANDS = (
    "check",
    "schema",
    "list",
    "show",
    "run",
    "verify",
    "export",
    "compare",
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

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        found = import_module(f"simulate.commands.{name}").command
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        hint = None if args[0] in COMMANDS else did_you_mean(args[0], COMMANDS)
        if hint is not None:
            ctx.fail(f"there is no command '{args[0]}'; {hint}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):
            # A terminal that cannot write an é gets a question mark, not a traceback.
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure is not None:
                reconfigure(errors="replace")
        try:
            return super().invoke(ctx)
        except SimulateError as error:
            click.echo(str(error), err=True)
            ctx.exit(error.exit_code)


@click.group(cls=Door, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120})
@click.version_option(package_name="simulate-nl")
def main() -> None:
    """Policy scenarios for the Netherlands: what a measure does, with what chance, at what cost."""
