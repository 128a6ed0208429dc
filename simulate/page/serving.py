"""Starting the server of the page, saying where it is, and ending it with its workers."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import click
import uvicorn

from simulate.dutch.translating import translate
from simulate.errors import CannotAnswer
from simulate.inputs.catalogue import Catalogue, catalogue_here
from simulate.inputs.paths import find, roots
from simulate.page.app import application
from simulate.page.memory import one_heap
from simulate.page.opened import Page
from simulate.page.plan import Desk
from simulate.page.security import LOCAL, Guard, Guarded
from simulate.page.wish import Wish, decode, encode
from simulate.vocabulary import Language

PORT, PORTS = 8765, 20
"""The first port that is tried, and how many after it."""
HERE = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class Listening:
    """Where the server listens, and under which other names it may be asked."""

    host: str = HERE[0]
    port: int | None = None
    hosts: tuple[str, ...] = ()


def serve(wish: str, listening: Listening, *, browser: bool, language: Language) -> None:
    """Serve the page until Ctrl-C. CannotAnswer: the port is taken; InputError: there is no such scenario."""
    one_heap()
    desk, state = _asked(wish, language)
    listener = _listen(listening)
    port = listener.getsockname()[1]
    names = tuple(listening.hosts) + (() if listening.host in ("0.0.0.0", "::", *HERE) else (listening.host,))
    guard = Guard(port, names)
    shown_host = LOCAL[0] if listening.host in ("0.0.0.0", "::", *HERE) else listening.host
    address = f"http://{shown_host}:{port}/?token={guard.token}#{state}"

    def ready() -> None:
        _say(f"The page is at {address}", language)
        _say("Ctrl-C ends it.", language)
        if browser:
            # A browser that is started may keep whoever starts it waiting.
            Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    if listening.host not in HERE:
        _say(
            "This page can be reached from other machines. Whoever has the address with its key can read this project, "
            "and keep results in it; what is sent is not encrypted.",
            language,
        )
    config = uvicorn.Config(
        Guarded(application(Page(desk)), guard),
        log_level="critical",
        access_log=False,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=1,
        timeout_keep_alive=10,
        limit_concurrency=200,
        h11_max_incomplete_event_size=32_768,
        http="h11",
        ws="none",
    )
    server = _Server(config, ready)
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        pass
    finally:
        listener.close()
    _say("The page is closed.", language)


class _Server(uvicorn.Server):
    """A server that says when it is ready."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if not self.should_exit:
            self._ready()


def _say(text: str, language: Language) -> None:
    click.echo(translate(text, language))


def _asked(wish: str, language: Language) -> tuple[Desk, str]:
    """Return the project that is open, and the state that the page begins with."""
    if not wish:
        return Desk(catalogue_here()), encode(Wish(language=language))
    if "=" in wish:
        read, _ = decode(wish)
        if read.scenario and read.screen == "kiezen":
            read = read.model_copy(update={"screen": "maken"})
        return Desk(catalogue_here()), encode(read)
    path = find(wish)
    found = roots(path)
    loose = () if found.scenario(path.name) == path else (path,)
    catalogue = Catalogue(found, (*loose, *(one for one in catalogue_here().loose if one != path)))
    return Desk(catalogue), encode(Wish(scenario=Path(path).name, screen="maken", language=language))


def _listen(listening: Listening) -> socket.socket:
    """Bind the port that is asked for, or the first that is free. CannotAnswer where there is none."""
    ports = (listening.port,) if listening.port is not None else range(PORT, PORT + PORTS)
    why = ""
    for port in ports:
        family = socket.AF_INET6 if ":" in listening.host else socket.AF_INET
        listener = socket.socket(family, socket.SOCK_STREAM)
        # A port of which the last connection was closed a minute ago is free.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((listening.host, port))
            listener.listen(128)
        except OSError as error:
            listener.close()
            why = error.strerror or str(error)
            continue
        listener.set_inheritable(False)
        return listener
    last = f"port {ports[0]}" if len(ports) == 1 else f"the ports {ports[0]} to {ports[-1]}"
    raise CannotAnswer(f"{last} of {listening.host} cannot be listened on: {why}. Choose another with --port")
