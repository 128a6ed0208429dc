"""Official forecasts: those that come with the package, which of them was known, and what is said of a wrong one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from simulate.backtesting.vintages import Forecast, forecast_as_of, load, vintage_problems, vintages, vintages_of
from simulate.errors import InputError
from simulate.inputs.library import Library
from simulate.inputs.paths import packaged, roots
from simulate.series import Count, register

ENTRY = """\
raming:
  series: aantal
  file: ramingen.csv
  rows: {what: all}
  per: year
  credit: {nl: Iemand, en: Somebody}
"""
HEAD = "what,made,period,low,middle,high,source\n"
ROWS = HEAD + "all,2014-09,2015,1,2,3,a\nall,2015-03-10,2015,2,,4,b\nall,2015,2016,,,9,c\nnone,2014,2015,,7,,d\n"


def write(folder: Path, entry: str = ENTRY, rows: str = ROWS) -> Path:
    (folder / "vintages.yaml").write_text(entry)
    (folder / "ramingen.csv").write_text(rows)
    return folder


def year(number: int) -> Count:
    return Count(date(number, 1, 1), date(number + 1, 1, 1), 0, "", 1)


def first(number: int) -> Count:
    return Count(date(number, 1, 1), date(number, 1, 2), 0, "", 1)


@pytest.mark.parametrize("name", list(vintages()))
def test_every_forecast_is_of_a_series_and_was_made_before_its_period_ended(name: str) -> None:
    found = vintages()[name]
    assert (register()[found.form.series].form.kind == "stock") == (found.form.per == "day")
    for forecast in found.forecasts:
        assert forecast.made < forecast.end
        assert forecast.source


def test_every_source_is_in_the_register_of_sources() -> None:
    known = yaml.safe_load((packaged().path / "parameters" / "bronnen.yaml").read_text(encoding="utf-8"))
    assert {source for one in vintages().values() for source in one.form.sources} <= set(known)


def test_the_corrupt_maximum_is_not_there() -> None:
    (mpp,) = vintages_of("totale_instroom")
    (november,) = [one for one in mpp.forecasts if one.made == date(2022, 11, 30)]
    assert (november.low, november.middle, november.high) == (None, 50650, None)


@pytest.mark.parametrize(
    ("day", "period", "point"),
    [
        (date(2016, 1, 1), 2016, 93600), (date(2016, 1, 31), 2016, 58000), (date(2017, 1, 1), 2017, 42000),
        (date(2017, 1, 1), 2018, None), (date(2018, 1, 1), 2018, 37000), (date(2014, 1, 1), 2016, None),
        (date(2024, 1, 1), 2024, 62500), (date(2023, 6, 1), 2024, None),
    ],
)  # fmt: skip
def test_the_forecast_of_inflow_that_was_known(day: date, period: int, point: float | None) -> None:
    found = forecast_as_of("totale_instroom", day, year(period))
    assert (found.point if found else None) == point


def test_households_between_two_years_are_read_by_a_straight_line() -> None:
    assert forecast_as_of("huishoudens", date(2010, 1, 1), first(2015)) is not None
    found = forecast_as_of("huishoudens", date(2012, 1, 1), first(2016))
    assert found is not None
    assert found.between
    assert found.made == date(2011, 12, 31)
    assert found.point == pytest.approx(7_689_070 + (7_958_886 - 7_689_070) / 5, rel=1e-4)
    exact = forecast_as_of("huishoudens", date(2012, 1, 1), first(2020))
    assert exact is not None
    assert (exact.point, exact.between) == (7_958_886, False)
    assert forecast_as_of("huishoudens", date(2012, 1, 1), first(2012)) is None
    assert forecast_as_of("huishoudens", date(2009, 12, 30), first(2016)) is None


def test_the_last_one_made_and_what_its_point_is(tmp_path: Path) -> None:
    one = load(write(tmp_path), ["aantal"])["raming"]
    assert [forecast.made for forecast in one.forecasts] == [date(2014, 9, 30), date(2015, 3, 10), date(2015, 12, 31)]
    known = [one.as_of(day, year(2015)) for day in (date(2014, 9, 29), date(2014, 9, 30), date(2015, 3, 10))]
    assert [forecast.point if forecast else None for forecast in known] == [None, 2, 3]
    only_high = one.as_of(date(2016, 1, 1), year(2016))
    assert isinstance(only_high, Forecast)
    assert only_high.point is None
    assert only_high.high == 9


@pytest.mark.parametrize(
    ("rows", "entry", "place", "said"),
    [
        (ROWS.replace("2014-09", "2014-13"), ENTRY, "ramingen.csv:2", "'2014-13' does not exist"),
        (ROWS.replace("2014-09", "vorig jaar"), ENTRY, "ramingen.csv:2", "'vorig jaar' is not a day"),
        (ROWS.replace("1,2,3", "3,2,1"), ENTRY, "ramingen.csv:2", "not in that order"),
        (ROWS.replace("1,2,3", ",,"), ENTRY, "ramingen.csv:2", "no low, middle or high"),
        (ROWS.replace("1,2,3", "1,x,3"), ENTRY, "ramingen.csv:2", "'x' is not a number"),
        (ROWS.replace("middle", "mid"), ENTRY, "vintages.yaml:2", "no column 'middle'"),
        (ROWS, ENTRY.replace("aantal", "aantel"), "vintages.yaml:2", "there is no series 'aantel'"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, rows: str, entry: str, place: str, said: str) -> None:
    with pytest.raises(InputError) as error:
        load(write(tmp_path, entry, rows), ["aantal"])
    assert place in str(error.value)
    assert said in str(error.value)


def test_every_shipped_vintage_says_what_is_forecast_and_by_which_source() -> None:
    shipped = vintages()
    assert [name for name, one in shipped.items() if one.form.definition is None] == []
    assert [one for vintage in shipped.values() for one in vintage.forecasts if not one.source] == []


@pytest.mark.parametrize(
    ("entry", "rows", "message"),
    [
        (ENTRY, f"{ROWS}all,2014-09,2015,1,2,3,a\n", "the same is told on line 2"),
        (ENTRY, f"{ROWS}all,2016,2017,-5,2,3,a\n",
         "the forecast of 2016-12-31 for 2017-01-01, -5, is not possible in personen"),
        (f"{ENTRY}  sources: [nergens]\n", ROWS, "there is no source 'nergens' here"),
        (ENTRY.replace("ramingen.csv", "/etc/passwd"), ROWS, "/etc/passwd is outside the folder of vintages.yaml"),
        (ENTRY.replace("series: aantal", "series: aantl"), ROWS, "there is no series 'aantl'"),
    ],
)  # fmt: skip
def test_what_a_check_says(tmp_path: Path, entry: str, rows: str, message: str) -> None:
    write(tmp_path, entry, rows)
    series = "aantal: {model: asiel, outcome: bezetting, file: x.csv, per: year, kind: stock, unit: personen, "
    (tmp_path / "series.yaml").write_text(f"{series}credit: {{nl: a, en: a}}}}\n")
    found = vintage_problems(tmp_path / "vintages.yaml", Library(roots()))
    assert [one.message for one in found] == [message]
