"""The data behind the figures of `zorg`, in the classes of the model; and the figures of the parameter files."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from simulate.inputs.library import Library
from simulate.inputs.paths import Roots, packaged

ROOT = Path(__file__).parents[3]
AGES = {"18_24": 18, "25_34": 25, "35_44": 35, "45_54": 45, "55_64": 55, "65_74": 65, "75_plus": 75}
"""The age classes, and where they begin."""
SECTORS = {
    "msz": ("msz",),
    "ggz": ("ggz",),
    "farmacie": ("farmacie",),
    "overig": (
        "hulpmiddelen", "mondzorg", "paramedisch", "ziekenvervoer", "grensoverschrijdend", "eerstelijns_ondersteuning",
        "grz_elv_gzsp", "overig",
    ),
    "vrijgesteld": ("huisarts", "geboortezorg", "verpleging_verzorging"),
}  # fmt: skip
"""The sectors, and the columns of Vektis in them."""
FIFTHS = {"20_39": "20 t/m 39", "40_64": "40 t/m 59", "65_79": "60 t/m 79", "80_plus": "80 jaar"}
"""The age classes by income, and how their labels begin in the table of CBS."""
Row = dict[str, str]
Cell = tuple[str, str, str]
"""Age class (or `kinderen`), sex (M, V) and a sector or `jaren`, the insured years."""


def rows(name: str) -> list[Row]:
    """A file of data/zorg."""
    with (ROOT / "data/zorg" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def vektis(year: int) -> tuple[tuple[int, Row], ...]:
    """The rows of one year with the age at which their class of five years begins; without those of unknown age."""
    found = [row for row in rows("vektis_2011_2023") if row["jaar"] == str(year) and row["leeftijdsklasse"] != "rest"]
    return tuple((int(row["leeftijdsklasse"][:2].rstrip(" ")), row) for row in found)


def _classes(age: int) -> Iterator[tuple[str, float]]:
    """The classes of the model that a class of five years falls in, with its part in each."""
    if age < 15:
        yield "kinderen", 1
    elif age == 15:
        yield from (("kinderen", 0.6), ("18_24", 0.4))
    else:
        yield max((begin, name) for name, begin in AGES.items() if begin <= max(age, 18))[1], 1


@cache
def table(year: int) -> dict[Cell, float]:
    """Insured years and cost of one year."""
    cells: dict[Cell, float] = defaultdict(float)
    for age, row in vektis(year):
        for name, part in _classes(age):
            cells[name, row["geslacht"], "jaren"] += part * float(row["verzekerdejaren"])
            for sector, columns in SECTORS.items():
                cells[name, row["geslacht"], sector] += part * sum(float(row[column]) for column in columns)
    return cells


def people(ages: str) -> list[float]:
    """People of an age class in each income fifth, CBS 2012."""
    return [sum(float(row["personen"]) for row in tenths) for tenths in _fifths(ages)]


def costs(ages: str) -> list[list[float]]:
    """Mean cost of each tenth in each income fifth, CBS 2012, without GP and birth care."""
    return [[float(row["kosten_excl_huisarts_en_geboorte"]) for row in tenths] for tenths in _fifths(ages)]


def _fifths(ages: str) -> list[list[Row]]:
    found = [row for row in rows("cbs_kostendecielen_2012") if row["leeftijdsklasse"].startswith(FIFTHS[ages])]
    fifths = [[row for row in found if row["kwintiel"] == str(fifth)] for fifth in range(1, 6)]
    return [sorted(fifth, key=lambda row: int(row["deciel"])) for fifth in fifths]


@cache
def _library() -> Library:
    return Library(Roots(packaged()))


def _in_force(name: str, day: date) -> float | dict[str, float]:
    form = _library().parameters("zorg").items[f"zorg.{name}"].form
    assert form is not None
    return form.values[max(dated for dated in form.values if dated <= day)].value


def _known(name: str, year: int) -> date:
    """The end of the year; the counts of a year are used by runs that start after it."""
    return date(year + 1, 1, 1) if name.startswith(("bevolking.", "kosten.")) else date(year, 12, 31)


def number(name: str, year: int = 2011) -> float:
    """The figure in force at the end of a year."""
    value = _in_force(name, _known(name, year))
    assert not isinstance(value, dict)
    return value


def numbers(name: str, year: int = 2011) -> dict[str, float]:
    """The figures per entry in force at the end of a year."""
    value = _in_force(name, _known(name, year))
    assert isinstance(value, dict)
    return value
