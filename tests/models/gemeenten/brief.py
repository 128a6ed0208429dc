"""The letter of the VNG as printed (data/gemeenten/brief_vng_2024.csv), and the figures of the parameter files."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path

from simulate.inputs.library import Library
from simulate.inputs.paths import Roots, packaged
from simulate.inputs.schema.forms import ValueForm

ROOT = Path(__file__).parents[3]
YEARS = range(2024, 2030)
MILLION = 1_000_000


@cache
def printed() -> dict[tuple[str, str, int], tuple[float, int]]:
    """Every figure with its line, by table, row and year."""
    with (ROOT / "data/gemeenten/brief_vng_2024.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(r["table"], r["row"], int(r["year"])): (float(r["value"]), int(r["line"])) for r in rows}


def row(table: str, name: str) -> dict[int, float]:
    """A row of a table, by year."""
    return {year: value for (of, called, year), (value, _) in printed().items() if (of, called) == (table, name)}


def figure(name: str, year: int) -> float:
    """A figure of the text."""
    return printed()["tekst", name, year][0]


def line(table: str, name: str) -> int:
    """The line on which a row stands."""
    return next(number for (of, called, _), (_, number) in printed().items() if (of, called) == (table, name))


@cache
def _library() -> Library:
    return Library(Roots(packaged()))


def dated(name: str) -> dict[int, ValueForm]:
    """The dated values of a parameter, by year."""
    form = _library().parameters("gemeenten").items[f"gemeenten.{name}"].form
    assert form is not None
    return {day.year: value for day, value in form.values.items()}


def number(name: str, year: int) -> float:
    """The value of a parameter in force in a year."""
    values = dated(name)
    value = values[max(known for known in values if date(known, 1, 1) <= date(year, 1, 1))].value
    assert not isinstance(value, dict)
    return value


def cells(year: int) -> dict[tuple[str, int], float]:
    """The cells of a year in the parameter files, millions of euros, by part and tranche; those that are there."""
    found = {}
    for part in ("prijs", "volume"):
        value = dated(f"accres.{part}tranche")[year].value
        assert isinstance(value, dict)
        found |= {(part, int(entry[1:])): float(amount) / MILLION for entry, amount in value.items() if amount}
    return found
