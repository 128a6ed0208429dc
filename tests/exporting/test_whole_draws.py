"""Whole draws come back as the numbers that the run wrote."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xarray as xr

from simulate.errors import CannotAnswer
from simulate.exporting import rows
from simulate.exporting.export import ExportOptions, export
from simulate.results import chunks
from simulate.results.asked import Wanted
from simulate.results.opening import annual, open_results
from simulate.views.export.labels import ExportLabels

ENGLISH, DUTCH = ExportLabels("en"), ExportLabels("nl")


@pytest.fixture(params=["whole", "in chunks"])
def sliced(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small chunks give the same file as large ones."""
    if request.param == "in chunks":
        monkeypatch.setattr(chunks, "CHUNK_BYTES", 1)
        monkeypatch.setattr(rows, "ROWS", 5000)


def cube(table: pd.DataFrame, outcome: xr.DataArray) -> np.ndarray:
    """The numbers of one outcome in a long table, in the shape of the dataset: every row is where it belongs."""
    time, *axes, _ = (str(dim) for dim in outcome.dims)
    rows_ = table[table["outcome"] == outcome.name].assign(**{time: lambda t: t["period"]})
    series = rows_.set_index([time, *axes, "draw"])["value"]
    assert series.index.is_unique
    array = series.to_xarray()
    array = array.assign_coords({time: array[time].astype(outcome[time].dtype)})
    return array.sel({dim: outcome[dim] for dim in outcome.dims}).transpose(*outcome.dims).values


def exact(path: Path, parse_dates: Sequence[str] = ()) -> pd.DataFrame:
    """Read a CSV to the last bit of its values, which pandas' own reader of numbers misses in some versions."""
    table = pd.read_csv(path, dtype={"value": str}, parse_dates=list(parse_dates), low_memory=False)
    return table.astype({"value": float})


@pytest.mark.usefixtures("sliced")
@pytest.mark.parametrize("by", ["month", "year"])
def test_a_netcdf_is_the_dataset(finished: Path, tmp_path: Path, by: str) -> None:
    done = export(finished, ExportOptions("netcdf", by=by), DUTCH, tmp_path / "x.nc")  # type: ignore[arg-type]
    ds = open_results(finished)
    whole = annual(ds) if by == "year" else ds
    with xr.open_dataset(done.path) as back:
        assert done.count == len(ds.data_vars) == len(back.data_vars) - 1
        for name in ds.data_vars:
            assert back[name].dims == whole[name].dims
            assert back[name].dtype == whole[name].dtype
            np.testing.assert_array_equal(back[name].values, whole[name].values)
        for axis in (by, "groep", "draw"):
            np.testing.assert_array_equal(back[axis].values, whole[axis].values)
        assert back["groep_label"].values[2] == "kansrijk"
        bezetting = back["bezetting"].attrs
        assert (bezetting["units"], bezetting["long_name"], bezetting["long_name_en"]) == (
            "personen",
            "Bezetting",
            "Occupancy",
        )
        assert back["instroom"].attrs["unit_label"] == "personen per maand"
        assert (back.attrs["scenario"], back.attrs["seed"]) == ("toy", 7)
        assert back.attrs["source"].startswith("simulate ")
        assert back["scenario_yaml"].item() == (finished / "scenario.yaml").read_text()


@pytest.mark.usefixtures("sliced")
@pytest.mark.parametrize("by", ["month", "year"])
def test_a_parquet_holds_every_number(finished: Path, tmp_path: Path, by: str) -> None:
    done = export(finished, ExportOptions("parquet", by=by), ENGLISH, tmp_path / "x.parquet")  # type: ignore[arg-type]
    ds = open_results(finished).load()
    whole = annual(ds) if by == "year" else ds
    table = pd.read_parquet(done.path)
    assert len(table) == done.count == sum(whole[name].size for name in ds.data_vars)
    for name in ds.data_vars:
        np.testing.assert_array_equal(cube(table, whole[name]), whole[name].values.astype(float))


@pytest.mark.parametrize("by", ["month", "year"])
def test_a_csv_holds_every_number(finished: Path, tmp_path: Path, by: str) -> None:
    chosen = ("verdeling", "doorlooptijd", "kosten", "bezetting")
    done = export(finished, ExportOptions("csv", Wanted(chosen), by), ENGLISH, tmp_path / "x.csv")  # type: ignore[arg-type]
    ds = open_results(finished).load()
    whole = annual(ds) if by == "year" else ds
    table = exact(done.path, parse_dates=["period"] if by == "month" else [])
    assert list(dict.fromkeys(table["outcome"])) == list(chosen)
    for name in chosen:
        expected = whole[name].values
        np.testing.assert_array_equal(cube(table, whole[name]).astype(expected.dtype), expected)


