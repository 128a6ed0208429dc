"""A summary in a file is the summary of the draws, and says what went in."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
import xarray as xr

from simulate.errors import CannotAnswer
from simulate.exporting import excel
from simulate.exporting.export import ExportOptions, export
from simulate.exporting.labels import Sheet
from simulate.results.asked import Wanted
from simulate.results.opening import annual, open_results
from simulate.results.statistics import QUANTILES
from simulate.views.export.labels import ExportLabels

ENGLISH = ExportLabels("en")


def statistics(values: xr.DataArray) -> list[float]:
    numbers = values.values.astype(float)
    return [float(np.nanmean(numbers)), *np.nanquantile(numbers, list(QUANTILES.values())).tolist()]


@pytest.fixture(scope="module")
def book(finished: Path, tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    path = tmp_path_factory.mktemp("xlsx") / "x.xlsx"
    export(finished, ExportOptions("xlsx", summary=True, by="month"), ENGLISH, path)
    return openpyxl.load_workbook(path)


def test_a_workbook_has_the_numbers_with_all_their_digits(finished: Path, book: openpyxl.Workbook) -> None:
    header, *lines = book["data"].iter_rows(values_only=True)
    table = [dict(zip(header, line, strict=True)) for line in lines]
    ds = open_results(finished).load()
    cases = {
        ("bezetting", "kansarm"): ds["bezetting"].sel(groep="kansarm"),
        ("bezetting", "totaal"): ds["bezetting"].sum("groep"),
        ("verdeling", "totaal · gezin"): ds["verdeling"].sum("groep", dtype=float).sel(huishouden="gezin"),
        ("kosten", "totaal"): ds["kosten"],
    }
    for (outcome, entry), series in cases.items():
        found = [r for r in table if (r["outcome"], r["entry"]) == (outcome, entry)]
        assert [r["period"] for r in found] == [datetime(2025 + (m + 6) // 12, (m + 6) % 12 + 1, 1) for m in range(24)]
        for row, values in zip(found, series, strict=True):
            np.testing.assert_allclose([row[s] for s in ("mean", *QUANTILES)], statistics(values), rtol=1e-14)
    assert {r["unit in words"] for r in table if r["outcome"] == "kosten"} == {"euro per month"}


def test_a_workbook_is_dutch_has_formats_and_heads_that_stay(finished: Path, tmp_path: Path) -> None:
    export(finished, ExportOptions("xlsx", summary=True, by="year"), ExportLabels("nl"), tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert all(sheet.freeze_panes == "A2" for sheet in book)
    header, *lines = book["gegevens"].iter_rows()
    heads = [cell.value for cell in header]
    assert heads[:2] == ["scenario", "uitkomst"]
    assert "gemiddelde" in heads
    shown = {line[1].value: line[heads.index("p50")].number_format for line in lines}
    assert (shown["bezettingsgraad"], shown["kosten"]) == ("0.0%", "#,##0")
    assert {"trekkingen", "opdracht"} <= {row[0].value for row in book["hoe gerekend"].iter_rows()}


def test_a_workbook_says_what_it_means_what_went_in_and_how(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == ["data", "units and labels", "what went in", "how it was run"]
    header, row = book["what went in"].iter_rows(values_only=True)
    told = dict(zip(header, row, strict=True))
    assert told["from"] == datetime(2025, 1, 1)
    assert (told["name"], told["value"], told["role"]) == ("toy.instroom.aanvragen", 100, "assumption")
    assert (told["file"], told["line"]) == ("parameters/toy/instroom.yaml", 3)
    assert told["uncertainty"] == "lognormal, p10 80, p90 130"
    run = dict(book["how it was run"].iter_rows(min_row=2, max_col=2, values_only=True))
    assert (run["seed"], run["draws"], run["label"]) == (7, 1100, "The toy")
    meanings = list(book["units and labels"].iter_rows(values_only=True))
    assert ("groep", "kansrijk", "good prospect", None, None, None) in meanings


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    excel.add(book, Sheet("t", ["a", "b"], [["=1+1", "bell \x07"], [date(2025, 1, 1), None]], (10, 10)))
    book.save(tmp_path / "x.xlsx")
    cells = openpyxl.load_workbook(tmp_path / "x.xlsx")["t"]
    assert (cells["A2"].value, cells["A2"].data_type, cells["B2"].value) == (
        "=1+1",
        "s",
        "bell \N{REPLACEMENT CHARACTER}",
    )


def test_a_summary_too_long_for_a_sheet_is_refused(
    finished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(excel, "MOST", 50)
    with pytest.raises(CannotAnswer, match="holds 50 rows and this summary has 600"):
        export(finished, ExportOptions("xlsx", summary=True), ENGLISH, tmp_path / "x.xlsx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_table_of_years(finished: Path, tmp_path: Path, form: str) -> None:
    options = ExportOptions(form, by="year", summary=True)  # type: ignore[arg-type]
    done = export(finished, options, ENGLISH, tmp_path / "x")
    table = pd.read_csv(done.path) if form == "csv" else pd.read_parquet(done.path)
    assert set(table["period"]) == {2026}
    row = table[(table["outcome"] == "verdeling") & (table["entry"] == "totaal · totaal")]
    whole = annual(open_results(finished))["verdeling"][0].sum(["groep", "huishouden"])
    np.testing.assert_allclose(row[["mean", *QUANTILES]].to_numpy(float)[0], statistics(whole), rtol=1e-12)


def test_a_netcdf_of_statistics_has_the_totals_as_variables(finished: Path, tmp_path: Path) -> None:
    options = ExportOptions("netcdf", Wanted(("verdeling", "kosten")), "year", summary=True)
    done = export(finished, options, ENGLISH, tmp_path / "x.nc")
    ds = annual(open_results(finished)[["verdeling"]])["verdeling"]
    with xr.open_dataset(done.path) as back:
        assert set(back.data_vars) == {
            "scenario_yaml", "kosten", "verdeling", "verdeling_totaal", "verdeling_totaal_groep",
            "verdeling_totaal_huishouden",
        }  # fmt: skip
        assert back["statistic"].values.tolist()[:2] == ["mean", "p5"]
        family = back["verdeling_totaal_groep"].sel(year=2026, huishouden="gezin")
        expected = statistics(ds.sum("groep").sel(year=2026, huishouden="gezin"))
        np.testing.assert_allclose(family.sel(statistic=["mean", *QUANTILES]), expected, rtol=1e-6)
        assert back["verdeling_totaal_groep"].attrs["long_name"] == "Split (total prospect group)"


@pytest.mark.parametrize("form", ["csv", "netcdf", "xlsx"])
def test_a_summary_of_one_part_in_one_year_is_that_of_the_whole(finished: Path, tmp_path: Path, form: str) -> None:
    wanted = Wanted(entries=("kansarm",), outcomes=("bezetting",), years=(2026,))
    options = ExportOptions(form, wanted, "year", summary=True)  # type: ignore[arg-type]
    done = export(finished, options, ENGLISH, tmp_path / "x")
    median = float(np.median(annual(open_results(finished))["bezetting"].sel(year=2026, groep="kansarm").values))
    if form == "netcdf":
        with xr.open_dataset(done.path) as back:
            assert float(back["bezetting_kansarm"].sel(statistic="p50").item()) == pytest.approx(median)
        return
    assert done.count == 1
    if form == "csv":
        (row,) = pd.read_csv(done.path).to_dict("records")
        assert (row["entry"], row["period"], row["p50"]) == ("kansarm", 2026, pytest.approx(median))
