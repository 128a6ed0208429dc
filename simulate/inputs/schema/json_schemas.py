"""JSON Schemas of the YAML files, made from the forms, for editors that complete and check while typing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter

from simulate.errors import InputError, Problem
from simulate.inputs.calibration import CalibrationForm
from simulate.inputs.paths import roots, writable
from simulate.inputs.schema.forms import (
    DateRuleForm,
    LeversForm,
    MeasureForm,
    ParameterForm,
    ScenarioForm,
    SourceForm,
    SynonymForm,
)

_KINDS: dict[str, tuple[str, Any]] = {
    "parameters": ("Parameters of one file: parameters/MODEL/*.yaml", dict[str, ParameterForm]),
    "bronnen": ("The register of sources: parameters/bronnen.yaml", dict[str, SourceForm]),
    "synoniemen": ("Words that people search with: parameters/synoniemen.yaml", dict[str, SynonymForm]),
    "dateringsregels": ("Rules for dates: parameters/dateringsregels.yaml", dict[str, DateRuleForm]),
    "schuiven": ("The levers of the page: parameters/schuiven.yaml", dict[str, LeversForm]),
    "maatregelen": ("Measures: scenarios/maatregelen/*.yaml", dict[str, MeasureForm]),
    "scenario": ("A scenario: scenarios/*.yaml", ScenarioForm),
    "calibration": ("What is calibrated on which windows: calibration/MODEL.yaml", CalibrationForm),
}


Described = Mapping[str, Mapping[str, Any]]
"""What is said of each parameter, by name, and its lowest and highest value: parts of a schema."""
NOTHING: Described = MappingProxyType({})


def schemas(described: Described = NOTHING) -> dict[str, str]:
    """Return the text of every schema, by the name of its file; parameters in a scenario as they are described."""
    texts = {f"{kind}.schema.json": _schema(title, form) for kind, (title, form) in _KINDS.items()}
    _describe(texts["scenario.schema.json"], described)
    return {name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n" for name, schema in texts.items()}


def _describe(schema: dict[str, Any], described: Described) -> None:
    """Give a scenario every parameter by name: what an editor completes, tells of it and holds a number against."""
    values = schema["properties"]["parameters"]
    schema["$defs"]["Override"] = values["additionalProperties"]
    values["additionalProperties"] = {"$ref": "#/$defs/Override"}
    values["properties"] = {name: {"$ref": "#/$defs/Override", **part} for name, part in described.items()}


def write(folder: Path | None = None, described: Described = NOTHING) -> list[Path]:
    """Write the schemas to `folder`, by default schemas/ of the project. Raises InputError when that cannot be."""
    way_out = "a folder of your own with --out, or to be called in a project: a folder with scenarios/ and parameters/"
    folder = folder or writable(roots(), "schemas", way_out) / "schemas"
    paths = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in schemas(described).items():
            path = folder / name
            path.write_text(text, encoding="utf-8")
            paths.append(path)
    except OSError as error:
        message = f"the schemas cannot be written here: {error.strerror or error}"
        raise InputError([Problem(str(folder), 0, 1, message)]) from None
    return paths


def _schema(title: str, form: Any) -> dict[str, Any]:
    schema = _without_titles(TypeAdapter(form).json_schema())
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **schema}


def _without_titles(schema: Any) -> Any:
    """Remove the titles that pydantic makes of field names, and null: an absent key is left out."""
    if isinstance(schema, list):
        return [_without_titles(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {
        key: _without_titles(value)
        for key, value in schema.items()
        if not (key == "title" and isinstance(value, str)) and not (key == "default" and value is None)
    }
    if "oneOf" in kept:  # a number by date may also be a number by entry: that is no error
        kept["anyOf"] = kept.pop("oneOf")
    options = [option for option in kept.get("anyOf", []) if option != {"type": "null"}]
    if "anyOf" in kept and len(options) == 1:
        del kept["anyOf"]
        kept |= options[0]
    return kept
