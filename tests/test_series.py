"""What was counted in reality: the register that comes with the package, and what is said of a wrong one."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
import yaml

from simulate import registry
from simulate.commands.actions.check import check_all
from simulate.errors import InputError
from simulate.inputs.library import Library
from simulate.inputs.paths import packaged, roots
from simulate.series import load, register, series_of, series_problems
from simulate.vocabulary import AXES, adds_up

DATA = packaged().path / "data"
ENTRY = """\
aantal:
  model: asiel
  outcome: bezetting
  file: aantal.csv
  rows: {what: all}
  per: year
  kind: stock
  unit: personen
  multiply: 1000
  credit: {nl: Iemand, en: Somebody}
"""
ROWS = "period,what,value,source\n2015,all,1.5,a\n2014,all,2,b\n2014,none,9,c\n"


def write(folder: Path, entry: str = ENTRY, rows: str = ROWS) -> Path:
    (folder / "series.yaml").write_text(entry)
    (folder / "aantal.csv").write_text(rows)
    return folder


@pytest.mark.parametrize("name", list(register()))
def test_every_series_has_the_unit_and_the_entries_of_its_outcome(name: str) -> None:
    form = register()[name].form
    outcome = registry.model(form.model).outcomes()[form.outcome]
    assert outcome.unit == form.unit
    assert (outcome.kind in ("flow", "total")) == (form.kind == "flow")
    if form.entry is None:
        assert not outcome.axes or adds_up(outcome.kind, outcome.unit, outcome.axes)
    else:
        (axis,) = outcome.axes
        assert form.entry in AXES[axis].entries


def test_every_source_is_in_the_register_of_sources() -> None:
    known = yaml.safe_load((packaged().path / "parameters" / "bronnen.yaml").read_text(encoding="utf-8"))
    assert {one.form.source for one in register().values()} - {None} <= set(known)


@pytest.mark.parametrize("name", list(register()))
def test_the_counts_are_those_of_the_file(name: str) -> None:
    series = register()[name]
    with (DATA / series.form.file).open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    value = lines[0].index(series.form.value)
    assert series.counts
    for count in series.counts:
        assert count.value == float(lines[count.line - 1][value]) * series.form.multiply
        assert count.source
        assert count.begin < count.end


def test_periods_and_units(tmp_path: Path) -> None:
    counts = load(write(tmp_path))["aantal"].counts
    assert [(count.begin, count.last, count.value) for count in counts] == [
        (date(2014, 1, 1), date(2014, 12, 31), 2000.0),
        (date(2015, 1, 1), date(2015, 12, 31), 1500.0),
    ]


@pytest.mark.parametrize(
    ("per", "word", "first", "last"),
    [
        ("day", "2024-12-31", date(2024, 12, 31), date(2024, 12, 31)),
        ("month", "2024-12", date(2024, 12, 1), date(2024, 12, 31)),
        ("quarter", "2024Q4", date(2024, 10, 1), date(2024, 12, 31)),
        ("quarter", "2024Q1", date(2024, 1, 1), date(2024, 3, 31)),
    ],
)
def test_what_a_period_is(tmp_path: Path, per: str, word: str, first: date, last: date) -> None:
    folder = write(tmp_path, ENTRY.replace("per: year", f"per: {per}"), f"period,what,value,source\n{word},all,1,a\n")
    (count,) = load(folder)["aantal"].counts
    assert (count.begin, count.last) == (first, last)


@pytest.mark.parametrize(
    ("rows", "place", "said"),
    [
        (ROWS.replace("2014,all", "2014Q1,all"), "aantal.csv:3", "'2014Q1' is not a year"),
        (ROWS.replace("1.5", "many"), "aantal.csv:2", "'many' is not a number"),
        (ROWS.replace("what", "wat"), "series.yaml:5", "no column 'what'"),
        (ROWS.replace("all", "some"), "series.yaml:5", "has no such rows"),
    ],
)
def test_a_wrong_file_is_told_with_its_line(tmp_path: Path, rows: str, place: str, said: str) -> None:
    with pytest.raises(InputError) as error:
        load(write(tmp_path, rows=rows))
    assert place in str(error.value)
    assert said in str(error.value)


def test_a_day_that_does_not_exist(tmp_path: Path) -> None:
    rows = ROWS.replace("2014,all", "2014-02-30,all").replace("2015", "2015-01-01")
    with pytest.raises(InputError, match="'2014-02-30' does not exist"):
        load(write(tmp_path, ENTRY.replace("per: year", "per: day"), rows))


def test_everything_wrong_in_the_register_comes_at_once(tmp_path: Path) -> None:
    entry = ENTRY.replace("per: year", "per: week").replace("file: aantal.csv", "file: nergens.csv\n  colour: red")
    with pytest.raises(InputError) as error:
        load(write(tmp_path, entry + ENTRY.replace("aantal:", "ander:").replace("aantal.csv", "nergens.csv")))
    told = str(error.value)
    assert "series.yaml:7" in told
    assert "colour" in told
    assert "there is no file nergens.csv" in told


def test_two_series_of_one_outcome() -> None:
    assert {series.form.entry for series in series_of("wonen", "nieuwe_woningen")} == {"nieuwbouw", "bruto", "netto"}
    assert series_of("asiel", "nergens") == []


def test_every_shipped_series_says_what_was_counted_and_how_it_was_published() -> None:
    keys = set(Library(roots(packaged().path / "scenarios")).sources.items)
    shipped = register()
    assert [name for name, one in shipped.items() if one.form.definition is None] == []
    counts = [count for one in shipped.values() for count in one.counts]
    assert [count for count in counts if not count.source] == []
    assert {count.key for count in counts} - {""} <= keys
    dated = [one for one in shipped.values() if "waarnemingen" in one.form.file]
    unknown = [count for one in dated for count in one.counts if count.status == "unknown" or not count.published]
    assert len(unknown) <= 39, "say when it was published"


def test_a_status_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path, rows="period,what,value,source,status\n2015,all,1.5,a,firts\n")
    with pytest.raises(InputError, match="'firts' is no status"):
        load(folder)


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        ("model: asiel", "model: asyl", "there is no model 'asyl' here", "did you mean 'asiel'?"),
        ("outcome: bezetting", "outcome: bezeting", "there is no outcome 'bezeting' here", "did you mean 'bezetting'?"),
        ("unit: personen", "unit: plekken", "there is no unit 'plekken' here", None),
        ("  per: year", "  source: cbs\n  per: year", "there is no source 'cbs' here", None),
        ("  per: year", "  entry: onbekend\n  per: year", "there is no entry 'onbekend' here", None),
        ("kind: stock", "kind: stok", "'stok' is not accepted here", "did you mean 'stock'?"),
        ("per: year", "pre: year", "unknown key 'pre'", "did you mean 'per'?"),
        ("file: aantal.csv", "file: ../aantal.csv", "../aantal.csv is outside the folder of series.yaml", None),
        ("file: aantal.csv", "file: /etc/passwd", "/etc/passwd is outside the folder of series.yaml", None),
    ],
)
def test_what_a_check_says_of_an_entry(tmp_path: Path, old: str, new: str, message: str, hint: str | None) -> None:
    write(tmp_path, ENTRY.replace(old, new))
    found = series_problems(tmp_path / "series.yaml", Library(roots()))
    assert [(one.message, one.hint) for one in found if one.message == message] == [(message, hint)], found
    assert all(one.line for one in found)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("2015,all,3,a", "the same is told on line 2"),
        ("2016,all,nan,a", "'nan' is not a number"),
        ("2016,all,-1,a", "-1000 is not possible in personen"),
        ("2016,all,12.000,a", "'12.000' can be read as 12 or as 12_000"),
        ("2016,all,1", "3 columns, and the heading has 4"),
        ("0000,all,1,a", "'0000' does not exist"),
    ],
)
def test_what_a_check_says_of_a_row(tmp_path: Path, row: str, message: str) -> None:
    write(tmp_path, rows=f"{ROWS}{row}\n")
    (found,) = series_problems(tmp_path / "series.yaml", Library(roots()))
    assert (found.message, found.line) == (message, 5)


def test_a_link_to_elsewhere_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    write(tmp_path / "data")
    (tmp_path / "geheim.csv").write_text(ROWS)
    (tmp_path / "data" / "aantal.csv").unlink()
    (tmp_path / "data" / "aantal.csv").symlink_to(tmp_path / "geheim.csv")
    (found,) = series_problems(tmp_path / "data" / "series.yaml", Library(roots()))
    assert "outside the folder" in found.message


def test_the_shipped_registers_are_right_and_a_check_looks_at_them() -> None:
    report = check_all(["data/series.yaml", "data/vintages.yaml"])
    assert (report.files, report.problems) == (2, ())
