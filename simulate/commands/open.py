"""`simulate open`: the local page where a planner asks "and what if?"."""

from __future__ import annotations

import click

from simulate.commands.options import Whole, complete_scenario, language
from simulate.vocabulary import Language


@click.command("open")
@click.argument("wish", metavar="[SCENARIO or LINK]", default="", shell_complete=complete_scenario)
@click.option("--port", type=Whole(1, 65_535), help="Port to listen on [default: 8765, or the next one that is free].")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on. Any other than that of "
              "this machine lets others in who have the address with the key.")  # fmt: skip
@click.option("--allow-host", "hosts", multiple=True, metavar="NAME", help="Also a name under which others ask for the "
              "page, with --host. Can be repeated.")  # fmt: skip
@click.option("--no-browser", is_flag=True, help="Print the address, and open no browser.")
@language
def command(
    wish: str, port: int | None, host: str, hosts: tuple[str, ...], no_browser: bool, language: Language
) -> None:
    """Open the page on which to switch measures, move levers and see the answer move.

    SCENARIO is a file or its name; LINK is what the page copies: '#v=1&s=asiel.yaml&…'. Nothing leaves this machine.
    Ctrl-C ends it.
    """
    from simulate.errors import CannotAnswer

    try:
        from simulate.page.serving import Listening, serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("starlette", "uvicorn"):
            raise
        raise CannotAnswer(
            "the page needs starlette and uvicorn, which are not installed: pip install "
            "'simulate-nl[web]', or in a clone make run"
        ) from None
    serve(wish, Listening(host, port, hosts), browser=not no_browser, language=language)
