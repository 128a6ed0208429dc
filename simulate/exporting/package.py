"""A folder that others can cite and reuse: tables, what their columns hold, how they were made, and on what they rest.

The tables are also described where they are exported by themselves: a table cannot say what it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from simulate.errors import CannotAnswer
from simulate.exporting import crate
from simulate.exporting.datapackage import Column, Table, datapackage
from simulate.exporting.iamc import write_iamc
from simulate.exporting.labels import Choice
from simulate.files import foreign_files, replacing_folder, write_whole
from simulate.inputs.library import Library
from simulate.inputs.paths import roots
from simulate.running.store.record import SCENARIO, render
from simulate.running.store.sealed import Sealed
from simulate.scenario import Scenario

if TYPE_CHECKING:
    import xarray as xr

README, TABLES = "README.md", "datapackage.json"
OUTCOMES, IAMC = "outcomes.csv", "iamc.csv"
RECORD = "run-record.json"
"""The record of the run, not by the name that makes a folder a result."""
OURS = (README, crate.NAME, TABLES, OUTCOMES, IAMC, SCENARIO, RECORD)
"""Every file that such a folder may have: one that has another is not ours to replace."""


def sources_of(scenario: Scenario) -> crate.Sources:
    """Return what the register says of the sources of a scenario; None for one that is not in it any more."""
    register = Library(roots()).sources.items
    return {key: item.form if (item := register.get(key)) else None for key in scenario.sources()}


@dataclass(frozen=True)
class Beside:
    """The files that describe a table in another file."""

    table: Path

    @property
    def readme(self) -> Path:
        return self.table.with_name(f"{self.table.name}.{README}")

    @property
    def columns(self) -> Path:
        return self.table.with_name(f"{self.table.name}.{TABLES}")

    @property
    def paths(self) -> tuple[Path, ...]:
        return (self.readme, self.columns) if self.table.suffix == ".csv" else (self.readme,)


def describe(path: Path, sealed: Sealed, choice: Choice, comma: bool) -> None:
    """Write beside a table what it is, and of a CSV what its columns hold."""
    beside, scenario = Beside(path), sealed.scenario()
    sources, said = sources_of(scenario), choice.labels.described((path.name,), scenario)
    if beside.columns in beside.paths:
        told = datapackage(path.stem, said.title, [_table(path, choice, comma)], sources)
        write_whole(beside.columns, _text(told))
    write_whole(beside.readme, choice.labels.readme(said, sealed.record, scenario, sources))


def write_package(
    ds: xr.Dataset, choice: Choice, path: Path, sealed: Sealed, comma: bool, yearly: Choice | None
) -> int:
    """Write the folder; returns the number of rows of its table of outcomes.

    `yearly`: the choice of the table of calendar years; None where the run has no whole one.
    """
    from simulate.exporting.tidy import write_csv

    scenario, record = sealed.scenario(), sealed.record
    with replacing_folder(path) as new:
        rows = write_csv(ds, choice, new / OUTCOMES, comma)
        tables = [_table(new / OUTCOMES, choice, comma)]
        if yearly is not None:
            write_iamc(ds, yearly, new / IAMC, record.model)
            tables.append(_table(new / IAMC, yearly, False))
        (new / SCENARIO).write_text(sealed.text(SCENARIO), encoding="utf-8")
        (new / RECORD).write_text(render(record), encoding="utf-8")
        there = tuple(name for name in (OUTCOMES, IAMC, SCENARIO, RECORD) if (new / name).exists())
        sources, said = sources_of(scenario), choice.labels.described((*there, TABLES), scenario)
        described = datapackage(record.name, said.title, tables, sources)
        (new / TABLES).write_text(_text(described), encoding="utf-8")
        (new / README).write_bytes(choice.labels.readme(said, record, scenario, sources))
        made = choice.labels.described((*there, TABLES, README), scenario)
        metadata = crate.crate(new, made, record, scenario, sources, choice.labels.language)
        (new / crate.NAME).write_text(_text(metadata), encoding="utf-8")
    return rows


def free(path: Path, overwrite: bool) -> None:
    """Check that the folder can be written there. CannotAnswer when it cannot, or has files that are not ours."""
    if path.exists() and not path.is_dir():
        raise CannotAnswer(f"{path} is a file: name the folder that is to be written with --out")
    if path.exists() and not overwrite:
        raise CannotAnswer(f"{path} is there already: --overwrite replaces it, --out names another folder")
    foreign = foreign_files(path, OURS)
    if foreign:
        raise CannotAnswer(f"{path} holds {foreign[0]}, which is not of an export: name another folder with --out")


def _table(path: Path, choice: Choice, comma: bool) -> Table:
    """Say what each column of a written table holds; the names are those in its first line."""
    with path.open(encoding="utf-8-sig") as file:
        names = file.readline().strip().replace('"', "").split(";" if comma else ",")
    return Table(path, [Column(name, choice.labels.column(name)) for name in names], choice.by, comma)


def _text(data: Mapping[str, object]) -> str:
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"