def test_every_row_says_what_it_is(finished: Path, tmp_path: Path) -> None:
    done = export(finished, ExportOptions("csv", Wanted(("verdeling", "kosten")), "year"), DUTCH, tmp_path / "x.csv")
    table = exact(done.path)
    first = table.iloc[0].to_dict()
    value = float(annual(open_results(finished))["verdeling"][0, 0, 0, 0])
    assert first == {
        "scenario": "toy", "outcome": "verdeling", "unit": "personen", "groep": "kansarm", "huishouden": "alleenstaand",
        "label": "Verdeling, kansarm (veilige landen, Dublin), alleenstaanden", "period": 2026, "draw": 0,
        "value": value,
    }  # fmt: skip
    last = table.iloc[-1]
    assert (last["unit"], last["label"], last["draw"]) == ("euro per jaar", "Kosten", 1099)
    assert last[["groep", "huishouden"]].isna().all()


def test_what_is_not_there_is_an_empty_cell(finished: Path, tmp_path: Path) -> None:
    done = export(finished, ExportOptions("csv", Wanted(("doorlooptijd",))), ENGLISH, tmp_path / "x.csv")
    missing = int(np.isnan(open_results(finished)["doorlooptijd"].values).sum())
    assert missing > 0
    lines = done.path.read_text().splitlines()[1:]
    assert sum(line.endswith(",") for line in lines) == missing
    assert not any("nan" in line.lower() for line in lines)


@pytest.mark.parametrize("summary", [False, True])
def test_a_csv_with_commas_is_the_same_table(finished: Path, tmp_path: Path, summary: bool) -> None:
    for comma in (False, True):
        export(finished, ExportOptions("csv", summary=summary, comma=comma), ENGLISH, tmp_path / f"{comma}.csv")
    assert (tmp_path / "True.csv").read_bytes().startswith(b'\xef\xbb\xbf"scenario";"outcome"')
    dutch = pd.read_csv(tmp_path / "True.csv", sep=";", decimal=",", encoding="utf-8-sig", low_memory=False)
    pd.testing.assert_frame_equal(dutch, pd.read_csv(tmp_path / "False.csv", low_memory=False))
    assert dutch["p50" if summary else "value"].dtype == float


@pytest.mark.parametrize("form", ["csv", "parquet", "netcdf"])
def test_parts_and_years_are_what_the_whole_holds(finished: Path, tmp_path: Path, form: str) -> None:
    wanted = Wanted(("verdeling[kansarm]", "bezetting[totaal]", "kosten"), years=(2026,))
    done = export(finished, ExportOptions(form, wanted, "year"), ENGLISH, tmp_path / "x")  # type: ignore[arg-type]
    whole = annual(open_results(finished))
    expected = {
        "verdeling": whole["verdeling"].sel(year=2026, groep="kansarm").sum("huishouden"),
        "bezetting": whole["bezetting"].sel(year=2026).sum("groep"),
        "kosten": whole["kosten"].sel(year=2026),
    }
    if form == "netcdf":
        with xr.open_dataset(done.path) as back:
            names = ["verdeling_kansarm_totaal", "bezetting_totaal", "kosten"]
            assert [name for name in back.data_vars if name != "scenario_yaml"] == names
            assert back["year"].values.tolist() == [2026]
            found = {name.partition("_")[0]: back[name].values[0] for name in names}
            assert back["verdeling_kansarm_totaal"].attrs["long_name"].endswith("total")
    else:
        table = pd.read_parquet(done.path) if form == "parquet" else exact(done.path)
        assert set(table["period"]) == {2026}
        assert len(table) == done.count == 3 * whole.sizes["draw"]
        found = {name: rows["value"].to_numpy() for name, rows in table.groupby("outcome")}
        assert set(table["huishouden"].dropna()) == {"totaal"}
    for name, values in expected.items():
        np.testing.assert_allclose(found[name], values.values.astype(float), rtol=1e-6)


def test_months_of_one_year(finished: Path, tmp_path: Path) -> None:
    # The run begins in July 2025: half a year is there, by month.
    done = export(finished, ExportOptions("csv", Wanted(("kosten",), years=(2025,))), ENGLISH, tmp_path / "x.csv")
    assert sorted(set(exact(done.path)["period"])) == [f"2025-{month:02}-01" for month in range(7, 13)]


@pytest.mark.parametrize(
    ("wanted", "by", "said"),
    [
        (Wanted(years=(2025,)), "year", "2025 is not a whole year of this result: choose --year 2026 up to 2026"),
        (Wanted(years=(2031,)), "month", "2031 is not a year of this result: choose --year 2025 up to 2027"),
        (Wanted(("kosten[kansarm]",)), "month", "kosten is not divided by prospect group: it is not divided at all"),
    ],
)
def test_what_is_not_there_is_not_exported(finished: Path, tmp_path: Path, wanted: Wanted, by: str, said: str) -> None:
    with pytest.raises(CannotAnswer, match=said):
        export(finished, ExportOptions("csv", wanted, by), ENGLISH, tmp_path / "y.csv")  # type: ignore[arg-type]
