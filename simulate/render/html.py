"""Documents as one HTML file with everything inside, which needs no network or server."""

from __future__ import annotations

import json
from base64 import b64encode
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from simulate.render.document import Counter, Document, cleaned, unbroken
from simulate.render.texts import TEXTS
from simulate.vocabulary import Language


def render(document: Document) -> bytes:
    """Render the page. The same report gives the same bytes."""
    document = cleaned(document)
    page = _environment().get_template("report.html")
    text = page.render(
        document=document,
        said={name: label.in_(document.language) for name, label in TEXTS.items()},
        count=Counter(),
        style=_asset("report.css"),
        script=_asset("explore.js"),
    )
    return text.encode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("simulate.render", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"embedded": _embedded, "data": _data, "kind": _kind, "unbroken": unbroken}
    return environment


def _asset(name: str) -> str:
    return (files("simulate.render") / "page" / name).read_text(encoding="utf-8")


def _embedded(svg: bytes) -> str:
    """Embed an image as a data address, so that the ids of one cannot clash with those of another."""
    return f"data:image/svg+xml;base64,{b64encode(svg).decode()}"


def _data(value: Any, language: Language) -> str:
    """JSON that is safe inside a script element: nothing in it ends the element."""
    said = {name: label.in_(language) for name, label in TEXTS.items()}
    text = json.dumps({**value, "language": language, "said": said}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def _kind(block: object) -> str:
    return type(block).__name__
