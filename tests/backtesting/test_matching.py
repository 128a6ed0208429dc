"""An outcome beside its counts: the same period, kind and entry, and only what is inside the run."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
import xarray as xr

from simulate.backtesting.matching import joined, match, of_same_outcome
from simulate.errors import RunError
from simulate.series import Count, Form, Kind, Series, register
from simulate.vocabulary import Label

DRAWS = 3


def run() -> xr.Dataset:
    """Two years from January 2015: month 0 is 0, month 1 is 1; the second entry is ten more, draw i is 100 i more."""
    months = np.arange(24.0)[:, None, None] + np.array([0, 10])[:, None] + 100 * np.arange(DRAWS)
    coords = {"month": np.arange("2015-01", "2017-01", dtype="datetime64[M]").astype("datetime64[ns]")}
    attrs = {"units": "personen", "kind": "stock"}
    data = xr.DataArray(months, coords | {"groep": ["a", "b"]}, ("month", "groep", "draw"), attrs=attrs)
    return xr.Dataset({"aantal": data}, attrs={"model": "toy"})


def series(kind: Kind, *periods: tuple[date, date], entry: str | None = "a", unit: str = "personen") -> Series:
    form = Form.model_construct(
        model="toy", outcome="aantal", entry=entry, file="", per="day", kind=kind, unit=unit, credit=Label(nl="", en="")
    )
    return Series("proef", form, tuple(Count(begin, end, 7.0, "", 1) for begin, end in periods))


def day(text: str) -> tuple[date, date]:
    first = date.fromisoformat(text)
    return first, date.fromordinal(first.toordinal() + 1)


def year(number: int) -> tuple[date, date]:
    return date(number, 1, 1), date(number + 1, 1, 1)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2014-12-31", None), ("2015-01-01", None), ("2015-01-10", None), ("2015-01-25", 0), ("2015-01-31", 0),
        ("2015-02-05", 0), ("2015-02-20", 1), ("2016-12-31", 23), ("2017-01-01", 23), ("2017-01-20", None),
    ],
)  # fmt: skip
def test_a_stock_is_that_of_the_nearest_month_end_after_the_start(text: str, month: int | None) -> None:
    found = match(run(), series("stock", day(text)))
    assert len(found.counts) == (month is not None)
    if month is not None:
        assert found.ensemble.tolist() == [[month, month + 100, month + 200]]


def test_a_stock_of_a_year_is_that_of_its_end() -> None:
    assert match(run(), series("stock", year(2015))).ensemble[0, 0] == 11


def test_a_flow_adds_up_and_a_mean_does_not() -> None:
    assert match(run(), series("flow", year(2015), year(2016))).ensemble[:, 0].tolist() == [66, 210]
    assert match(run(), series("mean", year(2015))).ensemble[0].tolist() == [5.5, 105.5, 205.5]


def test_only_whole_periods_inside_the_run() -> None:
    half = (date(2014, 10, 1), date(2015, 4, 1))
    found = match(run().isel(month=slice(1, 23)), series("flow", year(2014), half, year(2015), year(2016)))
    assert found.counts == ()
    assert found.ensemble.shape == (0, DRAWS)
    assert match(run(), series("mean", day("2015-05-05"))).counts == ()


def test_the_total_or_the_entry() -> None:
    ends = [match(run(), series("stock", year(2015), entry=entry)).ensemble[0, 0] for entry in ("a", "b", None)]
    assert ends == [11, 21, 32]


def test_months_without_anybody_do_not_count_in_a_mean() -> None:
    ds = run()
    ds["aantal"][0, 0, 0] = np.nan
    assert match(ds, series("mean", year(2015))).ensemble[0].tolist() == [6.0, 105.5, 205.5]


@pytest.mark.parametrize(
    ("of", "said"), [(series("stock", entry="c"), "no entry 'c'"), (series("stock", unit="fte"), "in fte, its outcome")]
)
def test_what_does_not_belong_together_is_refused(of: Series, said: str) -> None:
    with pytest.raises(RunError, match=said):
        match(run(), of)
    with pytest.raises(RunError, match="which this run does not have"):
        match(run().assign_attrs(model="ander"), of)


def test_series_are_joined_without_counting_anything_twice() -> None:
    quarter = (date(2015, 1, 1), date(2015, 4, 1))
    both = joined([series("flow", quarter), series("flow", year(2014), year(2015))])
    assert [(count.begin, count.end) for count in both] == [year(2014), quarter]


def test_series_that_count_the_same_are_found() -> None:
    several = of_same_outcome(register()["nieuwbouw"])
    assert [one.name for one in several] == ["nieuwbouw", "nieuwbouw_1990", "nieuwbouw_kwartaal"]
    assert [count.begin.year for count in joined(several)][:2] == [1990, 1991]
