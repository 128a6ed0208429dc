"""Who may ask what of the page: only who has its token, from its own address, and in modest sizes.

The server is on this machine, but a browser visits the whole world. A page elsewhere may send requests here (so the
origin of what changes something is checked), or have its own name point to this machine (so the host is checked).
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, QueryParams
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 100_000
"""Bytes of a request: ten times a wish with all measures."""
LONGEST_ADDRESS = 8_000
LONGEST_HEADERS = 32_000
MOST_STREAMS = 40
"""Streams of events at a time: more than anybody has tabs that wait."""
HEADERS = (
    ("content-security-policy", "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cache-control", "no-store"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
)
LOCAL = ("127.0.0.1", "localhost", "[::1]")
SAFE = ("GET", "HEAD")
CLOSING = (408, 413, 414, 431)


@dataclass
class Guard:
    """What is checked of every request."""

    port: int
    hosts: tuple[str, ...] = ()
    """Names under which the server may be asked, beside those of this machine."""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    @property
    def cookie(self) -> str:
        """Return the name of the cookie: two servers on one machine share everything but their port."""
        return f"simulate-{self.port}"

    @property
    def allowed(self) -> frozenset[str]:
        """Return what the header `Host` may be."""
        return frozenset(f"{host.lower()}:{self.port}" for host in (*LOCAL, *self.hosts))

    def known(self, headers: Headers) -> bool:
        """Tell whether a request has the cookie, or the token of a script."""
        given = headers.get("authorization", "")
        if given.lower().startswith("bearer "):
            return hmac.compare_digest(given[7:].strip().encode(), self.token.encode())
        try:
            cookies = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return False
        there = cookies.get(self.cookie)
        return there is not None and hmac.compare_digest(there.value.encode(), self.token.encode())

    def refusal(self, method: str, path: str, query: str, headers: Headers) -> Response | None:
        """Return the refusal of a request; None where it may go on."""
        if headers.get("host", "").lower() not in self.allowed or len(headers.getlist("host")) > 1:
            return refuse(421, "this server is not asked under that name")
        if len(path) + len(query) > LONGEST_ADDRESS:
            return refuse(414, "that address is too long")
        if sum(len(name) + len(value) for name, value in headers.raw) > LONGEST_HEADERS:
            return refuse(431, "that is more than a browser sends with a request")
        if path == "/" and method == "GET" and (token := QueryParams(query).get("token")) is not None:
            return self._let_in(token)
        if not self.known(headers):
            if path == "/" or path.startswith("/static/"):
                return _door()
            return refuse(401, "open the address that `simulate open` printed")
        if method not in SAFE and not self._from_here(headers):
            return refuse(403, "this was not asked by the page itself")
        return self._too_large(headers)

    def _let_in(self, token: str) -> Response:
        if not hmac.compare_digest(token.encode(), self.token.encode()):
            return refuse(401, "that token is not of this server: it has started anew since")
        answer = RedirectResponse("/", 303)
        answer.set_cookie(self.cookie, self.token, httponly=True, samesite="strict", path="/")
        return answer

    def _from_here(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        if origin is None:
            # A script with the token is no browser; a browser names its origin with whatever changes something.
            return "authorization" in headers
        return origin.lower() in {f"http://{host}" for host in self.allowed}

    def _too_large(self, headers: Headers) -> Response | None:
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > LARGEST_BODY:
            return refuse(413, "that is more than the page ever sends")
        return None


def refuse(status: int, message: str) -> Response:
    """Return an answer that says why something is not given."""
    # What is still being sent of a request that is too much is not waited for.
    return JSONResponse({"error": message}, status, {"connection": "close"} if status in CLOSING else None)


def _door() -> Response:
    """Return the page for who has no cookie: the address with the token is in the terminal."""
    text = (
        "<!doctype html><html lang=nl><meta charset=utf-8><title>simulate</title>"
        "<h1>Deze pagina is alleen voor wie haar opende</h1>"
        "<p>Open het adres dat <code>simulate open</code> in de terminal heeft gezet; daar staat een sleutel in.</p>"
        "<p lang=en>Open the address that <code>simulate open</code> printed in the terminal: it has a key in it.</p>"
        "</html>"
    )
    return Response(text, 401, media_type="text/html")


class Guarded:
    """The application behind the guard: what may not be asked does not reach it."""

    def __init__(self, app: ASGIApp, guard: Guard) -> None:
        self.app, self.guard = app, guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        query = scope.get("query_string", b"").decode("latin-1")
        refusal = self.guard.refusal(scope["method"], scope["path"], query, headers)
        answer = self.app if refusal is None else refusal
        await answer(scope, _limited(receive), _with_headers(send, HEADERS))


class TooLarge(Exception):
    """A body went on beyond what it may be."""


def _limited(receive: Receive) -> Receive:
    """Count what is received: a body without a length is not read without end."""
    read = 0

    async def limited() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > LARGEST_BODY:
            raise TooLarge
        return message

    return limited


def _with_headers(send: Send, headers: Iterable[tuple[str, str]]) -> Send:
    encoded = [(name.encode(), value.encode()) for name, value in headers]

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = {name for name, _ in message.get("headers", [])}
            message = {
                **message,
                "headers": [*message.get("headers", []), *(pair for pair in encoded if pair[0] not in own)],
            }
        await send(message)

    return sending
