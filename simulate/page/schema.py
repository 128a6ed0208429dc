"""The calls of the page as OpenAPI, so that another front end or a script can use them."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from simulate.page.wish import Wish
from simulate.version import VERSION

API = "1"
LANGUAGE = ("language", "nl or en: the language of labels and sentences", False)
AGAINST = ("against", "the id of the base, with which draws are paired", False)
DRAWS = ("draws", "how many draws; they are computed where they are not there", False)
SCENARIO = ("scenario", "the file of a scenario", True)
Query = tuple[str, str, bool]

CALLS: tuple[tuple[str, str, str, tuple[Query, ...], str], ...] = (
    ("get", "/api/models", "The models", (LANGUAGE,), ""),
    ("get", "/api/scenarios", "The scenarios, and the newest results", (LANGUAGE,), ""),
    ("get", "/api/scenarios/{name}", "What can be changed of a scenario, and seen of it", (LANGUAGE,), ""),
    ("get", "/api/measures", "The measures of a scenario that words mean",
     (("scenario", "the file of a scenario", True), ("q", "words", False), LANGUAGE), ""),
    ("get", "/api/measures/{name}", "The words of the document behind a measure", (LANGUAGE,), ""),
    ("get", "/api/parameters", "The parameters of a scenario by words or by name",
     (SCENARIO, ("q", "words", False), ("names", "with commas", False), LANGUAGE), ""),
    ("get", "/api/texts", "The texts of the page", (LANGUAGE,), ""),
    ("post", "/api/check", "A wish: its problems by field, or its fingerprint, YAML and address", (), "Asked"),
    ("post", "/api/runs", "Make the runs of a wish: their ids", (), "AskedRuns"),
    ("delete", "/api/runs/{id}", "Leave a run off", (), ""),
    ("get", "/api/runs/{id}/events", "Events while a run is computed: queued, progress, preview, done, failed",
     (AGAINST, ("with", "the id of another run; can be repeated", False), LANGUAGE), ""),
    ("get", "/api/runs/{id}/outcomes/{name}", "Quantiles by month, answers, targets, tables; the difference",
     (AGAINST, DRAWS, ("with", "the id of another run", False), ("year", "of which is told", False), LANGUAGE), ""),
    ("get", "/api/runs/{id}/draws.csv", "The same quantiles as CSV", (AGAINST, DRAWS, ("outcome", "its name", True)),
     ""),
    ("get", "/api/scenario.yaml", "A wish as the file that `simulate run` takes", (("state", "v=1&s=…", True),), ""),
    ("post", "/api/keep", "Keep a wish as a scenario and a result folder: the id of a job", (), "AskedKeep"),
    ("post", "/api/report", "Make a report of a wish: the id of a job", (), "AskedReport"),
    ("post", "/api/explain", "Which change does what: the id of a job", (), "Asked"),
    ("get", "/api/jobs/{id}", "How a job comes along, and its result", (), ""),
    ("delete", "/api/jobs/{id}", "Leave a job off", (), ""),
    ("get", "/api/jobs/{id}/file", "The file that came of it", (), ""),
    ("get", "/api/openapi.json", "This description", (), ""),
)  # fmt: skip
STATUSES = {
    "200": "as described",
    "401": "without the token or the cookie",
    "404": "there is no such thing",
    "409": "it cannot be answered; `error` says why",
    "413": "the body is too large",
    "421": "asked under a name that is not this server's",
    "422": "`problems`, as `simulate check` says them, each with its field",
}


def openapi() -> dict[str, Any]:
    """Describe every call."""
    schema = TypeAdapter(Wish).json_schema(ref_template="#/components/schemas/{model}")
    parts = schema.pop("$defs", {})
    paths: dict[str, dict[str, Any]] = {}
    for method, path, summary, query, body in CALLS:
        paths.setdefault(path, {})[method] = _call(path, summary, query, body, method)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "simulate open",
            "version": f"{API} ({VERSION})",
            "description": "The calls of the local page.",
        },
        "servers": [{"url": "http://127.0.0.1:8765"}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {**parts, "Wish": schema, **_bodies()},
        },
    }


def _bodies() -> dict[str, Any]:
    wish = {
        "wish": {"$ref": "#/components/schemas/Wish"},
        "state": {"type": "string", "description": "the same as the text of an address: v=1&s=asiel.yaml&…"},
    }
    draws = {"type": "integer", "minimum": 1, "maximum": 20000}
    more: dict[str, dict[str, Any]] = {
        "Asked": {},
        "AskedRuns": {"compare": {"type": "boolean", "description": "hold the kept variants against the base"}},
        "AskedKeep": {"name": {"type": "string"}, "draws": draws},
        "AskedReport": {"form": {"enum": ["html", "docx"]}, "draws": draws},
    }
    return {name: {"type": "object", "properties": wish | fields} for name, fields in more.items()}


def _call(path: str, summary: str, query: tuple[Query, ...], body: str, method: str) -> dict[str, Any]:
    named = [part[1:-1] for part in path.split("/") if part.startswith("{")]
    given = [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in named]
    given += [
        {"name": name, "in": "query", "required": must, "description": about, "schema": {"type": "string"}}
        for name, about, must in query
    ]
    call: dict[str, Any] = {
        "summary": summary,
        "parameters": given,
        "responses": {status: {"description": about} for status, about in STATUSES.items()},
    }
    if body:
        content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{body}"}}}
        call["requestBody"] = {"required": True, "content": content}
    return call
