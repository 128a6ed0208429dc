"""A register tells of every entry that points at nothing, and of every word that is no period or number."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from proef import problems

from simulate.inputs.yaml.registers import Entry, Per, Register, period, register_of
from simulate.vocabulary import Label

ENTRY = "aantal: {file: aantal.csv, rows: {wat: alles}}\n"
ROWS = "jaar,wat,waarde\n2014,alles,2\n2015,niets,9\n2016,alles,\n"


def written(folder: Path, entry: str = ENTRY, rows: str = ROWS) -> Register[Entry]:
    (folder / "register.yaml").write_text(entry)
    (folder / "aantal.csv").write_text(rows)
    return register_of(folder / "register.yaml", Entry)


def test_the_rows_of_an_entry_come_with_their_place(tmp_path: Path) -> None:
    rows = list(written(tmp_path).rows("aantal", {"value": "waarde"}))
    assert [(row.line, row.words["jaar"], row.words["waarde"]) for row in rows] == [(2, "2014", "2"), (4, "2016", "")]
    problem = rows[1].problem("nothing is written here")
    assert (problem.line, problem.text) == (4, "2016,alles,")
    assert problem.file.endswith("aantal.csv")


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        ("aantal.csv", "aantl.csv", "there is no file aantl.csv", None),
        ("{wat: alles}", "{watt: alles}", "aantal.csv has no column 'watt'", "did you mean 'wat'?"),
        ("{wat: alles}", "{wat: iets}", "aantal.csv has no such rows", None),
    ],
)
def test_an_entry_that_points_at_nothing(tmp_path: Path, old: str, new: str, message: str, hint: str | None) -> None:
    register = written(tmp_path, ENTRY.replace(old, new))
    (problem,) = problems(lambda: list(register.rows("aantal", {"value": "waarde"})))
    assert (problem.message, problem.hint, problem.line) == (message, hint, 1)


def test_a_column_that_is_asked_for_but_not_there(tmp_path: Path) -> None:
    (problem,) = problems(lambda: list(written(tmp_path).rows("aantal", {"value": "waarden"})))
    assert problem.message == "aantal.csv has no column 'waarden'"
    assert (problem.expected, problem.hint) == ("one of jaar, wat, waarde", "did you mean 'waarde'?")


@pytest.mark.parametrize(("mark", "called"), [(";", "semicolons"), ("\t", "tabs")])
def test_a_table_that_is_parted_otherwise_as_a_dutch_spreadsheet_does(tmp_path: Path, mark: str, called: str) -> None:
    register = written(tmp_path, rows=ROWS.replace(",", mark))
    found = problems(lambda: list(register.rows("aantal", {"value": "waarde"})))
    assert {problem.hint for problem in found} == {f"part the columns with commas, not with {called}"}


@pytest.mark.parametrize(
    ("heading", "shown"), [("jaar\twat,waarde", "jaar wat"), (" \ufeffjaar,wat,waarde", "\ufffdjaar")]
)
def test_a_column_whose_name_cannot_be_shown(tmp_path: Path, heading: str, shown: str) -> None:
    register = written(tmp_path, rows=ROWS.replace(ROWS.splitlines()[0], heading))
    found = problems(lambda: list(register.rows("aantal", {"value": "waarde", "year": "jaar"})))
    assert found
    assert all(problem.expected and shown in problem.expected for problem in found)


class Named(Entry):
    label: Label


def test_a_comma_in_a_label_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "register.yaml").write_text(
        "a: {file: a.csv, label: {nl: Met bijstand, eigen opgave, en: Own count}}\n"
    )
    (problem,) = register_of(tmp_path / "register.yaml", Named).problems
    assert problem.message == "unknown key 'eigen opgave'"
    assert (problem.expected, problem.hint) == ("one of nl, en", "put quotes around a text that has a comma in it")


def test_an_entry_of_another_form_is_told_and_the_others_are_there(tmp_path: Path) -> None:
    register = written(tmp_path, ENTRY + "ander: {file: aantal.csv, rijen: {}}\nleeg: {}\n")
    assert list(register.entries) == ["aantal"]
    assert [problem.line for problem in register.problems] == [2, 3]
    assert [problem.message for problem in register.problems] == ["unknown key 'rijen'", "'file' is missing"]


@pytest.mark.parametrize(
    ("per", "word", "first", "after"),
    [
        ("day", "2024-02-29", date(2024, 2, 29), date(2024, 3, 1)),
        ("day", "2024-12-31", date(2024, 12, 31), date(2025, 1, 1)),
        ("month", "2024-12", date(2024, 12, 1), date(2025, 1, 1)),
        ("quarter", "2024Q3", date(2024, 7, 1), date(2024, 10, 1)),
        ("quarter", "2024Q4", date(2024, 10, 1), date(2025, 1, 1)),
        ("year", "2024", date(2024, 1, 1), date(2025, 1, 1)),
    ],
)
def test_a_period_ends_where_the_next_begins(per: Per, word: str, first: date, after: date) -> None:
    assert period(per, word) == (first, after)


@pytest.mark.parametrize(
    ("per", "word", "said"),
    [
        ("day", "2024-2-9", "'2024-2-9' is not a day, such as 2024-12-31"),
        ("day", "2023-02-29", "'2023-02-29' does not exist"),
        ("month", "2024-13", "'2024-13' does not exist"),
        ("quarter", "2024Q5", "'2024Q5' is not a quarter, such as 2024Q4"),
        ("year", "24", "'24' is not a year, such as 2024"),
    ],
)
def test_a_word_that_is_no_period(per: Per, word: str, said: str) -> None:
    with pytest.raises(ValueError, match=f"^{said}$"):
        period(per, word)
