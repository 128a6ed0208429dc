"""The JSON Schemas are those of the forms, and the files that come with the project obey them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from proef import FILES

from simulate.inputs.described import described
from simulate.inputs.schema.json_schemas import schemas, write
from simulate.inputs.yaml.reading import parse, read
from simulate.vocabulary import UNITS

ROOT = Path(__file__).parents[3]
KINDS = {
    "parameters": sorted(ROOT.glob("parameters/*/*.yaml")),
    "bronnen": [ROOT / "parameters/bronnen.yaml"],
    "synoniemen": [ROOT / "parameters/synoniemen.yaml"],
    "schuiven": [ROOT / "parameters/schuiven.yaml"],
    "maatregelen": sorted(ROOT.glob("scenarios/maatregelen/*.yaml")),
    "scenario": sorted(ROOT.glob("scenarios/*.yaml")),
}


def validator(kind: str) -> jsonschema.Draft202012Validator:
    schema = json.loads(schemas(described())[f"{kind}.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_the_committed_schemas_are_up_to_date() -> None:
    for name, text in schemas(described()).items():
        assert (ROOT / "schemas" / name).read_text(encoding="utf-8") == text, "run `simulate schema`"


@pytest.mark.parametrize("kind", KINDS)
def test_shipped_files_obey_and_point_to_their_schema(kind: str) -> None:
    assert KINDS[kind]
    checking = validator(kind)
    for path in KINDS[kind]:
        errors = [f"{path.name}: {list(error.path)} {error.message}" for error in checking.iter_errors(read(path).data)]
        assert errors == []
        first = path.read_text(encoding="utf-8").splitlines()[0]
        target = path.parent / first.removeprefix("# yaml-language-server: $schema=")
        assert target.resolve() == ROOT / "schemas" / f"{kind}.schema.json"


def test_an_editor_knows_the_units() -> None:
    schema: dict[str, Any] = json.loads(schemas()["parameters.schema.json"])
    assert schema["$defs"]["ParameterForm"]["properties"]["unit"]["enum"] == list(UNITS)


@pytest.mark.parametrize(
    ("file", "kind", "old", "new"),
    [
        ("parameters/proef/instroom.yaml", "parameters", "unit: kans\n", "unit: kns\n"),
        ("parameters/proef/instroom.yaml", "parameters", "role: observed", "rol: observed"),
        ("parameters/proef/instroom.yaml", "parameters", "dist: triangular", "dist: triangel"),
        ("parameters/bronnen.yaml", "bronnen", "kind: dataset", "kind: data"),
        ("scenarios/maatregelen/proef.yaml", "maatregelen", "status: announced", "status: ann"),
        ("scenarios/plan.yaml", "scenario", "{from: 2025-09-01}", "{form: 2025-09-01}"),
        ("scenarios/plan.yaml", "scenario", "{2026-01-01: 45_000,", "{2026-01-01: veel,"),
    ],
)
def test_an_editor_sees_what_is_wrong(file: str, kind: str, old: str, new: str) -> None:
    checking = validator(kind)
    assert checking.is_valid(parse(FILES[file].encode(), file, file).data)
    assert not checking.is_valid(parse(FILES[file].replace(old, new).encode(), file, file).data)


@pytest.mark.parametrize(("value", "within"), [(0.93, True), (0.05, False), (1.5, False), ("0.93", True)])
def test_an_editor_knows_the_bounds_of_a_parameter(value: float | str, within: bool) -> None:
    data = {"extends": "asiel.yaml", "label": {"nl": "a", "en": "a"}}
    assert validator("scenario").is_valid(data | {"parameters": {"asiel.opvang.bezettingsnorm": value}}) is within


def test_a_number_with_underscores_is_a_word_in_an_editor() -> None:
    checking = validator("scenario")
    data = {"model": "proef", "label": {"nl": "a", "en": "a"}, "parameters": {"a.b.c": "53_400"}}
    assert checking.is_valid(data)


def test_written_to_a_folder(tmp_path: Path) -> None:
    assert [path.name for path in write(tmp_path / "a")] == list(schemas())
