"""An exported folder says what it holds, how it was made and what it rests on, in the words of the standards."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pandas as pd
import pytest
import toy

from simulate.errors import CannotAnswer
from simulate.exporting.export import ExportOptions, Form, export
from simulate.exporting.iamc import STATISTIC
from simulate.exporting.package import OURS, Beside
from simulate.inputs.schema.forms import SourceForm
from simulate.results.asked import Wanted
from simulate.results.opening import annual, open_results
from simulate.running.runner import run
from simulate.views.export.labels import ExportLabels

HERE = Path(__file__).parent
ENGLISH = ExportLabels("en")
TERMS: set[str] = set(json.loads((HERE / "ro-crate-1.2-context.json").read_text(encoding="utf-8"))["@context"])
"""Every term of RO-Crate 1.2, from its public context (CC0)."""
PROFILE = json.loads((HERE / "tabular-data-package.schema.json").read_text(encoding="utf-8"))
"""The public schema of a tabular data package."""


@pytest.fixture(scope="module")
def package(finished: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exported") / "toy-package"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("simulate.exporting.package.sources_of", lambda _: SOURCES)
        export(finished, ExportOptions("package", summary=True), ENGLISH, path)
    return path


def source(**given: Any) -> SourceForm:
    return SourceForm.model_construct(
        **{"licence": None, "url": None, "read": None, "note": None, "lines": None} | given
    )


SOURCES = {
    "a-2024": source(title="A <b>report</b>", publisher="An office", date="2024", kind="report", url="https://a.nl/1"),
    "b-2025": source(title="Counts", publisher="An office", date="2025", kind="dataset", licence="CC BY 4.0"),
    "gone": None,
}


def graph(package: Path) -> list[dict[str, Any]]:
    whole = json.loads((package / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    assert whole["@context"] == "https://w3id.org/ro/crate/1.2/context"
    things: list[dict[str, Any]] = whole["@graph"]
    return things


def nested(thing: object) -> list[dict[str, Any]]:
    """Every object in a thing, itself too."""
    if isinstance(thing, list):
        return [one for part in thing for one in nested(part)]
    if not isinstance(thing, dict):
        return []
    return [thing, *(one for part in thing.values() for one in nested(part))]


def test_every_word_of_the_metadata_is_one_of_the_standard(package: Path) -> None:
    for thing in nested(graph(package)):
        assert set(thing) - {"@id", "@type"} <= TERMS
        if kind := thing.get("@type"):
            assert kind in TERMS


def test_every_reference_leads_to_something_and_nothing_is_there_twice(package: Path) -> None:
    things = graph(package)
    ids = [thing["@id"] for thing in things]
    assert len(ids) == len(set(ids))
    referred = {one["@id"] for thing in things for part in thing.values() for one in nested(part) if "@id" in one}
    assert referred - set(ids) == {"https://w3id.org/ro/crate/1.2"}


def test_what_the_standard_requires_of_the_root_is_there(package: Path) -> None:
    by_id = {thing["@id"]: thing for thing in graph(package)}
    assert by_id["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    root = by_id["./"]
    assert root["@type"] == "Dataset"
    assert all(root[name] for name in ("name", "description", "datePublished", "license"))


def test_every_file_is_described_with_its_sha256(package: Path) -> None:
    files = {thing["@id"]: thing for thing in graph(package) if thing["@type"] == "File"}
    there = {path.name for path in package.iterdir()}
    assert there == {*files, "ro-crate-metadata.json"} == set(OURS)
    for name, thing in files.items():
        assert thing["sha256"] == hashlib.sha256((package / name).read_bytes()).hexdigest()


def test_a_licence_that_nobody_knows_is_called_unknown(package: Path) -> None:
    by_key = {thing.get("identifier"): thing for thing in graph(package) if thing["@type"] == "CreativeWork"}
    assert by_key["a-2024"]["license"] == by_key["gone"]["license"] == "unknown"
    assert by_key["b-2025"]["license"] == "CC BY 4.0"
    assert by_key["a-2024"]["publisher"] == by_key["b-2025"]["publisher"]
    readme = (package / "README.md").read_text(encoding="utf-8")
    assert "https://a.nl/1" in readme
    assert "<b>" not in readme
    assert "unknown" in readme


def test_the_tables_are_what_the_data_package_says(package: Path) -> None:
    told = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    jsonschema.validate(told, PROFILE)
    kinds = {"integer": "i", "number": "f", "string": "OTU", "date": "OTU"}
    for resource in told["resources"]:
        path = package / resource["path"]
        assert resource["bytes"] == path.stat().st_size
        assert resource["hash"] == "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()
        table = pd.read_csv(path, keep_default_na=False, na_values=resource["schema"]["missingValues"])
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == list(table.columns)
        for field in fields:
            column = table[field["name"]].dropna()
            assert field["description"]
            if len(column):
                assert column.dtype.kind in kinds[field["type"]] + ("i" if field["type"] == "number" else "")


def test_the_table_of_scenario_databases_has_the_numbers_of_the_years(finished: Path, tmp_path: Path) -> None:
    export(finished, ExportOptions("iamc"), ENGLISH, tmp_path / "x.csv")
    table = pd.read_csv(tmp_path / "x.csv").set_index(["variable", "year"])
    assert set(table["region"]) == {"Netherlands"}
    assert not table.index.duplicated().any()
    years = annual(open_results(finished).load())
    told = {
        "bezetting|kansarm": years["bezetting"].sel(groep="kansarm"),
        "bezetting": years["bezetting"].sum("groep"),
        "verdeling|huishouden gezin": years["verdeling"].sum("groep", dtype=float).sel(huishouden="gezin"),
    }
    for variable, values in told.items():
        one = values.sel(year=2026).values.astype(float)
        assert table.loc[(f"{variable}|Mean", 2026), "value"] == pytest.approx(one.mean(), rel=1e-12)
        median = table.loc[(f"{variable}|50.0th Percentile", 2026), "value"]
        assert median == pytest.approx(np.median(one), rel=1e-12)
    assert {name.rpartition("|")[2] for name, _ in table.index} == set(STATISTIC.values())


@pytest.mark.parametrize("form", ["csv", "parquet", "iamc"])
def test_a_readme_lies_beside_a_table(finished: Path, tmp_path: Path, form: Form) -> None:
    path = tmp_path / ("x.parquet" if form == "parquet" else "x.csv")
    options = ExportOptions(form, Wanted(("kosten",)), by="year", comma=form == "csv")
    export(finished, options, ExportLabels("nl"), path)
    assert {one.name for one in tmp_path.iterdir()} == {path.name, *(one.name for one in Beside(path).paths)}
    assert "simulate run toy.yaml --draws 1100 --seed 7" in Beside(path).readme.read_text(encoding="utf-8")
    if path.suffix == ".csv":
        told = json.loads(Beside(path).columns.read_text(encoding="utf-8"))
        jsonschema.validate(told, PROFILE)
        assert told["resources"][0]["dialect"]["delimiter"] == (";" if form == "csv" else ",")
    with pytest.raises(CannotAnswer, match="is there already"):
        export(finished, options, ENGLISH, path)


def test_a_folder_with_files_of_somebody_else_is_left_alone(finished: Path, tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.mkdir()
    (path / "thesis.docx").write_bytes(b"years of work")
    with pytest.raises(CannotAnswer, match=r"thesis\.docx"):
        export(finished, ExportOptions("package", overwrite=True), ENGLISH, path)
    assert [one.name for one in path.iterdir()] == ["thesis.docx"]


def test_a_package_is_written_anew_when_asked(finished: Path, tmp_path: Path) -> None:
    options = ExportOptions("package", Wanted(("kosten",)), by="year", summary=True)
    export(finished, options, ENGLISH, tmp_path / "out")
    with pytest.raises(CannotAnswer, match="is there already"):
        export(finished, options, ENGLISH, tmp_path / "out")
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    export(finished, replace(options, overwrite=True), ENGLISH, tmp_path / "out")
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before


def test_a_year_that_is_not_whole_is_exported_by_month_alone(finished: Path, tmp_path: Path) -> None:
    for year, tables in ((2025, 1), (2026, 2)):
        path = tmp_path / str(year)
        export(finished, ExportOptions("package", by="month", wanted=Wanted(years=(year,))), ENGLISH, path)
        assert len(list(path.glob("*.csv"))) == tables
        months = pd.read_csv(path / "outcomes.csv", usecols=["period"], dtype=str)["period"]
        assert set(months.str[:4]) == {str(year)}


def test_what_has_no_year_cannot_be_a_table_of_years(tmp_path: Path) -> None:
    run(toy.scenario(draws=2, months=6), tmp_path / "short", workers=1)
    with pytest.raises(CannotAnswer, match="iamc has years only: export it --to csv"):
        export(tmp_path / "short", ExportOptions("iamc"), ENGLISH, tmp_path / "years.csv")
