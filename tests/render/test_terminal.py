"""The table after a run: as many years as fit, and names that can be read."""

from __future__ import annotations

from collections import Counter
from io import StringIO

import pytest
from rich.console import Console

from simulate.render import terminal
from simulate.render.document import Document, Section, Table
from simulate.render.terminal import NAMES
from simulate.results.summary import Summary
from simulate.views.run import headline_table

YEARS = [str(year) for year in range(2025, 2035)]
TITLE = "Woningbouw bij het beleid van 1 januari 2025"


def row(period: str, size: float) -> dict[str, str]:
    """A year of an outcome around `size`."""
    told = {"p5": 0.8 * size, "p50": size, "p95": 1.2 * size, "mean": size}
    facts = {"label": "Toewijzingen van sociale huur", "axis": "", "unit": "personen", "kind": "stock"}
    return {**facts, "period": period, **{name: str(value) for name, value in told.items()}}


def printed(width: int, size: float) -> list[str]:
    """The lines of the table of one outcome, with its title, up to what explains it."""
    console = Console(width=width, file=StringIO())
    summary = Summary({"toegewezen": {"totaal": [row(year, size) for year in YEARS]}})
    table = headline_table(summary, ["toegewezen"], TITLE, "nl")
    terminal.show(Document("nl", "", (Section("run", "", (table,)),)), console)
    lines = console.file.getvalue().splitlines()  # type: ignore[attr-defined]
    return lines[: next(place for place, line in enumerate(lines) if line.startswith("Mediaan"))]


@pytest.mark.parametrize("width", [60, 80, 100, 140, 240])
@pytest.mark.parametrize("size", [7.0, 7e4, 7e6])
def test_nothing_is_cut_and_names_keep_their_room(width: int, size: float) -> None:
    lines = printed(width, size)
    text = "\n".join(lines)
    assert "…" not in text
    assert max(map(len, lines)) <= width
    band = {7.0: "5,6 – 8,4", 7e4: "56.000 – 84.000", 7e6: "5.600.000 – 8.400.000"}[size]
    cells = next(line for line in lines if band in line)
    assert cells.index(band) >= NAMES
    years = cells.count(band)
    # One year more would not have fitted; the table has a space at either side.
    assert years == len(YEARS) or NAMES + (years + 1) * (len(band) + 2) + 2 > width


def test_the_first_and_the_last_year_stay() -> None:
    text = "\n".join(printed(80, 7e6))
    assert "2034" in text
    assert "2029" not in text
    assert all(year in "\n".join(printed(240, 7e4)) for year in YEARS)


@pytest.mark.parametrize("asked", [2027, 2030, 2033])
@pytest.mark.parametrize("width", [60, 80, 100])
def test_the_year_that_is_asked_about_stays(asked: int, width: int) -> None:
    cells = tuple((f"a name of some length {n}", *("1,000,000 – 2,000,000",) * len(YEARS)) for n in range(3))
    numbers = frozenset(range(1, len(YEARS) + 1))
    first = frozenset({YEARS.index(str(asked)) + 1})
    table = Table("", ("outcome", *YEARS), cells, numbers, optional=numbers, first=first)
    lines = drawn(table, width)
    assert str(asked) in "\n".join(lines)
    assert max(map(len, lines)) <= width


def drawn(table: Table, width: int) -> list[str]:
    console = Console(width=width, file=StringIO())
    terminal.show(Document("nl", "", (Section("table", "", (table,)),)), console)
    return console.file.getvalue().splitlines()  # type: ignore[attr-defined,no-any-return]


NAME = "asiel.huisvesting.vrijkomende_sociale_huurwoningen"
TEXTS = ("Sociale huurwoningen die vrijkomen", "regeerprogramma-2024:1201-1208", "2026-07-01")


@pytest.mark.parametrize("width", [60, 80, 120])
def test_what_does_not_fit_is_broken_and_nothing_is_cut(width: int) -> None:
    lines = drawn(Table("", ("Naam", "Tekst", "Bron", "Vanaf"), ((NAME, *TEXTS),)), width)
    assert max(map(len, lines)) <= width
    printed_letters = Counter("".join("".join(lines).split()))
    assert Counter("".join((NAME, *TEXTS)).replace(" ", "")) <= printed_letters
    assert TEXTS[2] in "\n".join(lines)


def test_a_name_that_is_copied_stays_whole_and_a_clipped_text_is_one_line() -> None:
    rows = ((NAME, " ".join(TEXTS)),)
    whole = drawn(Table("", ("Naam", "Tekst"), rows, whole=frozenset({0})), 80)
    assert any(NAME in line for line in whole)
    clipped = drawn(Table("", ("Naam", "Tekst"), rows, whole=frozenset({0}), clipped=frozenset({1})), 80)
    assert sum(bool(line.strip()) for line in clipped) == 3
    assert "…" in "".join(clipped)
    assert "…" not in "".join(drawn(Table("", ("Naam", "Tekst"), rows, clipped=frozenset({1})), 200))
