"""JSON Schemas of the YAML files, made from the forms, for editors that complete and check while typing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from simulate.errors import InputError, Problem
from simulate.inputs.calibration import CalibrationForm
from simulate.inputs.paths import roots, writable
from simulate.inputs.schema.forms import MeasureForm, ParameterForm, ScenarioForm, SourceForm, SynonymForm

_KINDS: dict[str, tuple[str, Any]] = {
    "parameters": ("Parameters of one file: parameters/MODEL/*.yaml", dict[str, ParameterForm]),
    "bronnen": ("The register of sources: parameters/bronnen.yaml", dict[str, SourceForm]),
    "synoniemen": ("Words that people search with: parameters/synoniemen.yaml", dict[str, SynonymForm]),
    "maatregelen": ("Measures: scenarios/maatregelen/*.yaml", dict[str, MeasureForm]),
    "scenario": ("A scenario: scenarios/*.yaml", ScenarioForm),
    "calibration": ("What is calibrated on which windows: calibration/MODEL.yaml", CalibrationForm),
}


def schemas() -> dict[str, str]:
    """Return the text of every schema, by the name of its file."""
    return {f"{kind}.schema.json": _text(title, form) for kind, (title, form) in _KINDS.items()}


def write(folder: Path | None = None) -> list[Path]:
    """Write the schemas to `folder`, by default schemas/ of the project. Raises InputError when that cannot be."""
    way_out = "a folder of your own with --out, or to be called in a project: a folder with scenarios/ and parameters/"
    folder = folder or writable(roots(), "schemas", way_out) / "schemas"
    paths = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in schemas().items():
            path = folder / name
            path.write_text(text, encoding="utf-8")
            paths.append(path)
    except OSError as error:
        message = f"the schemas cannot be written here: {error.strerror or error}"
        raise InputError([Problem(str(folder), 0, 1, message)]) from None
    return paths


def _text(title: str, form: Any) -> str:
    schema = TypeAdapter(form).json_schema()
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title} | _without_titles(schema)
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


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
