"""docs/yaml.md: every key of every YAML file, from the JSON Schemas with which an editor completes and checks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from docs.build.page import page
from simulate.inputs.paths import packaged
from simulate.inputs.schema.json_schemas import schemas
from simulate.render.markdown import table
from simulate.series import REGISTER

FIRST = ("scenario", "parameters", "maatregelen", "bronnen")
"""The files that a reader writes most; the others come after them."""
FORM = "Form"
SIMPLE = {"string": "text", "integer": "whole number", "number": "number", "boolean": "`true` or `false`"}
MOST = 8
"""Of more words than this one of a closed list may be, only so many are written."""


def yaml_page() -> str:
    """Write out the page: a section for each kind of file, then what they share."""
    found = {name.partition(".")[0]: json.loads(text) for name, text in schemas().items()}
    names = [*FIRST, *(name for name in found if name not in FIRST)]
    forms = dict(sorted(form for name in names for form in found[name]["$defs"].items()))
    files = [part for name in names for part in _file(found[name])]
    return page(
        "The YAML files",
        "Every key of every file, as `simulate check` and an editor know them. **Bold** keys must be there. A date is "
        "written as 2027-01-01, a number as 53_400 or 0.95. [A project of one's own](eigen-project.md) shows them by "
        "example and has the [settings](eigen-project.md#settings) of `simulate.toml`.",
        *files,
        *_series(),
        "## What they share",
        *(part for name, form in forms.items() if name not in _whole(found) for part in _form(name, form)),
    )


def _file(schema: dict[str, Any]) -> Iterator[str]:
    title, _, place = schema["title"].partition(": ")
    yield f"## {title}: `{place}`"
    if "properties" in schema:
        yield from _described(schema)
        return
    yield "Names, each with what stands below."
    yield from _described(schema["$defs"][_target(schema["additionalProperties"])])


def _whole(found: dict[str, dict[str, Any]]) -> set[str]:
    """Name the forms that are the whole of an entry of a file, which stand in the section of that file."""
    entries = (schema.get("additionalProperties") for schema in found.values())
    return {_target(entry) for entry in entries if isinstance(entry, dict)}


def _form(name: str, form: dict[str, Any]) -> Iterator[str]:
    yield f"### {_heading(name)}"
    if "properties" in form:
        yield from _described(form)
    else:
        yield f"{_kind(form)}."


def _described(form: dict[str, Any]) -> Iterator[str]:
    if "description" in form:
        yield form["description"]
    needed = form.get("required", ())
    rows = [
        (f"**`{key}`**" if key in needed else f"`{key}`", _kind(value), _said(value))
        for key, value in form["properties"].items()
    ]
    yield table(("Key", "What it takes", "Remarks"), rows)


def _said(value: dict[str, Any]) -> str:
    """Return what a key says of itself, with its bounds and default."""
    bounds = [f"{word} {value[key]}" for key, word in (("minimum", "from"), ("maximum", "to")) if key in value]
    default = f"by default `{json.dumps(value['default'])}`" if "default" in value else ""
    said = "" if _common(value) else value.get("description", "")
    return "; ".join(part for part in (said.rstrip("."), " ".join(bounds), default) if part)


def _common(value: dict[str, Any]) -> bool:
    """Tell whether it is a number or a date, of which the head of the page says how it is written."""
    return str(value.get("description", "")).startswith(("A number, such as", "Such as 2"))


def _kind(value: dict[str, Any]) -> str:
    """Word what a value may be, in few words: a link where it is a form of this page."""
    if "$ref" in value:
        name = _target(value)
        return f"[{_heading(name).lower()}](#{_heading(name).lower().replace(' ', '-')})"
    if value.get("description", "").startswith("A number, such as"):
        return "number"
    if value.get("pattern", "").startswith("^[0-9]{4}-[0-9]{2}-[0-9]{2}"):
        return "date"
    if "anyOf" in value or "oneOf" in value:
        return ", or ".join(dict.fromkeys(_choices(value)))
    if "const" in value:
        return f"`{value['const']}`"
    if "enum" in value:
        shown = ", ".join(f"`{word}`" for word in value["enum"][:MOST])
        return shown if len(value["enum"]) <= MOST else f"one of a closed list: {shown}, …"
    if value.get("type") == "array":
        return f"list of {_kind(value['items'])}"
    if value.get("type") == "object":
        return _by_name(value)
    return SIMPLE[value["type"]]


def _choices(value: dict[str, Any]) -> Iterator[str]:
    """Word every one of several possibilities, also those within another."""
    within = value.get("anyOf", value.get("oneOf"))
    if within is None or _common(value):
        yield _kind(value)
        return
    for one in within:
        yield from _choices(one)


def _by_name(value: dict[str, Any]) -> str:
    dated = value.get("patternProperties", {})
    if dated:
        return f"by date: {', or '.join(_kind(one) for one in dated.values())}"
    inner = value.get("additionalProperties")
    return f"by name: {_kind(inner)}" if isinstance(inner, dict) else "names with values"


def _series() -> Iterator[str]:
    """Copy the head of the register of counts, which explains its keys."""
    lines = (packaged().path / "data" / REGISTER).read_text(encoding="utf-8").splitlines()
    head = [line.removeprefix("#").removeprefix(" ") for line in lines[: lines.index("")]]
    yield f"## Counts: `data/{REGISTER}`"
    yield "\n".join(["```text", *head, "```"])


def _target(value: dict[str, Any]) -> str:
    return str(value["$ref"]).rpartition("/")[2]


def _heading(name: str) -> str:
    """Return the name of a form as words: `LegalStatusForm` is Legal status."""
    plain = name.removesuffix(FORM)
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in plain).strip().capitalize()
