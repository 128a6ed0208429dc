"""The section on drivers, from the output of `simulate sensitivity`: the quantities that rise above the noise floor."""

from __future__ import annotations

import csv
from io import StringIO
from itertools import groupby
from pathlib import Path

from simulate.comparing.runs import ComparedRun
from simulate.errors import CannotAnswer
from simulate.inputs.paths import shown
from simulate.render.document import Cell, Ref, Section, Table, Text
from simulate.render.numbers import entry_label, number, signed
from simulate.reporting.headlines import label_of, run_anchor
from simulate.reporting.inputs import parameter_anchor
from simulate.results import beside
from simulate.sensitivity.columns import quantities
from simulate.views.sensitivity import text
from simulate.views.sensitivity.csv import COLUMNS, FOLDER, NAME
from simulate.vocabulary import Label, Language

FEW = 5
HEADING = Label("Waar het antwoord op rust", "What the answer rests on")
CAPTION = Label("{outcome}, {year}: {run}", "{outcome}, {year}: {run}")
HEADS = (
    Label("parameter of maatregel", "parameter or measure"),
    Label("rangcorrelatie", "rank correlation"),
    Label("× ruis", "× noise"),
)
READING = Label(
    "Rangcorrelatie: hoe een uitkomst met een parameter stijgt (+) of daalt (−). × ruis: hoe ver die, of de "
    "verschuiving van de hele verdeling (PAWN), uitkomt boven wat honderd grootheden die niets doen bij toeval halen. "
    "Elke parameter is alleen bekeken.",
    "Rank correlation: how an outcome rises (+) or falls (−) with a parameter. × noise: how far that, or the shift of "
    "the whole distribution (PAWN), is above what a hundred quantities that do nothing reach by accident. Every "
    "parameter is looked at alone.",
)


def drivers(compared: ComparedRun, language: Language) -> list[Section]:
    """Build one table for each ranked outcome; nothing where there is none."""
    rows = _rows(compared.folder)
    tables = [
        _table(compared, list(group), language)
        for _, group in groupby(rows, lambda row: (row["outcome"], row["entry"], row["period"]))
    ]
    if not tables:
        return []
    return [
        Section(
            run_anchor(compared, "drijft"), HEADING.in_(language), (Text(READING.in_(language), style="note"), *tables)
        )
    ]


def _rows(folder: Path) -> list[dict[str, str]]:
    path = folder / FOLDER / NAME
    ranked = beside.read(folder, path.parent, NAME)
    rows = [] if ranked is None else list(csv.DictReader(StringIO(ranked, newline="")))
    if any(not set(COLUMNS) <= row.keys() or None in row.values() for row in rows):
        raise CannotAnswer(f"{shown(path)} is not what `simulate sensitivity` writes: run it again, or remove the file")
    return rows


def _table(compared: ComparedRun, rows: list[dict[str, str]], language: Language) -> Table:
    first = rows[0]
    found = [row for row in rows if float(row["times_floor"]) > 1][:FEW]
    outcome = label_of(compared, first["outcome"], language) + entry_label(first["axis"], first["entry"], language)
    caption = CAPTION.in_(language).format(outcome=outcome, year=first["period"], run=compared.label.in_(language))
    cells: tuple[tuple[Cell, ...], ...] = tuple(
        (
            _quantity(compared, row, language),
            signed(float(row["rank_correlation"]), language, 2),
            number(float(row["times_floor"]), language, 1),
        )
        for row in found
    )
    return Table(caption, tuple(label.in_(language) for label in HEADS), cells, frozenset({1, 2}))


def _quantity(compared: ComparedRun, row: dict[str, str], language: Language) -> Cell:
    """Link a parameter to its row in the report. Labels in the file are in the language of the ranking."""
    parameter = compared.scenario.parameters.get(row["parameter"])
    if parameter is None:
        quantity = quantities(compared.scenario).get(row["parameter"])
        return row["parameter_label"] if quantity is None else text.quantity(quantity, language)
    return Ref(parameter.label.in_(language), parameter_anchor(parameter.name))
