from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import toy
import xarray as xr

from simulate.errors import RunError
from simulate.results.opening import annual, open_results, whole_years


def test_a_result_opens_as_the_model_declares_it(finished: Path) -> None:
    ds = open_results(finished)
    assert list(ds.data_vars) == list(toy.Toy.outcomes())
    assert dict(ds.sizes) == {"month": 24, "groep": 3, "huishouden": 2, "draw": 2500}
    assert ds["groep"].dtype.kind == "U"
    assert ds["bezetting"].dtype == np.int32
    assert ds.attrs["status"] == "complete"
    assert ds["bezetting"].sel(month="2026-01", groep="kansarm").shape == (1, 2500)


def test_reading_is_lazy(finished: Path) -> None:
    assert not open_results(finished)["bezetting"].variable._in_memory


def test_its_entries_are_plain_words_that_other_formats_can_hold(finished: Path) -> None:
    assert open_results(finished).to_dict(data=True)["coords"]["groep"]["data"] == ["kansarm", "overig", "kansrijk"]


def test_a_folder_without_a_result_is_said(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="is not a result folder"):
        open_results(tmp_path)


def test_calendar_years_by_kind(finished: Path) -> None:
    ds = open_results(finished).load()
    years, ends = annual(ds), annual(ds, end=True)
    whole = ds.sel(month="2026")
    assert years["year"].values.tolist() == [2026]
    for name in ("instroom", "kosten"):
        np.testing.assert_allclose(years[name][0], whole[name].sum("month"), rtol=1e-12)
    for name in ("bezetting", "verdeling", "bezettingsgraad"):
        np.testing.assert_allclose(years[name][0], whole[name].astype(float).mean("month"), rtol=1e-12)
        np.testing.assert_array_equal(ends[name][0], whole[name].isel(month=-1))
    np.testing.assert_allclose(years["doorlooptijd"][0], whole["doorlooptijd"].astype(float).mean("month"), rtol=1e-12)
    assert years["instroom"].dtype == np.int64
    assert years["instroom"].attrs["cell_methods"] == "year: sum"
    assert ends["bezetting"].attrs["cell_methods"] == "year: point"


def test_a_sum_over_years_does_not_wrap() -> None:
    months = np.arange("2025-01", "2026-01", dtype="datetime64[M]").astype("datetime64[ns]")
    flow = xr.DataArray(np.full((12, 1), 2**30, np.int32), {"month": months}, ("month", "draw"), attrs={"kind": "flow"})
    assert annual(xr.Dataset({"n": flow}))["n"].item() == 12 * 2**30


@pytest.mark.parametrize(
    ("start", "months", "first", "years"),
    [
        ("2025-01", 24, 0, [2025, 2026]),
        ("2025-01", 23, 0, [2025]),
        ("2025-02", 12, 11, []),
        ("2025-02", 23, 11, [2026]),
        ("2025-12", 13, 1, [2026]),
        ("1969-12", 14, 1, [1970]),
        ("2025-06", 3, 7, []),
    ],
)
def test_only_whole_years_count(start: str, months: int, first: int, years: list[int]) -> None:
    found = whole_years(np.datetime64(start, "M") + np.arange(months))
    assert (found[0], found[1].tolist()) == (first, years)
