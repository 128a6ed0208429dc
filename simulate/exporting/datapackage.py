"""The columns of exported tables as a data package: what each holds, of which type, and how the file is written.

https://specs.frictionlessdata.io/tabular-data-package
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from simulate.exporting.crate import UNKNOWN, Sources
from simulate.results.statistics import STATISTICS

PROFILE = "tabular-data-package"
_WHOLE = ("draw", "year")
_NUMBERS = ("value", *STATISTICS)


class Column(NamedTuple):
    """A column, and what it says of it in words."""

    name: str
    about: str


class Table(NamedTuple):
    """A table in a file. Its periods are months or years (`by`); `comma`: decimal commas and semicolons."""

    path: Path
    columns: Sequence[Column]
    by: str
    comma: bool = False


def datapackage(name: str, title: str, tables: Sequence[Table], sources: Sources) -> dict[str, Any]:
    """Return the description of tables that lie beside it."""
    return {
        "profile": PROFILE,
        "name": _name(name),
        "title": title,
        "sources": [_source(key, sources) for key in sources],
        "resources": [_described(table) for table in tables],
    }


def _name(text: str) -> str:
    """Return a name of small letters, digits, points, dashes and underscores, as the standard has it."""
    return re.sub(r"[^a-z0-9._-]+", "-", text.lower()).strip("-") or "export"


def _source(key: str, sources: Sources) -> dict[str, str]:
    form = sources[key]
    if form is None:
        return {"title": key}
    licence = form.licence or UNKNOWN
    said = {"title": f"{form.title} ({form.publisher}, {form.date}; {licence})"}
    return said | ({"path": form.url} if form.url else {})


def _described(table: Table) -> dict[str, Any]:
    path, columns, by, comma = table
    content = path.read_bytes()
    mark = {"decimalChar": ","} if comma else {}
    return {
        "profile": "tabular-data-resource",
        "name": _name(path.stem),
        "path": path.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig" if comma else "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {"delimiter": ";" if comma else ",", "doubleQuote": True},
        "schema": {
            "fields": [{"name": one.name, **_type(one.name, by, mark), "description": one.about} for one in columns],
            "missingValues": [""],
        },
    }


def _type(name: str, by: str, mark: Mapping[str, str]) -> dict[str, str]:
    if name in _WHOLE or (name == "period" and by == "year"):
        return {"type": "integer"}
    if name == "period":
        return {"type": "date"}
    return {"type": "number", **mark} if name in _NUMBERS else {"type": "string"}
